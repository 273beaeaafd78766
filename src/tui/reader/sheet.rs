//! The rows of a dispatch on the screen: what comes before its text, then the rows of the text.

use super::front::FrontLine;
use crate::model::Dispatch;
use crate::page::{Layout, Row, wrap};

/// A dispatch set at one width.
#[derive(Clone, Debug)]
pub struct Sheet {
    front: Vec<FrontLine>,
    layout: Layout,
}

/// One row of a sheet.
#[derive(Clone, Copy, Debug)]
pub enum SheetRow<'a> {
    /// Before the text; empty right before it.
    Front(&'a FrontLine),
    Text(&'a Row),
}

impl Sheet {
    /// Sets a dispatch at `width` columns, with the lines `front` before its text.
    pub fn new(dispatch: &Dispatch, front: &[FrontLine], width: usize) -> Self {
        let mut rows: Vec<FrontLine> = front.iter().flat_map(|line| wrapped(line, width)).collect();
        if let Some(last) = rows.last() {
            let blank = FrontLine {
                kind: last.kind,
                text: String::new(),
            };
            rows.push(blank);
        }
        Sheet {
            front: rows,
            layout: Layout::new(&dispatch.text, &dispatch.paragraphs, width),
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.front.len() + self.layout.rows().len()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rows before those of the text.
    pub fn front(&self) -> usize {
        self.front.len()
    }

    /// Columns that it was set for.
    pub fn width(&self) -> usize {
        self.layout.width()
    }

    /// A row, when there is one.
    pub fn row(&self, at: usize) -> Option<SheetRow<'_>> {
        match at.checked_sub(self.front.len()) {
            None => self.front.get(at).map(SheetRow::Front),
            Some(at) => self.layout.rows().get(at).map(SheetRow::Text),
        }
    }

    /// Whether a row shows nothing.
    pub fn is_blank(&self, at: usize) -> bool {
        match self.row(at) {
            Some(SheetRow::Front(line)) => line.text.is_empty(),
            Some(SheetRow::Text(row)) => row.paragraph.is_none(),
            None => true,
        }
    }

    /// The row that holds byte `offset` of the text.
    pub fn row_of(&self, offset: usize) -> usize {
        self.front.len() + self.layout.row_of(offset)
    }

    /// First byte of a row of the text; none for a row of the headline.
    pub fn offset_of(&self, at: usize) -> Option<usize> {
        let at = at.checked_sub(self.front.len())?;
        self.layout.rows().get(at).map(|row| row.span.start())
    }
}

fn wrapped(line: &FrontLine, width: usize) -> impl Iterator<Item = FrontLine> {
    let kind = line.kind;
    wrap(&line.text, width)
        .into_iter()
        .map(move |text| FrontLine { kind, text })
}
