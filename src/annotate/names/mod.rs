//! Finds names of persons, organisations and places.
//!
//! [`candidates`] says where a name may stand, [`evidence`] what speaks for each kind, [`consensus`] decides over the whole
//! document: these are the rules. [`model`] has learnt where they are wrong. Knows nothing of quotations, of who is who, of titles beyond their being a sign that a person's name follows.

pub mod acronyms;
mod candidates;
mod consensus;
mod evidence;
pub mod lexicon;
pub mod lists;
pub mod model;
#[cfg(test)]
mod tests;
pub mod train;
pub mod words;

use crate::model::{ActorKind, Span};
use model::Model;
use model::view::View;
use words::Words;

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// Without civility, title or leading article.
    pub span: Span,
    pub kind: ActorKind,
    /// Between 0 and 1.
    pub confidence: f32,
}

/// Every name, in reading order; none overlap.
pub fn names(words: &Words) -> Vec<Name> {
    let candidates = candidates::candidates(words);
    let verdicts = consensus::verdicts(words, &candidates);
    Model::of(words.reading.language).names(&View::new(words, &candidates, &verdicts))
}
