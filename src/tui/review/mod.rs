//! Reviewing: what the keys do that decide, take back, and lead to what is still to be decided.
//!
//! Nothing is shown as decided before the library has it: a key asks, [`decided`] takes in what was kept.

use super::effect::Effect;
use super::keeper::Request;
use super::reader::Selection;
use super::reader::review::Log;
use super::state::State;
use crate::review::event::Op;

/// What a step did, as the library has kept it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// So many annotations were decided on.
    Decided(usize),
    Undone(usize),
    Redone(usize),
    /// Somebody else decided, or the log was asked for.
    Nothing,
}

/// Accepts what is selected, and goes to the next one that is undecided.
pub fn accept(state: &mut State) -> Vec<Effect> {
    decide_and_go_on(state, Op::Accept)
}

/// Rejects what is selected, and goes to the next one that is undecided.
pub fn reject(state: &mut State) -> Vec<Effect> {
    decide_and_go_on(state, Op::Reject)
}

fn decide_and_go_on(state: &mut State, op: Op) -> Vec<Effect> {
    let Some(selection) = selected(state) else {
        return Vec::new();
    };
    let effects = decide(state, &[(selection, op)]);
    if !effects.is_empty() {
        go_on(state, selection);
    }
    effects
}

/// Asks the library to keep what was decided on annotations that are shown, as one step.
pub fn decide(state: &mut State, decisions: &[(Selection, Op)]) -> Vec<Effect> {
    let Some(reader) = &state.reader else {
        return Vec::new();
    };
    let Some(review) = &reader.review else {
        return Vec::new();
    };
    let decisions: Vec<_> = decisions
        .iter()
        .filter_map(|(selection, op)| Some(review.decision(reader.judged(*selection)?, op.clone())))
        .collect();
    if decisions.is_empty() {
        return Vec::new();
    }
    vec![Effect::Ask(Request::Decide {
        version: review.version,
        decisions,
    })]
}

/// What is selected and can be decided on; says why not.
pub fn selected(state: &mut State) -> Option<Selection> {
    let texts = state.look.texts();
    let reader = state.reader.as_ref()?;
    if reader.review.is_none() {
        state.say(texts.review_in_library);
        return None;
    }
    let selection = reader.selection.filter(|one| reader.judged(*one).is_some());
    if selection.is_none() {
        state.say(texts.nothing_selected);
    }
    selection
}

/// Selects the next one that is undecided, after `from` in the text.
fn go_on(state: &mut State, from: Selection) {
    let Some(reader) = &mut state.reader else {
        return;
    };
    let undecided = reader.undecided();
    let all = reader.reviewable();
    let Some(at) = place(&all, from) else { return };
    let after = all.iter().skip(at + 1).chain(all.iter().take(at));
    if let Some(next) = after.copied().find(|one| place(&undecided, *one).is_some()) {
        reader.select(next);
    }
}

/// Where an annotation is in a list: any mention of an actor stands for it.
fn place(all: &[Selection], wanted: Selection) -> Option<usize> {
    let same = |one: &Selection| match (*one, wanted) {
        (Selection::Mention { actor, .. }, Selection::Mention { actor: other, .. }) => {
            actor == other
        }
        (one, wanted) => one == wanted,
    };
    all.iter().position(same)
}

/// Goes to the next one that is undecided.
pub fn next_undecided(state: &mut State) {
    let texts = state.look.texts();
    let Some(reader) = &mut state.reader else {
        return;
    };
    if reader.review.is_none() {
        return state.say(texts.review_in_library);
    }
    let undecided = reader.undecided();
    if !reader.step(&undecided, true) {
        state.say(texts.all_decided);
    }
}

/// Takes back the last step in this dispatch.
pub fn undo(state: &mut State) -> Vec<Effect> {
    ask(state, Request::UndoDecision)
}

/// Brings back what was taken back last in this dispatch.
pub fn redo(state: &mut State) -> Vec<Effect> {
    ask(state, Request::RedoDecision)
}

fn ask(state: &mut State, request: fn(crate::library::VersionId) -> Request) -> Vec<Effect> {
    let version = state
        .reader
        .as_ref()
        .and_then(|reader| Some(reader.review.as_ref()?.version));
    match version {
        Some(version) => vec![Effect::Ask(request(version))],
        None => {
            state.say(state.look.texts().review_in_library);
            Vec::new()
        }
    }
}

/// Takes in what the library now has of the dispatch on the screen.
pub fn decided(state: &mut State, log: Log, done: Done) {
    let texts = state.look.texts();
    let Some(reader) = &mut state.reader else {
        return;
    };
    let wire = reader.wire;
    let is_shown = reader
        .review
        .as_ref()
        .is_some_and(|review| review.version == log.version);
    if !is_shown {
        return;
    }
    let Some(kept) = state.wires.get_mut(wire) else {
        return;
    };
    if let Some(found) = &kept.annotations {
        reader.take_review(&log, found);
    }
    kept.log = Some(log);
    match done {
        Done::Undone(0) => state.say(texts.nothing_to_undo),
        Done::Redone(0) => state.say(texts.nothing_to_redo),
        Done::Undone(_) => state.say(texts.undone),
        Done::Redone(_) => state.say(texts.redone),
        Done::Decided(_) | Done::Nothing => {}
    }
}
