//! Precision and recall of found names: a name counts when its span and its kind are right.

use super::Marked;
use crate::annotate::names::model::Model;
use crate::annotate::names::model::view::View;
use crate::annotate::names::words::Words;
use crate::annotate::names::{Name, candidates, consensus};
use crate::annotate::reading::Reading;
use crate::model::{ActorKind, Dispatch};

/// Counts of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub right: usize,
    pub found: usize,
    pub marked: usize,
}

impl Score {
    /// Share of the found names that are right.
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// Share of the marked names that are found.
    pub fn recall(self) -> f64 {
        share(self.right, self.marked)
    }

    /// Their harmonic mean.
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.found + self.marked)
    }
}

impl std::ops::Add for Score {
    type Output = Score;

    fn add(self, other: Score) -> Score {
        Score {
            right: self.right + other.right,
            found: self.found + other.found,
            marked: self.marked + other.marked,
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Of persons, organisations and places, in this order.
pub fn score(model: &Model, texts: &[&Marked]) -> [Score; 3] {
    let mut scores = [Score::default(); 3];
    for text in texts {
        add(&mut scores, text, &found(model, &text.dispatch));
    }
    scores
}

/// The names that a model finds.
pub fn found(model: &Model, dispatch: &Dispatch) -> Vec<Name> {
    let reading = Reading::new(dispatch);
    let words = Words::new(&reading);
    let candidates = candidates::candidates(&words);
    let verdicts = consensus::verdicts(&words, &candidates);
    model.names(&View::new(&words, &candidates, &verdicts))
}

fn add(scores: &mut [Score; 3], text: &Marked, found: &[Name]) {
    let kinds = [ActorKind::Person, ActorKind::Organisation, ActorKind::Place];
    for (score, kind) in scores.iter_mut().zip(kinds) {
        let of_kind = |name: &&Name| name.kind == kind;
        score.found += found.iter().filter(of_kind).count();
        score.marked += text
            .names
            .iter()
            .filter(|(_, marked)| *marked == Some(kind))
            .count();
        let is_marked = |name: &&Name| text.names.contains(&(name.span, Some(kind)));
        score.right += found.iter().filter(of_kind).filter(is_marked).count();
    }
}
