//! Where lists and notes stand while the text stays in view: over the panels beside it, else at the foot of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::page::{display_width, fit};
use crate::tui::canvas::{clear, put, rule};
use crate::tui::state::State;

/// Rows at the foot of the screen, at most.
const MOST_ROWS: u16 = 9;

/// Draws an empty board with a title for `wanted` rows; returns where its rows go.
pub fn draw(state: &State, title: &str, wanted: usize, buffer: &mut Buffer) -> Rect {
    let theme = &state.look.theme;
    let board = place(state, wanted);
    clear(buffer, board);
    rule(
        buffer,
        Rect { height: 1, ..board },
        theme.signs.horizontal,
        theme.rule,
    );
    let room = usize::from(board.width).saturating_sub(3);
    let title = format!(" {} ", fit(title, room, theme.signs.ellipsis));
    if display_width(&title) > 2 {
        put(
            buffer,
            board.x + 1,
            board.y,
            board.right(),
            &title,
            theme.key,
        );
    }
    Rect {
        y: board.y + 1,
        height: board.height.saturating_sub(1),
        ..board
    }
}

/// Columns of a board.
pub fn width(state: &State) -> u16 {
    place(state, 0).width
}

fn place(state: &State, wanted: usize) -> Rect {
    let areas = state.areas();
    if let (Some(text), Some(panels)) = (areas.text, areas.panels)
        && panels.y == text.y
    {
        return panels;
    }
    let foot = areas.status.map_or(state.size.bottom(), |status| status.y);
    let rows = u16::try_from(wanted).unwrap_or(u16::MAX).min(MOST_ROWS);
    let height = (rows + 1).min(foot.saturating_sub(state.size.y));
    Rect {
        y: foot - height,
        height,
        ..state.size
    }
}
