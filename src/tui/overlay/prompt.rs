//! One line to type in, at the foot of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::page::display_width;
use crate::tui::canvas::{clear, put};
use crate::tui::key::{Key, KeyCode};
use crate::tui::state::State;

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    Changed,
    Unchanged,
    /// Backspace on an empty line.
    Closed,
}

/// Types, or deletes a letter, a word (`C-w`), everything (`C-u`).
pub fn edit(line: &mut String, key: Key) -> Edit {
    let before = line.len();
    match (key.code, key.typed()) {
        (KeyCode::Backspace, _) if line.is_empty() => return Edit::Closed,
        (KeyCode::Backspace, _) => {
            line.pop();
        }
        (KeyCode::Char('u'), None) => line.clear(),
        (KeyCode::Char('w'), None) => {
            let kept = line
                .trim_end()
                .rfind(char::is_whitespace)
                .map_or(0, |at| at + 1);
            line.truncate(kept);
        }
        (_, Some(c)) => line.push(c),
        _ => {}
    }
    if line.len() == before {
        Edit::Unchanged
    } else {
        Edit::Changed
    }
}

/// Draws the line into the last row of the screen; the end of a long one matters more than its beginning.
pub fn draw(state: &State, words: &str, buffer: &mut Buffer) -> Position {
    let row = Rect {
        y: state.size.bottom() - 1,
        height: 1,
        ..state.size
    };
    clear(buffer, row);
    let room = usize::from(row.width).saturating_sub(1);
    let mut shown = words;
    while display_width(shown) > room {
        let mut chars = shown.chars();
        chars.next();
        shown = chars.as_str();
    }
    put(
        buffer,
        row.x,
        row.y,
        row.right(),
        shown,
        state.look.theme.text,
    );
    let width = u16::try_from(display_width(shown)).unwrap_or(0);
    Position {
        x: (row.x + width).min(row.right().saturating_sub(1)),
        y: row.y,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_lines_are_deleted_at_once() {
        let mut line = "deux mots".to_owned();
        assert_eq!(edit(&mut line, Key::ctrl('w')), Edit::Changed);
        assert_eq!(line, "deux ");
        assert_eq!(edit(&mut line, Key::ctrl('u')), Edit::Changed);
        assert_eq!(edit(&mut line, Key::ctrl('u')), Edit::Unchanged);
        assert_eq!(
            edit(&mut line, Key::plain(KeyCode::Backspace)),
            Edit::Closed
        );
    }
}
