//! Event → change of state and effects: keys find their action here, through what lies over the screen and the key table.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::areas::Pane;
use super::effect::Effect;
use super::key::{Key, KeyCode};
use super::keymap::Resolution;
use super::list;
use super::overlay::{Origin, Overlay, sheet_area, sheet_lines};
use super::reader::search::Search;
use super::state::{State, Wire};
use super::update::{open, update};
use crate::model::{Annotations, Dispatch};

/// Something that happened outside.
#[derive(Clone, Debug)]
pub enum Event {
    Key(Key),
    Resize {
        columns: u16,
        rows: u16,
    },
    /// Dispatches for the end of the list.
    Arrived(Vec<Arc<Dispatch>>),
    /// An input that could not be read: one line that says which and why.
    Failed(String),
    /// Nothing more will arrive.
    Complete,
    Annotated {
        wire: usize,
        annotations: Arc<Annotations>,
    },
}

/// Takes an event in.
pub fn handle(state: &mut State, event: Event) -> Vec<Effect> {
    let effects = match event {
        Event::Key(key) => key_pressed(state, key),
        Event::Resize { columns, rows } => {
            state.size = Rect::new(0, 0, columns, rows);
            // Labels stand on cells that are no longer there.
            state
                .overlay
                .take_if(|overlay| matches!(overlay, Overlay::Labels { .. }));
            Vec::new()
        }
        Event::Arrived(dispatches) => arrived(state, dispatches),
        Event::Failed(line) => {
            state.warn(line);
            Vec::new()
        }
        Event::Complete => {
            state.loading = false;
            Vec::new()
        }
        Event::Annotated { wire, annotations } => {
            annotated(state, wire, annotations);
            Vec::new()
        }
    };
    settle(state);
    effects
}

/// Gives the text the size that the panes now leave it.
fn settle(state: &mut State) {
    let (width, height) = state.text_size();
    if let Some(reader) = &mut state.reader
        && (reader.sheet.width() != width || reader.height != height)
    {
        reader.resize(width, height);
    }
}

fn arrived(state: &mut State, dispatches: Vec<Arc<Dispatch>>) -> Vec<Effect> {
    state
        .wires
        .extend(dispatches.into_iter().map(|dispatch| Wire {
            dispatch,
            annotations: None,
            read: false,
        }));
    if state.open_first && state.reader.is_none() {
        open(state, 0)
    } else {
        Vec::new()
    }
}

fn annotated(state: &mut State, wire: usize, annotations: Arc<Annotations>) {
    if let Some(reader) = state.reader.as_mut().filter(|reader| reader.wire == wire) {
        reader.annotate(annotations.clone());
    }
    if let Some(wire) = state.wires.get_mut(wire) {
        wire.annotations = Some(annotations);
    }
}

fn key_pressed(state: &mut State, key: Key) -> Vec<Effect> {
    state.notice = None;
    if key == Key::ctrl('c') && state.overlay.is_some() {
        return overlay_key(state, Key::plain(KeyCode::Esc));
    }
    if state.overlay.is_some() {
        return overlay_key(state, key);
    }
    state.pending.push(key);
    match state.look.keymap.resolve(state.contexts(), &state.pending) {
        Resolution::Pending => return Vec::new(),
        Resolution::Action(action) => {
            state.pending.clear();
            return update(state, action);
        }
        Resolution::Nothing => {}
    }
    // A key that does not go on with the sequence is taken for itself, Esc only ends it.
    let began = state.pending.len() > 1;
    state.pending.clear();
    if began && key.code != KeyCode::Esc {
        key_pressed(state, key)
    } else {
        Vec::new()
    }
}

fn overlay_key(state: &mut State, key: Key) -> Vec<Effect> {
    match &state.overlay {
        Some(Overlay::Help(_) | Overlay::Details(_)) => sheet_key(state, key),
        Some(Overlay::Palette(_)) => palette_key(state, key),
        Some(Overlay::Search { .. }) => search_key(state, key),
        Some(Overlay::Labels { .. }) => label_key(state, key),
        None => Vec::new(),
    }
}

/// Sheets scroll as the text does; any key that opens one closes it too.
fn sheet_key(state: &mut State, key: Key) -> Vec<Effect> {
    let total = sheet_lines(state).map_or(0, |lines| lines.len());
    let height = usize::from(sheet_area(state.size).height.saturating_sub(1));
    let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
    let Some(Overlay::Help(scroll) | Overlay::Details(scroll)) = &mut state.overlay else {
        return Vec::new();
    };
    let lines = match key.code {
        KeyCode::Char('j') | KeyCode::Down => 1,
        KeyCode::Char('k') | KeyCode::Up => -1,
        KeyCode::Char(' ') | KeyCode::PageDown => page,
        KeyCode::Char('b') | KeyCode::PageUp => -page,
        KeyCode::Char('d') if key.ctrl => page / 2,
        KeyCode::Char('u') if key.ctrl => -page / 2,
        KeyCode::Char('g') | KeyCode::Home => isize::MIN,
        KeyCode::Char('G') | KeyCode::End => isize::MAX,
        KeyCode::Char('q' | '?' | 'd') | KeyCode::Esc | KeyCode::Enter => {
            state.overlay = None;
            return Vec::new();
        }
        KeyCode::Char('l') if key.ctrl => return vec![Effect::Redraw],
        KeyCode::Char('z') if key.ctrl => return vec![Effect::Suspend],
        _ => return Vec::new(),
    };
    scroll.by(lines, total, height);
    Vec::new()
}

fn palette_key(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(Overlay::Palette(mut palette)) = state.overlay.clone() else {
        return Vec::new();
    };
    let choices = palette.choices(state).len();
    match (key.code, key.typed()) {
        (KeyCode::Esc, _) => {
            state.overlay = None;
            return Vec::new();
        }
        (KeyCode::Enter, _) => {
            state.overlay = None;
            return palette
                .choice(state)
                .map(|action| update(state, action))
                .unwrap_or_default();
        }
        (KeyCode::Down | KeyCode::Tab, _) => {
            palette.selected = (palette.selected + 1).min(choices.saturating_sub(1))
        }
        (KeyCode::Up | KeyCode::BackTab, _) => {
            palette.selected = palette.selected.saturating_sub(1)
        }
        (KeyCode::Backspace, _) => {
            if palette.query.pop().is_none() {
                state.overlay = None;
                return Vec::new();
            }
            palette.selected = 0;
        }
        (_, Some(c)) => {
            palette.query.push(c);
            palette.selected = 0;
        }
        _ => {}
    }
    state.overlay = Some(Overlay::Palette(palette));
    Vec::new()
}

fn search_key(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(Overlay::Search { mut query, origin }) = state.overlay.take() else {
        return Vec::new();
    };
    match (key.code, key.typed()) {
        (KeyCode::Esc, _) => return abandon_search(state, origin),
        (KeyCode::Enter, _) => return finish_search(state, &query, origin),
        (KeyCode::Backspace, _) if query.pop().is_none() => {
            return abandon_search(state, origin);
        }
        (_, Some(c)) => query.push(c),
        _ => {}
    }
    search_as_typed(state, &query, origin);
    state.overlay = Some(Overlay::Search { query, origin });
    Vec::new()
}

/// Shows the first hit from where the search began, with every letter.
fn search_as_typed(state: &mut State, query: &str, origin: Origin) {
    match origin {
        Origin::List(from) => {
            state.list.selected = from;
            query.clone_into(&mut state.list.query);
            let here = state
                .wires
                .get(from)
                .is_some_and(|wire| list::matches(wire, query));
            if !here {
                state
                    .list
                    .step(&state.wires, true, |wire| list::matches(wire, query));
            }
        }
        Origin::Text(place) => {
            let Some(reader) = &mut state.reader else {
                return;
            };
            let search = Search::new(&reader.dispatch.text, query, place.offset);
            match search.current {
                Some(at) => reader.reveal(search.hits[at]),
                None => reader.restore(place),
            }
            reader.search = (!query.is_empty()).then_some(search);
        }
    }
}

fn abandon_search(state: &mut State, origin: Origin) -> Vec<Effect> {
    match origin {
        Origin::List(from) => {
            state.list.selected = from;
            state.list.query.clear();
        }
        Origin::Text(place) => {
            if let Some(reader) = &mut state.reader {
                reader.search = None;
                reader.restore(place);
            }
        }
    }
    Vec::new()
}

fn finish_search(state: &mut State, query: &str, origin: Origin) -> Vec<Effect> {
    let found = match origin {
        Origin::List(_) => state.wires.iter().any(|wire| list::matches(wire, query)),
        Origin::Text(place) => {
            state.history.back.push(place);
            state.focus = Pane::Text;
            state
                .reader
                .as_ref()
                .and_then(|reader| reader.search.as_ref())
                .is_some_and(|search| search.current.is_some())
        }
    };
    if !found && !query.is_empty() {
        state.warn(format!("{} {query}", state.look.texts().no_hit));
    }
    Vec::new()
}

fn label_key(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(Overlay::Labels { mut typed, labels }) = state.overlay.take() else {
        return Vec::new();
    };
    let Some(c) = key.typed() else {
        return Vec::new();
    };
    typed.push(c);
    if let Some(label) = labels.iter().find(|label| label.word == typed) {
        let target = label.target;
        if let Some(reader) = &mut state.reader {
            state.history.back.push(reader.place());
            reader.select(target);
        }
        return Vec::new();
    }
    if labels.iter().any(|label| label.word.starts_with(&typed)) {
        state.overlay = Some(Overlay::Labels { typed, labels });
    }
    Vec::new()
}
