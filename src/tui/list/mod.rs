//! The list of wires: which one is selected, what a line shows of it, and how the columns share the width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span as Piece};

use super::areas::Pane;
use super::canvas::{column, put, put_line, rule};
use super::panels::marker;
use super::reader::front::state_of;
use super::reader::search;
use super::state::{Look, State, Wire};
use super::texts::Texts;
use crate::model::{Dispatch, QuotationKind, Status};
use crate::page::wrap;

/// Where the list stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Position of the selected wire.
    pub selected: usize,
    query: String,
    /// Wires that hold the query: counted when it changes, not for every frame.
    found: usize,
}

impl List {
    /// What was last searched for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// How many wires hold it.
    pub fn found(&self) -> usize {
        self.found
    }

    /// Searches for something else; nothing ends the search.
    pub fn search(&mut self, wires: &[Wire], query: &str) {
        query.clone_into(&mut self.query);
        self.recount(wires);
    }

    /// Counts again: there are other wires than before.
    pub fn recount(&mut self, wires: &[Wire]) {
        self.found = if self.query.is_empty() {
            0
        } else {
            wires
                .iter()
                .filter(|wire| matches(wire, &self.query))
                .count()
        };
    }

    /// Moves by rows, never beyond the ends.
    pub fn move_by(&mut self, rows: isize, wires: usize) {
        self.selected = self
            .selected
            .saturating_add_signed(rows)
            .min(wires.saturating_sub(1));
    }

    /// Goes to the next wire for which `wanted` holds, in either direction, round at the ends; false when there is none.
    pub fn step(&mut self, wires: &[Wire], forward: bool, wanted: impl Fn(&Wire) -> bool) -> bool {
        let all = wires.len();
        let after = |distance: usize| {
            if forward {
                (self.selected + distance) % all
            } else {
                (self.selected + all - distance) % all
            }
        };
        let found = (1..=all).map(after).find(|at| wanted(&wires[*at]));
        self.selected = found.unwrap_or(self.selected);
        found.is_some()
    }
}

/// Whether a wire's slug, headline or dateline holds the query.
pub fn matches(wire: &Wire, query: &str) -> bool {
    let dispatch = &wire.dispatch;
    let line = dispatch
        .dateline
        .as_ref()
        .map(|line| &dispatch.text[line.span]);
    let title = title(dispatch);
    let fields = [dispatch.slug.as_deref(), line, Some(title.as_str())];
    !query.is_empty()
        && fields
            .into_iter()
            .flatten()
            .any(|field| search::matches(field, query))
}

/// Draws the list; the selected wire is in view.
pub fn draw(state: &State, area: Rect, buffer: &mut Buffer) {
    let look = &state.look;
    let alone = state.shows_list_alone();
    let mut area = area;
    if state.welcome && alone && area.height > 16 {
        area = draw_welcome(look, area, buffer);
    }
    if state.wires.is_empty() {
        let words = if state.loading {
            look.texts().loading
        } else {
            look.texts().nothing_to_read
        };
        put(
            buffer,
            area.x + 1,
            area.y,
            area.right(),
            words,
            look.theme.dim,
        );
        return;
    }
    let (width, height) = (usize::from(area.width), usize::from(area.height).max(1));
    let first = first_shown(state.list.selected, state.wires.len(), height);
    let shown = state.wires.iter().enumerate().skip(first).take(height);
    let columns = Columns::of(width, shown.clone().map(|(_, wire)| wire));
    for (y, (at, wire)) in (area.y..).zip(shown) {
        let line = line(wire, is_marked(state, at), look, columns, width);
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        put_line(buffer, row, &line);
    }
}

/// The selected wire has the marker; beside a text in which one reads, the one that is open.
fn is_marked(state: &State, wire: usize) -> bool {
    match &state.reader {
        Some(reader) if state.focus != Pane::List => reader.wire == wire,
        _ => state.list.selected == wire,
    }
}

/// Pages, not a moving window: a key within the page changes two markers and nothing else.
fn first_shown(selected: usize, wires: usize, height: usize) -> usize {
    (selected / height * height).min(wires.saturating_sub(1) / height * height)
}

fn draw_welcome(look: &Look, area: Rect, buffer: &mut Buffer) -> Rect {
    let width = usize::from(area.width).saturating_sub(2);
    let lines: Vec<String> = look
        .texts()
        .welcome
        .iter()
        .flat_map(|line| wrap(line, width))
        .collect();
    for (y, line) in (area.y..).zip(&lines) {
        put(buffer, area.x + 1, y, area.right(), line, look.theme.text);
    }
    let used = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(1)
        .min(area.height);
    rule(
        buffer,
        Rect {
            y: area.y + used - 1,
            height: 1,
            ..area
        },
        look.theme.signs.horizontal,
        look.theme.rule,
    );
    Rect {
        y: area.y + used,
        height: area.height - used,
        ..area
    }
}

/// Which columns a page of the list has, and how wide they are; none where there is no room or nothing to put in.
#[derive(Clone, Copy)]
struct Columns {
    source: bool,
    counts: bool,
    level: usize,
    slug: usize,
}

impl Columns {
    fn of<'a>(width: usize, shown: impl Iterator<Item = &'a Wire> + Clone) -> Columns {
        let some = |has: fn(&Dispatch) -> bool| shown.clone().any(|wire| has(&wire.dispatch));
        let slug = match width {
            0..50 => 0,
            50..100 => 18,
            _ => 26,
        };
        Columns {
            source: width >= 100,
            counts: width >= 64,
            level: if width >= 64 && some(|dispatch| dispatch.level.is_some()) {
                9
            } else {
                0
            },
            slug: if some(|dispatch| dispatch.slug.is_some()) {
                slug
            } else {
                0
            },
        }
    }
}

/// `▶● !! 21/11 AFP     fr URGENT   ARM-RUS-défense   Arménie: Pachinian prône …   4c   8a  11ch`
fn line(wire: &Wire, selected: bool, look: &Look, columns: Columns, width: usize) -> Line<'static> {
    let (dispatch, theme) = (&wire.dispatch, &look.theme);
    let mut pieces = vec![marker(selected, false, look)];
    let mut push = |text: String, style| pieces.push(Piece::styled(text, style));
    let unread = if wire.read { " " } else { theme.signs.unread };
    push(format!("{unread} "), theme.accent);
    push(format!("{:<3}", urgency(dispatch)), theme.key);
    push(format!("{:<6}", day(dispatch)), theme.dim);
    if columns.source {
        let agency = dispatch
            .dateline
            .as_ref()
            .and_then(|line| line.agency.clone());
        push(column(&agency.unwrap_or_default(), 8, look), theme.text);
        push(column(language(dispatch), 3, look), theme.text);
    }
    let level = dispatch.level.map(look.texts().level).unwrap_or_default();
    push(column(level, columns.level, look), theme.key);
    push(
        column(
            dispatch.slug.as_deref().unwrap_or_default(),
            columns.slug,
            look,
        ),
        theme.dim,
    );
    let counts = if columns.counts {
        counts(wire, look.texts())
    } else {
        String::new()
    };
    // Until when, the dispatch itself says: here the headline needs the room.
    if let Some(state) = state_of(dispatch, look.texts()) {
        push(state.to_owned(), theme.alert);
        push(" ".to_owned(), theme.text);
    }
    let used: usize = pieces.iter().map(Piece::width).sum();
    let style = match (dispatch.status, wire.read) {
        (Status::Canceled, _) => theme.dim.add_modifier(Modifier::CROSSED_OUT),
        (_, false) => theme.headline,
        (_, true) => theme.text,
    };
    let room = width.saturating_sub(used + counts.chars().count());
    pieces.push(Piece::styled(column(&title(dispatch), room, look), style));
    pieces.push(Piece::styled(counts, theme.dim));
    Line::from(pieces)
}

/// The language alone, without its region.
fn language(dispatch: &Dispatch) -> &str {
    let tag = dispatch.lang.as_deref().unwrap_or_default();
    tag.split(['-', '_']).next().unwrap_or_default()
}

fn urgency(dispatch: &Dispatch) -> &'static str {
    match dispatch.urgency {
        Some(1 | 2) => "!!",
        Some(3) => "!",
        _ => "",
    }
}

fn day(dispatch: &Dispatch) -> String {
    let date = dispatch.reference_date();
    date.map(|date| format!("{:02}/{:02}", date.day(), date.month()))
        .unwrap_or_default()
}

fn counts(wire: &Wire, texts: &Texts) -> String {
    let [quotations, actors, figures] = texts.count_signs;
    let width = 14 + quotations.len() + actors.len() + figures.len();
    let Some(found) = &wire.annotations else {
        return " ".repeat(width);
    };
    let utterances = found
        .quotations
        .iter()
        .filter(|quotation| quotation.kind != QuotationKind::Term)
        .count();
    format!(
        "{utterances:>5}{quotations} {:>3}{actors} {:>4}{figures}",
        found.actors.len(),
        found.figures.len()
    )
}

/// The headline, else the beginning of the text without its dateline.
pub fn title(dispatch: &Dispatch) -> String {
    if let Some(headline) = &dispatch.headline {
        return headline.replace('\n', " ");
    }
    let text = dispatch.text.as_str();
    let from = dispatch.dateline.as_ref().map_or(0, |line| line.span.end());
    let start = text.get(from..).unwrap_or_default().trim_start();
    start
        .split('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_turns_pages() {
        assert_eq!(
            [0, 9, 10, 25].map(|selected| first_shown(selected, 26, 10)),
            [0, 0, 10, 20]
        );
        assert_eq!(first_shown(0, 0, 10), 0);
    }

    #[test]
    fn moving_stops_at_the_ends() {
        let mut list = List::default();
        list.move_by(-1, 3);
        assert_eq!(list.selected, 0);
        list.move_by(9, 3);
        assert_eq!(list.selected, 2);
        list.move_by(1, 0);
        assert_eq!(list.selected, 0);
    }
}
