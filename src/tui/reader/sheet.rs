//! The rows of a dispatch on the screen: its headline, then the rows of its text.

use crate::model::{CanonicalText, Dispatch, Paragraph, ParagraphKind};
use crate::page::{Layout, Row, sanitize};

/// Headline and text at one width.
#[derive(Clone, Debug)]
pub struct Sheet {
    front: Vec<String>,
    layout: Layout,
}

/// One row of a sheet.
#[derive(Clone, Copy, Debug)]
pub enum SheetRow<'a> {
    /// Of the headline; empty between headline and text.
    Front(&'a str),
    Text(&'a Row),
}

impl Sheet {
    /// Sets a dispatch at `width` columns.
    pub fn new(dispatch: &Dispatch, width: usize) -> Self {
        let front = dispatch
            .headline
            .as_deref()
            .map(|headline| headline_rows(headline, width))
            .unwrap_or_default();
        Sheet {
            front,
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
            None => self.front.get(at).map(|line| SheetRow::Front(line)),
            Some(at) => self.layout.rows().get(at).map(SheetRow::Text),
        }
    }

    /// Whether a row shows nothing.
    pub fn is_blank(&self, at: usize) -> bool {
        match self.row(at) {
            Some(SheetRow::Front(line)) => line.is_empty(),
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

fn headline_rows(headline: &str, width: usize) -> Vec<String> {
    let text = CanonicalText::new(sanitize(headline).into_owned());
    let paragraph = Paragraph {
        span: text.whole(),
        kind: ParagraphKind::Prose,
    };
    let rows = Layout::new(&text, &[paragraph], width);
    let lines = rows
        .rows()
        .iter()
        .map(|row| text[row.span].trim_end().to_owned());
    lines.chain([String::new()]).collect()
}
