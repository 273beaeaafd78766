//! `--format svg`: the reader's screen with a dispatch open, as a picture.

use std::sync::Arc;

use ratatui::buffer::Buffer;

use crate::annotate::{Kinds, annotate};
use crate::model::Dispatch;
use crate::tui::key::Key;
use crate::tui::{Event, Look, State, handle, picture, view};

/// Columns and rows of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    columns: u16,
    rows: u16,
}

impl Default for Size {
    fn default() -> Self {
        Size {
            columns: 120,
            rows: 36,
        }
    }
}

impl Size {
    /// Reads `120x36`.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Size, String> {
        let number = |text: &str| {
            text.parse::<u16>()
                .ok()
                .filter(|number| (1..=1000).contains(number))
        };
        let size = text.split_once('x').and_then(|(columns, rows)| {
            Some(Size {
                columns: number(columns)?,
                rows: number(rows)?,
            })
        });
        size.ok_or_else(|| {
            "columns and rows are wanted, such as 120x36, each at most 1000".to_owned()
        })
    }
}

/// The keys that are pressed before the picture is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(Vec<Key>);

impl Keys {
    /// Reads keys with blanks between them: `c o gf`.
    ///
    /// # Errors
    /// Says which one is no key.
    pub fn parse(text: &str) -> Result<Keys, String> {
        let sequence =
            |word: &str| Key::parse_sequence(word).ok_or_else(|| format!("{word:?} is no key"));
        let keys: Result<Vec<_>, _> = text.split_whitespace().map(sequence).collect();
        keys.map(|keys| Keys(keys.concat()))
    }
}

/// The screen with `dispatch` open, after `keys`.
pub fn picture(dispatch: Dispatch, look: Look, size: Size, keys: &Keys) -> String {
    let annotations = Arc::new(annotate(&dispatch, Kinds::ALL));
    let mut state = State::new(look, size.columns, size.rows, true);
    let scene = [
        Event::Arrived(vec![Arc::new(dispatch)]),
        Event::Complete,
        Event::Annotated {
            wire: 0,
            annotations,
        },
    ];
    for event in scene
        .into_iter()
        .chain(keys.0.iter().copied().map(Event::Key))
    {
        handle(&mut state, event);
    }
    let mut frame = Buffer::empty(state.size);
    view::draw(&state, &mut frame);
    picture::svg(&frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_columns_by_rows() {
        assert_eq!(Size::parse("120x36"), Ok(Size::default()));
        for wrong in ["120", "0x5", "x", "9999x9", "12x-3"] {
            assert!(Size::parse(wrong).is_err(), "{wrong}");
        }
    }
}
