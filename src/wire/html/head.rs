//! What the head of a whole page says about it.

use super::line;
use super::tokens::{Token, Tokens};

/// The language and the `meta` elements of a page.
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
