//! The trained model: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over the words around capitals,
//! which corrects what the rules found.
//!
//! [`view`] is what it sees of a dispatch, [`features`] what it asks of a token, [`table`] where the answers' weights lie,
//! [`lattice`] the search, [`adaptation`] what was learnt on top. A model is a file that is used as it stands: nothing is read at load but its header. `train` writes it.

pub mod adaptation;
mod consensus;
pub mod features;
pub mod label;
pub mod lattice;
pub mod table;
pub mod view;

use std::sync::OnceLock;

use super::Name;
use crate::annotate::language::{Language, PerLanguage};
use adaptation::Adaptation;
use label::{KIND_NAMES, LABELS};
use lattice::{Scores, Search, Transitions};
use view::{View, Window};

/// A model, used where it lies.
#[derive(Clone)]
pub struct Model<'m> {
    transitions: Transitions,
    /// Worth of one step of a weight.
    step: f32,
    homes: u32,
    slots: &'m [u8],
    /// What was learnt on top of it.
    adaptation: Option<Box<Adaptation<'m>>>,
}

/// What a model file begins with.
const MAGIC: &[u8; 8] = b"depeche\x01";

/// Goes up with every change of [`features`] or [`view`] or of what they rest on: weights learnt with others mean nothing.
const FEATURES: u32 = 2;

/// Bytes of what is always the same size: magic, features, kinds, language, step, homes, checksum, transitions.
const HEADER: usize = 8 + 4 + KIND_NAMES.len() + 2 + 4 + 4 + 8 + 2 * LABELS * (LABELS + 1);

/// Why a file is no model for this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    #[error("not a model of names")]
    Foreign,
    #[error("made for features {found}, this program has {FEATURES}; train it again")]
    Features { found: u32 },
    #[error("made for other kinds of names")]
    Kinds,
    #[error("made for another language")]
    Language,
    #[error("learnt on top of another model; learn it again")]
    Base,
    #[error("damaged or cut short")]
    Damaged,
}

/// What a model file says, as the trainer knows it.
pub struct Content {
    pub language: Language,
    pub step: f32,
    pub homes: u32,
    pub transitions: Transitions,
    pub slots: Vec<u8>,
}

impl Content {
    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER + self.slots.len());
        bytes.extend(MAGIC);
        bytes.extend(FEATURES.to_le_bytes());
        bytes.extend(KIND_NAMES.as_bytes());
        bytes.extend(self.language.code().as_bytes());
        bytes.extend(self.step.to_le_bytes());
        bytes.extend(self.homes.to_le_bytes());
        bytes.extend(checksum(&self.slots).to_le_bytes());
        let rows = self
            .transitions
            .next
            .iter()
            .chain([&self.transitions.first]);
        for weight in rows.flatten() {
            let narrow = i16::try_from(*weight).unwrap_or(i16::MIN);
            bytes.extend(narrow.to_le_bytes());
        }
        bytes.extend(&self.slots);
        bytes
    }
}

impl<'m> Model<'m> {
    /// Takes a file as it stands.
    ///
    /// # Errors
    /// When it is not what the trainer of this program writes for this language.
    pub fn new(language: Language, bytes: &'m [u8]) -> Result<Self, ModelError> {
        let model = Model::trusted(language, bytes)?;
        let sum = bytes
            .get(HEADER - 2 * LABELS * (LABELS + 1) - 8..)
            .unwrap_or_default();
        match sum.first_chunk() {
            Some(sum) if u64::from_le_bytes(*sum) == checksum(model.slots) => Ok(model),
            _ => Err(ModelError::Damaged),
        }
    }

    /// Takes a file whose weights need no check.
    fn trusted(language: Language, bytes: &'m [u8]) -> Result<Self, ModelError> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::Foreign)?;
        let found = u32::from_le_bytes(take(&mut rest)?);
        if found != FEATURES {
            return Err(ModelError::Features { found });
        }
        rest = rest
            .strip_prefix(KIND_NAMES.as_bytes())
            .ok_or(ModelError::Kinds)?;
        rest = rest
            .strip_prefix(language.code().as_bytes())
            .ok_or(ModelError::Language)?;
        let step = f32::from_le_bytes(take(&mut rest)?);
        let homes = u32::from_le_bytes(take(&mut rest)?);
        let _sum: [u8; 8] = take(&mut rest)?;
        let mut rows = [[0; LABELS]; LABELS + 1];
        for weight in rows.iter_mut().flatten() {
            *weight = i32::from(i16::from_le_bytes(take(&mut rest)?));
        }
        let mut next = [[0; LABELS]; LABELS];
        next.copy_from_slice(&rows[..LABELS]);
        let transitions = Transitions {
            next,
            first: rows[LABELS],
        }
        .lawful();
        if !step.is_finite() || step <= 0.0 || rest.len() < homes as usize * table::SLOT {
            return Err(ModelError::Damaged);
        }
        Ok(Model {
            transitions,
            step,
            homes,
            slots: rest,
            adaptation: None,
        })
    }

    /// Worth of one step of a weight.
    pub fn step(&self) -> f32 {
        self.step
    }

    /// What it is worth for labels to follow each other, in steps.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// Every name, in reading order; none overlap.
    pub fn names(&self, view: &View) -> Vec<Name> {
        let windows: Vec<Window> = view.windows().collect();
        let mut scores: Vec<Scores> = Vec::new();
        for window in &windows {
            let tokens = window.tokens.clone();
            scores.extend(tokens.map(|at| self.scores(view, window, at)));
        }
        consensus::agree(view, &windows, &mut scores);
        let mut names = Vec::new();
        let mut search = Search::default();
        let mut path = Vec::new();
        let mut rest = scores.as_slice();
        for window in windows {
            let (scores, after) = rest.split_at(window.tokens.len());
            rest = after;
            path.clear();
            path.resize(scores.len(), label::OUTSIDE);
            search.best_path(scores, &self.transitions, &mut path);
            for (tokens, kind) in label::spans(&path) {
                let Some(kind) = kind else { continue };
                let margin = self.margin(&scores[tokens.clone()], kind);
                let tokens = window.tokens.start + tokens.start..window.tokens.start + tokens.end;
                names.push(Name {
                    span: view.words.reading.span(tokens),
                    kind,
                    confidence: 1.0 / (1.0 + (-margin).exp()),
                });
            }
        }
        names
    }

    /// What each label of a token is worth by its features alone.
    fn scores(&self, view: &View, window: &Window, at: usize) -> Scores {
        let mut sums = [0; table::LANES];
        features::features(view, window, at, |feature| {
            table::add(self.slots, self.homes, feature, &mut sums);
            if let Some(adaptation) = &self.adaptation {
                adaptation.add(feature, &mut sums);
            }
        });
        std::array::from_fn(|label| i32::from(sums[label]))
    }

    /// By how much a kind leads over all others, at the token of a name where it leads least.
    fn margin(&self, scores: &[Scores], kind: crate::model::ActorKind) -> f32 {
        let (begin, inside) = (label::begin(Some(kind)), label::inside(Some(kind)));
        let leads = scores.iter().map(|scores| {
            let of_kind =
                |label: usize| label == usize::from(begin) || label == usize::from(inside);
            let best = |wanted: bool| {
                let labels = (0..LABELS).filter(|&label| of_kind(label) == wanted);
                labels.map(|label| scores[label]).max().unwrap_or(0)
            };
            best(true) - best(false)
        });
        leads.min().unwrap_or(0) as f32 * self.step
    }
}

impl Model<'static> {
    /// The model of a language: the user's, or else the one in the program.
    pub fn of(language: Language) -> &'static Model<'static> {
        let own = OWN[language as usize].get();
        own.unwrap_or_else(|| Model::bundled(language))
    }

    /// The model in the program.
    pub fn bundled(language: Language) -> &'static Model<'static> {
        static BUNDLED: PerLanguage<Model<'static>> = PerLanguage::new(|language| {
            Model::trusted(language, language.files().name_model)
                .unwrap_or_else(|error| panic!("model of names of {}: {error}", language.code()))
        });
        BUNDLED.get(language)
    }

    /// Uses this model for a language from now on. The first one stays.
    pub fn install(self, language: Language) {
        let _ = OWN[language as usize].set(self);
    }
}

static OWN: [OnceLock<Model<'static>>; Language::ALL.len()] =
    [const { OnceLock::new() }; Language::ALL.len()];

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], ModelError> {
    let (taken, rest) = bytes.split_first_chunk().ok_or(ModelError::Damaged)?;
    *bytes = rest;
    Ok(*taken)
}

fn checksum(bytes: &[u8]) -> u64 {
    use std::hash::Hasher;
    let mut hash = crate::model::Fnv1a::default();
    hash.write(bytes);
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_in_the_program_are_whole_and_of_this_version() {
        for language in Language::ALL {
            let bytes = language.files().name_model;
            let model = Model::new(language, bytes);
            assert_eq!(model.map(|_| ()), Ok(()), "{}", language.code());
        }
    }
}
