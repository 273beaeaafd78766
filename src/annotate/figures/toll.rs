//! Tolls: counts of the dead, the injured, the missing, the displaced and the arrested.
//!
//! The counted noun tells (`31 morts`), or what is said of it (`12 personnes ont été tuées`, `killed three men`). The words stand in
//! `[tolls]` of the data files.

use super::lexicon::Role;
use super::view::View;
use super::{Draft, FigureKind};
use crate::model::Toll;

/// Tokens between a noun and what befell it: `personnes ont également été blessées`.
const FARTHEST: usize = 5;

/// What befell those that the figure counts, if it is a toll.
pub fn of(view: &View, draft: &Draft) -> Option<Toll> {
    if draft.kind != FigureKind::Number {
        return None;
    }
    let noun = draft.of.filter(|noun| *noun >= draft.tokens.end);
    draft
        .of
        .and_then(|noun| toll_at(view, noun))
        .or_else(|| said_behind(view, noun.map_or(draft.tokens.end, |noun| noun + 1)))
        .or_else(|| said_before(view, draft))
}

fn toll_at(view: &View, at: usize) -> Option<Toll> {
    view.lexicon.toll(view.lower(at))
}

/// `ont été tuées`, `were killed`: over auxiliaries and the like alone.
fn said_behind(view: &View, start: usize) -> Option<Toll> {
    for at in start..start + FARTHEST {
        let told = toll_at(view, at);
        if told.is_some() || !(view.has(at, Role::Function) || view.has(at, Role::Past)) {
            return told;
        }
    }
    None
}

/// `killed at least 12 people`, `a tué quelque 30 soldats`: the verb stands before the number and its bound.
fn said_before(view: &View, draft: &Draft) -> Option<Toll> {
    let start = draft
        .cue
        .as_ref()
        .map_or(draft.tokens.start, |cue| cue.start.min(draft.tokens.start));
    let over_article = |at: usize| {
        if view.after(at, Role::Article) || view.after(at, Role::Definite) {
            at - 1
        } else {
            at
        }
    };
    toll_at(view, over_article(start).checked_sub(1)?)
}
