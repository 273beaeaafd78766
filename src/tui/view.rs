//! The screen as a function of the state.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::areas::Pane;
use super::canvas::put;
use super::overlay::Overlay;
use super::reader::labels::Label;
use super::state::State;
use super::{hints, list, overlay, panels, reader, status};

/// Draws the state into an empty buffer of its size; returns where the cursor stands, in a prompt alone.
pub fn draw(state: &State, buffer: &mut Buffer) -> Option<Position> {
    let areas = state.areas();
    if let Some(area) = areas.header {
        status::draw_header(state, area, buffer);
    }
    if let Some(area) = areas.list {
        list::draw(state, area, buffer);
        if areas.text.is_some() {
            draw_separator(state, area, buffer);
        }
    }
    if let Some(open) = &state.reader {
        if let Some(area) = areas.text {
            reader::view::draw(open, state, labels(state), area, buffer);
        }
        if let Some(area) = areas.panels {
            panels::draw(open, state, area, buffer);
        }
    } else if let Some(area) = areas.text.or(areas.panels) {
        let texts = state.look.texts();
        let words = if state.loading {
            texts.loading
        } else {
            texts.nothing_to_read
        };
        put(
            buffer,
            area.x + 1,
            area.y,
            area.right(),
            words,
            state.look.theme.dim,
        );
    }
    if let Some(area) = areas.status {
        status::draw_status(state, area, buffer);
    }
    if let Some(area) = areas.hints {
        hints::draw_hints(state, area, buffer);
    }
    overlay::draw(state, buffer)
}

fn labels(state: &State) -> &[Label] {
    match &state.overlay {
        Some(Overlay::Labels(open)) if state.focus == Pane::Text => &open.labels,
        _ => &[],
    }
}

/// A line to the right of the list.
fn draw_separator(state: &State, list: Rect, buffer: &mut Buffer) {
    let theme = &state.look.theme;
    for y in list.y..list.bottom() {
        put(
            buffer,
            list.right(),
            y,
            list.right() + 1,
            theme.signs.vertical,
            theme.text,
        );
    }
}
