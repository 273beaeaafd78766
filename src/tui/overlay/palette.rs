//! The palette: every command, narrowed by the words typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span as Piece};

use crate::model::fold;
use crate::tui::action::Action;
use crate::tui::bindings::{BINDINGS, Binding};
use crate::tui::canvas::{clear, column, put, put_line, rule};
use crate::tui::effect::Effect;
use crate::tui::key::{Key, KeyCode};
use crate::tui::panels::marker;
use crate::tui::state::State;
use crate::tui::update::update;

use super::Overlay;
use super::prompt::{self, Edit, edit};

/// What was typed, and which of the commands left is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    query: String,
    selected: usize,
}

impl Palette {
    /// The commands that act here and whose name or description holds every word typed; of two for one action the closer one.
    fn choices(&self, state: &State) -> Vec<&'static Binding> {
        let words: Vec<String> = self.query.split_whitespace().map(fold).collect();
        let fits = |binding: &&Binding| {
            let text = fold(&format!(
                "{} {}",
                binding.help[state.look.locale as usize], binding.name
            ));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        let mut choices: Vec<&Binding> = Vec::new();
        for context in state.contexts() {
            let here = BINDINGS
                .iter()
                .filter(|binding| binding.context == *context)
                .filter(fits);
            let known: Vec<Action> = choices.iter().map(|binding| binding.action).collect();
            choices.extend(here.filter(|binding| !known.contains(&binding.action)));
        }
        choices
    }

    /// Draws the palette at the foot of the screen, the query in its last row.
    pub fn draw(&self, state: &State, buffer: &mut Buffer) -> Position {
        let look = &state.look;
        let choices = self.choices(state);
        let most = state.size.height.saturating_sub(3).min(MOST_ROWS);
        let rows = u16::try_from(choices.len().max(1))
            .unwrap_or(u16::MAX)
            .min(most);
        let top = state.size.bottom().saturating_sub(rows + 2);
        clear(
            buffer,
            Rect {
                y: top,
                height: state.size.bottom() - top,
                ..state.size
            },
        );
        rule(
            buffer,
            Rect {
                y: top,
                height: 1,
                ..state.size
            },
            look.theme.signs.horizontal,
            look.theme.rule,
        );
        if choices.is_empty() {
            put(
                buffer,
                2,
                top + 1,
                state.size.right(),
                look.texts().none,
                look.theme.dim,
            );
        }
        let first = self
            .selected
            .saturating_sub(usize::from(rows).saturating_sub(1));
        let shown = choices.iter().enumerate().skip(first).take(rows.into());
        for (y, (at, binding)) in (top + 1..).zip(shown) {
            let keys = look
                .keymap
                .keys_of(binding.context, binding.action)
                .join("  ");
            let line = Line::from(vec![
                marker(at == self.selected, false, look),
                Piece::raw(" "),
                Piece::styled(column(&keys, 12, look), look.theme.accent),
                Piece::raw(column(binding.help[look.locale as usize], 42, look)),
                Piece::styled(binding.name, look.theme.dim),
            ]);
            put_line(
                buffer,
                Rect {
                    y,
                    height: 1,
                    ..state.size
                },
                &line,
            );
        }
        prompt::draw(state, &format!(":{}", self.query), buffer)
    }
}

/// Rows of commands at a time.
const MOST_ROWS: u16 = 12;

/// Takes a key of the palette; Enter runs the selected command.
pub fn key(state: &mut State, mut palette: Palette, key: Key) -> Vec<Effect> {
    let choices = palette.choices(state);
    let last = choices.len().saturating_sub(1);
    let page = usize::from(MOST_ROWS);
    match key.code {
        KeyCode::Esc => return Vec::new(),
        KeyCode::Enter => {
            return choices
                .get(palette.selected)
                .map(|binding| update(state, binding.action))
                .unwrap_or_default();
        }
        KeyCode::Down | KeyCode::Tab => palette.selected = (palette.selected + 1).min(last),
        KeyCode::Up | KeyCode::BackTab => palette.selected = palette.selected.saturating_sub(1),
        KeyCode::PageDown => palette.selected = (palette.selected + page).min(last),
        KeyCode::PageUp => palette.selected = palette.selected.saturating_sub(page),
        _ => match edit(&mut palette.query, key) {
            Edit::Closed => return Vec::new(),
            Edit::Changed => palette.selected = 0,
            Edit::Unchanged => {}
        },
    }
    state.overlay = Some(Overlay::Palette(palette));
    Vec::new()
}
