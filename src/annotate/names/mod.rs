//! Finds names of persons, organisations and places.

use super::reading::Reading;
use crate::model::{ActorKind, Span};

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
pub fn names(_reading: &Reading) -> Vec<Name> {
    Vec::new()
}
