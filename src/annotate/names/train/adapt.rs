//! Learns from few texts on top of a model: maximum a posteriori adaptation (Chelba and Acero 2004), in which a weight costs what
//! it differs from the model's.

use super::examples::Examples;
use super::field::{Weights, loss_and_gradient};
use super::{Marked, Options, minimise, packed};
use crate::annotate::language::Language;
use crate::annotate::names::model::Model;
use crate::annotate::names::model::adaptation::Adaptation;
use crate::annotate::names::model::label::{LABELS, may_follow};

/// What the texts teach beyond the model, as a file. Marks are by the program's own guide.
pub fn adapt(language: Language, model: &Model, texts: &[&Marked], options: Options) -> Vec<u8> {
    let examples = Examples::new(texts, options.occurrences, false);
    let known = weights_of(model, &examples);
    let search = minimise::Search {
        steps: options.steps,
        l1: options.l1,
        l2: options.l2,
    };
    let differences = search.minimise(
        vec![0.0; known.len()],
        |differences| {
            let together: Vec<f32> = known
                .iter()
                .zip(differences)
                .map(|(known, difference)| known + difference)
                .collect();
            loss_and_gradient(&examples, &together)
        },
        |_, _| {},
    );
    let content = packed(language, &examples, &differences, model.step());
    Adaptation::to_bytes(model, &content)
}

/// What the model says of the features of the texts, in the order of [`Weights`].
fn weights_of(model: &Model, examples: &Examples) -> Vec<f32> {
    let features = examples.features.iter();
    let mut weights: Vec<f32> = features
        .flat_map(|feature| model.weights(*feature))
        .collect();
    let transitions = model.transitions();
    let rows = transitions.next.iter().enumerate();
    let rows = rows
        .map(|(before, row)| (Some(before as u8), row))
        .chain([(None, &transitions.first)]);
    for (before, row) in rows {
        // What cannot be has no weight to learn.
        let weight = |(label, weight): (usize, &i32)| {
            if may_follow(before, label as u8) {
                *weight as f32 * model.step()
            } else {
                0.0
            }
        };
        weights.extend(row.iter().enumerate().map(weight));
    }
    debug_assert_eq!(
        weights.len(),
        examples.features.len() * LABELS + Weights::TRANSITIONS
    );
    weights
}
