//! The search prompt: hits are shown with every letter; Esc brings back the place and the search before.

use crate::library::Query;
use crate::tui::areas::Pane;
use crate::tui::effect::Effect;
use crate::tui::key::{Key, KeyCode};
use crate::tui::list as wires;
use crate::tui::reader::Place;
use crate::tui::reader::search::Search;
use crate::tui::request::Request;
use crate::tui::shelf::Shelf;
use crate::tui::state::State;

use super::Overlay;
use super::prompt::{Edit, edit};

/// A search being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    pub query: String,
    origin: Origin,
}

/// Where the search began, and what it returns to on Esc.
#[derive(Clone, Debug)]
enum Origin {
    Text {
        place: Place,
        before: Option<Search>,
    },
    List {
        selected: usize,
        before: String,
    },
    /// A filter of the library: nothing happens before it is finished.
    Library,
}

impl Prompt {
    /// What of the library is to be listed, to be changed.
    pub fn filter(state: &State) -> Prompt {
        Prompt {
            query: state.filter.clone(),
            origin: Origin::Library,
        }
    }

    /// What stands before the line.
    pub fn sign(&self) -> char {
        match self.origin {
            Origin::Library => '=',
            Origin::Text { .. } | Origin::List { .. } => '/',
        }
    }

    /// A search in the text, or in the list where that has the keyboard.
    pub fn new(state: &State) -> Prompt {
        let origin = match (&state.reader, state.focus) {
            (Some(reader), Pane::Text | Pane::Panel(_)) => Origin::Text {
                place: reader.place(),
                before: reader.search.clone(),
            },
            _ if matches!(state.wires, Shelf::Library { .. }) => return Prompt::filter(state),
            _ => Origin::List {
                selected: state.list.selected,
                before: state.list.query().to_owned(),
            },
        };
        Prompt {
            query: String::new(),
            origin,
        }
    }
}

/// Takes a key of the prompt.
pub fn key(state: &mut State, mut prompt: Prompt, key: Key) -> Vec<Effect> {
    match (key.code, edit(&mut prompt.query, key)) {
        (KeyCode::Esc, _) | (_, Edit::Closed) => abandon(state, prompt.origin),
        (KeyCode::Enter, _) if matches!(prompt.origin, Origin::Library) => {
            return list(state, prompt);
        }
        (KeyCode::Enter, _) => finish(state, prompt),
        _ => {
            show(state, &prompt);
            state.overlay = Some(Overlay::Search(prompt));
        }
    }
    Vec::new()
}

/// Lists what matches; a query that is not understood stays to be mended.
fn list(state: &mut State, prompt: Prompt) -> Vec<Effect> {
    match Query::parse(&prompt.query) {
        Ok(query) => {
            state.filter = prompt.query;
            let order = state.order;
            vec![Effect::Ask(Request::List { query, order })]
        }
        Err(error) => {
            state.warn(error.to_string());
            state.overlay = Some(Overlay::Search(prompt));
            Vec::new()
        }
    }
}

/// Shows the first hit from where the search began.
fn show(state: &mut State, prompt: &Prompt) {
    match &prompt.origin {
        Origin::Library => {}
        Origin::List { selected, .. } => {
            state.list.selected = *selected;
            state.list.search(state.wires.held(), &prompt.query);
            let here = state
                .wires
                .get(*selected)
                .is_some_and(|wire| wires::matches(wire, &prompt.query));
            if !here {
                state.list.step(state.wires.held(), true, |wire| {
                    wires::matches(wire, &prompt.query)
                });
            }
        }
        Origin::Text { place, .. } => {
            let Some(reader) = &mut state.reader else {
                return;
            };
            let search = Search::new(&reader.dispatch.text, &prompt.query, place.offset);
            match search.current {
                Some(at) => reader.reveal(search.hits[at]),
                None => reader.restore(*place),
            }
            reader.search = (!prompt.query.is_empty()).then_some(search);
        }
    }
}

fn abandon(state: &mut State, origin: Origin) {
    match origin {
        Origin::Library => {}
        Origin::List { selected, before } => {
            state.list.selected = selected;
            state.list.search(state.wires.held(), &before);
        }
        Origin::Text { place, before } => {
            if let Some(reader) = &mut state.reader {
                reader.restore(place);
                reader.search = before;
            }
        }
    }
}

/// Nothing typed repeats the search before.
fn finish(state: &mut State, prompt: Prompt) {
    if prompt.query.is_empty() {
        return abandon(state, prompt.origin);
    }
    let found = match prompt.origin {
        Origin::List { .. } | Origin::Library => state.list.found() > 0,
        Origin::Text { place, .. } => {
            state.history.leave(place);
            state.focus = Pane::Text;
            state.reader.as_mut().is_some_and(|reader| {
                let found = reader
                    .search
                    .as_ref()
                    .is_some_and(|search| search.current.is_some());
                // The hit is where one is now; what comes next is counted from here.
                reader.selection = reader.selection.filter(|_| !found);
                found
            })
        }
    };
    if !found {
        state.warn(format!("{} {}", state.look.texts().no_hit, prompt.query));
    }
}
