//! Dispatch → standoff annotations: quotations, actors, figures.
//!
//! Never fails: whatever the text, each annotator returns what it found and what it doubts. What words mean stands in
//! `assets/languages/<language>/`, in a form that a journalist can read and correct; code here knows mechanisms, no vocabulary.
//! Nothing here knows bytes, files, clocks or screens.
//!
//! The order: tokens and sentences ([`reading`]) → [`figures`] → [`names`] → [`quotes`] (marks, cues, speaker words) →
//! [`actors`] (grouping, roles, descriptions, and which actor the speaker words mean).

pub mod actors;
mod data;
pub mod figures;
pub mod language;
pub mod names;
pub mod quotes;
pub mod reading;

use crate::model::{Annotations, Dispatch};
pub use language::Language;
use names::words::Words;
use reading::Reading;

/// Which annotations are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds {
    pub quotations: bool,
    pub actors: bool,
    pub figures: bool,
}

impl Kinds {
    /// All three kinds.
    pub const ALL: Kinds = Kinds {
        quotations: true,
        actors: true,
        figures: true,
    };
    /// The parsed dispatch alone.
    pub const NONE: Kinds = Kinds {
        quotations: false,
        actors: false,
        figures: false,
    };
}

/// Finds what is asked for, in the language that the dispatch states or else seems to be in.
///
/// Quotations name their actors only when actors are asked for too.
pub fn annotate(dispatch: &Dispatch, kinds: Kinds) -> Annotations {
    if kinds == Kinds::NONE {
        return Annotations::default();
    }
    let reading = Reading::new(dispatch);
    let mut found = Annotations::default();
    if kinds.figures {
        found.figures = figures::figures(&reading);
    }
    if !kinds.actors && !kinds.quotations {
        return found;
    }
    let words = Words::new(&reading);
    let names = names::names(&words);
    if kinds.quotations {
        (found.quotations, found.doubts) = quotes::quotations(&words, &names);
    }
    if kinds.actors {
        found.actors = actors::actors(&words, &names, &mut found.quotations);
    }
    found
}
