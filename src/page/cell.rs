//! Offset ↔ cell: which bytes of a row stand in which column. Drawing, jumping and pointing all ask here.

use super::glyph::{Glyph, clusters, glyph};
use crate::model::{CanonicalText, Span};

/// One drawn cluster of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its bytes.
    pub span: Span,
    /// Columns from the left edge of the row.
    pub column: usize,
    pub glyph: Glyph<'a>,
}

/// The cells of a row from left to right; line ends take none.
pub fn cells(text: &CanonicalText, row: Span) -> impl Iterator<Item = Cell<'_>> {
    let line = text[row].trim_end_matches('\n');
    let mut column = 0;
    clusters(line).map(move |(at, cluster)| {
        let start = row.start() + at;
        let cell = Cell {
            span: Span::new(start, start + cluster.len()),
            column,
            glyph: glyph(cluster),
        };
        column += usize::from(cell.glyph.width);
        cell
    })
}

/// The column of byte `offset` in a row; the end of the row for offsets behind its last cell.
pub fn column_of(text: &CanonicalText, row: Span, offset: usize) -> usize {
    let mut end = 0;
    for cell in cells(text, row) {
        if offset < cell.span.end() {
            return cell.column;
        }
        end = cell.column + usize::from(cell.glyph.width);
    }
    end
}

/// The byte that stands in a column of a row; the end of the row for columns behind its last cell.
pub fn offset_at(text: &CanonicalText, row: Span, column: usize) -> usize {
    let holds = |cell: &Cell| column < cell.column + usize::from(cell.glyph.width);
    cells(text, row)
        .find(holds)
        .map_or(row.end(), |cell| cell.span.start())
}
