//! The screen as a function of the state.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::areas::{Breadth, Pane};
use super::canvas::put;
use super::overlay::Overlay;
use super::reader::labels::Label;
use super::state::State;
use super::{list, overlay, panels, reader, status};

/// Draws the state into an empty buffer of its size; returns where the cursor stands, in a prompt alone.
pub fn draw(state: &State, buffer: &mut Buffer) -> Option<Position> {
    let areas = state.areas();
    if let Some(area) = areas.header {
        status::draw_header(state, area, buffer);
    }
    if let Some(area) = areas.rule {
        status::draw_rule(state, area, buffer);
    }
    if let Some(area) = areas.list {
        list::draw(state, area, buffer);
        if areas.text.is_some() {
            draw_separator(state, area.right(), area, areas.rule, buffer);
        }
    }
    if let Some(open) = &state.reader {
        if let Some(area) = areas.text {
            let framed = state.breadth() != Breadth::Tiny;
            reader::view::draw(open, &state.look.theme, labels(state), area, framed, buffer);
        }
        if let Some(area) = areas.panels {
            panels::draw(open, state, area, buffer);
            if areas.text.is_some() && state.breadth() >= Breadth::Wide && !state.zoom {
                draw_separator(state, area.x - 1, area, areas.rule, buffer);
            }
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
        status::draw_hints(state, area, buffer);
    }
    overlay::draw(state, buffer)
}

fn labels(state: &State) -> &[Label] {
    match &state.overlay {
        Some(Overlay::Labels { labels, .. }) if state.focus == Pane::Text => labels,
        _ => &[],
    }
}

/// A line from the rule down, between two panes.
fn draw_separator(state: &State, x: u16, pane: Rect, rule: Option<Rect>, buffer: &mut Buffer) {
    let theme = &state.look.theme;
    for y in pane.y..pane.bottom() {
        put(buffer, x, y, x + 1, theme.signs.vertical, theme.rule);
    }
    if let Some(rule) = rule {
        put(buffer, x, rule.y, x + 1, theme.signs.tee, theme.rule);
    }
}
