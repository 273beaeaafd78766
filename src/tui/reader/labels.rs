//! Labels on everything in view: type one to go there.

use super::{Reader, Selection};
use crate::model::Span;

/// Letters of labels, the easiest to reach first on AZERTY and QWERTY alike.
const LETTERS: &[u8] = b"sdfjklghrtyuvbneipxc";

/// A label and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub word: String,
    /// First byte of the passage that it stands on.
    pub at: usize,
    pub target: Selection,
}

/// A label for every quotation, mention and figure that begins in `view`, in reading order. All words have the same length, so
/// that none is the beginning of another.
pub fn labels(reader: &Reader, view: Span) -> Vec<Label> {
    let Some(found) = &reader.annotations else {
        return Vec::new();
    };
    let quotations = (0..found.quotations.len()).map(Selection::Quotation);
    let figures = (0..found.figures.len()).map(Selection::Figure);
    let mentions = found.actors.iter().enumerate().flat_map(|(actor, who)| {
        (0..who.mentions.len()).map(move |mention| Selection::Mention { actor, mention })
    });
    let start = |target: Selection| {
        reader
            .passage(target)
            .map(Span::start)
            .filter(|at| view.holds(*at))
    };
    let mut targets: Vec<(usize, Selection)> = quotations
        .chain(mentions)
        .chain(figures)
        .filter(|target| !reader.is_rejected(*target))
        .filter_map(|target| Some((start(target)?, target)))
        .collect();
    targets.sort_by_key(|(at, _)| *at);
    targets.dedup_by_key(|(at, _)| *at);
    let length = if targets.len() <= LETTERS.len() { 1 } else { 2 };
    let label = |(number, (at, target)): (usize, (usize, Selection))| Label {
        word: word(number, length),
        at,
        target,
    };
    targets
        .into_iter()
        .take(LETTERS.len().pow(length))
        .enumerate()
        .map(label)
        .collect()
}

fn word(number: usize, length: u32) -> String {
    let letter = |at: usize| char::from(LETTERS[at % LETTERS.len()]);
    match length {
        1 => letter(number).to_string(),
        _ => [letter(number / LETTERS.len()), letter(number)]
            .iter()
            .collect(),
    }
}
