//! From annotation to annotation, and from hit to hit.

use super::action::Action;
use super::areas::Pane;
use super::panels::PanelKind;
use super::reader::{Reader, Selection};
use super::state::State;

/// Goes to another annotation or hit; the place left behind is remembered.
pub fn jump(state: &mut State, action: Action) {
    let Some(reader) = &mut state.reader else {
        return;
    };
    let before = reader.place();
    let quotations = || -> Vec<Selection> {
        let all = reader.contents.utterances.iter().copied();
        let all = all.map(Selection::Quotation);
        all.filter(|one| reader.is_stop(*one)).collect()
    };
    let figures = || -> Vec<Selection> {
        let found = reader.annotations.as_ref();
        let all = (0..found.map_or(0, |found| found.figures.len())).map(Selection::Figure);
        all.filter(|one| reader.is_stop(*one)).collect()
    };
    let moved = match action {
        Action::NextQuotation => {
            let quotations = quotations();
            reader.step(&quotations, true)
        }
        Action::PreviousQuotation => {
            let quotations = quotations();
            reader.step(&quotations, false)
        }
        Action::Quotation(number) => select_quotation(reader, number),
        Action::NextActor => step_actor(reader, true),
        Action::PreviousActor => step_actor(reader, false),
        Action::NextFigure => {
            let figures = figures();
            reader.step(&figures, true)
        }
        Action::PreviousFigure => {
            let figures = figures();
            reader.step(&figures, false)
        }
        Action::NextOccurrence => step_occurrence(reader, true),
        Action::PreviousOccurrence => step_occurrence(reader, false),
        Action::NextHit => step_hit(reader, true),
        Action::PreviousHit => step_hit(reader, false),
        _ => return,
    };
    if !moved {
        return state.say(nothing_there(state, action));
    }
    show_tab_of_selection(state);
    state.history.leave(before);
}

fn nothing_there(state: &State, action: Action) -> String {
    let texts = state.look.texts();
    match action {
        Action::Quotation(number) => format!("{} {number}", texts.no_such_quotation),
        Action::NextOccurrence | Action::PreviousOccurrence => texts.no_actor.to_owned(),
        Action::NextHit | Action::PreviousHit => match state
            .reader
            .as_ref()
            .and_then(|reader| reader.search.as_ref())
        {
            Some(search) => format!("{} {}", texts.no_hit, search.query),
            None => texts.no_search.to_owned(),
        },
        _ if state
            .reader
            .as_ref()
            .is_some_and(|reader| reader.annotations.is_none()) =>
        {
            texts.analysing.to_owned()
        }
        _ => texts.none.to_owned(),
    }
}

/// Where one panel shows at a time, it is that of the selection.
pub fn show_tab_of_selection(state: &mut State) {
    let kind = match state.reader.as_ref().and_then(|reader| reader.selection) {
        Some(Selection::Quotation(_)) => PanelKind::Quotations,
        Some(Selection::Mention { .. }) => PanelKind::Actors,
        Some(Selection::Figure(_)) => PanelKind::Figures,
        None => return,
    };
    state.tab = kind;
    if matches!(state.focus, Pane::Panel(_)) {
        state.focus = Pane::Panel(kind);
    }
}

/// The quotation with a number, whatever became of it in its review.
fn select_quotation(reader: &mut Reader, number: u8) -> bool {
    let wanted = usize::from(number)
        .checked_sub(1)
        .and_then(|at| reader.contents.utterances.get(at).copied());
    wanted
        .map(|at| reader.select(Selection::Quotation(at)))
        .is_some()
}

/// The next mention of another actor, wherever one reads.
fn step_actor(reader: &mut Reader, forward: bool) -> bool {
    let current = match reader.selection {
        Some(Selection::Mention { actor, .. }) => Some(actor),
        _ => None,
    };
    let own = reader.selection;
    let all: Vec<Selection> = reader
        .all_mentions()
        .into_iter()
        .filter(|one| reader.actor_of(*one) != current || Some(*one) == own)
        .filter(|one| reader.is_stop(*one))
        .collect();
    reader.step(&all, forward)
}

fn step_occurrence(reader: &mut Reader, forward: bool) -> bool {
    let Some(actor) = reader
        .selection
        .and_then(|selection| reader.actor_of(selection))
    else {
        return false;
    };
    let all = reader.occurrences(actor);
    reader.step(&all, forward)
}

fn step_hit(reader: &mut Reader, forward: bool) -> bool {
    let Some(hit) = reader
        .search
        .as_mut()
        .and_then(|search| search.step(forward))
    else {
        return false;
    };
    reader.selection = None;
    reader.reveal(hit);
    true
}
