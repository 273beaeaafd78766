//! The search prompt: hits are shown with every letter; Esc brings back the place and the search before.

use crate::tui::areas::Pane;
use crate::tui::key::{Key, KeyCode};
use crate::tui::list;
use crate::tui::reader::Place;
use crate::tui::reader::search::Search;
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
}

impl Prompt {
    /// A search in the text, or in the list where that has the keyboard.
    pub fn new(state: &State) -> Prompt {
        let origin = match (&state.reader, state.focus) {
            (Some(reader), Pane::Text | Pane::Panel(_)) => Origin::Text {
                place: reader.place(),
                before: reader.search.clone(),
            },
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
pub fn key(state: &mut State, mut prompt: Prompt, key: Key) {
    match (key.code, edit(&mut prompt.query, key)) {
        (KeyCode::Esc, _) | (_, Edit::Closed) => abandon(state, prompt.origin),
        (KeyCode::Enter, _) => finish(state, prompt),
        _ => {
            show(state, &prompt);
            state.overlay = Some(Overlay::Search(prompt));
        }
    }
}

/// Shows the first hit from where the search began.
fn show(state: &mut State, prompt: &Prompt) {
    match &prompt.origin {
        Origin::List { selected, .. } => {
            state.list.selected = *selected;
            state.list.search(&state.wires, &prompt.query);
            let here = state
                .wires
                .get(*selected)
                .is_some_and(|wire| list::matches(wire, &prompt.query));
            if !here {
                state.list.step(&state.wires, true, |wire| {
                    list::matches(wire, &prompt.query)
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
        Origin::List { selected, before } => {
            state.list.selected = selected;
            state.list.search(&state.wires, &before);
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
        Origin::List { .. } => state.list.found() > 0,
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
