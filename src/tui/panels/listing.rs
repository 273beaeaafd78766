//! What a panel lists: rows that lead to a passage, headings between them, and the page of them that is in view.
//!
//! Lines are made for the rows in view alone: a wire with a hundred thousand marks turns its pages as fast as any other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{PanelKind, actors, figures, quotations, selected, targets};
use crate::tui::canvas::{put, put_line};
use crate::tui::reader::{Reader, Selection};
use crate::tui::state::Look;

/// The list of one panel.
pub(super) struct Listing<'a> {
    kind: PanelKind,
    reader: &'a Reader,
    look: &'a Look,
    /// Columns.
    width: usize,
    /// Whether a row may take two lines.
    tall: bool,
    items: Vec<Item>,
}

#[derive(Clone, Copy)]
enum Item {
    Heading(&'static str),
    Row(Selection),
}

impl<'a> Listing<'a> {
    pub(super) fn new(
        kind: PanelKind,
        reader: &'a Reader,
        look: &'a Look,
        width: u16,
        tall: bool,
    ) -> Self {
        let mut items = Vec::new();
        let mut before = None;
        for target in targets(kind, reader) {
            let heading = figures::heading(reader, target, before, look.texts());
            items.extend(heading.map(Item::Heading));
            items.push(Item::Row(target));
            before = Some(target);
        }
        Listing {
            kind,
            reader,
            look,
            width: width.into(),
            tall,
            items,
        }
    }

    /// Lines that the whole list takes; an empty one says so in one.
    pub(super) fn height(&self) -> usize {
        self.items
            .iter()
            .map(|item| self.height_of(*item))
            .sum::<usize>()
            .max(1)
    }

    /// Draws the page that holds the selected row; what does not fit is counted below it.
    pub(super) fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let (texts, theme) = (self.look.texts(), &self.look.theme);
        if self.items.is_empty() {
            let words = if self.reader.annotations.is_some() {
                texts.none
            } else {
                texts.analysing
            };
            return put(buffer, area.x + 2, area.y, area.right(), words, theme.dim);
        }
        let height = usize::from(area.height);
        let room = if self.height() > height {
            height.saturating_sub(1)
        } else {
            height
        };
        let first = self.first_shown(room);
        let mut y = area.y;
        let mut after = first;
        for item in &self.items[first..] {
            if usize::from(y - area.y) + self.height_of(*item) > room {
                break;
            }
            for line in self.lines(*item) {
                put_line(
                    buffer,
                    Rect {
                        y,
                        height: 1,
                        ..area
                    },
                    &line,
                );
                y += 1;
            }
            after += 1;
        }
        let rows = |items: &[Item]| {
            items
                .iter()
                .filter(|item| matches!(item, Item::Row(_)))
                .count()
        };
        let hidden = rows(&self.items[..first]) + rows(&self.items[after..]);
        if hidden > 0 && height > 0 {
            let words = format!("  {} {hidden} {}", theme.signs.ellipsis, texts.more);
            put(buffer, area.x, y, area.right(), &words, theme.dim);
        }
    }

    /// The first item of the page that holds the selected one. Pages, not a moving window: a key within the page changes two
    /// markers and nothing else.
    fn first_shown(&self, room: usize) -> usize {
        let wanted = selected(self.kind, self.reader);
        let (mut first, mut rows) = (0, 0);
        for (at, item) in self.items.iter().enumerate() {
            if rows + self.height_of(*item) > room && at > first {
                (first, rows) = (at, 0);
            }
            rows += self.height_of(*item);
            if matches!(item, Item::Row(target) if Some(*target) == wanted) {
                return first;
            }
        }
        0
    }

    fn height_of(&self, item: Item) -> usize {
        match item {
            Item::Row(target) => quotations::height(self.reader, target, self.tall),
            Item::Heading(_) => 1,
        }
    }

    fn lines(&self, item: Item) -> Vec<Line<'static>> {
        let (reader, look, width) = (self.reader, self.look, self.width);
        match item {
            Item::Heading(title) => vec![Line::styled(format!("  {title}"), look.theme.dim)],
            Item::Row(Selection::Quotation(at)) => {
                quotations::lines(reader, at, look, width, self.tall)
            }
            Item::Row(Selection::Mention { actor, .. }) => {
                vec![actors::line(reader, actor, look, width)]
            }
            Item::Row(Selection::Figure(at)) => vec![figures::line(reader, at, look, width)],
        }
    }
}
