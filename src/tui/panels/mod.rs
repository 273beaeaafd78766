//! The side panels: what each lists, in which order, and how the lists share the room.
//!
//! A panel is a list of [`Entry`]s made from the reader's state; which entry is selected follows from the reader's selection, so
//! text and panels can never disagree.

pub mod actors;
pub mod figures;
pub mod quotations;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Piece};

use super::areas::{Breadth, Pane};
use super::canvas::{put, put_line, put_right, rule};
use super::bindings::Context;
use super::reader::{Reader, Selection};
use super::state::{Look, State};
use crate::page::{display_width, fit};
use crate::tui::action::Action;

/// Which panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PanelKind {
    #[default]
    Quotations,
    Actors,
    Figures,
}

impl PanelKind {
    /// From left to right, from top to bottom.
    pub const ALL: [PanelKind; 3] = [PanelKind::Quotations, PanelKind::Actors, PanelKind::Figures];

    fn title(self, look: &Look) -> &'static str {
        let texts = look.texts();
        match self {
            PanelKind::Quotations => texts.quotations,
            PanelKind::Actors => texts.actors,
            PanelKind::Figures => texts.figures,
        }
    }

    /// The key that goes through what the panel lists, and the one that goes to the panel.
    fn keys(self) -> (Action, Action) {
        match self {
            PanelKind::Quotations => (Action::NextQuotation, Action::FocusQuotations),
            PanelKind::Actors => (Action::NextActor, Action::FocusActors),
            PanelKind::Figures => (Action::NextFigure, Action::FocusFigures),
        }
    }
}

/// A line of a panel, or two where there is room.
pub struct Entry {
    /// What it leads to; none for a heading.
    pub target: Option<Selection>,
    pub lines: Vec<Line<'static>>,
}

/// What a panel lists, in order, without headings.
pub fn targets(kind: PanelKind, reader: &Reader) -> Vec<Selection> {
    match kind {
        PanelKind::Quotations => quotations::targets(reader),
        PanelKind::Actors => actors::targets(reader),
        PanelKind::Figures => figures::targets(reader),
    }
}

/// The target of a panel that the reader's selection stands on.
pub fn selected(kind: PanelKind, reader: &Reader) -> Option<Selection> {
    match (kind, reader.selection?) {
        (PanelKind::Quotations, selection @ Selection::Quotation(_)) => Some(selection),
        (PanelKind::Actors, Selection::Mention { actor, .. }) => {
            Some(Selection::Mention { actor, mention: 0 })
        }
        (PanelKind::Figures, selection @ Selection::Figure(_)) => Some(selection),
        _ => None,
    }
}

/// How many there are; terms in marks are listed with the quotations, but not counted with them.
fn count(kind: PanelKind, reader: &Reader, look: &Look) -> String {
    match kind {
        _ if reader.annotations.is_none() => look.texts().analysing.to_owned(),
        PanelKind::Quotations => reader.utterances().len().to_string(),
        PanelKind::Actors | PanelKind::Figures => targets(kind, reader).len().to_string(),
    }
}

fn entries(kind: PanelKind, reader: &Reader, look: &Look, width: usize, tall: bool) -> Vec<Entry> {
    match kind {
        PanelKind::Quotations => quotations::entries(reader, look, width, tall),
        PanelKind::Actors => actors::entries(reader, look, width),
        PanelKind::Figures => figures::entries(reader, look, width),
    }
}

/// Draws the panels into their area: stacked beside the text, tabbed below it, or the one in focus alone.
pub fn draw(reader: &Reader, state: &State, area: Rect, buffer: &mut Buffer) {
    let look = &state.look;
    match (state.breadth(), state.focus) {
        (breadth, Pane::Panel(kind)) if state.zoom || breadth <= Breadth::Narrow => {
            draw_one(kind, reader, look, area, buffer)
        }
        (Breadth::Medium, focus) => draw_dock(
            state.tab,
            reader,
            look,
            focus == Pane::Panel(state.tab),
            area,
            buffer,
        ),
        (_, focus) => draw_stack(reader, look, focus, area, buffer),
    }
}

fn draw_stack(reader: &Reader, look: &Look, focus: Pane, area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width);
    let tall = area.height >= 24;
    let lists = PanelKind::ALL.map(|kind| entries(kind, reader, look, width, tall));
    let wanted = [0, 1, 2].map(|at| {
        1 + lists[at]
            .iter()
            .map(|entry| entry.lines.len())
            .sum::<usize>()
            .max(1)
    });
    let focused = PanelKind::ALL
        .iter()
        .position(|kind| focus == Pane::Panel(*kind));
    let shares = share(wanted, usize::from(area.height).saturating_sub(2), focused);
    let mut y = area.y;
    for (at, kind) in PanelKind::ALL.into_iter().enumerate() {
        let height = u16::try_from(shares[at])
            .unwrap_or(0)
            .min(area.bottom().saturating_sub(y));
        if height == 0 {
            break;
        }
        let room = Rect { y, height, ..area };
        draw_heading(kind, reader, look, focused == Some(at), room, buffer);
        let body = Rect {
            y: y + 1,
            height: height - 1,
            ..area
        };
        draw_entries(&lists[at], selected(kind, reader), look, body, buffer);
        y += height + 1;
    }
}

fn draw_dock(
    tab: PanelKind,
    reader: &Reader,
    look: &Look,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    let sign = look.theme.signs.horizontal;
    rule(buffer, area, sign, look.theme.rule);
    let mut x = area.x + 1;
    for kind in PanelKind::ALL {
        let count = count(kind, reader, look);
        let title = if kind == tab {
            kind.title(look).to_owned()
        } else {
            kind.title(look).to_lowercase()
        };
        let words = if kind == tab {
            format!("[ {title} {count} ]")
        } else {
            format!(" {title} {count} ")
        };
        let style = if kind == tab {
            look.theme.key
        } else {
            look.theme.text
        };
        let style = if kind == tab && focused {
            style.patch(look.theme.selected)
        } else {
            style
        };
        put(buffer, x, area.y, area.right(), &words, style);
        x = x.saturating_add(u16::try_from(display_width(&words)).unwrap_or(0) + 1);
    }
    let list = entries(tab, reader, look, usize::from(area.width), false);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    draw_entries(&list, selected(tab, reader), look, body, buffer);
}

fn draw_one(kind: PanelKind, reader: &Reader, look: &Look, area: Rect, buffer: &mut Buffer) {
    let list = entries(kind, reader, look, usize::from(area.width), true);
    draw_heading(kind, reader, look, true, area, buffer);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    draw_entries(&list, selected(kind, reader), look, body, buffer);
}

/// ` CITATIONS 4                        c gc `
fn draw_heading(
    kind: PanelKind,
    reader: &Reader,
    look: &Look,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = &look.theme;
    let count = count(kind, reader, look);
    let style = if focused {
        theme.key.patch(theme.selected)
    } else {
        theme.key
    };
    put(
        buffer,
        area.x,
        area.y,
        area.right(),
        &format!(" {} {count} ", kind.title(look)),
        style,
    );
    let (step, go) = kind.keys();
    let first_key = |action| {
        look.keymap
            .keys_of(Context::Text, action)
            .into_iter()
            .next()
    };
    let keys: Vec<String> = [step, go].into_iter().filter_map(first_key).collect();
    let keys = Line::styled(format!(" {} ", keys.join(" ")), theme.dim);
    put_right(buffer, Rect { height: 1, ..area }, &keys);
}

/// Draws the entries around the selected one; what does not fit is counted in the last row.
fn draw_entries(
    list: &[Entry],
    selected: Option<Selection>,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) {
    if list.is_empty() {
        put(
            buffer,
            area.x + 2,
            area.y,
            area.right(),
            look.texts().none,
            look.theme.dim,
        );
        return;
    }
    let height = usize::from(area.height);
    let total: usize = list.iter().map(|entry| entry.lines.len()).sum();
    let room = if total > height {
        height.saturating_sub(1)
    } else {
        height
    };
    let first = first_shown(list, selected, room);
    let mut y = area.y;
    let mut shown = first;
    for entry in &list[first..] {
        if usize::from(y - area.y) + entry.lines.len() > room {
            break;
        }
        for line in &entry.lines {
            put_line(
                buffer,
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                line,
            );
            y += 1;
        }
        shown += 1;
    }
    let hidden = list
        .iter()
        .enumerate()
        .filter(|(at, entry)| !(first..shown).contains(at) && entry.target.is_some())
        .count();
    if hidden > 0 && height > 0 {
        let words = format!(
            "  {} {hidden} {}",
            look.theme.signs.ellipsis,
            look.texts().more
        );
        put(buffer, area.x, y, area.right(), &words, look.theme.dim);
    }
}

/// The first entry of the page that holds the selected one. Pages, not a moving window: a key within the page changes two markers
/// and nothing else.
fn first_shown(list: &[Entry], selected: Option<Selection>, room: usize) -> usize {
    let (mut first, mut rows) = (0, 0);
    for (at, entry) in list.iter().enumerate() {
        if rows + entry.lines.len() > room && at > first {
            (first, rows) = (at, 0);
        }
        rows += entry.lines.len();
        if entry.target.is_some() && entry.target == selected {
            return first;
        }
    }
    0
}

/// Shares `rows` among lists that want so many each: nobody gets more than it wants, the one in focus is served first, the others alike.
fn share(wanted: [usize; 3], rows: usize, focused: Option<usize>) -> [usize; 3] {
    const LEAST: usize = 4;
    let mut shares = wanted.map(|want| want.min(LEAST).min(rows / 3));
    let mut left = rows.saturating_sub(shares.iter().sum());
    if let Some(at) = focused {
        let more = (wanted[at] - shares[at]).min(left);
        shares[at] += more;
        left -= more;
    }
    while left > 0 {
        let Some(at) = (0..3)
            .filter(|at| shares[*at] < wanted[*at])
            .min_by_key(|at| shares[*at])
        else {
            break;
        };
        shares[at] += 1;
        left -= 1;
    }
    shares
}

/// A text in a column of `width`: cut or filled with blanks, at least one of them behind it.
pub(super) fn column(text: &str, width: usize, look: &Look) -> String {
    let cut = fit(text, width.saturating_sub(1), look.theme.signs.ellipsis);
    let blanks = width.saturating_sub(display_width(&cut));
    cut + &" ".repeat(blanks)
}

/// The marker in front of an entry: selected, linked to the selection, or nothing.
pub(super) fn marker(selected: bool, linked: bool, look: &Look) -> Piece<'static> {
    let signs = look.theme.signs;
    match (selected, linked) {
        (true, _) => Piece::raw(signs.cursor),
        (_, true) => Piece::raw(signs.linked),
        _ => Piece::raw(" "),
    }
}

/// What is doubtful is said; the rest needs no sign.
pub(super) fn certainty(confidence: f32, look: &Look) -> Piece<'static> {
    const DOUBTFUL_BELOW: f32 = 0.5;
    Piece::raw(if confidence < DOUBTFUL_BELOW {
        look.theme.signs.doubtful
    } else {
        " "
    })
}

/// `¶9`, in a column of its own.
pub(super) fn paragraph_mark(reader: &Reader, offset: usize, look: &Look) -> Piece<'static> {
    let mark = format!(
        "{}{}",
        look.theme.signs.paragraph,
        reader.paragraph_number(offset)
    );
    Piece::styled(format!("{mark:>PARAGRAPH$}"), look.theme.dim)
}

/// Columns of [`paragraph_mark`].
pub(super) const PARAGRAPH: usize = 5;

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn small_lists_leave_their_room_to_large_ones() {
        assert_eq!(share([9, 11, 14], 30, None), [9, 11, 10]);
        assert_eq!(share([2, 3, 4], 30, None), [2, 3, 4]);
        assert_eq!(share([20, 20, 20], 30, Some(2)), [5, 5, 20]);
        assert_eq!(share([20, 20, 20], 2, None), [1, 1, 0]);
    }
}
