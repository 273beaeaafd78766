//! Writes into a byte string as a terminal would read it: keeps where the cursor is and the style it writes in, and
//! finds the shortest way to the next cell. Knows nothing of what changed.

use std::ops::{Range, RangeInclusive};

use super::grid::Glyph;
use super::pen::Pen;

/// Cells that may be written again on the way: past this, every movement is shorter.
const WORTH_REWRITING: u16 = 8;
/// A terminal asked for a character of several code points with one of these may take it for one or two columns.
const UNSURE_WIDTH: [char; 2] = ['\u{FE0F}', '\u{200D}'];

#[derive(Clone)]
pub struct Pencil {
    out: Vec<u8>,
    columns: u16,
    pen: Option<Pen>,
    at: At,
    cursor_is_shown: Option<bool>,
}

/// Where the terminal's cursor is.
#[derive(Clone, Copy, PartialEq)]
enum At {
    Unknown,
    Cell {
        x: u16,
        y: u16,
    },
    /// Behind the last column: terminals differ in what any but an absolute movement does from here.
    Margin {
        y: u16,
    },
}

impl Pencil {
    /// For a terminal of which nothing is known.
    pub fn new(columns: u16) -> Pencil {
        Pencil {
            out: Vec::new(),
            columns,
            pen: None,
            at: At::Unknown,
            cursor_is_shown: None,
        }
    }

    pub fn out(&self) -> &[u8] {
        &self.out
    }

    /// Starts a new byte string where the last one ended.
    pub fn rewind(&mut self) {
        self.out.clear();
    }

    /// Blanks the whole screen.
    pub fn clear(&mut self) {
        self.take(Pen::DEFAULT);
        self.out.extend(b"\x1b[H\x1b[J");
        self.at = At::Cell { x: 0, y: 0 };
    }

    /// Writes one glyph at its place. `row` is what the row shows, left of it at least.
    pub fn put(&mut self, x: u16, y: u16, row: &[Glyph]) {
        let glyph = &row[usize::from(x)];
        match self.pen {
            Some(pen) if glyph.shows_with(pen) => self.go(x, y, row),
            _ => self.go_and_take(x, y, row, glyph.pen),
        }
        self.out.extend(glyph.symbol().bytes());
        let x = x + glyph.width();
        self.at = if glyph.symbol().contains(UNSURE_WIDTH) {
            At::Unknown
        } else if x < self.columns {
            At::Cell { x, y }
        } else {
            At::Margin { y }
        };
    }

    /// Erases to the end of the row, from one of these cells: the nearest.
    pub fn erase_to_end(&mut self, from: RangeInclusive<u16>, y: u16, row: &[Glyph]) {
        let x = match self.at {
            At::Cell { x, y: line } if line == y && from.contains(&x) => x,
            _ => *from.end(),
        };
        self.go_and_take(x, y, row, Pen::DEFAULT);
        self.out.extend(b"\x1b[K");
    }

    /// Erases so many cells.
    pub fn erase(&mut self, x: u16, y: u16, count: u16, row: &[Glyph]) {
        self.go_and_take(x, y, row, Pen::DEFAULT);
        self.out.extend(sequence(count, b'X'));
    }

    /// Moves the given rows by `by` rows, up where positive. Lines are deleted and inserted at the region's top: every
    /// terminal since the VT102 knows that, while the Linux console does not know SU and SD.
    pub fn scroll(&mut self, region: Range<u16>, rows: u16, by: i32) {
        self.take(Pen::DEFAULT);
        let below = region.end < rows;
        if below {
            self.out
                .extend(format!("\x1b[{};{}r", region.start + 1, region.end).bytes());
        }
        self.out.extend(absolute(0, region.start));
        let count = u16::try_from(by.unsigned_abs()).unwrap_or(u16::MAX);
        self.out
            .extend(sequence(count, if by > 0 { b'M' } else { b'L' }));
        self.at = At::Cell {
            x: 0,
            y: region.start,
        };
        if below {
            self.out.extend(b"\x1b[r");
            self.at = At::Unknown;
        }
    }

    /// Shows the cursor at this cell.
    pub fn show_cursor(&mut self, x: u16, y: u16, row: &[Glyph]) {
        self.go(x, y, row);
        if self.cursor_is_shown != Some(true) {
            self.out.extend(b"\x1b[?25h");
            self.cursor_is_shown = Some(true);
        }
    }

    pub fn hide_cursor(&mut self) {
        if self.cursor_is_shown != Some(false) {
            self.out.extend(b"\x1b[?25l");
            self.cursor_is_shown = Some(false);
        }
    }

    fn take(&mut self, pen: Pen) {
        match self.pen {
            Some(current) => self.out.extend(current.change_to(pen)),
            None => {
                self.out.extend(b"\x1b[m");
                self.out.extend(Pen::DEFAULT.change_to(pen));
            }
        }
        self.pen = Some(pen);
    }

    fn go(&mut self, x: u16, y: u16, row: &[Glyph]) {
        let way = self.way(x, y, row, self.pen);
        self.out.extend(way);
        self.at = At::Cell { x, y };
    }

    /// In the order that lets more cells be written again on the way.
    fn go_and_take(&mut self, x: u16, y: u16, row: &[Glyph], pen: Pen) {
        let first = self.way(x, y, row, self.pen);
        let last = self.way(x, y, row, Some(pen));
        if first.len() <= last.len() {
            self.out.extend(first);
            self.take(pen);
        } else {
            self.take(pen);
            self.out.extend(last);
        }
        self.at = At::Cell { x, y };
    }

    /// The shortest bytes to this cell, in this style.
    fn way(&self, x: u16, y: u16, row: &[Glyph], pen: Option<Pen>) -> Vec<u8> {
        if self.at == (At::Cell { x, y }) {
            return Vec::new();
        }
        let mut best = absolute(x, y);
        let (from, line) = match self.at {
            At::Unknown => return best,
            At::Cell { x, y } => (Some(x), y),
            At::Margin { y } => (None, y),
        };
        let mut consider = |way: Vec<u8>| {
            if way.len() < best.len() {
                best = way;
            }
        };
        let down = vertical(line, y);
        if let Some(from) = from {
            consider([down.as_slice(), &horizontal(from, x, row, pen)].concat());
        }
        consider([b"\r", down.as_slice(), &horizontal(0, x, row, pen)].concat());
        best
    }
}

fn absolute(x: u16, y: u16) -> Vec<u8> {
    match (x, y) {
        (0, 0) => b"\x1b[H".to_vec(),
        (0, y) => format!("\x1b[{}H", y + 1).into_bytes(),
        (x, y) => format!("\x1b[{};{}H", y + 1, x + 1).into_bytes(),
    }
}

fn vertical(from: u16, to: u16) -> Vec<u8> {
    match to.checked_sub(from) {
        // A line feed stays in its column: output processing is off in raw mode.
        Some(down) => shorter(b'\n', down, b'B'),
        None => sequence(from - to, b'A'),
    }
}

fn horizontal(from: u16, to: u16, row: &[Glyph], pen: Option<Pen>) -> Vec<u8> {
    let Some(right) = to.checked_sub(from) else {
        return shorter(b'\x08', from - to, b'D');
    };
    let jump = sequence(right, b'C');
    if right > WORTH_REWRITING {
        return jump;
    }
    let between = &row[usize::from(from)..usize::from(to)];
    let again = |glyph: &Glyph| {
        pen.is_some_and(|pen| glyph.shows_with(pen)) && !glyph.symbol().contains(UNSURE_WIDTH)
    };
    // A glyph of two columns is written whole or not at all.
    let is_whole = |glyph: Option<&Glyph>| glyph.is_none_or(|glyph| !glyph.is_continuation());
    let whole = is_whole(between.first()) && is_whole(row.get(usize::from(to)));
    if whole && between.iter().all(again) {
        let text = between.iter().flat_map(|glyph| glyph.symbol().bytes());
        let text: Vec<u8> = text.collect();
        if text.len() <= jump.len() {
            return text;
        }
    }
    jump
}

/// The control repeated, or the sequence with a count.
fn shorter(control: u8, count: u16, last: u8) -> Vec<u8> {
    let counted = sequence(count, last);
    if usize::from(count) <= counted.len() {
        vec![control; usize::from(count)]
    } else {
        counted
    }
}

/// A sequence with a count, which 1 leaves out; empty for 0.
fn sequence(count: u16, last: u8) -> Vec<u8> {
    match count {
        0 => Vec::new(),
        1 => vec![b'\x1b', b'[', last],
        _ => format!("\x1b[{count}{}", char::from(last)).into_bytes(),
    }
}
