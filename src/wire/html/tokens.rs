//! HTML and XHTML → tags and text, forgiving and in linear time. Knows what a tag looks like, and no element.

use std::borrow::Cow;

use super::super::{bytes, entities};

/// What stands between two places of a document.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// With its character references replaced.
    Text(Cow<'a, str>),
    Open(Tag<'a>),
    /// The local name of the element that ends.
    Close(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Local name, in the case in which it was written.
    pub name: &'a str,
    attributes: &'a str,
    /// `<br/>`
    pub empty: bool,
}

impl<'a> Tag<'a> {
    /// The value of an attribute as it is written, without its quotes.
    pub fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let length = rest.find(|c: char| c.is_ascii_whitespace() || c == '=')?;
            let name = rest.get(..length)?;
            rest = rest.get(length..)?.trim_start();
            let Some(behind) = rest.strip_prefix('=') else {
                continue;
            };
            let behind = behind.trim_start();
            let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => behind.get(1..)?.split_once(quote)?,
                None => {
                    let end = behind.find(|c: char| c.is_ascii_whitespace());
                    behind.split_at(end.unwrap_or(behind.len()))
                }
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// The tags and texts of a document, in order. Comments, declarations and processing instructions are left out.
pub struct Tokens<'a> {
    rest: &'a str,
    /// Bytes from the last quote mark of either kind to the end: no attribute is closed behind it. Asked before each search,
    /// so that many open quotes do not make as many searches through the whole document.
    last_quotes: [usize; 2],
}

impl<'a> Tokens<'a> {
    pub fn new(html: &'a str) -> Self {
        let last = |quote| html.rfind(quote).map_or(html.len(), |at| html.len() - at);
        Tokens {
            rest: html,
            last_quotes: [last('"'), last('\'')],
        }
    }

    /// Leaves out everything up to the end tag of an element, and the tag; false when it has none.
    pub fn skip_past_end_of(&mut self, name: &str) -> bool {
        let mut from = 0;
        while let Some(found) = self.rest.get(from..).and_then(|rest| rest.find("</")) {
            let start = from + found + 2;
            let end = start + name.len();
            let same = self.rest.get(start..end);
            if same.is_some_and(|same| same.eq_ignore_ascii_case(name)) {
                let after = self.rest.get(end..).unwrap_or_default();
                self.rest = after.split_once('>').map_or("", |(_, behind)| behind);
                return true;
            }
            from = start;
        }
        false
    }

    /// Leaves out everything.
    pub fn skip_to_end(&mut self) {
        self.rest = "";
    }

    /// The tag, comment or declaration at the start of the rest, which begins with `<`; none when it is text.
    fn markup(&mut self) -> Option<Option<Token<'a>>> {
        let inside = self.rest.get(1..)?;
        if let Some(comment) = inside.strip_prefix("!--") {
            let end = comment.find("-->").map(|at| at + 3);
            self.rest = end.and_then(|end| comment.get(end..)).unwrap_or_default();
            return Some(None);
        }
        if let Some(literal) = inside.strip_prefix("![CDATA[") {
            let (text, rest) = literal.split_once("]]>").unwrap_or((literal, ""));
            self.rest = rest;
            return Some(Some(Token::Text(Cow::Borrowed(text))));
        }
        if inside.starts_with(['!', '?']) {
            self.rest = inside.split_once('>').map_or("", |(_, rest)| rest);
            return Some(None);
        }
        let (closes, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let length = inside.find(|c: char| !is_name_character(c));
        let (name, behind) = inside.split_at(length.unwrap_or(inside.len()));
        // `<photo@example.org>` and `a<b` are text.
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if !named || !behind.starts_with(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
        {
            // A tag cut off at the very end of a truncated document.
            if named && behind.is_empty() {
                self.rest = "";
                return Some(None);
            }
            return None;
        }
        let end = self.tag_end(behind);
        let (attributes, rest) = behind.split_at(end.unwrap_or(behind.len()));
        self.rest = rest.get(1..).unwrap_or_default();
        let local = name.rsplit(':').next().unwrap_or(name);
        let token = if closes {
            Token::Close(local)
        } else {
            Token::Open(Tag {
                name: local,
                attributes,
                empty: attributes.ends_with('/'),
            })
        };
        Some(Some(token))
    }

    /// Where the tag ends whose attributes begin a text: at the first `>` outside of quotes that are closed somewhere.
    fn tag_end(&self, text: &str) -> Option<usize> {
        let mut from = 0;
        loop {
            let at = from + text.get(from..)?.find(['>', '"', '\''])?;
            let kind = match text.as_bytes()[at] {
                b'>' => return Some(at),
                b'"' => 0,
                _ => 1,
            };
            let value = at + 1;
            let is_value = text.get(..at)?.trim_end().ends_with('=');
            let closed = text.len() - at > self.last_quotes[kind];
            from = value;
            if is_value && closed {
                from += text.get(value..)?.find(['"', '\''][kind])? + 1;
            }
        }
    }
}

/// A text with its character references resolved.
fn resolved(text: &str) -> Cow<'_, str> {
    if text.contains('&') {
        Cow::Owned(entities::resolved(text))
    } else {
        Cow::Borrowed(text)
    }
}

fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            if self.rest.starts_with('<') {
                match self.markup() {
                    Some(Some(token)) => return Some(token),
                    Some(None) => continue,
                    None => {}
                }
            }
            // A `<` at the very start is text.
            let behind_first = self.rest.as_bytes().get(1..).unwrap_or_default();
            let length = bytes::first_of(behind_first, [b'<']);
            let end = length.map_or(self.rest.len(), |length| length + 1);
            let (text, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            return Some(Token::Text(resolved(text)));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags as `<name>`, texts as they are, with `|` between.
    fn check(html: &str, expected: &str) {
        let shown: Vec<String> = Tokens::new(html)
            .map(|token| match token {
                Token::Text(text) => text.into_owned(),
                Token::Open(tag) => format!("<{}>", tag.name),
                Token::Close(name) => format!("</{name}>"),
            })
            .collect();
        assert_eq!(shown.join("|"), expected, "{html}");
    }

    #[test]
    fn tags_and_text() {
        check("<p>Un &amp; deux<br/></P>", "<p>|Un & deux|<br>|</P>");
        check("<!DOCTYPE html><?xml?><x:p a='>'>b<!-- > -->", "<p>|b");
        check("<![CDATA[a &amp; <b>]]>", "a &amp; <b>");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        check("a < b <c@d.e> 1<2", "a |< b |<c@d.e> 1|<2");
    }

    #[test]
    fn broken_markup_costs_little() {
        check("<a href=\"x>y</a> z", "<a>|y|</a>| z");
        check("a<p cl", "a|<p>");
        check("a<!-- b", "a");
        check("a<b", "a");
    }

    #[test]
    fn attributes_with_and_without_quotes() {
        let of = |html: &'static str, name| match Tokens::new(html).next() {
            Some(Token::Open(tag)) => tag.attribute(name),
            _ => None,
        };
        assert_eq!(of("<p id=a CLASS = 'b c'>", "class"), Some("b c"));
        assert_eq!(of("<p hidden class=\"b\"/>", "class"), Some("b"));
        assert_eq!(of("<p class=b>", "class"), Some("b"));
        assert_eq!(of("<p class>", "class"), None);
    }
}
