//! The body of an ANPA message, line by line → paragraphs, cross-heads and tables. Knows nothing of headers.

use crate::model::ParagraphKind;
use crate::wire::html::table::{self, Row};
use crate::wire::lines;
use crate::wire::reflow::Block;

/// Begins the row of a table.
const ROW: char = '\u{8}';
/// A blank that is not to be broken.
const FIXED_BLANK: char = '\u{10}';
/// Ends a cell; a few of them, with blanks between, are one end.
const CELL_ENDS: [char; 2] = ['\u{1E}', '\u{1F}'];
/// Code points of the longest line in a list of results; longer ones are prose.
const LONGEST_ENTRY: usize = 80;

/// The paragraphs of a body. In a preformatted one the lines between two headings stay lines.
pub fn blocks(body: &[&str], preformatted: bool) -> Vec<Block> {
    let mut builder = Builder {
        preformatted,
        ..Builder::default()
    };
    for line in body {
        builder.read(line);
    }
    builder.close();
    builder.blocks
}

/// A paragraph of prose.
pub fn prose(text: &str) -> Block {
    Block {
        kind: ParagraphKind::Prose,
        text: text.to_owned(),
    }
}

/// AP's ASCII as it is meant: ``` `` ``` and `''` are quotation marks, and ` _ ` is a dash.
pub fn typography(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words
        .replace("```", "“‘")
        .replace("'''", "’”")
        .replace("``", "“")
        .replace("''", "”")
        .replace('`', "‘")
        .replace(" _ ", " — ")
}

#[derive(Default)]
struct Builder {
    preformatted: bool,
    blocks: Vec<Block>,
    rows: Vec<Row>,
    /// Lines of a preformatted text that are no rows.
    entries: Vec<String>,
    /// Whether the next line without a mark goes on with the last paragraph.
    open: bool,
}

impl Builder {
    fn read(&mut self, line: &str) {
        if let Some(cells) = row(line, self.preformatted) {
            self.close_entries();
            self.rows.push(cells);
            return;
        }
        let clean = lines::clean(line);
        let bare = clean.trim().trim_end_matches('<').trim_end();
        let heading = bare.starts_with('^') || bare.ends_with('=');
        let text = typography(bare.trim_matches(['^', '=']));
        if text.is_empty() {
            // Blank lines between rows are spacing.
            self.open = false;
        } else if heading {
            self.push(ParagraphKind::Crosshead, text);
        } else if self.preformatted && text.chars().count() <= LONGEST_ENTRY {
            self.close_rows();
            self.entries.push(text);
        } else if self.open && !line.starts_with('\t') {
            let last = self.blocks.last_mut().expect("an open paragraph");
            last.text.push(' ');
            last.text.push_str(&text);
        } else {
            let rule = text.chars().all(|c| c == '_');
            self.push(
                if rule {
                    ParagraphKind::Crosshead
                } else {
                    ParagraphKind::Prose
                },
                text,
            );
            self.open = !rule;
        }
    }

    fn push(&mut self, kind: ParagraphKind, text: String) {
        self.close();
        self.blocks.push(Block { kind, text });
    }

    fn close(&mut self) {
        self.close_rows();
        self.close_entries();
        self.open = false;
    }

    fn close_rows(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            self.blocks.push(Block {
                kind: ParagraphKind::Preformatted,
                text: table::render(&rows),
            });
        }
    }

    fn close_entries(&mut self) {
        let entries = std::mem::take(&mut self.entries);
        let kind = match entries.len() {
            0 => return,
            1 => ParagraphKind::Prose,
            _ => ParagraphKind::Preformatted,
        };
        self.blocks.push(Block {
            kind,
            text: entries.join("\n"),
        });
    }
}

/// The cells of a row: behind its mark, or between semicolons in a preformatted text.
fn row(line: &str, preformatted: bool) -> Option<Row> {
    const LEAST_SEMICOLONS: usize = 2;
    let semicolons = line.matches(';').count();
    let marked = line.trim_start().strip_prefix(ROW);
    let cells = match marked {
        Some(rest) => rest,
        None if preformatted && semicolons >= LEAST_SEMICOLONS => line.trim().trim_end_matches('<'),
        None => return None,
    };
    let cells = cells.trim_start_matches('^');
    let cells: Row = if semicolons > 0 {
        cells.split(';').map(cell).collect()
    } else {
        split_at_ends(cells)
    };
    cells.iter().any(|cell| !cell.is_empty()).then_some(cells)
}

/// Runs of ends and blanks are one end.
fn split_at_ends(cells: &str) -> Row {
    let mut row = Row::new();
    let mut rest = cells;
    while let Some(at) = rest.find(CELL_ENDS) {
        let (before, behind) = rest.split_at(at);
        row.push(cell(before));
        rest = behind.trim_start_matches(|c| c == ' ' || CELL_ENDS.contains(&c));
    }
    row.push(cell(rest));
    row
}

/// `7{` is seven and a half.
fn cell(text: &str) -> String {
    let spaced = text.replace(FIXED_BLANK, " ").replace('{', "½");
    let clean = lines::clean(&spaced);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
