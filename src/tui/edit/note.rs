//! Notes: a small editor under what others wrote. Enter is a line end, for pasted text has some; Esc asks what becomes of the note.
//!
//! Nothing that was written is lost: what is not kept stays as a draft while the program runs.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::words::words;
use super::{Mode, Turn, board};
use crate::page::{sanitize, wrap};
use crate::review::event::Op;
use crate::review::reviewed::Judged;
use crate::tui::canvas::put;
use crate::tui::key::{Key, KeyCode};
use crate::tui::reader::Selection;
use crate::tui::state::State;

/// A note being written.
#[derive(Clone, Debug)]
pub struct Note {
    target: Judged,
    editor: Box<TextArea<'static>>,
    /// Whether it is asked what becomes of it.
    pub finishing: bool,
}

/// On the selected annotation, with the draft that was left. What was kept is no draft any more, once it is
/// there; taken back, it is one again.
pub fn open(state: &mut State, selection: Selection) -> Option<Mode> {
    let reader = state.reader.as_ref()?;
    let target = reader.judged(selection)?.clone();
    let version = reader.review.as_ref()?.version;
    let is_kept = |draft: &&String| target.notes.iter().any(|(_, note)| note == *draft);
    let draft = state.drafts.get(&(version, target.annotation));
    let draft = draft.filter(|draft| !is_kept(draft)).cloned();
    Some(Mode::Note(Note::new(target, &draft.unwrap_or_default())))
}

impl Note {
    fn new(target: Judged, draft: &str) -> Self {
        let mut editor = TextArea::new(draft.split('\n').map(str::to_owned).collect());
        editor.set_wrap_mode(WrapMode::WordOrGlyph);
        editor.set_cursor_line_style(Style::new());
        editor.move_cursor(CursorMove::Bottom);
        editor.move_cursor(CursorMove::End);
        Note {
            target,
            editor: Box::new(editor),
            finishing: false,
        }
    }

    /// What was written, without blank lines around it.
    pub fn text(&self) -> String {
        self.editor.lines().join("\n").trim().to_owned()
    }

    /// The annotation that it is written on.
    pub fn target(&self) -> &Judged {
        &self.target
    }

    /// Takes a key.
    pub fn key(mut self, state: &mut State, key: Key) -> Turn {
        if self.finishing {
            return self.finish(state, key);
        }
        match (key.code, key.typed()) {
            (KeyCode::Esc, _) if self.text().is_empty() => return Turn::Leave,
            (KeyCode::Esc, _) => self.finishing = true,
            _ => self.write(key),
        }
        Turn::stay(Mode::Note(self))
    }

    fn finish(mut self, state: &mut State, key: Key) -> Turn {
        let said = words(state.look.locale);
        match key.code {
            KeyCode::Enter => {
                let Some(reader) = &state.reader else {
                    return Turn::Leave;
                };
                let op = Op::Note(self.text());
                let decisions = reader.decisions([(&self.target, op)]);
                return Turn::Keep(decisions);
            }
            KeyCode::Esc | KeyCode::Char('q') => {
                state.say(said.draft);
                return Turn::Leave;
            }
            KeyCode::Char('i') => self.finishing = false,
            _ => {}
        }
        Turn::stay(Mode::Note(self))
    }

    fn write(&mut self, key: Key) {
        let editor = &mut self.editor;
        match (key.code, key.typed()) {
            (KeyCode::Enter, _) | (_, Some('\r' | '\n')) => editor.insert_newline(),
            // What could mislead a terminal is not written in the first place.
            (_, Some(letter)) if is_plain(letter) => editor.insert_char(letter),
            (KeyCode::Char('w'), None) => drop(editor.delete_word()),
            (KeyCode::Char('u'), None) => drop(editor.delete_line_by_head()),
            (KeyCode::Backspace, _) => drop(editor.delete_char()),
            (KeyCode::Delete, _) => drop(editor.delete_next_char()),
            (KeyCode::Left, _) => editor.move_cursor(CursorMove::Back),
            (KeyCode::Right, _) => editor.move_cursor(CursorMove::Forward),
            (KeyCode::Up, _) => editor.move_cursor(CursorMove::Up),
            (KeyCode::Down, _) => editor.move_cursor(CursorMove::Down),
            (KeyCode::Home, _) => editor.move_cursor(CursorMove::Head),
            (KeyCode::End, _) => editor.move_cursor(CursorMove::End),
            (KeyCode::PageUp, _) => editor.move_cursor(CursorMove::Top),
            (KeyCode::PageDown, _) => editor.move_cursor(CursorMove::Bottom),
            _ => {}
        }
    }

    /// Draws what others wrote and the editor under it; returns where the cursor stands.
    pub fn draw(&self, state: &State, buffer: &mut Buffer) -> Option<Position> {
        /// Rows of the editor where it has not the height of the panels.
        const ROWS: usize = 6;
        let look = &state.look;
        let reader = state.reader.as_ref()?;
        let quoted = reader.told(&self.target);
        let title = format!(
            "{} {} {quoted}",
            words(look.locale).note,
            look.theme.signs.dot
        );
        let width = usize::from(board::width(state)).saturating_sub(2);
        let mut others = Vec::new();
        for (user, note) in &self.target.notes {
            let told = format!("{user}{}{note}", look.texts().colon);
            others.extend(told.lines().flat_map(|line| wrap(line, width)));
        }
        let area = board::draw(state, &title, others.len().min(4) + ROWS, buffer);
        let shown = others.len().min(usize::from(area.height) / 2);
        let mut y = area.y;
        for line in &others[others.len() - shown..] {
            put(buffer, area.x + 1, y, area.right(), line, look.theme.dim);
            y += 1;
        }
        let own = Rect {
            x: area.x + 1,
            y,
            width: area.width.saturating_sub(2),
            height: area.bottom().saturating_sub(y),
        };
        (&*self.editor).render(own, buffer);
        None
    }
}

/// Whether a letter is shown as it is.
fn is_plain(letter: char) -> bool {
    let mut bytes = [0; 4];
    let written = letter.encode_utf8(&mut bytes);
    letter.is_alphanumeric() || *sanitize(written) == *written || is_mark(letter)
}

/// Marks that combine with the letter before them are shown apart when they stand alone.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(keys: &str, expected: &str) {
        let content = crate::review::event::Content {
            label: crate::review::event::Label::Figure(crate::model::FigureKind::Number),
            parts: vec![crate::model::Span::new(0, 1)],
            speaker: None,
            actor: None,
            value: None,
            unit: None,
        };
        let target = Judged {
            annotation: crate::review::event::AnnotationId(1),
            standing: crate::review::standing::Standing::Proposed,
            revision: 0,
            content,
            by: Vec::new(),
            notes: Vec::new(),
            reopened: false,
        };
        let mut note = Note::new(target, "");
        for word in keys.split(' ') {
            match Key::parse(word) {
                Some(key) => note.write(key),
                None => word
                    .chars()
                    .for_each(|c| note.write(Key::plain(KeyCode::Char(c)))),
            }
        }
        assert_eq!(note.text(), expected, "{keys}");
    }

    #[test]
    fn a_note_has_lines_words_and_letters() {
        check("à Space vérifier Enter demain", "à vérifier\ndemain");
        check("un Space mot C-w autre", "un autre");
        check("rien C-u tout", "tout");
        check("cafe\u{301} Backspace s", "cafes");
        check("bc Home a End d", "abcd");
        check("un Enter deux Up Backspace", "u\ndeux");
    }

    #[test]
    fn what_could_mislead_a_terminal_is_not_written() {
        check("a\u{1b}[31m\u{202e}b\u{200b}c", "a[31mbc");
    }
}
