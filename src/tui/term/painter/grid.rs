//! A frame, tidied: what the terminal is to show, cell by cell, so that two cells that look the same are equal.
//! Knows nothing of escape sequences.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

use super::pen::Pen;

/// Shown for a cell that holds something no terminal draws in one or two columns.
const UNDRAWABLE: &str = "?";

#[derive(Clone, PartialEq)]
pub struct Grid {
    columns: u16,
    rows: u16,
    cells: Vec<Glyph>,
}

/// What one cell shows. The second column of a wide character holds nothing (see [`Glyph::is_continuation`]).
#[derive(Clone, PartialEq)]
pub struct Glyph {
    /// Only its symbol is of interest; the style is in `pen`.
    cell: Cell,
    pub pen: Pen,
}

impl Glyph {
    const BLANK: Glyph = Glyph {
        cell: Cell::EMPTY,
        pen: Pen::DEFAULT,
    };

    fn new(symbol: &str, pen: Pen) -> Glyph {
        if symbol == " " {
            let pen = pen.on_blank();
            return Glyph {
                pen,
                ..Glyph::BLANK
            };
        }
        let mut cell = Cell::EMPTY;
        cell.set_symbol(symbol);
        Glyph { cell, pen }
    }

    /// What is written for it; empty for a continuation.
    pub fn symbol(&self) -> &str {
        self.cell.symbol()
    }

    /// Columns; 0 for a continuation.
    pub fn width(&self) -> u16 {
        columns_of(self.symbol())
    }

    pub fn is_continuation(&self) -> bool {
        self.symbol().is_empty()
    }

    /// What erasing leaves behind.
    pub fn is_erased(&self) -> bool {
        self.pen == Pen::DEFAULT && self.symbol() == " "
    }

    /// Whether this glyph, written in the given style, looks as it should.
    pub fn shows_with(&self, pen: Pen) -> bool {
        self.pen == pen || (self.symbol() == " " && self.pen == pen.on_blank())
    }
}

impl Grid {
    pub fn of(frame: &Buffer) -> Grid {
        let area = frame.area;
        let mut cells = Vec::with_capacity(frame.content.len());
        for y in area.top()..area.bottom() {
            let mut x = area.left();
            while x < area.right() {
                let cell = &frame[Position { x, y }];
                let pen = Pen::of(cell);
                let symbol = cell.symbol();
                match columns_of(symbol) {
                    1 => cells.push(Glyph::new(symbol, pen)),
                    2 if x + 1 < area.right() => {
                        cells.extend([Glyph::new(symbol, pen), Glyph::new("", pen)]);
                        x += 1;
                    }
                    _ if symbol.is_empty() => cells.push(Glyph::new(" ", pen)),
                    _ => cells.push(Glyph::new(UNDRAWABLE, pen)),
                }
                x += 1;
            }
        }
        Grid {
            columns: area.width,
            rows: area.height,
            cells,
        }
    }

    /// What the terminal shows after it was cleared.
    pub fn blank((columns, rows): (u16, u16)) -> Grid {
        Grid {
            columns,
            rows,
            cells: vec![Glyph::BLANK; usize::from(columns) * usize::from(rows)],
        }
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        (self.columns, self.rows)
    }

    pub fn row(&self, y: u16) -> &[Glyph] {
        let start = usize::from(y) * usize::from(self.columns);
        &self.cells[start..start + usize::from(self.columns)]
    }

    /// Moves the rows `top..bottom` by `by` rows, up where positive; rows that come free are blank.
    pub fn scroll(&mut self, top: u16, bottom: u16, by: i32) {
        let columns = usize::from(self.columns);
        let region = &mut self.cells[usize::from(top) * columns..usize::from(bottom) * columns];
        let moved = by.unsigned_abs() as usize * columns;
        if by > 0 {
            region.rotate_left(moved);
            let kept = region.len() - moved;
            region[kept..].fill(Glyph::BLANK);
        } else {
            region.rotate_right(moved);
            region[..moved].fill(Glyph::BLANK);
        }
    }
}

/// Columns; 0 for what is not drawn. The interface hands over no control; should one slip through, it ends here.
fn columns_of(symbol: &str) -> u16 {
    match symbol.as_bytes() {
        [b' '..=b'~'] => 1,
        _ if symbol.chars().any(char::is_control) => 0,
        _ => u16::try_from(symbol.width()).unwrap_or(u16::MAX),
    }
}
