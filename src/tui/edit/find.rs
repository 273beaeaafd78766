//! Looking for words while a passage is marked or corrected: hits are lit with every letter, Enter goes there, Esc goes back.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::passage::Passage;
use super::{Mode, Turn};
use crate::tui::key::{Key, KeyCode};
use crate::tui::overlay::prompt::{self, Edit, edit};
use crate::tui::reader::search::Search;
use crate::tui::state::State;

/// What is being typed, and where it began.
#[derive(Clone, Debug)]
pub struct Find {
    passage: Passage,
    query: String,
    before: Option<Search>,
}

impl Find {
    /// From a passage, which is brought to what is found.
    pub fn new(state: &State, passage: Passage) -> Self {
        let reader = state.reader.as_ref();
        Find {
            passage,
            query: String::new(),
            before: reader.and_then(|reader| reader.search.clone()),
        }
    }

    /// Takes a key. Nothing typed looks for the words before.
    pub fn key(mut self, state: &mut State, key: Key) -> Turn {
        let edited = match key.code {
            KeyCode::Enter => {
                if self.query.is_empty() {
                    self.query = self
                        .before
                        .iter()
                        .map(|before| before.query.as_str())
                        .collect();
                }
                return self.finish(state);
            }
            KeyCode::Esc => Edit::Closed,
            _ => edit(&mut self.query, key),
        };
        match edited {
            Edit::Closed => {
                if let Some(reader) = &mut state.reader {
                    reader.search = self.before;
                    reader.reveal(self.passage.letter(&reader.dispatch));
                }
                Turn::stay(Mode::Passage(self.passage))
            }
            Edit::Changed => {
                self.show(state);
                Turn::stay(Mode::Find(self))
            }
            Edit::Unchanged => Turn::stay(Mode::Find(self)),
        }
    }

    /// The passage that waits.
    pub fn passage(&self) -> &Passage {
        &self.passage
    }

    fn show(&self, state: &mut State) {
        let Some(reader) = &mut state.reader else {
            return;
        };
        let from = self.passage.letter(&reader.dispatch).end();
        let search = Search::new(&reader.dispatch.text, &self.query, from);
        match search.current {
            Some(at) => reader.reveal(search.hits[at]),
            None => reader.reveal(self.passage.letter(&reader.dispatch)),
        }
        reader.search = (!self.query.is_empty()).then_some(search);
    }

    fn finish(mut self, state: &mut State) -> Turn {
        self.show(state);
        let mut missed = !self.query.is_empty();
        if let Some(reader) = &mut state.reader
            && let Some(search) = &reader.search
            && let Some(hit) = search.current.map(|at| search.hits[at])
        {
            self.passage.go_to(&reader.dispatch, hit);
            reader.reveal(self.passage.letter(&reader.dispatch));
            missed = false;
        }
        if missed {
            state.warn(format!("{} {}", state.look.texts().no_hit, self.query));
        }
        Turn::stay(Mode::Passage(self.passage))
    }

    /// Draws the line; returns where the cursor stands.
    pub fn draw(&self, state: &State, buffer: &mut Buffer) -> Position {
        prompt::draw(state, &format!("/{}", self.query), buffer)
    }
}
