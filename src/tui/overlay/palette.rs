//! The palette: every command, narrowed by the words typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span as Piece};

use crate::model::fold;
use crate::tui::action::Action;
use crate::tui::bindings::{BINDINGS, Binding};
use crate::tui::canvas::{clear, put_line, rule};
use crate::tui::panels::{column, marker};
use crate::tui::state::State;

/// What was typed, and which of the commands left is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    pub query: String,
    pub selected: usize,
}

impl Palette {
    /// The commands that act here and whose name or description holds every word typed.
    pub fn choices(&self, state: &State) -> Vec<&'static Binding> {
        let words: Vec<String> = self.query.split_whitespace().map(fold).collect();
        let contexts = state.contexts();
        let fits = |binding: &&Binding| {
            let text = fold(&format!(
                "{} {}",
                binding.help[state.look.locale as usize], binding.name
            ));
            contexts.contains(&binding.context)
                && words.iter().all(|word| text.contains(word.as_str()))
        };
        BINDINGS.iter().filter(fits).collect()
    }

    /// The command that Enter runs.
    pub fn choice(&self, state: &State) -> Option<Action> {
        self.choices(state)
            .get(self.selected)
            .map(|binding| binding.action)
    }
}

/// Draws the palette at the foot of the screen, the query in its last row.
pub fn draw(palette: &Palette, state: &State, buffer: &mut Buffer) -> Position {
    let look = &state.look;
    let choices = palette.choices(state);
    let rows = u16::try_from(choices.len())
        .unwrap_or(u16::MAX)
        .min(state.size.height.saturating_sub(3))
        .min(12);
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
    let first = palette
        .selected
        .saturating_sub(usize::from(rows).saturating_sub(1));
    for (row, (at, binding)) in choices
        .iter()
        .enumerate()
        .skip(first)
        .take(usize::from(rows))
        .enumerate()
    {
        let y = top + 1 + u16::try_from(row).unwrap_or(0);
        let keys = look
            .keymap
            .keys_of(binding.context, binding.action)
            .join("  ");
        let line = Line::from(vec![
            marker(at == palette.selected, false, look),
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
    super::draw_prompt(state, &format!(":{}", palette.query), buffer)
}
