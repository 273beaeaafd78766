//! The screen as a picture: an SVG that looks like the terminal, for documents and for `show --format svg`.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Pixels of a cell.
const CELL: (u32, u32) = (9, 18);
const FOREGROUND: &str = "#d8dee9";
const BACKGROUND: &str = "#1d2129";

/// Draws a frame; every run of cells of one look is one piece of text, placed by its column so that no font can shift it.
pub fn svg(frame: &Buffer) -> String {
    let (columns, rows) = (u32::from(frame.area.width), u32::from(frame.area.height));
    let (width, height) = (columns * CELL.0, rows * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14.95\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"{BACKGROUND}\"/>\n"
    );
    for (row, cells) in (0..).zip(frame.content.chunks(frame.area.width.max(1).into())) {
        let mut start = 0;
        while start < cells.len() {
            let end = run_end(cells, start);
            draw_run(
                &cells[start..end],
                u32::try_from(start).unwrap_or(0),
                row,
                &mut out,
            );
            start = end;
        }
    }
    out.push_str("</svg>\n");
    out
}

/// A run ends where the look changes, and around wide characters, which fonts seldom set in exactly two columns.
fn run_end(cells: &[Cell], start: usize) -> usize {
    let look = |cell: &Cell| (cell.fg, cell.modifier);
    let wide = |at: usize| {
        cells
            .get(at + 1)
            .is_some_and(|next| next.symbol().is_empty())
    };
    if wide(start) {
        return start + 2;
    }
    let same = |at: &usize| look(&cells[*at]) == look(&cells[start]) && !wide(*at);
    (start + 1..cells.len())
        .take_while(same)
        .last()
        .unwrap_or(start)
        + 1
}

fn draw_run(cells: &[Cell], column: u32, row: u32, out: &mut String) {
    let text: String = cells.iter().map(Cell::symbol).collect();
    let Some(first) = cells.first() else { return };
    let reversed = first.modifier.contains(Modifier::REVERSED);
    if text.trim().is_empty() && !reversed && !first.modifier.contains(Modifier::UNDERLINED) {
        return;
    }
    let (x, y) = (column * CELL.0, row * CELL.1);
    let width = u32::try_from(cells.len()).unwrap_or(0) * CELL.0;
    let mut ink = colour(first.fg);
    if reversed {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{ink}\"/>",
            CELL.1
        );
        ink = BACKGROUND;
    }
    let mut attributes = format!("fill=\"{ink}\"");
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.6\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
    ] {
        if first.modifier.contains(modifier) {
            attributes.push_str(attribute);
        }
    }
    for (start, piece) in pieces(cells) {
        let left = x + u32::try_from(start).unwrap_or(0) * CELL.0;
        let width = u32::try_from(piece.len()).unwrap_or(0) * CELL.0;
        let text: String = piece.iter().map(Cell::symbol).collect();
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let baseline = y + 14;
        let _ = writeln!(
            out,
            "<text x=\"{left}\" y=\"{baseline}\" textLength=\"{width}\" {attributes}>{text}</text>"
        );
    }
}

/// The stretches of a run between two blanks or more, with where they begin: white space is what viewers take liberties with.
fn pieces(cells: &[Cell]) -> impl Iterator<Item = (usize, &[Cell])> {
    let blank = |at: usize| cells.get(at).is_none_or(|cell| cell.symbol() == " ");
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = (at..cells.len()).find(|at| !blank(*at))?;
        let end = (start..cells.len())
            .find(|at| blank(*at) && blank(*at + 1))
            .unwrap_or(cells.len());
        at = end;
        Some((start, &cells[start..end]))
    })
}

fn colour(colour: Color) -> &'static str {
    match colour {
        Color::Red | Color::LightRed => "#e06c75",
        Color::Green | Color::LightGreen => "#8fbf6f",
        Color::Yellow | Color::LightYellow => "#e5c07b",
        Color::Blue | Color::LightBlue => "#61afef",
        Color::Magenta | Color::LightMagenta => "#d08fd8",
        Color::Cyan | Color::LightCyan => "#56b6c2",
        _ => FOREGROUND,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn runs_are_placed_by_column_and_escaped() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 6, 1));
        frame.set_string(0, 0, "a<", Style::new());
        frame.set_string(
            3,
            0,
            "bc",
            Style::new()
                .fg(Color::Cyan)
                .add_modifier(Modifier::REVERSED),
        );
        let svg = svg(&frame);
        assert!(svg.contains("fill=\"#d8dee9\">a&lt;</text>"), "{svg}");
        assert!(
            svg.contains("<rect x=\"27\" y=\"0\" width=\"18\" height=\"18\" fill=\"#56b6c2\"/>"),
            "{svg}"
        );
        assert!(svg.contains("fill=\"#1d2129\">bc</text>"), "{svg}");
    }
}
