//! Draws the text pane: margin with numbers and bars, the rows in view, the scroll bar with its ticks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::labels::Label;
use super::marks::{Mark, marks, on_row};
use super::sheet::SheetRow;
use super::{Reader, Selection};
use crate::model::Span;
use crate::page::{Row, cells};
use crate::tui::areas::MARGIN;
use crate::tui::canvas::put;
use crate::tui::theme::Theme;

/// Draws a dispatch into the text pane; `labels` are laid over the passages where they are asked for.
pub fn draw(
    reader: &Reader,
    theme: &Theme,
    labels: &[Label],
    area: Rect,
    framed: bool,
    buffer: &mut Buffer,
) {
    let margin = if framed { MARGIN } else { 0 };
    let view = in_view(reader);
    let marks = marks(reader, theme, view);
    let bars = if framed { bars(reader) } else { Vec::new() };
    for line in 0..area.height {
        let Some(row) = reader.sheet.row(reader.top + usize::from(line)) else {
            break;
        };
        let y = area.y + line;
        let left = area.x + margin;
        match row {
            SheetRow::Front(words) => put(buffer, left, y, area.right(), words, theme.headline),
            SheetRow::Text(row) => {
                let base = if line == 0 && reader.repeated {
                    theme.dim
                } else {
                    theme.text
                };
                draw_row(reader, row, &marks, base, left, y, area.right(), buffer);
                draw_margin(&bars, row, theme, area.x, y, buffer);
                draw_labels(reader, row, labels, theme, left, y, area.right(), buffer);
            }
        }
    }
    if framed {
        let x = area.x + margin + u16::try_from(reader.sheet.width()).unwrap_or(0) + 1;
        if x < area.right() {
            draw_scroll_bar(
                reader,
                theme,
                Rect {
                    x,
                    width: 1,
                    ..area
                },
                buffer,
            );
        }
    }
}

/// The bytes in view.
pub fn in_view(reader: &Reader) -> Span {
    let end = reader.dispatch.text.len();
    let first = reader.sheet.offset_of(reader.top).unwrap_or(0);
    let last = reader
        .sheet
        .offset_of(reader.top + reader.height.max(1))
        .unwrap_or(end);
    Span::new(first, last.max(first))
}

#[allow(
    clippy::too_many_arguments,
    reason = "a row, where it goes and how it looks"
)]
fn draw_row(
    reader: &Reader,
    row: &Row,
    marks: &[Mark],
    base: Style,
    x: u16,
    y: u16,
    right: u16,
    buffer: &mut Buffer,
) {
    let text = &reader.dispatch.text;
    let shown = text.trimmed(row.span);
    let lit: Vec<Mark> = on_row(marks, row.span).collect();
    for cell in cells(text, row.span).take_while(|cell| cell.span.start() < shown.end()) {
        let style = lit
            .iter()
            .filter(|mark| mark.span.overlaps(cell.span))
            .fold(base, |style, mark| style.patch(mark.style));
        let column = u16::try_from(cell.column).unwrap_or(u16::MAX);
        put(
            buffer,
            x.saturating_add(column),
            y,
            right,
            &cell.glyph.symbol,
            style,
        );
    }
}

/// A quotation in the margin.
struct Bar {
    parts: Vec<Span>,
    number: usize,
    current: bool,
}

fn bars(reader: &Reader) -> Vec<Bar> {
    let Some(found) = &reader.annotations else {
        return Vec::new();
    };
    let view = in_view(reader);
    let bar = |(number, at): (usize, usize)| Bar {
        parts: found.quotations[at].parts.clone(),
        number: number + 1,
        current: reader.selection == Some(Selection::Quotation(at)),
    };
    let touches = |(_, at): &(usize, usize)| found.quotations[*at].span().overlaps(view);
    reader
        .utterances()
        .into_iter()
        .enumerate()
        .filter(touches)
        .map(bar)
        .collect()
}

/// The number where a quotation begins, the bar along all its rows; where two share a row the current one wins, then the earlier.
fn draw_margin(bars: &[Bar], row: &Row, theme: &Theme, x: u16, y: u16, buffer: &mut Buffer) {
    let on_row = || {
        bars.iter()
            .filter(|bar| bar.parts.iter().any(|part| part.overlaps(row.span)))
    };
    let begins = |bar: &&Bar| row.span.holds(bar.parts[0].start());
    if let Some(bar) = on_row().find(|bar| bar.current).or_else(|| on_row().next()) {
        let (sign, style) = if bar.current {
            (theme.signs.heavy_bar, theme.current)
        } else {
            (theme.signs.bar, theme.quotation)
        };
        put(buffer, x + 2, y, x + MARGIN, sign, style);
    }
    if let Some(bar) = on_row()
        .filter(begins)
        .find(|bar| bar.current)
        .or_else(|| on_row().find(begins))
    {
        let style = if bar.current {
            theme.current
        } else {
            theme.quotation
        };
        put(buffer, x, y, x + 2, &format!("{:>2}", bar.number), style);
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "a row, where it goes and what stands on it"
)]
fn draw_labels(
    reader: &Reader,
    row: &Row,
    labels: &[Label],
    theme: &Theme,
    x: u16,
    y: u16,
    right: u16,
    buffer: &mut Buffer,
) {
    for label in labels.iter().filter(|label| row.span.holds(label.at)) {
        let column = crate::page::column_of(&reader.dispatch.text, row.span, label.at);
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        put(
            buffer,
            x.saturating_add(column),
            y,
            right,
            &label.word,
            theme.label,
        );
    }
}

/// The thumb where the rows in view stand in the text; a tick for each quotation and each hit.
fn draw_scroll_bar(reader: &Reader, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let rows = reader.sheet.len();
    if rows <= reader.height || area.height == 0 {
        return;
    }
    let height = usize::from(area.height);
    let line_of = |row: usize| u16::try_from(row * height / rows).unwrap_or(0);
    let first = line_of(reader.top);
    let last = line_of((reader.top + reader.height).min(rows) - 1);
    let ticks = ticks(reader, &line_of);
    for line in 0..area.height {
        let sign = if (first..=last).contains(&line) {
            theme.signs.thumb
        } else if ticks.contains(&line) {
            theme.signs.tick
        } else {
            theme.signs.track
        };
        put(buffer, area.x, area.y + line, area.right(), sign, theme.dim);
    }
}

fn ticks(reader: &Reader, line_of: &impl Fn(usize) -> u16) -> Vec<u16> {
    let quotations = reader
        .utterances()
        .into_iter()
        .filter_map(|at| reader.passage(Selection::Quotation(at)));
    let hits = reader
        .search
        .iter()
        .flat_map(|search| search.hits.iter().copied());
    quotations
        .chain(hits)
        .map(|span| line_of(reader.sheet.row_of(span.start())))
        .collect()
}
