//! Moving over the text: the word at which a passage is to begin, then the ends of its parts.
//!
//! Knows the text as it is set on the screen, for rows; nothing of annotations and of what becomes of a passage.

use super::edges::{Edges, Reach};
use super::passage::Command;
use super::stops::{paragraph_at, word_beside, word_near, words};
use crate::model::Span;
use crate::page::{column_of, offset_at};
use crate::tui::reader::Reader;
use crate::tui::reader::sheet::SheetRow;

/// How far it is.
#[derive(Clone, Debug)]
pub enum Stage {
    /// A word is sought where a part begins; those that are there wait.
    Seek {
        word: Span,
        parts: Option<Edges>,
    },
    Move(Edges),
}

impl Stage {
    /// Moves, as far as the key moves anything; at a wall it stays.
    pub fn step(&mut self, reader: &Reader, command: Command) {
        let dispatch = &reader.dispatch;
        match self {
            Stage::Seek { word, .. } => {
                if let Some(next) = sought(reader, *word, command) {
                    *word = next;
                }
            }
            Stage::Move(edges) => match command {
                Command::LetterLeft => edges.step(dispatch, Reach::Letter, false),
                Command::LetterRight => edges.step(dispatch, Reach::Letter, true),
                Command::WordLeft => edges.step(dispatch, Reach::Word, false),
                Command::WordRight => edges.step(dispatch, Reach::Word, true),
                Command::First => edges.step(dispatch, Reach::Paragraph, false),
                Command::Last => edges.step(dispatch, Reach::Paragraph, true),
                Command::RowUp | Command::RowDown => {
                    let letter = edges.letter(dispatch);
                    let down = command == Command::RowDown;
                    if let Some(at) = row_beside(reader, letter.start(), down) {
                        edges.bring_to_letter(dispatch, at);
                    }
                }
                Command::OtherEnd => edges.switch(),
                Command::NextPart => edges.next(),
                _ => {}
            },
        }
    }
}

/// The word that a key leads to from a word.
fn sought(reader: &Reader, word: Span, command: Command) -> Option<Span> {
    let dispatch = &reader.dispatch;
    let paragraph = || words(&dispatch.text, paragraph_at(dispatch, word.start()));
    match command {
        Command::LetterLeft | Command::WordLeft => word_beside(dispatch, word, false),
        Command::LetterRight | Command::WordRight => word_beside(dispatch, word, true),
        Command::First => paragraph().first().copied(),
        Command::Last => paragraph().last().copied(),
        Command::RowUp | Command::RowDown => {
            let at = row_beside(reader, word.start(), command == Command::RowDown)?;
            word_near(dispatch, at)
        }
        _ => None,
    }
}

/// The byte in the same column of the next row of text, or the one before.
fn row_beside(reader: &Reader, offset: usize, down: bool) -> Option<usize> {
    let (sheet, text) = (&reader.sheet, &reader.dispatch.text);
    let here = sheet.row_of(offset);
    let SheetRow::Text(row) = sheet.row(here)? else {
        return None;
    };
    let column = column_of(text, row.span, offset);
    let mut next = here;
    loop {
        next = if down { next + 1 } else { next.checked_sub(1)? };
        match sheet.row(next)? {
            SheetRow::Text(row) if row.paragraph.is_some() => {
                let at = offset_at(text, row.span, column);
                // Behind the last letter of a row is its last letter.
                return Some(at.min(text.trimmed(row.span).end().saturating_sub(1)));
            }
            SheetRow::Text(_) => {}
            SheetRow::Front(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::Dispatch;
    use crate::tui::edit::stops::letters;

    const COMMANDS: [Command; 10] = [
        Command::LetterLeft,
        Command::LetterRight,
        Command::WordLeft,
        Command::WordRight,
        Command::RowUp,
        Command::RowDown,
        Command::First,
        Command::Last,
        Command::OtherEnd,
        Command::NextPart,
    ];

    /// A text set at so many columns; blank lines end paragraphs.
    fn reader(text: &str, width: usize) -> Reader {
        Reader::new(
            0,
            Arc::new(Dispatch::of_prose(text)),
            None,
            Vec::new(),
            width,
            10,
        )
    }

    fn check(text: &str, from: &str, commands: &[Command], expected: &str) {
        let reader = reader(text, 12);
        let at = text.find(from).expect("it is there");
        let word = word_near(&reader.dispatch, at).expect("a word");
        let mut stage = Stage::Seek { word, parts: None };
        for command in commands {
            stage.step(&reader, *command);
        }
        let Stage::Seek { word, .. } = stage else {
            panic!("moving begins nothing");
        };
        assert_eq!(&reader.dispatch.text[word], expected);
    }

    #[test]
    fn a_word_is_sought_over_rows_and_paragraphs() {
        let text = "un deux trois quatre\n\ncinq six";
        check(
            text,
            "deux",
            &[Command::WordRight, Command::WordRight],
            "quatre",
        );
        check(text, "quatre", &[Command::WordRight], "cinq");
        check(text, "cinq", &[Command::WordLeft], "quatre");
        check(text, "deux", &[Command::Last], "quatre");
        check(text, "un", &[Command::RowDown], "trois");
        check(text, "un", &[Command::RowDown, Command::RowDown], "cinq");
        check(text, "cinq", &[Command::RowUp, Command::RowUp], "un");
        check(text, "six", &[Command::WordRight], "six");
        check(text, "six", &[Command::RowDown], "six");
    }

    proptest! {
        #[test]
        fn whatever_is_pressed_the_passage_stays_within_its_paragraph(
            text in "(\\PC|e\u{301}|[a-z]{1,9} |\n\n| ){1,60}",
            width in 1usize..30,
            keys in proptest::collection::vec(0usize..10, 0..40),
            begin in 0usize..40,
        ) {
            let reader = reader(&text, width);
            let dispatch = &reader.dispatch;
            let Some(word) = word_near(dispatch, 0) else { return Ok(()) };
            let mut stage = Stage::Seek { word, parts: None };
            for (at, key) in keys.into_iter().enumerate() {
                if at == begin && let Stage::Seek { word, .. } = stage {
                    stage = Stage::Move(Edges::new(&[word], 0).expect("a word is a part"));
                }
                stage.step(&reader, COMMANDS[key]);
                let part = match &stage {
                    Stage::Seek { word, .. } => *word,
                    Stage::Move(edges) => edges.part(),
                };
                let paragraph = paragraph_at(dispatch, part.start());
                prop_assert!(!part.is_empty() && paragraph.covers(part));
                let stops = letters(&dispatch.text, paragraph);
                prop_assert!(stops.contains(&part.start()) && stops.contains(&part.end()));
            }
        }
    }
}
