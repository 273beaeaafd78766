//! A short list to choose from: by number at once, by `j` `k` and Enter, or narrowed by the letters typed after `/`.
//!
//! Beside the text it stands where the panels are, else at the foot of the screen. Knows nothing of what is chosen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span as Piece};

use crate::model::fold;
use crate::page::display_width;
use crate::tui::canvas::{clear, column, put, put_line};
use crate::tui::key::{Key, KeyCode};
use crate::tui::overlay::prompt::{Edit, edit};
use crate::tui::panels::marker;
use crate::tui::state::State;

use super::board;

/// Something to choose.
#[derive(Clone, Debug)]
pub struct Choice<T> {
    pub what: T,
    pub words: String,
    /// What is told beside it.
    pub aside: String,
    /// Whether it is what holds now.
    pub holds: bool,
}

/// The list, what of it is left, and which one is selected.
#[derive(Clone, Debug)]
pub struct Chooser<T> {
    title: String,
    choices: Vec<Choice<T>>,
    query: String,
    /// Whether letters are typed into the query.
    typing: bool,
    selected: usize,
}

/// What a key made of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    Chosen(T),
    Left,
    Open,
    /// A key that means nothing here.
    Other,
}

impl<T: Clone> Chooser<T> {
    /// All choices, the first one selected.
    pub fn new(title: String, choices: Vec<Choice<T>>) -> Self {
        Chooser {
            title,
            choices,
            query: String::new(),
            typing: false,
            selected: 0,
        }
    }

    /// Whether letters are being typed.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> Outcome<T> {
        let last = self.left().len().saturating_sub(1);
        match key.code {
            KeyCode::Enter => return self.chosen(self.selected),
            KeyCode::Down => self.selected = (self.selected + 1).min(last),
            KeyCode::Up => self.selected = self.selected.saturating_sub(1),
            KeyCode::Esc if self.typing => self.narrow(false),
            KeyCode::Esc => return Outcome::Left,
            _ if self.typing => match edit(&mut self.query, key) {
                Edit::Closed => self.narrow(false),
                Edit::Changed => self.selected = 0,
                Edit::Unchanged => {}
            },
            KeyCode::Char(letter) if !key.ctrl => return self.letter(letter, last),
            _ => return Outcome::Other,
        }
        Outcome::Open
    }

    fn letter(&mut self, letter: char, last: usize) -> Outcome<T> {
        match letter {
            'j' => self.selected = (self.selected + 1).min(last),
            'k' => self.selected = self.selected.saturating_sub(1),
            'q' => return Outcome::Left,
            '/' => self.narrow(true),
            _ => match number(letter).and_then(|number| number.checked_sub(1)) {
                Some(at) => return self.chosen(at),
                None => return Outcome::Other,
            },
        }
        Outcome::Open
    }

    fn narrow(&mut self, typing: bool) {
        self.typing = typing;
        self.query.clear();
        self.selected = 0;
    }

    fn chosen(&self, at: usize) -> Outcome<T> {
        let choice = self.left().get(at).copied().cloned();
        choice.map_or(Outcome::Open, |choice| Outcome::Chosen(choice.what))
    }

    /// The choices that hold every word typed.
    fn left(&self) -> Vec<&Choice<T>> {
        let words: Vec<String> = self.query.split_whitespace().map(fold).collect();
        let fits = |choice: &&Choice<T>| {
            let text = fold(&format!("{} {}", choice.words, choice.aside));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        self.choices.iter().filter(fits).collect()
    }

    /// Draws the list; returns where the cursor stands while letters are typed.
    pub fn draw(&self, state: &State, buffer: &mut Buffer) -> Option<Position> {
        let look = &state.look;
        let left = self.left();
        let area = board::draw(state, &self.title, left.len().max(1), buffer);
        let rows = usize::from(area.height).max(1);
        let first = self.selected / rows * rows;
        let shown = left.iter().enumerate().skip(first).take(rows);
        for (y, (at, choice)) in (area.y..).zip(shown) {
            let number = if at < 9 {
                (at + 1).to_string()
            } else {
                String::new()
            };
            let holds = if choice.holds {
                look.theme.signs.accepted
            } else {
                " "
            };
            let aside = display_width(&choice.aside).min(usize::from(area.width) / 2);
            let room = usize::from(area.width).saturating_sub(6 + aside);
            let line = Line::from(vec![
                marker(at == self.selected, false, look),
                Piece::styled(format!("{number:>1} "), look.theme.accent),
                Piece::styled(format!("{holds:1} "), look.theme.accent),
                Piece::raw(column(&choice.words, room, look)),
                Piece::styled(column(&choice.aside, aside + 1, look), look.theme.dim),
            ]);
            put_line(
                buffer,
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                &line,
            );
        }
        if left.is_empty() {
            put(
                buffer,
                area.x + 2,
                area.y,
                area.right(),
                look.texts().none,
                look.theme.dim,
            );
        }
        self.typing.then(|| self.draw_query(state, area, buffer))
    }

    /// The query stands at the end of the title.
    fn draw_query(&self, state: &State, area: Rect, buffer: &mut Buffer) -> Position {
        let width = u16::try_from(display_width(&self.title)).unwrap_or(area.width);
        let x = (area.x + width + 3).min(area.right().saturating_sub(12));
        let row = Rect {
            x,
            y: area.y.saturating_sub(1),
            width: area.right() - x,
            height: 1,
        };
        clear(buffer, row);
        let query = format!("/{}", self.query);
        put(
            buffer,
            row.x,
            row.y,
            row.right(),
            &query,
            state.look.theme.key,
        );
        let typed = u16::try_from(display_width(&query)).unwrap_or(row.width);
        Position {
            x: (row.x + typed).min(row.right().saturating_sub(1)),
            y: row.y,
        }
    }
}

/// The digit that a key stands for, also on the unshifted row of a French keyboard.
pub fn number(letter: char) -> Option<usize> {
    const FRENCH_ROW: &str = "à&é\"'(-è_ç";
    let digit = letter.to_digit(10).map(|digit| digit as usize);
    digit.or_else(|| FRENCH_ROW.chars().position(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Chooser<usize> {
        let choice = |(what, words): (usize, &str)| Choice {
            what,
            words: words.to_owned(),
            aside: String::new(),
            holds: false,
        };
        let names = ["Élodie Brac", "Jean Kolm", "Ville de Brest"];
        Chooser::new(
            String::new(),
            names.into_iter().enumerate().map(choice).collect(),
        )
    }

    fn check(keys: &str, expected: Outcome<usize>) {
        let mut list = names();
        let mut outcome = Outcome::Open;
        for key in Key::parse_sequence(keys).unwrap() {
            outcome = list.key(key);
        }
        assert_eq!(outcome, expected, "{keys}");
    }

    #[test]
    fn a_choice_is_one_key_or_a_few() {
        check("2", Outcome::Chosen(1));
        check("é", Outcome::Chosen(1));
        check("j j Enter", Outcome::Chosen(2));
        check("j j j k Enter", Outcome::Chosen(1));
        check("7", Outcome::Open);
        check("q", Outcome::Left);
        check("m", Outcome::Other);
    }

    #[test]
    fn letters_narrow_the_list_and_escape_widens_it_again() {
        check("/ e l o Enter", Outcome::Chosen(0));
        check("/ b r Down Enter", Outcome::Chosen(2));
        check("/ k o l Esc Enter", Outcome::Chosen(0));
        check("/ x x Enter", Outcome::Open);
        check("/ Backspace 3", Outcome::Chosen(2));
    }
}
