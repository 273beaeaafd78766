//! The list of wires: which one is selected, what a line shows of it, and how the columns share the width.

pub mod act;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span as Piece};

use super::areas::Pane;
use super::canvas::{column, put, put_line, rule};
use super::panels::marker;
use super::reader::search;
use super::shelf::Wire;
use super::state::{Look, State};
use super::texts::Texts;
use crate::library::{Entry, Progress};
use crate::model::Status;
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
    let entry = &wire.entry;
    let line = wire.dispatch.as_ref().and_then(|dispatch| {
        let line = dispatch.dateline.as_ref();
        line.map(|line| &dispatch.text[line.span])
    });
    let fields = [entry.slug.as_deref(), line, Some(entry.title.as_str())];
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
    let shown = (first..state.wires.len())
        .take(height)
        .map(|at| (at, state.wires.get(at).map(|wire| &wire.entry)));
    let columns = Columns::of(width, shown.clone().filter_map(|(_, entry)| entry));
    for (y, (at, entry)) in (area.y..).zip(shown) {
        let line = match entry {
            Some(entry) => line(entry, is_current(state, at), look, columns, width),
            None => Line::from(vec![marker(is_current(state, at), false, look)]),
        };
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        put_line(buffer, row, &line);
    }
}

/// The selected wire has the marker; beside a text in which one reads, the one that is open.
fn is_current(state: &State, wire: usize) -> bool {
    match &state.reader {
        Some(reader) if state.focus != Pane::List => reader.wire == wire,
        _ => state.list.selected == wire,
    }
}

/// The positions that a list of `height` rows shows.
pub fn shown(selected: usize, wires: usize, height: usize) -> Range<usize> {
    let first = first_shown(selected, wires, height.max(1));
    first..wires.min(first + height)
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
    progress: bool,
}

impl Columns {
    fn of<'a>(width: usize, shown: impl Iterator<Item = &'a Entry> + Clone) -> Columns {
        let some = |has: fn(&Entry) -> bool| shown.clone().any(has);
        let slug = match width {
            0..50 => 0,
            50..100 => 18,
            _ => 26,
        };
        Columns {
            source: width >= 100,
            counts: width >= 64,
            level: if width >= 64 && some(|entry| entry.level.is_some()) {
                9
            } else {
                0
            },
            progress: width >= 64 && some(|entry| entry.progress != Progress::default()),
            slug: if some(|entry| entry.slug.is_some()) {
                slug
            } else {
                0
            },
        }
    }
}

/// `▶● !! 21/11 AFP     fr URGENT   ARM-RUS-défense   Arménie: Pachinian prône …   4c   8a  11ch`
fn line(
    entry: &Entry,
    selected: bool,
    look: &Look,
    columns: Columns,
    width: usize,
) -> Line<'static> {
    let theme = &look.theme;
    let mut pieces = vec![marker(selected, false, look)];
    let mut push = |text: String, style| pieces.push(Piece::styled(text, style));
    let unread = match (entry.marked, entry.read) {
        (true, _) => theme.signs.marked,
        (false, true) => " ",
        (false, false) => theme.signs.unread,
    };
    push(format!("{unread} "), theme.accent);
    push(format!("{:<3}", urgency(entry)), theme.key);
    push(format!("{:<6}", day(entry)), theme.dim);
    if columns.source {
        let agency = entry.agency.as_deref().unwrap_or_default();
        push(column(agency, 8, look), theme.text);
        push(column(language(entry), 3, look), theme.text);
    }
    let level = entry.level.map(look.texts().level).unwrap_or_default();
    push(column(level, columns.level, look), theme.key);
    push(
        column(
            entry.slug.as_deref().unwrap_or_default(),
            columns.slug,
            look,
        ),
        theme.dim,
    );
    let counts = if columns.counts {
        counts(entry, look.texts())
    } else {
        String::new()
    };
    // Until when, the dispatch itself says: here the headline needs the room.
    if let Some(restriction) = entry.restriction() {
        push((look.texts().status)(restriction).to_owned(), theme.alert);
        push(" ".to_owned(), theme.text);
    }
    let mut end = Vec::new();
    if columns.progress {
        end.extend(progress(entry.progress, look));
    }
    end.push(Piece::styled(counts, theme.dim));
    let used: usize = pieces.iter().chain(&end).map(Piece::width).sum();
    let style = match (entry.status, entry.read) {
        (Status::Canceled, _) => theme.dim.add_modifier(Modifier::CROSSED_OUT),
        (_, false) => theme.headline,
        (_, true) => theme.text,
    };
    let room = width.saturating_sub(used);
    pieces.push(Piece::styled(column(&entry.title, room, look), style));
    pieces.extend(end);
    Line::from(pieces)
}

/// ` 11✓!↺`: how many annotations are decided, whether some are disputed, and whether some are to be decided again.
fn progress(progress: Progress, look: &Look) -> [Piece<'static>; 2] {
    let (theme, signs) = (&look.theme, look.theme.signs);
    let decided = match progress.decided {
        0 => "     ".to_owned(),
        decided => format!("{decided:>4}{}", signs.accepted),
    };
    let sign = |number: u32, sign: &'static str| if number > 0 { sign } else { " " };
    let open = [
        sign(progress.disputed, signs.disputed),
        sign(progress.reopened, signs.reopened),
    ];
    [
        Piece::styled(decided, theme.accent),
        Piece::styled(open.concat(), theme.key),
    ]
}

/// The language alone, without its region.
fn language(entry: &Entry) -> &str {
    let tag = entry.lang.as_deref().unwrap_or_default();
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// `!!` for what is most urgent, `!` for what is urgent.
pub fn urgency(entry: &Entry) -> &'static str {
    match entry.urgency {
        Some(1 | 2) => "!!",
        Some(3) => "!",
        _ => "",
    }
}

fn day(entry: &Entry) -> String {
    entry
        .day
        .map(|date| format!("{:02}/{:02}", date.day(), date.month()))
        .unwrap_or_default()
}

fn counts(entry: &Entry, texts: &Texts) -> String {
    let [quotations, actors, figures] = texts.count_signs;
    let width = 14 + quotations.len() + actors.len() + figures.len();
    entry.counts.map_or_else(
        || " ".repeat(width),
        |counts| {
            format!(
                "{:>5}{quotations} {:>3}{actors} {:>4}{figures}",
                counts.quotations, counts.actors, counts.figures
            )
        },
    )
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
