//! HTML and XHTML, fragments and whole pages, well-formed or not → paragraphs, cross-heads, lists and tables.
//!
//! Forgiving: missing end tags, unknown elements and documents that break off lose no text. Linear in the length of the
//! document, whatever it holds. Nothing is fetched, run or expanded; scripts, styles and comments are left out.
//! Knows nothing of agencies: what a class name means is for the format that asks.

mod breaks;
pub mod table;
mod tokens;

use super::lines::{self, clean};
use super::reflow::{self, Block};
use crate::model::ParagraphKind;
use table::Row;
use tokens::{Tag, Token, Tokens};

/// Elements that are open at once; those that are nested more deeply are read as text that is not nested.
const MOST_OPEN: usize = 128;
/// Paragraphs of a document; what follows them goes into the last one.
const MOST_PASSAGES: usize = 500_000;

/// A paragraph and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage<'a> {
    pub block: Block,
    /// The elements around it, outermost first.
    around: Vec<Element<'a>>,
}

/// An open element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Element<'a> {
    name: &'static str,
    class: &'a str,
}

impl Passage<'_> {
    /// Whether it stands in an element of this name (lower case).
    pub fn is_in(&self, name: &str) -> bool {
        self.around.iter().any(|element| element.name == name)
    }

    /// Whether it stands in an element of this class.
    pub fn has_class(&self, class: &str) -> bool {
        let classes = self
            .around
            .iter()
            .flat_map(|element| element.class.split_ascii_whitespace());
        classes.into_iter().any(|found| found == class)
    }
}

/// The paragraphs of a document, in order, with where they stood.
pub fn passages(html: &str) -> Vec<Passage<'_>> {
    let mut builder = Builder::default();
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => builder.text(&text),
            Token::Open(tag) => builder.open(tag, &mut tokens),
            Token::Close(name) => builder.close(name),
        }
    }
    builder.finish()
}

/// The paragraphs of a document, in order.
pub fn blocks(html: &str) -> Vec<Block> {
    passages(html)
        .into_iter()
        .filter(|passage| !passage.is_in("title"))
        .map(|passage| passage.block)
        .collect()
}

/// What a document says, on one line: for headlines and other fields in which markup strays.
pub fn line(html: &str) -> String {
    let blocks = blocks(html);
    let words: Vec<&str> = blocks
        .iter()
        .flat_map(|block| block.text.split_ascii_whitespace())
        .collect();
    words.join(" ")
}

/// What the head of a page says about it.
#[derive(Debug, Default)]
pub struct Head<'a> {
    /// BCP 47.
    pub lang: Option<&'a str>,
    meta: Vec<(&'a str, &'a str)>,
}

impl Head<'_> {
    /// The content of the first `meta` element of this name or property.
    pub fn meta(&self, name: &str) -> Option<String> {
        let mut found = self
            .meta
            .iter()
            .filter(|(found, _)| found.eq_ignore_ascii_case(name));
        found
            .next()
            .map(|(_, content)| line(content))
            .filter(|content| !content.is_empty())
    }
}

/// Whether a document is a page of HTML, and no other dialect of XML and no text.
pub fn begins_page(html: &str) -> bool {
    const BEGINNINGS: [&str; 2] = ["<!doctype html", "<html"];
    let start = html.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let begins = |text: &str, word: &str| {
        text.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    if BEGINNINGS.iter().any(|word| begins(start, word)) {
        return true;
    }
    let is_blank = |token: &Token<'_>| matches!(token, Token::Text(text) if text.trim().is_empty());
    let mut tokens = Tokens::new(start).skip_while(is_blank);
    start.starts_with('<')
        && matches!(tokens.next(), Some(Token::Open(tag)) if tag.name.eq_ignore_ascii_case("html"))
}

/// The language and the `meta` elements of a page, up to its body.
pub fn head(html: &str) -> Head<'_> {
    const MOST: usize = 200;
    let mut head = Head::default();
    for token in Tokens::new(html) {
        let Token::Open(tag) = token else { continue };
        if tag.name.eq_ignore_ascii_case("html") {
            head.lang = tag.attribute("lang").or_else(|| tag.attribute("xml:lang"));
        } else if tag.name.eq_ignore_ascii_case("meta") && head.meta.len() < MOST {
            let name = tag.attribute("name").or_else(|| tag.attribute("property"));
            head.meta.extend(name.zip(tag.attribute("content")));
        } else if tag.name.eq_ignore_ascii_case("body") {
            break;
        }
    }
    head
}

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Begins and ends a paragraph.
    Block,
    Heading,
    List,
    Item,
    Pre,
    Table,
    Row,
    Cell,
    /// Ends a line.
    Break,
    /// Ends a paragraph and has no content.
    Rule,
    /// Its content is no text.
    Hidden,
    /// Stands for quotation marks.
    Quote,
}

/// The elements of HTML, and those of NITF for bodies that are mixed; any other one is part of the line in which it stands.
const ELEMENTS: [(&str, Role); 75] = [
    ("p", Role::Block),
    ("br", Role::Break),
    ("div", Role::Block),
    ("td", Role::Cell),
    ("th", Role::Cell),
    ("tr", Role::Row),
    ("li", Role::Item),
    ("ul", Role::List),
    ("ol", Role::List),
    ("table", Role::Table),
    ("h1", Role::Heading),
    ("h2", Role::Heading),
    ("h3", Role::Heading),
    ("h4", Role::Heading),
    ("h5", Role::Heading),
    ("h6", Role::Heading),
    ("section", Role::Block),
    ("article", Role::Block),
    ("blockquote", Role::Block),
    ("pre", Role::Pre),
    ("hr", Role::Rule),
    ("q", Role::Quote),
    ("script", Role::Hidden),
    ("style", Role::Hidden),
    ("svg", Role::Hidden),
    ("math", Role::Hidden),
    ("iframe", Role::Hidden),
    ("object", Role::Hidden),
    ("template", Role::Hidden),
    ("noscript", Role::Hidden),
    ("select", Role::Hidden),
    ("textarea", Role::Hidden),
    ("button", Role::Hidden),
    ("audio", Role::Hidden),
    ("video", Role::Hidden),
    ("canvas", Role::Hidden),
    ("html", Role::Block),
    ("head", Role::Block),
    ("body", Role::Block),
    ("title", Role::Block),
    ("main", Role::Block),
    ("header", Role::Block),
    ("footer", Role::Block),
    ("nav", Role::Block),
    ("aside", Role::Block),
    ("form", Role::Block),
    ("fieldset", Role::Block),
    ("address", Role::Block),
    ("figure", Role::Block),
    ("figcaption", Role::Block),
    ("caption", Role::Block),
    ("thead", Role::Row),
    ("tbody", Role::Row),
    ("tfoot", Role::Row),
    ("dl", Role::Block),
    ("dt", Role::Block),
    ("dd", Role::Block),
    ("details", Role::Block),
    ("summary", Role::Block),
    ("center", Role::Block),
    ("hgroup", Role::Block),
    ("hl1", Role::Heading),
    ("hl2", Role::Heading),
    ("hedline", Role::Block),
    ("byline", Role::Block),
    ("byttl", Role::Block),
    ("distributor", Role::Block),
    ("dateline", Role::Block),
    ("abstract", Role::Block),
    ("block", Role::Block),
    ("media", Role::Block),
    ("note", Role::Block),
    ("body.head", Role::Block),
    ("body.content", Role::Block),
    ("body.end", Role::Block),
];

fn element(name: &str) -> Option<(&'static str, Role)> {
    ELEMENTS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .copied()
}

#[derive(Default)]
struct Builder<'a> {
    passages: Vec<Passage<'a>>,
    open: Vec<(Element<'a>, Role)>,
    /// The paragraph that has begun.
    text: String,
    /// The last character of the source was a blank that the text may still need.
    blank: bool,
    /// Line breaks one after another.
    breaks: usize,
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
    fn text(&mut self, text: &str) {
        if self.open.iter().any(|(_, role)| *role == Role::Pre) {
            self.text.push_str(text);
            return;
        }
        for c in text.chars() {
            if is_blank(c) {
                self.blank = true;
                continue;
            }
            if self.breaks >= 2 {
                self.end_paragraph();
            }
            if !self.text.is_empty() {
                match (self.breaks, self.blank) {
                    (0, false) => {}
                    (0, true) => self.text.push(' '),
                    _ => self.text.push('\n'),
                }
            }
            (self.blank, self.breaks) = (false, 0);
            self.text.push(c);
        }
    }

    fn open(&mut self, tag: Tag<'a>, tokens: &mut Tokens<'a>) {
        let Some((name, role)) = element(tag.name) else {
            return;
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

    fn close(&mut self, name: &str) {
        let Some((name, role)) = element(name) else {
            return;
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
            breaks::blocks(&text)
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

    fn finish(mut self) -> Vec<Passage<'a>> {
        self.end_paragraph();
        self.end_table();
        self.passages
    }
}

/// White space that collapses; no-break and typographic blanks do not.
fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn without_controls(raw: String) -> String {
    let sound = !raw.contains(|c: char| c.is_control() && c != '\n');
    let text = if sound { raw } else { clean(&raw) };
    text.trim().to_owned()
}

/// Lines that an agency wrapped itself, perhaps a whole dispatch: prose is reflowed, tables stay.
fn preformatted(raw: &str) -> Vec<Block> {
    reflow::paragraphs(&lines::lines(&clean(raw)))
}

#[cfg(test)]
mod tests;
