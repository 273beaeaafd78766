//! The dispatch being read: which rows are in view, what is selected, what is searched for.
//!
//! Movement and selection are methods here; drawing is in [`view`]. Positions are kept as byte offsets of the text, so that a
//! change of width keeps the place.

mod contents;
pub mod copy;
pub mod front;
pub mod labels;
pub mod marks;
pub mod occurrences;
pub mod review;
pub mod search;
pub mod sheet;
pub mod view;

use std::sync::Arc;

use super::review::filter::Filter;
use crate::model::{Annotations, Dispatch, Span};
use crate::review::event::AnnotationId;
use contents::Contents;
use front::FrontLine;
use review::Review;
use search::Search;
use sheet::Sheet;

/// A selected annotation, by its position in the dispatch's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Selection {
    Quotation(usize),
    Mention { actor: usize, mention: usize },
    Figure(usize),
}

/// A place to come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub wire: usize,
    /// First byte in view.
    pub offset: usize,
    pub selection: Option<Selection>,
}

/// Where a dispatch is to be read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    Place(Place),
    /// The quotation at a passage, or the passage where there is none any more.
    Quotation(Span),
}

/// The dispatch on the screen.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Position in the list of wires.
    pub wire: usize,
    pub dispatch: Arc<Dispatch>,
    /// None until the annotators are through.
    pub annotations: Option<Arc<Annotations>>,
    /// Where they stand; none where nothing can be decided, outside of a library.
    pub review: Option<Review>,
    /// Which annotations are listed and gone to.
    pub filter: Filter,
    pub contents: Contents,
    front: Vec<FrontLine>,
    pub sheet: Sheet,
    /// First row of the sheet in view.
    pub top: usize,
    /// First byte in view when the reader last moved: what a change of size keeps in view.
    anchor: Option<usize>,
    /// Whether the first row in view was the last one of the page before.
    pub repeated: bool,
    /// Rows in view.
    pub height: usize,
    pub selection: Option<Selection>,
    /// An annotation that is selected as soon as the library has it.
    pub awaited: Option<AnnotationId>,
    pub search: Option<Search>,
}

impl Reader {
    /// Opens a dispatch at its beginning, with `front` before its text, set at `width` columns, `height` rows in view.
    pub fn new(
        wire: usize,
        dispatch: Arc<Dispatch>,
        annotations: Option<Arc<Annotations>>,
        front: Vec<FrontLine>,
        width: usize,
        height: usize,
    ) -> Self {
        let sheet = Sheet::new(&dispatch, &front, width);
        let mut reader = Reader {
            wire,
            dispatch,
            annotations: None,
            review: None,
            filter: Filter::default(),
            contents: Contents::default(),
            front,
            sheet,
            top: 0,
            anchor: None,
            repeated: false,
            height,
            selection: None,
            awaited: None,
            search: None,
        };
        if let Some(annotations) = annotations {
            reader.annotate(annotations);
        }
        reader
    }

    /// Takes in what the annotators found.
    pub fn annotate(&mut self, annotations: Arc<Annotations>) {
        self.contents = Contents::new(&annotations, |_| false);
        self.annotations = Some(annotations);
    }

    /// Sets the text anew for another size; what was first in view stays in view, and comes back to the top with the old size.
    pub fn resize(&mut self, width: usize, height: usize) {
        self.height = height;
        if width != self.sheet.width() {
            self.sheet = Sheet::new(&self.dispatch, &self.front, width);
            self.repeated = false;
        }
        let row = self
            .anchor
            .map_or(self.top.min(self.sheet.front()), |offset| {
                self.sheet.row_of(offset)
            });
        self.top = row.min(self.last_top());
    }

    /// Where the reader stands.
    pub fn place(&self) -> Place {
        Place {
            wire: self.wire,
            offset: self.sheet.offset_of(self.top).unwrap_or(0),
            selection: self.selection,
        }
    }

    /// Goes back to a place.
    pub fn restore(&mut self, place: Place) {
        self.selection = place.selection;
        self.scroll_to(if place.offset == 0 {
            0
        } else {
            self.sheet.row_of(place.offset)
        });
    }

    /// Goes where the dispatch is to be read from.
    pub fn reach(&mut self, goal: Goal) {
        match goal {
            Goal::Place(place) => self.restore(place),
            Goal::Quotation(span) => match self.quotation_at(span) {
                Some(at) => self.select(Selection::Quotation(at)),
                None => self.reveal(span),
            },
        }
    }

    fn quotation_at(&self, span: Span) -> Option<usize> {
        let quotations = &self.annotations.as_ref()?.quotations;
        quotations.iter().position(|one| one.span() == span)
    }

    /// Moves by rows, never beyond the ends.
    pub fn scroll_by(&mut self, rows: isize) {
        self.scroll_to(self.top.saturating_add_signed(rows));
    }

    /// Brings a row to the top, as far as there is text below it.
    pub fn scroll_to(&mut self, row: usize) {
        self.top = row.min(self.last_top());
        self.anchor = self.sheet.offset_of(self.top);
        self.repeated = false;
    }

    /// Turns to the next page; the last row of this one is repeated at its top.
    pub fn page_down(&mut self) {
        if self.top + self.height >= self.sheet.len() || self.height < 3 {
            return self.scroll_by(isize::try_from(self.height.max(1)).unwrap_or(isize::MAX));
        }
        let last = self.top + self.height - 1;
        let repeated = !self.sheet.is_blank(last);
        let wanted = if repeated { last } else { last + 1 };
        self.scroll_to(wanted);
        self.repeated = repeated && self.top == wanted;
    }

    /// Turns to the page before; the first row of this one is repeated at its end.
    pub fn page_up(&mut self) {
        let rows = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        self.scroll_by(-rows);
    }

    /// Whether the end of the text is in view.
    pub fn at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    fn last_top(&self) -> usize {
        self.sheet.len().saturating_sub(self.height.max(1))
    }

    /// Selects an annotation and brings its first passage into view.
    pub fn select(&mut self, selection: Selection) {
        self.selection = Some(selection);
        if let Some(span) = self.passage(selection) {
            self.reveal(span);
        }
    }

    /// Turns to a passage that is not wholly in view.
    pub fn reveal(&mut self, span: Span) {
        let (first, last) = (
            self.sheet.row_of(span.start()),
            self.sheet.row_of(span.end().saturating_sub(1)),
        );
        let inside = first >= self.top && last < self.top + self.height;
        if !inside {
            self.scroll_to(first.saturating_sub(self.height / 4));
        }
    }

    /// The passage of a selection; of a quotation all its parts.
    pub fn passage(&self, selection: Selection) -> Option<Span> {
        let found = self.annotations.as_ref()?;
        match selection {
            Selection::Quotation(at) => found.quotations.get(at).map(|quotation| quotation.span()),
            Selection::Mention { actor, mention } => found
                .actors
                .get(actor)?
                .mentions
                .get(mention)
                .map(|mention| mention.span),
            Selection::Figure(at) => found.figures.get(at).map(|figure| figure.span),
        }
    }

    /// The actor that a selection is or belongs to.
    pub fn actor_of(&self, selection: Selection) -> Option<usize> {
        match selection {
            Selection::Quotation(at) => self
                .annotations
                .as_ref()?
                .quotations
                .get(at)?
                .actor
                .map(|id| id.0),
            Selection::Mention { actor, .. } => Some(actor),
            Selection::Figure(_) => None,
        }
    }

    /// The byte from which next and previous are counted: the selection or hit in view, else the first row in view.
    pub fn cursor(&self) -> usize {
        let selected = self.selection.and_then(|selection| self.passage(selection));
        let hit = self
            .search
            .as_ref()
            .and_then(|search| search.hits.get(search.current?));
        let here = selected
            .or(hit.copied())
            .filter(|span| self.is_in_view(*span));
        here.map(Span::start)
            .or_else(|| self.sheet.offset_of(self.top.max(self.sheet.front())))
            .unwrap_or(0)
    }

    /// Whether the beginning of an annotation is in view.
    pub fn shows(&self, selection: Selection) -> bool {
        self.passage(selection)
            .is_some_and(|span| self.is_in_view(span))
    }

    fn is_in_view(&self, span: Span) -> bool {
        let row = self.sheet.row_of(span.start());
        (self.top..self.top + self.height.max(1)).contains(&row)
    }

    /// Position of the paragraph that holds byte `offset`, from 1.
    pub fn paragraph_number(&self, offset: usize) -> usize {
        let before = self
            .dispatch
            .paragraphs
            .partition_point(|paragraph| paragraph.span.start() <= offset);
        before.clamp(1, self.dispatch.paragraphs.len().max(1))
    }

    /// Selects the next (or previous) one of a list, from the selection where it is one of them and in view, else from the cursor;
    /// goes round at the end.
    pub fn step(&mut self, all: &[Selection], forward: bool) -> bool {
        let Some(next) = self.next_of(all, forward) else {
            return false;
        };
        self.select(next);
        true
    }

    /// The one that [`Reader::step`] selects.
    pub fn next_of(&self, all: &[Selection], forward: bool) -> Option<Selection> {
        let current = self.selection.filter(|one| self.shows(*one));
        if let Some(at) = current.and_then(|current| all.iter().position(|one| *one == current)) {
            let step = if forward { at + 1 } else { at + all.len() - 1 };
            return all.get(step % all.len()).copied();
        }
        let cursor = self.cursor();
        let starts = |one: &Selection| self.passage(*one).map_or(0, Span::start);
        if forward {
            all.iter()
                .find(|one| starts(one) >= cursor)
                .or(all.first())
                .copied()
        } else {
            all.iter()
                .rev()
                .find(|one| starts(one) < cursor)
                .or(all.last())
                .copied()
        }
    }
}
