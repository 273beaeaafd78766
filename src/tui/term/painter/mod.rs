//! Two frames → the fewest bytes that turn the one into the other on a terminal. Pure: knows nothing of the device it is
//! written to, and asks the terminal nothing. Over a slow link 100 bytes are 10 ms, so:
//!
//! - only changed cells are written, by the shortest way from one to the next, which may lead over unchanged ones;
//! - blanks are erased where that is shorter, and text that only moved is moved;
//! - an unchanged frame is no bytes at all.
//!
//! No synchronised output (DECSET 2026): a frame is one `write`, and where a link delivers it in pieces, its first lines
//! are worth reading before the last ones arrive.

mod grid;
mod pen;
mod pencil;
mod scroll;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use grid::{Glyph, Grid};
use pencil::Pencil;

/// Bytes below which looking for moved text cannot pay: setting and resetting the region costs about twenty.
const SCROLL_SAVES_NOTHING: usize = 60;
/// Bytes that erase some cells, and as many again that step over them.
const ERASING: u16 = 5;
/// Bytes that erase to the end of the row.
const TO_END_OF_ROW: u16 = 3;

/// Remembers what the terminal shows.
#[derive(Default)]
pub struct Painter {
    shown: Option<Shown>,
}

struct Shown {
    grid: Grid,
    pencil: Pencil,
}

impl Painter {
    /// The bytes that make the terminal show this frame, and the cursor where given; none if it does already.
    pub fn frame(&mut self, next: &Buffer, cursor: Option<Position>) -> &[u8] {
        let next = Grid::of(next);
        let (last, pencil) = match self.shown.take() {
            Some(mut shown) if shown.grid.size() == next.size() => {
                shown.pencil.rewind();
                (shown.grid, shown.pencil)
            }
            _ => cleared(next.size()),
        };
        let mut pencil = repainted(pencil, last, &next);
        match cursor {
            Some(at) => pencil.show_cursor(at.x, at.y, next.row(at.y)),
            None => pencil.hide_cursor(),
        }
        self.shown.insert(Shown { grid: next, pencil }).pencil.out()
    }

    /// Forgets what the terminal shows: the next frame is painted whole.
    pub fn forget(&mut self) {
        self.shown = None;
    }
}

fn cleared(size: (u16, u16)) -> (Grid, Pencil) {
    let mut pencil = Pencil::new(size.0);
    pencil.clear();
    (Grid::blank(size), pencil)
}

/// In place, or with the text that only moved being moved, whichever is shorter.
fn repainted(pencil: Pencil, mut last: Grid, next: &Grid) -> Pencil {
    let mut in_place = pencil.clone();
    repaint(&mut in_place, &last, next);
    if in_place.out().len() < SCROLL_SAVES_NOTHING {
        return in_place;
    }
    let Some(scroll) = scroll::between(&last, next) else {
        return in_place;
    };
    let mut moved = pencil;
    moved.scroll(scroll.rows.clone(), next.size().1, scroll.by);
    last.scroll(scroll.rows.start, scroll.rows.end, scroll.by);
    repaint(&mut moved, &last, next);
    if moved.out().len() < in_place.out().len() {
        moved
    } else {
        in_place
    }
}

fn repaint(pencil: &mut Pencil, last: &Grid, next: &Grid) {
    for y in 0..next.size().1 {
        repaint_row(pencil, y, last.row(y), next.row(y));
    }
}

fn repaint_row(pencil: &mut Pencil, y: u16, last: &[Glyph], next: &[Glyph]) {
    let changed: Vec<u16> = (0..)
        .zip(last.iter().zip(next))
        .filter(|(_, (last, next))| last != next && !next.is_continuation())
        .map(|(x, _)| x)
        .collect();
    let blank_from = (0..)
        .zip(next)
        .filter(|(_, glyph)| !glyph.is_erased())
        .last()
        .map_or(0, |(x, glyph)| x + glyph.width().max(1));
    let mut todo = changed.as_slice();
    while let [x, rest @ ..] = todo {
        let blanks = blanks(todo, next);
        let span = blanks.last().map_or(0, |last| last - x + 1);
        let behind = &todo[blanks.len()..];
        if behind.is_empty() && *x >= blank_from && span > TO_END_OF_ROW {
            pencil.erase_to_end(blank_from..=*x, y, next);
            return;
        }
        let passing_by = if behind.is_empty() { 0 } else { ERASING };
        if span > ERASING + passing_by {
            pencil.erase(*x, y, span, next);
            todo = behind;
        } else {
            pencil.put(*x, y, next);
            todo = rest;
        }
    }
}

/// The changed cells at the front that one erasure could blank: nothing but blanks lies between them.
fn blanks<'a>(changed: &'a [u16], row: &[Glyph]) -> &'a [u16] {
    let Some(&first) = changed.first() else {
        return changed;
    };
    let run = row[usize::from(first)..]
        .iter()
        .take_while(|glyph| glyph.is_erased())
        .count();
    let count = changed.partition_point(|&x| usize::from(x) < usize::from(first) + run);
    &changed[..count]
}
