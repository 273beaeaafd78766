//! HTML and XHTML, fragments and whole pages, well-formed or not → paragraphs, cross-heads, lists and tables.
//!
//! Forgiving: missing end tags, unknown elements and documents that break off lose no text. Linear in the length of the
//! document, whatever it holds. Nothing is fetched, run or expanded; scripts, styles and comments are left out.
//! Knows nothing of agencies: what a class name means is for the format that asks.

mod breaks;
mod builder;
mod edges;
mod elements;
mod head;
pub mod table;
mod tokens;

use super::reflow::Block;
use builder::Builder;
pub use edges::Edge;
pub use head::{begins_page, head};
use tokens::{Token, Tokens};

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

#[cfg(test)]
mod tests;
