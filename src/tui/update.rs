//! Action → change of state and effects. Same state and action, same result: no clock, file or terminal in here.

use super::action::Action;
use super::areas::{Breadth, Pane};
use super::dossier;
use super::edit;
use super::effect::Effect;
use super::jump::jump;
use super::list;
use super::overlay::search::Prompt;
use super::overlay::sheet::{Sheet, Subject};
use super::overlay::{Overlay, labels, palette::Palette, searches};
use super::panels::{self, PanelKind};
use super::panes::{focus_panel, follow, next_pane};
use super::reader::front::front;
use super::reader::search::Search;
use super::reader::{Goal, Reader, Selection};
use super::request::Request;
use super::review;
use super::state::State;
use super::texts::Locale;
use crate::library::{Flag, ItemId, Query};

/// Columns by which the panels grow or shrink.
const WIDEN_STEP: i16 = 4;

/// Does what the user wants.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let was_interrupted = std::mem::take(&mut state.interrupted);
    let onward = state.reviewing.onward.take();
    match action {
        Action::Help => open_sheet(state, Subject::Help),
        Action::Palette => state.overlay = Some(Overlay::Palette(Palette::default())),
        Action::Search => state.overlay = Some(Overlay::Search(Prompt::new(state))),
        Action::Back => return step_back(state).unwrap_or(vec![Effect::Quit]),
        Action::Escape => return escape(state),
        Action::Interrupt if was_interrupted => return vec![Effect::Quit],
        Action::Interrupt => {
            state.interrupted = true;
            state.say(state.look.texts().quit_again);
        }
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::NextPane => next_pane(state, true),
        Action::PreviousPane => next_pane(state, false),
        Action::Zoom => state.zoom = !state.zoom && can_zoom(state),
        Action::WidenPanels => state.widened = (state.widened + WIDEN_STEP).min(60),
        Action::NarrowPanels => state.widened = (state.widened - WIDEN_STEP).max(-16),
        Action::HistoryBack if dossier::is_next(state) => return dossier::return_to(state),
        Action::HistoryBack => return travel(state, true),
        Action::HistoryForward => return travel(state, false),
        Action::Open => {
            state.left.clear();
            return open(state, state.list.selected);
        }
        Action::NextUnread => return list::act::step_unread(state, true),
        Action::PreviousUnread => return list::act::step_unread(state, false),
        Action::ToggleRead => return list::act::toggle_read(state),
        Action::ToggleMark => return list::act::toggle_mark(state),
        Action::Delete => return list::act::delete(state),
        Action::Filter => list::act::filter(state),
        Action::Sources => open_sheet(state, Subject::Sources),
        Action::Searches => return searches::open(state, false),
        Action::SaveSearch => return searches::open(state, true),
        Action::Sort => return list::act::sort(state),
        Action::Undo => return list::act::of_library(state, Request::Undo),
        Action::Redo => return list::act::of_library(state, Request::Redo),
        Action::Accept => return review::accept(state),
        Action::Reject => return review::reject(state),
        Action::NextUndecided => return review::queue::next_undecided(state, onward),
        Action::ReviewOrder => review::queue::change_order(state),
        Action::ReviewFilter => review::change_filter(state),
        Action::Orphans => orphans(state),
        Action::UndoDecision => return review::undo(state),
        Action::RedoDecision => return review::redo(state),
        Action::CorrectPassage => edit::correct(state),
        Action::SetSpeaker => edit::set_speaker(state),
        Action::MarkPassage => edit::mark(state),
        Action::AllOccurrences => edit::all_occurrences(state),
        Action::WriteNote => edit::write_note(state),
        Action::NextDispatch => return open_neighbour(state, true),
        Action::PreviousDispatch => return open_neighbour(state, false),
        Action::FocusQuotations => focus_panel(state, PanelKind::Quotations),
        Action::FocusActors => focus_panel(state, PanelKind::Actors),
        Action::FocusFigures => focus_panel(state, PanelKind::Figures),
        Action::Follow => follow(state),
        Action::Details => open_sheet(state, Subject::Details),
        Action::Versions => return versions(state),
        Action::Dossier => return dossier::open(state),
        Action::Labels => labels::open(state),
        Action::CopyQuotation | Action::CopyQuotations | Action::CopyText => {
            return copy(state, action);
        }
        Action::Down
        | Action::Up
        | Action::PageDown
        | Action::PageUp
        | Action::HalfPageDown
        | Action::HalfPageUp
        | Action::Top
        | Action::Bottom => {
            motion(state, action);
        }
        _ => jump(state, action),
    }
    Vec::new()
}

/// Opens a wire of the list in the reader; the place left behind is remembered.
pub fn open(state: &mut State, wire: usize) -> Vec<Effect> {
    remember(state);
    state.goal = None;
    show(state, wire)
}

/// Shows a wire from a place or passage on, as soon as it is there.
pub fn go(state: &mut State, wire: usize, goal: Goal) -> Vec<Effect> {
    state.goal = Some(goal);
    show(state, wire)
}

/// Shows a wire in the reader, or asks the library for it; it is read from now on.
pub fn show(state: &mut State, wire: usize) -> Vec<Effect> {
    let item = state.wires.item(wire);
    let held = state.wires.get_mut(wire);
    let Some((entry, dispatch)) = held.and_then(|held| {
        let dispatch = held.dispatch.clone()?;
        Some((held, dispatch))
    }) else {
        let open = item.map(|item| Effect::Ask(Request::Open { wire, item }));
        return open.into_iter().collect();
    };
    let unread = !entry.entry.read;
    let annotations = entry.annotations.clone();
    let log = entry.log.clone();
    let wanted = annotations.is_none() && !std::mem::replace(&mut entry.requested, true);
    let mut effects = Vec::new();
    match item {
        Some(item) if unread => effects.push(set(item, Flag::Read, true)),
        Some(_) => {}
        None => {
            state.wires.set_read(wire, true);
        }
    }
    if wire < state.wires.len() {
        state.list.selected = wire;
    }
    state.focus = Pane::Text;
    let (width, height) = state.text_size();
    let separator = format!(" {} ", state.look.theme.signs.dot);
    let front = front(&dispatch, state.look.texts(), &separator);
    let mut reader = Reader::new(wire, dispatch, annotations, front, width, height);
    reader.filter = state.reviewing.filter;
    if let (Some(log), Some(found)) = (&log, reader.annotations.clone()) {
        reader.take_review(log, found, &state.reviewing.viewpoint);
        // Others may have decided since it was last looked at.
        effects.push(Effect::Ask(Request::Review(log.version)));
    }
    let query = state
        .reader
        .as_ref()
        .and_then(|reader| reader.search.as_ref())
        .map(|search| search.query.clone())
        .or_else(|| words_of(&state.filter));
    reader.search = query.map(|query| Search::new(&reader.dispatch.text, &query, 0));
    if let Some(goal) = state.goal.take() {
        reader.reach(goal);
    }
    state.reader = Some(reader);
    review::queue::arrived(state);
    if wanted {
        effects.push(Effect::Annotate(wire));
    }
    effects
}

/// The words that the listed dispatches were found by, to be lit in them.
fn words_of(filter: &str) -> Option<String> {
    let query = Query::parse(filter).ok()?;
    query.words().next().map(|words| words.text.clone())
}

/// A flag to be set in the library.
pub fn set(item: ItemId, flag: Flag, value: bool) -> Effect {
    Effect::Ask(Request::Set { item, flag, value })
}

fn versions(state: &mut State) -> Vec<Effect> {
    let wire = state.reader.as_ref().map(|reader| reader.wire);
    match wire.and_then(|wire| state.wires.item(wire)) {
        Some(item) => vec![Effect::Ask(Request::Story(item))],
        None => {
            state.say(state.look.texts().only_in_library);
            Vec::new()
        }
    }
}

fn open_neighbour(state: &mut State, forward: bool) -> Vec<Effect> {
    let at = state
        .reader
        .as_ref()
        .map(|reader| reader.wire)
        .filter(|wire| *wire < state.wires.len())
        .unwrap_or(state.list.selected);
    let next = if forward {
        Some(at + 1).filter(|next| *next < state.wires.len())
    } else {
        at.checked_sub(1)
    };
    match next {
        Some(next) => open(state, next),
        None => {
            let texts = state.look.texts();
            state.say(if forward {
                texts.last_dispatch
            } else {
                texts.first_dispatch
            });
            Vec::new()
        }
    }
}

/// Leaves the full screen, then the pane; none when there is nothing left but to quit.
fn step_back(state: &mut State) -> Option<Vec<Effect>> {
    if state.zoom {
        state.zoom = false;
        return Some(Vec::new());
    }
    match state.focus {
        Pane::Panel(_) => state.focus = Pane::Text,
        Pane::Text if !state.left.is_empty() => return Some(dossier::return_to(state)),
        Pane::Text if !state.wires.is_single() => state.focus = Pane::List,
        Pane::Text | Pane::List => return None,
    }
    Some(Vec::new())
}

/// Like [`step_back`], but lets go of search and selection first, and never quits.
fn escape(state: &mut State) -> Vec<Effect> {
    if let Some(reader) = state.reader.as_mut().filter(|_| state.focus == Pane::Text)
        && (reader.search.take().is_some()
            || state.left.is_empty() && reader.selection.take().is_some())
    {
        return Vec::new();
    }
    if state.focus == Pane::List && !state.list.query().is_empty() {
        state.list.search(state.wires.held(), "");
        return Vec::new();
    }
    if state.focus == Pane::List && !state.filter.is_empty() {
        state.filter.clear();
        let (query, order) = (Query::default(), state.order);
        return vec![Effect::Ask(Request::List { query, order })];
    }
    step_back(state).unwrap_or_default()
}

fn motion(state: &mut State, action: Action) {
    match state.focus {
        Pane::List => list::act::motion(state, action),
        Pane::Text => text_motion(state, action),
        Pane::Panel(kind) => panel_motion(state, kind, action),
    }
}

fn text_motion(state: &mut State, action: Action) {
    if matches!(action, Action::Top | Action::Bottom) {
        remember(state);
    }
    let Some(reader) = &mut state.reader else {
        return;
    };
    let half = isize::try_from(reader.height / 2).unwrap_or(1);
    match action {
        Action::Down => reader.scroll_by(1),
        Action::Up => reader.scroll_by(-1),
        Action::PageDown => reader.page_down(),
        Action::PageUp => reader.page_up(),
        Action::HalfPageDown => reader.scroll_by(half),
        Action::HalfPageUp => reader.scroll_by(-half),
        Action::Top => reader.scroll_to(0),
        _ => reader.scroll_to(usize::MAX),
    }
}

fn panel_motion(state: &mut State, kind: PanelKind, action: Action) {
    let page = state
        .areas()
        .panels
        .map_or(1, |area| usize::from(area.height / 2).max(1));
    remember(state);
    let Some(reader) = &mut state.reader else {
        return;
    };
    let targets = panels::targets(kind, reader);
    let Some(last) = targets.len().checked_sub(1) else {
        return;
    };
    let at = panels::selected(kind, reader)
        .and_then(|selected| targets.iter().position(|target| *target == selected));
    let at = at.unwrap_or(0);
    let next = match action {
        Action::Down => at + 1,
        Action::Up => at.saturating_sub(1),
        Action::PageDown | Action::HalfPageDown => at + page,
        Action::PageUp | Action::HalfPageUp => at.saturating_sub(page),
        Action::Top => 0,
        _ => last,
    };
    reader.select(targets[next.min(last)]);
}

/// Lists what was decided in earlier versions and has no passage in this one.
fn orphans(state: &mut State) {
    let texts = state.look.texts();
    let review = state.reader.as_ref().and_then(|one| one.review.as_ref());
    match review.map(|review| review.orphans.is_empty()) {
        None => state.say(texts.review_in_library),
        Some(true) => state.say(texts.decisions.no_orphans),
        Some(false) => open_sheet(state, Subject::Orphans),
    }
}

fn open_sheet(state: &mut State, subject: Subject) {
    state.overlay = Sheet::new(subject, state).map(Overlay::Sheet);
}

/// Whether there is anything beside the pane that zooming would take away.
fn can_zoom(state: &State) -> bool {
    state.breadth() >= Breadth::Medium && !state.shows_list_alone()
}

fn copy(state: &mut State, action: Action) -> Vec<Effect> {
    let texts = state.look.texts();
    let Some(reader) = &state.reader else {
        return Vec::new();
    };
    let (copied, said) = match (action, reader.selection) {
        (Action::CopyQuotation, Some(quotation)) if reader.is_rejected(quotation) => {
            (None, texts.decisions.rejected_is_not_copied)
        }
        (Action::CopyQuotation, Some(Selection::Quotation(at))) => (
            reader.quotation_to_copy(at, marks_of(reader)),
            texts.copied_quotation,
        ),
        (Action::CopyQuotation, _) => (None, texts.no_quotation_selected),
        (Action::CopyQuotations, _) if reader.contents.right == 0 => (None, texts.none),
        (Action::CopyQuotations, _) => (
            Some(reader.quotations_to_copy(marks_of(reader))),
            texts.copied_quotations,
        ),
        _ => (
            Some(reader.dispatch.text.as_str().to_owned()),
            texts.copied_text,
        ),
    };
    state.say(said);
    copied.map(Effect::Copy).into_iter().collect()
}

/// The quotation marks of the dispatch's language.
fn marks_of(reader: &Reader) -> [&'static str; 2] {
    Locale::from_name(reader.dispatch.lang.as_deref().unwrap_or_default())
        .texts()
        .quote_marks
}

/// Remembers where the reader stands, to come back to.
pub fn remember(state: &mut State) {
    if let Some(place) = state.reader.as_ref().map(Reader::place) {
        state.history.leave(place);
    }
}

/// Goes back or forward to a place that was left.
pub fn travel(state: &mut State, backward: bool) -> Vec<Effect> {
    let here = state.reader.as_ref().map(Reader::place);
    let Some(place) = state.history.travel(backward, here) else {
        state.say(state.look.texts().nothing_back);
        return Vec::new();
    };
    state.focus = Pane::Text;
    match &mut state.reader {
        Some(reader) if reader.wire == place.wire => {
            reader.restore(place);
            Vec::new()
        }
        _ => go(state, place.wire, Goal::Place(place)),
    }
}
