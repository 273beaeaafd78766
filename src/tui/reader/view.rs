//! Draws the text pane: margin with numbers and bars, the rows in view, the scroll bar with its ticks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::front::FrontKind;
use super::labels::Label;
use super::marks::{Mark, marks, on_row};
use super::sheet::SheetRow;
use super::{Reader, Selection};
use crate::model::Span;
use crate::page::{Row, cells};
use crate::tui::areas::{Breadth, MARGIN};
use crate::tui::canvas::put;
use crate::tui::edit;
use crate::tui::overlay::Overlay;
use crate::tui::state::State;
use crate::tui::theme::Theme;

/// Draws a dispatch into the text pane; `labels` are laid over the passages where they are asked for.
pub fn draw(reader: &Reader, state: &State, labels: &[Label], area: Rect, buffer: &mut Buffer) {
    let theme = &state.look.theme;
    let framed = state.breadth() != Breadth::Tiny;
    let margin = if framed { MARGIN } else { 0 };
    let mut marks = marks(reader, theme, in_view(reader));
    if let Some(Overlay::Edit(editing)) = &state.overlay {
        marks.extend(edit::look::marks(editing, reader, theme));
    }
    let bars = if framed { bars(reader) } else { Vec::new() };
    let text = Rect {
        x: area.x + margin,
        width: area.width - margin,
        ..area
    };
    for line in 0..area.height {
        let Some(row) = reader.sheet.row(reader.top + usize::from(line)) else {
            break;
        };
        let place = Rect {
            y: text.y + line,
            height: 1,
            ..text
        };
        match row {
            SheetRow::Front(line) => {
                let style = match line.kind {
                    FrontKind::Banner => theme.alert,
                    FrontKind::Advisory => theme.key,
                    FrontKind::Headline => theme.headline,
                    FrontKind::Byline => theme.text,
                };
                put(buffer, place.x, place.y, place.right(), &line.text, style);
            }
            SheetRow::Text(row) => {
                let base = if line == 0 && reader.repeated {
                    theme.dim
                } else {
                    theme.text
                };
                draw_row(reader, row, &marks, base, place, buffer);
                draw_margin(&bars, row, theme, area.x, place.y, buffer);
                draw_labels(reader, row, labels, theme, place, buffer);
            }
        }
    }
    if framed {
        let beside_panels = state
            .areas()
            .panels
            .is_some_and(|panels| panels.y == area.y);
        draw_scroll_bar(reader, theme, beside_panels, area, buffer);
    }
}

/// The bytes in view; none where what comes before the text fills the pane.
pub fn in_view(reader: &Reader) -> Span {
    let sheet = &reader.sheet;
    let (first, after) = (
        reader.top.max(sheet.front()),
        reader.top + reader.height.max(1),
    );
    if after <= sheet.front() {
        return Span::new(0, 0);
    }
    let start = sheet.offset_of(first).unwrap_or(0);
    let end = sheet.offset_of(after).unwrap_or(reader.dispatch.text.len());
    Span::new(start, end.max(start))
}

fn draw_row(
    reader: &Reader,
    row: &Row,
    marks: &[Mark],
    base: Style,
    place: Rect,
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
            place.x.saturating_add(column),
            place.y,
            place.right(),
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
    // A rejected one has its bar only while it is selected.
    let is_drawn = |(_, at): &(usize, usize)| {
        let quotation = Selection::Quotation(*at);
        reader.selection == Some(quotation) || !reader.is_rejected(quotation)
    };
    reader
        .contents
        .utterances
        .iter()
        .copied()
        .enumerate()
        .filter(touches)
        .filter(is_drawn)
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
        let signs = theme.signs;
        let sign = if bar.current {
            signs.heavy_bar
        } else {
            signs.bar
        };
        put(buffer, x + 2, y, x + MARGIN, sign, theme.quotation);
    }
    let current = on_row().filter(begins).find(|bar| bar.current);
    if let Some(bar) = current.or_else(|| on_row().find(begins)) {
        // From 100 on a number takes the place of the bar beside it.
        put(
            buffer,
            x,
            y,
            x + MARGIN - 1,
            &format!("{:>2}", bar.number),
            theme.quotation,
        );
    }
}

fn draw_labels(
    reader: &Reader,
    row: &Row,
    labels: &[Label],
    theme: &Theme,
    place: Rect,
    buffer: &mut Buffer,
) {
    for label in labels.iter().filter(|label| row.span.holds(label.at)) {
        let column = crate::page::column_of(&reader.dispatch.text, row.span, label.at);
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        put(
            buffer,
            place.x.saturating_add(column),
            place.y,
            place.right(),
            &label.word,
            theme.label,
        );
    }
}

/// In the last column of the pane: the thumb where the rows in view stand in the text, a tick for each quotation and each hit.
/// Beside panels it is drawn on the line that parts text and panels, which costs no column and few bytes.
fn draw_scroll_bar(
    reader: &Reader,
    theme: &Theme,
    beside_panels: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    let signs = theme.signs;
    let (thumb, tick, track) = if beside_panels {
        (signs.heavy_bar, signs.tee, signs.vertical)
    } else {
        (signs.thumb, signs.tick, " ")
    };
    let rows = reader.sheet.len();
    let scrolls = rows > reader.height && area.height > 0;
    let line_of =
        |row: usize| u16::try_from(row * usize::from(area.height) / rows.max(1)).unwrap_or(0);
    let first = line_of(reader.top);
    let last = line_of((reader.top + reader.height).min(rows).saturating_sub(1));
    let ticks = if scrolls {
        ticks(reader, &line_of)
    } else {
        Vec::new()
    };
    for line in 0..area.height {
        let sign = match line {
            _ if scrolls && (first..=last).contains(&line) => thumb,
            _ if ticks.contains(&line) => tick,
            _ => track,
        };
        let style = if beside_panels { theme.text } else { theme.dim };
        put(
            buffer,
            area.right() - 1,
            area.y + line,
            area.right(),
            sign,
            style,
        );
    }
}

fn ticks(reader: &Reader, line_of: &impl Fn(usize) -> u16) -> Vec<u16> {
    let quotations = reader
        .contents
        .utterances
        .iter()
        .map(|at| Selection::Quotation(*at))
        .filter(|one| !reader.is_rejected(*one))
        .filter_map(|one| reader.passage(one));
    let hits = reader
        .search
        .iter()
        .flat_map(|search| search.hits.iter().copied());
    quotations
        .chain(hits)
        .map(|span| line_of(reader.sheet.row_of(span.start())))
        .collect()
}
