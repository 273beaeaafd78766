//! Trains the model of names from texts whose names are marked.
//!
//! [`examples`] turns texts into rows of features and labels ([`guide`] by the program's own idea of a name), [`field`] says how well weights explain them, [`minimise`] finds the
//! weights, [`score`] compares found names with marked ones. The same texts give the same bytes. Knows no files.

mod adapt;
mod examples;
mod field;
mod guide;
mod minimise;
mod score;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

use super::model::label::LABELS;
use super::model::lattice::Transitions;
use super::model::{Content, Model, table};
use crate::annotate::language::Language;
use crate::model::{ActorKind, Dispatch, Span};
pub use adapt::adapt;
use examples::Examples;
use field::{Weights, loss_and_gradient};
pub use score::{Score, found, score};

/// A text with its names, in any order.
#[derive(Clone, Debug)]
pub struct Marked {
    pub dispatch: Dispatch,
    /// No kind for events, works and products.
    pub names: Vec<(Span, Option<ActorKind>)>,
}

/// How to train.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Steps of the search, at most.
    pub steps: usize,
    /// Weight of the sum of absolute weights: what keeps the model small.
    pub l1: f32,
    /// Weight of the sum of squares.
    pub l2: f32,
    /// How often a feature must occur to be learnt.
    pub occurrences: u32,
    /// Whether the names were marked by another guide than the program's.
    pub other_guide: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            steps: 100,
            l1: 0.1,
            l2: 0.3,
            occurrences: 2,
            other_guide: false,
        }
    }
}

/// A model that explains the texts. `watch` is shown the step and the model of every tenth step.
pub fn train(
    language: Language,
    texts: &[&Marked],
    options: Options,
    mut watch: impl FnMut(usize, &Model),
) -> Vec<u8> {
    let examples = Examples::new(texts, options.occurrences, options.other_guide);
    let count = examples.features.len() * LABELS + Weights::TRANSITIONS;
    let search = minimise::Search {
        steps: options.steps,
        l1: options.l1,
        l2: options.l2,
    };
    let weights = search.minimise(
        vec![0.0; count],
        |weights| loss_and_gradient(&examples, weights),
        |step, weights| {
            if step % 10 == 0 {
                let bytes = pack(language, &examples, weights).to_bytes();
                let model = Model::new(language, &bytes).expect("it was just made");
                watch(step, &model);
            }
        },
    );
    pack(language, &examples, &weights).to_bytes()
}

/// Rounds the weights to whole numbers of one byte, of which the largest fits.
fn pack(language: Language, examples: &Examples, weights: &[f32]) -> Content {
    let largest = Weights::new(weights)
        .emissions
        .iter()
        .fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
    let step = (largest / f32::from(i8::MAX)).max(f32::MIN_POSITIVE);
    packed(language, examples, weights, step)
}

/// Rounds the weights to steps; beyond what one byte holds they are cut.
fn packed(language: Language, examples: &Examples, weights: &[f32], step: f32) -> Content {
    let weights = Weights::new(weights);
    let whole = |weight: f32| (weight / step).round();
    let rows = examples
        .features
        .iter()
        .zip(weights.emissions.chunks_exact(LABELS));
    let rows: FxHashMap<u64, table::Row> = rows
        .map(|(feature, row)| {
            (
                *feature,
                std::array::from_fn(|label| whole(row[label]) as i8),
            )
        })
        .filter(|(_, row): &(u64, table::Row)| row.iter().any(|weight| *weight != 0))
        .collect();
    let (slots, homes) = table::build(rows.into_iter().collect());
    let bounded =
        |weight: f32| whole(weight).clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i32;
    let row = |row: &[f32]| std::array::from_fn(|label| bounded(row[label]));
    Content {
        language,
        step,
        homes,
        transitions: Transitions {
            next: std::array::from_fn(|before| row(weights.next(before))),
            first: row(weights.first()),
        },
        slots,
    }
}
