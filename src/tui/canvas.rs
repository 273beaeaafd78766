//! Drawing on a buffer of cells: the only way in, so that nothing unsanitised is ever drawn and nothing leaves its area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;

use super::state::Look;
use crate::page::{display_width, fit, glyph, sanitize};

/// Draws `text` from column `x` up to (not including) column `right`; what does not fit is cut.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, right: u16, text: &str, style: Style) {
    let right = right.min(buffer.area.right());
    if y >= buffer.area.bottom() {
        return;
    }
    let mut at = x;
    for cluster in sanitize(text).graphemes(true) {
        let glyph = glyph(cluster);
        if at.saturating_add(glyph.width) > right {
            return;
        }
        if let Some(cell) = buffer.cell_mut((at, y)) {
            cell.set_symbol(&glyph.symbol).set_style(style);
        }
        for covered in 1..glyph.width {
            if let Some(cell) = buffer.cell_mut((at + covered, y)) {
                cell.set_symbol("").set_style(style);
            }
        }
        at += glyph.width;
    }
}

/// Draws a line of styled pieces into the first row of `area`.
pub fn put_line(buffer: &mut Buffer, area: Rect, line: &Line) {
    let mut x = area.x;
    for piece in &line.spans {
        put(
            buffer,
            x,
            area.y,
            area.right(),
            &piece.content,
            line.style.patch(piece.style),
        );
        let width = display_width(&piece.content);
        x = x.saturating_add(u16::try_from(width).unwrap_or(u16::MAX));
    }
}

/// Draws `line` at the right end of the first row of `area`.
pub fn put_right(buffer: &mut Buffer, area: Rect, line: &Line) {
    let width = line
        .spans
        .iter()
        .map(|piece| display_width(&piece.content))
        .sum::<usize>();
    let width = u16::try_from(width).unwrap_or(u16::MAX).min(area.width);
    put_line(
        buffer,
        Rect {
            x: area.right() - width,
            width,
            ..area
        },
        line,
    );
}

/// A text in a column of `width`: cut or filled with blanks, at least one of them behind it.
pub fn column(text: &str, width: usize, look: &Look) -> String {
    let cut = fit(text, width.saturating_sub(1), look.theme.signs.ellipsis);
    let blanks = width.saturating_sub(display_width(&cut));
    cut + &" ".repeat(blanks)
}

/// Fills the first row of `area` with one sign.
pub fn rule(buffer: &mut Buffer, area: Rect, sign: &str, style: Style) {
    for x in area.x..area.right() {
        put(buffer, x, area.y, area.right(), sign, style);
    }
}

/// Makes an area blank.
pub fn clear(buffer: &mut Buffer, area: Rect) {
    for position in area.intersection(buffer.area).positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            cell.reset();
        }
    }
}
