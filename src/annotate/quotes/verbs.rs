//! The verbs that attribute, and which of their forms a word may be.
//!
//! A verb is kept as its stem and its class ([`Conjugations`]), so that a list names each one once. Knows nothing of texts.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::conjugation::{Class, Conjugations, Form, Table};

/// Position in the list of verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VerbId(usize);

/// What a verb can take; of the verbs that a form may belong to, the first in this order comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Takes {
    /// Words with or without marks.
    Report,
    /// The same, and questions.
    Ask,
    /// What its subject was told: it names its source where it stands as an incise or has an impersonal subject.
    Hear,
    /// Marked words alone.
    Voice,
    /// Words with or without marks, but only as an incise or before a colon: `« … », poursuit-il`.
    Incise,
    /// Nothing: it only looks like one that does.
    Silent,
}

impl Takes {
    /// Whether it attributes nothing that is not marked.
    pub fn needs_marks(self) -> bool {
        self == Takes::Voice
    }
}

/// A verb that attributes.
#[derive(Debug)]
pub struct Verb {
    pub takes: Takes,
    /// Counts with the reflexive pronoun alone.
    pub reflexive: bool,
    /// Further words of a fixed phrase: `valoir` of `faire valoir`.
    pub tail: Vec<&'static str>,
    /// What stands apart from its finite forms: `an` of `kündigte … an`.
    pub particle: Option<&'static str>,
}

/// All verbs of a language.
pub struct Verbs {
    verbs: Vec<Verb>,
    conjugations: Conjugations,
    stems: FxHashMap<Head, Vec<Stem>>,
    /// What may stand apart from a verb, each once.
    particles: Vec<&'static str>,
}

/// What is left of infinitives without the endings that their classes are named after.
struct Stem {
    letters: &'static str,
    verbs: Vec<(Class, VerbId)>,
}

/// The first bytes of a stem, by which most words are seen to be no verb.
type Head = [u8; LONGEST_HEAD];

const LONGEST_HEAD: usize = 3;

/// The first `len` bytes of a word.
fn head(word: &str, len: usize) -> Head {
    let mut head = Head::default();
    head[..len].copy_from_slice(&word.as_bytes()[..len]);
    head
}

impl Verbs {
    /// No verbs yet, to be inflected by a table.
    pub fn new(table: Table) -> Self {
        Verbs {
            verbs: Vec::new(),
            conjugations: Conjugations::new(table),
            stems: FxHashMap::default(),
            particles: Vec::new(),
        }
    }

    /// Adds a verb. `phrase`: an infinitive, perhaps with a reflexive pronoun before it and further words behind it.
    pub fn add(&mut self, takes: Takes, phrase: &'static str, is_reflexive: impl Fn(&str) -> bool) {
        let mut words = phrase.split(' ');
        let elided = phrase
            .split_once('\'')
            .map(|(pronoun, _)| pronoun.len() + 1);
        let mut reflexive = false;
        let mut infinitive = words.next().unwrap_or_default();
        if let Some((pronoun, verb)) = elided.and_then(|at| infinitive.split_at_checked(at)) {
            reflexive = is_reflexive(pronoun);
            infinitive = verb;
        } else if is_reflexive(infinitive) {
            reflexive = true;
            infinitive = words.next().unwrap_or_default();
        }
        let (particle, infinitive) = match infinitive.split_once('|') {
            Some((particle, infinitive)) => (Some(particle), infinitive),
            None => (None, infinitive),
        };
        self.particles
            .extend(particle.filter(|particle| !self.particles.contains(particle)));
        let (stem, class) = self.conjugations.class_of(infinitive);
        let verb = VerbId(self.verbs.len());
        let same_head = self
            .stems
            .entry(head(stem, stem.len().min(LONGEST_HEAD)))
            .or_default();
        match same_head.iter_mut().find(|known| known.letters == stem) {
            Some(known) => known.verbs.push((class, verb)),
            None => same_head.push(Stem {
                letters: stem,
                verbs: vec![(class, verb)],
            }),
        }
        self.verbs.push(Verb {
            takes,
            reflexive,
            tail: words.collect(),
            particle,
        });
    }

    /// What a verb can take.
    pub fn verb(&self, id: VerbId) -> &Verb {
        &self.verbs[id.0]
    }

    /// Adds the verb forms that a word in lower case may be, in the order of the verbs. A particle stands apart from the finite
    /// forms of a main clause, and is joined to all others.
    pub fn forms(&self, word: &str, found: &mut Vec<(VerbId, Form)>) {
        let from = found.len();
        let parted = self
            .particles
            .iter()
            .filter_map(|particle| Some((Some(*particle), word.strip_prefix(particle)?)));
        for (particle, word) in parted.chain([(None, word)]) {
            for (word, endings) in self.conjugations.unprefixed(word) {
                for stem in self.stems_of(word) {
                    let ending = word.strip_prefix(stem.letters);
                    let forms = ending.map_or(&[][..], |ending| endings.forms(ending));
                    for &(class, verb) in stem.verbs.iter().filter(|_| !forms.is_empty()) {
                        let own = self.verbs[verb.0].particle;
                        let joined =
                            |form| own == particle || particle.is_none() && form == Form::Finite;
                        let forms = forms
                            .iter()
                            .filter(|(of, form)| *of == class && joined(*form));
                        found.extend(forms.map(|(_, form)| (verb, *form)));
                    }
                }
            }
        }
        if found.len() - from > 1 {
            let mut forms = found.split_off(from);
            forms.sort_unstable();
            forms.dedup();
            found.extend(forms);
        }
    }

    /// The stems that a word may begin with.
    fn stems_of(&self, word: &str) -> impl Iterator<Item = &Stem> {
        let lengths = 0..=word.len().min(LONGEST_HEAD);
        lengths
            .filter_map(|len| self.stems.get(&head(word, len)))
            .flatten()
    }
}
