//! Tags and text → paragraphs: which elements are open, where a paragraph begins and ends, lists and tables.

use super::edges::Edge;
use super::elements::{Role, element};
use super::table::{self, Row};
use super::tokens::{Tag, Tokens};
use super::{Element, Passage, breaks};
use crate::model::ParagraphKind;
use crate::wire::bytes;
use crate::wire::lines::{self, clean};
use crate::wire::reflow::{self, Block};

/// Elements that are open at once; those that are nested more deeply are read as text that is not nested.
const MOST_OPEN: usize = 64;
/// Paragraphs of a document; what follows them goes into the last one.
const MOST_PASSAGES: usize = 100_000;

/// The document that has been read so far.
#[derive(Default)]
pub struct Builder<'a> {
    passages: Vec<Passage<'a>>,
    open: Vec<(Element<'a>, Role)>,
    /// The paragraph that has begun.
    text: String,
    /// The last character of the source was a blank that the text may still need.
    blank: bool,
    /// Line breaks one after another.
    breaks: usize,
    /// Inline elements that begin or end since the last words.
    edge: Edge,
    /// What goes before the first words of a list item.
    marker: Option<String>,
    /// Items so far of the lists that are open.
    items: Vec<usize>,
    table: Option<Table>,
    /// Hidden elements that are not closed anywhere in the rest of the document.
    unclosed: Vec<&'static str>,
}

/// A table that has begun.
struct Table {
    /// Where its paragraphs begin: one for each cell that is not empty.
    first: usize,
    rows: Vec<Row>,
}

impl<'a> Builder<'a> {
    pub fn text(&mut self, text: &str) {
        if self.open.iter().any(|(_, role)| *role == Role::Pre) {
            self.text.push_str(text);
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.trim_start_matches(is_blank);
            self.blank |= words.len() < rest.len();
            let (words, behind) = words.split_at(single_spaced(words));
            if !words.is_empty() {
                self.words(words);
            }
            rest = behind;
        }
    }

    /// Words with single blanks between them.
    fn words(&mut self, words: &str) {
        if self.breaks >= 2 {
            self.end_paragraph();
        }
        if !self.text.is_empty() {
            match (self.breaks, self.blank) {
                (0, false) => {
                    if let (Some(before), Some(after)) =
                        (self.text.chars().next_back(), words.chars().next())
                        && self.edge.parts(before, after)
                    {
                        self.text.push(' ');
                    }
                }
                (0, true) => self.text.push(' '),
                _ => self.text.push('\n'),
            }
        }
        (self.blank, self.breaks, self.edge) = (false, 0, Edge::None);
        self.text.push_str(words);
    }

    pub fn open(&mut self, tag: Tag<'a>, tokens: &mut Tokens<'a>) {
        let Some((name, role)) = element(tag.name) else {
            return self.edge.cross(tag.name, true);
        };
        match role {
            Role::Break if self.is_preformatted() => self.text.push('\n'),
            Role::Break => {
                self.blank = true;
                self.breaks += 1;
            }
            Role::Rule => self.end_paragraph(),
            Role::Quote => self.text("\""),
            Role::Hidden if tag.empty || self.unclosed.contains(&name) => {}
            Role::Hidden if tokens.skip_past_end_of(name) => {}
            Role::Hidden if matches!(name, "script" | "style") => tokens.skip_to_end(),
            Role::Hidden => self.unclosed.push(name),
            _ if tag.empty => self.end_paragraph(),
            _ => self.begin(name, role, tag),
        }
    }

    fn begin(&mut self, name: &'static str, role: Role, tag: Tag<'a>) {
        self.end_paragraph();
        if self.open.last().is_some_and(|(last, _)| last.name == "p") {
            self.open.pop();
        }
        match role {
            Role::Item => self.begin_item(),
            Role::List => self.items.push(0),
            Role::Table => {
                self.end_table_as_layout();
                self.table = Some(Table {
                    first: self.passages.len(),
                    rows: Vec::new(),
                });
            }
            Role::Row => {
                self.close_within_table(Role::Row);
                self.row();
            }
            Role::Cell => {
                self.close_within_table(Role::Cell);
                self.cell();
            }
            _ => {}
        }
        if self.open.len() < MOST_OPEN {
            let class = tag.attribute("class").unwrap_or_default();
            self.open.push((Element { name, class }, role));
        }
    }

    pub fn close(&mut self, name: &str) {
        let Some((name, role)) = element(name) else {
            return self.edge.cross(name, false);
        };
        match role {
            Role::Quote => {
                self.blank = false;
                self.text("\"");
            }
            Role::Break | Role::Rule | Role::Hidden => {}
            _ => {
                self.end_paragraph();
                let opened = self.open.iter().rposition(|(open, _)| open.name == name);
                if let Some(at) = opened {
                    self.open.truncate(at);
                }
                match role {
                    Role::List => {
                        self.items.pop();
                        self.marker = None;
                    }
                    Role::Item => self.marker = None,
                    Role::Table => self.end_table(),
                    _ => {}
                }
            }
        }
    }

    /// A new item ends the one before it in the same list.
    fn begin_item(&mut self) {
        let list = self.open.iter().rposition(|(_, role)| *role == Role::List);
        let from = list.map_or(0, |at| at + 1);
        let before = self
            .open
            .iter()
            .skip(from)
            .position(|(_, role)| *role == Role::Item);
        if let Some(at) = before {
            self.open.truncate(from + at);
        }
        let ordered = list.is_some_and(|at| self.open[at].0.name == "ol");
        self.marker = match self.items.last_mut() {
            Some(items) if ordered => {
                *items += 1;
                Some(format!("{items}. "))
            }
            _ => Some("- ".to_owned()),
        };
    }

    fn is_preformatted(&self) -> bool {
        self.open.iter().any(|(_, role)| *role == Role::Pre)
    }

    fn end_paragraph(&mut self) {
        (self.blank, self.breaks) = (false, 0);
        let raw = std::mem::take(&mut self.text);
        if raw.trim().is_empty() {
            return;
        }
        if self.is_preformatted() {
            for block in preformatted(&raw) {
                self.push(block);
            }
            return;
        }
        let mut text = without_controls(raw);
        if text.is_empty() {
            return;
        }
        if let Some(marker) = self.marker.take() {
            text.insert_str(0, &marker);
        }
        // A heading that holds paragraphs is a summary in large type.
        if self.last_role() == Some(Role::Heading) {
            self.push(Block {
                kind: ParagraphKind::Crosshead,
                text: breaks::joined(&text),
            });
        } else {
            breaks::blocks(text)
                .into_iter()
                .for_each(|block| self.push(block));
        }
    }

    fn last_role(&self) -> Option<Role> {
        self.open.last().map(|(_, role)| *role)
    }

    fn push(&mut self, block: Block) {
        if self.passages.len() >= MOST_PASSAGES
            && let Some(last) = self.passages.last_mut()
        {
            last.block.text.push(' ');
            last.block.text.push_str(&breaks::joined(&block.text));
            return;
        }
        if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut())
            && let Some(cell) = row.last_mut()
        {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&breaks::joined(&block.text));
        }
        let around = self.open.iter().map(|(element, _)| *element).collect();
        self.passages.push(Passage { block, around });
    }

    fn row(&mut self) {
        if let Some(table) = &mut self.table
            && table.rows.last().is_none_or(|row| !row.is_empty())
        {
            table.rows.push(Row::new());
        }
    }

    fn cell(&mut self) {
        if let Some(table) = &mut self.table {
            if table.rows.is_empty() {
                table.rows.push(Row::new());
            }
            if let Some(row) = table.rows.last_mut() {
                row.push(String::new());
            }
        }
    }

    /// A row or a cell ends the one before it in the same table.
    fn close_within_table(&mut self, role: Role) {
        let table = self.open.iter().rposition(|(_, role)| *role == Role::Table);
        let from = table.map_or(0, |at| at + 1);
        let ends = |found: Role| found == Role::Cell || role == Role::Row && found == Role::Row;
        let before = self
            .open
            .iter()
            .skip(from)
            .position(|(_, found)| ends(*found));
        if let Some(at) = before {
            self.open.truncate(from + at);
        }
    }

    /// The cells of a table of facts become one block; those of any other stay the paragraphs that they are.
    fn end_table(&mut self) {
        let Some(table) = self.table.take() else {
            return;
        };
        if !table::is_tabular(&table.rows) || self.passages.len() <= table.first {
            return;
        }
        let inside = self.passages.drain(table.first..);
        let captions: Vec<Passage<'a>> =
            inside.filter(|passage| passage.is_in("caption")).collect();
        self.passages.extend(captions);
        let text = table::render(&table.rows);
        if !text.is_empty() {
            let kind = ParagraphKind::Preformatted;
            let around = self.open.iter().map(|(element, _)| *element).collect();
            self.passages.push(Passage {
                block: Block { kind, text },
                around,
            });
        }
    }

    /// A table around another one arranges a page.
    fn end_table_as_layout(&mut self) {
        self.table = None;
    }

    pub fn finish(mut self) -> Vec<Passage<'a>> {
        self.end_paragraph();
        self.end_table();
        self.passages
    }
}

/// White space that collapses; no-break and typographic blanks do not.
fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace() || c == '\u{B}'
}

/// Bytes from the start of a text to the first white space that is no single blank inside of it.
fn single_spaced(text: &str) -> usize {
    let bytes = text.as_bytes();
    let blank = |at: usize| bytes.get(at).is_none_or(|byte| is_blank(char::from(*byte)));
    let irregular = |at: &usize| blank(*at) && (bytes[*at] != b' ' || blank(at + 1));
    (0..bytes.len()).find(irregular).unwrap_or(bytes.len())
}

fn without_controls(raw: String) -> String {
    let separates = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{2028}' | '\u{2029}');
    let may_separate = |byte| byte == b'\t' || lines::may_begin_control(byte);
    let sound = !bytes::any(raw.as_bytes(), may_separate) || !raw.contains(separates);
    if sound && raw.trim().len() == raw.len() {
        return raw;
    }
    let clean = if sound { raw } else { clean(&raw) };
    let lines = lines::lines(clean.trim())
        .into_iter()
        .filter(|line| !line.is_blank());
    let single_spaced: Vec<String> = lines.map(|line| lines::joined(&[line])).collect();
    single_spaced.join("\n")
}

/// Lines that an agency wrapped itself, perhaps a whole dispatch: prose is reflowed, tables stay.
fn preformatted(raw: &str) -> Vec<Block> {
    reflow::paragraphs(&lines::lines(&clean(raw)))
}
