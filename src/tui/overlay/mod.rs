//! What lies over the screen for a moment: help, palette, details, the search prompt, labels.
//!
//! Each takes the keys while it is there; Esc and `q` close it and nothing is lost.

pub mod details;
pub mod help;
pub mod palette;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::canvas::{clear, put, put_line, put_right, rule};
use super::reader::Place;
use super::reader::labels::Label;
use super::state::State;
use crate::page::display_width;

/// What lies over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    Help(Scroll),
    Details(Scroll),
    Palette(palette::Palette),
    /// The query so far, and where to return to on Esc.
    Search {
        query: String,
        origin: Origin,
    },
    /// The letters typed so far, and the labels on the page.
    Labels {
        typed: String,
        labels: Vec<Label>,
    },
}

/// Where a search began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Text(Place),
    List(usize),
}

/// First line shown of something longer than the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll(pub usize);

impl Scroll {
    /// Moves by lines, keeping the last screenful in view.
    pub fn by(&mut self, lines: isize, total: usize, height: usize) {
        self.0 = self
            .0
            .saturating_add_signed(lines)
            .min(total.saturating_sub(height));
    }
}

/// The part of the screen that sheets cover: all but the status and hint lines.
pub fn sheet_area(size: Rect) -> Rect {
    Rect {
        height: size.height.saturating_sub(2).max(1),
        ..size
    }
}

/// The lines of the help or details sheet.
pub fn sheet_lines(state: &State) -> Option<Vec<Line<'static>>> {
    let width = usize::from(state.size.width).saturating_sub(2).max(1);
    match &state.overlay {
        Some(Overlay::Help(_)) => Some(help::lines(&state.look, width)),
        Some(Overlay::Details(_)) => state
            .reader
            .as_ref()
            .map(|reader| details::lines(reader, &state.look, width)),
        _ => None,
    }
}

/// Draws the overlay; returns where the cursor stands in a prompt.
pub fn draw(state: &State, buffer: &mut Buffer) -> Option<Position> {
    let texts = state.look.texts();
    match state.overlay.as_ref()? {
        Overlay::Help(scroll) => draw_sheet(state, texts.help, *scroll, buffer),
        Overlay::Details(scroll) => draw_sheet(state, texts.details, *scroll, buffer),
        Overlay::Palette(palette) => return Some(palette::draw(palette, state, buffer)),
        Overlay::Search { query, .. } => {
            return Some(draw_prompt(state, &format!("/{query}"), buffer));
        }
        Overlay::Labels { .. } => {}
    }
    None
}

fn draw_sheet(state: &State, title: &str, scroll: Scroll, buffer: &mut Buffer) {
    let Some(lines) = sheet_lines(state) else {
        return;
    };
    let area = sheet_area(state.size);
    clear(buffer, area);
    let theme = &state.look.theme;
    rule(
        buffer,
        Rect { height: 1, ..area },
        theme.signs.horizontal,
        theme.rule,
    );
    put(
        buffer,
        area.x + 1,
        area.y,
        area.right(),
        &format!(" {title} "),
        theme.key,
    );
    let height = usize::from(area.height.saturating_sub(1));
    let last = (scroll.0 + height).min(lines.len());
    let place = format!(" {}-{last}/{} ", (scroll.0 + 1).min(last), lines.len());
    put_right(
        buffer,
        Rect { height: 1, ..area },
        &Line::styled(place, theme.dim),
    );
    for (y, line) in (area.y + 1..area.bottom()).zip(lines.iter().skip(scroll.0)) {
        put_line(
            buffer,
            Rect {
                x: area.x + 1,
                y,
                width: area.width.saturating_sub(1),
                height: 1,
            },
            line,
        );
    }
}

/// A prompt in the last row of the screen.
fn draw_prompt(state: &State, words: &str, buffer: &mut Buffer) -> Position {
    let row = Rect {
        y: state.size.bottom() - 1,
        height: 1,
        ..state.size
    };
    clear(buffer, row);
    // The end of a long query matters more than its beginning.
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
