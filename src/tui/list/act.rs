//! What the keys of the list do: read, mark, take out, filter, sort, and the way through it.

use super::matches;
use crate::library::{Flag, Order, Query};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::overlay::Overlay;
use crate::tui::overlay::search::Prompt;
use crate::tui::request::Request;
use crate::tui::shelf::{Shelf, Wire};
use crate::tui::state::State;
use crate::tui::update::set;

/// Notes that the selected wire was read, or was not; in a library, as soon as that is kept.
pub fn toggle_read(state: &mut State) -> Vec<Effect> {
    let at = state.list.selected;
    let Some(read) = state.wires.get(at).map(|wire| !wire.entry.read) else {
        return Vec::new();
    };
    match state.wires.item(at) {
        Some(item) => vec![set(item, Flag::Read, read)],
        None => {
            state.wires.set_read(at, read);
            Vec::new()
        }
    }
}

/// Marks the selected wire and goes on to the next, so that several are marked with one key.
pub fn toggle_mark(state: &mut State) -> Vec<Effect> {
    let at = state.list.selected;
    let item = state.wires.item(at);
    let Some(wire) = state.wires.get_mut(at) else {
        return Vec::new();
    };
    let marked = !wire.entry.marked;
    if item.is_none() {
        wire.entry.marked = marked;
    }
    state.list.move_by(1, state.wires.len());
    item.map(|item| set(item, Flag::Marked, marked))
        .into_iter()
        .collect()
}

/// Takes the selected wire out of the list of the library.
pub fn delete(state: &mut State) -> Vec<Effect> {
    match (&state.wires, state.wires.item(state.list.selected)) {
        (Shelf::Library { .. }, item) => item
            .map(|item| set(item, Flag::Deleted, true))
            .into_iter()
            .collect(),
        (Shelf::Held(_), _) => {
            state.say(state.look.texts().only_in_library);
            Vec::new()
        }
    }
}

/// Something that only a library can do.
pub fn of_library(state: &mut State, request: Request) -> Vec<Effect> {
    if let Shelf::Library { .. } = state.wires {
        return vec![Effect::Ask(request)];
    }
    state.say(state.look.texts().only_in_library);
    Vec::new()
}

/// Asks what of the library is to be listed.
pub fn filter(state: &mut State) {
    match state.wires {
        Shelf::Library { .. } => state.overlay = Some(Overlay::Search(Prompt::filter(state))),
        Shelf::Held(_) => state.say(state.look.texts().only_in_library),
    }
}

/// The next way to sort: newest, most urgent, what fits best (where words are looked for), oldest.
pub fn sort(state: &mut State) -> Vec<Effect> {
    let texts = state.look.texts();
    let query = Query::parse(&state.filter).unwrap_or_default();
    let (order, said) = match state.order {
        Order::Newest => (Order::Urgency, texts.by_urgency),
        Order::Urgency if query.words().next().is_some() => (Order::Relevance, texts.by_relevance),
        Order::Urgency | Order::Relevance => (Order::Oldest, texts.oldest_first),
        Order::Oldest => (Order::Newest, texts.newest_first),
    };
    let effects = of_library(state, Request::List { query, order });
    if !effects.is_empty() {
        state.order = order;
        state.say(said);
    }
    effects
}

/// Goes to the next wire that nobody has read, or that holds what was searched for.
pub fn step_unread(state: &mut State, forward: bool) -> Vec<Effect> {
    if let Shelf::Library { .. } = state.wires {
        let from = state.list.selected;
        return vec![Effect::Ask(Request::SeekUnread { from, forward })];
    }
    let query = state.list.query().to_owned();
    let wanted = |wire: &Wire| {
        if query.is_empty() {
            !wire.entry.read
        } else {
            matches(wire, &query)
        }
    };
    if !state.list.step(state.wires.held(), forward, wanted) {
        let texts = state.look.texts();
        state.say(if query.is_empty() {
            texts.no_unread.to_owned()
        } else {
            format!("{} {query}", texts.no_hit)
        });
    }
    Vec::new()
}

/// Moves the selection.
pub fn motion(state: &mut State, action: Action) {
    let page =
        isize::try_from(state.areas().list.map_or(1, |area| area.height.max(1))).unwrap_or(1);
    let rows = match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::HalfPageDown => page / 2,
        Action::HalfPageUp => -page / 2,
        Action::Top => isize::MIN,
        _ => isize::MAX,
    };
    state.list.move_by(rows, state.wires.len());
}
