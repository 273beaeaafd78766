//! Forgiving, bounded reading of XML into a small tree, for the dialects of the agencies.
//!
//! Broken documents are the normal case: what was cut off, not closed or closed twice is read as far as it goes. Declarations
//! of a document type are skipped, so that nothing is ever expanded or fetched; of entities the named ones of HTML and the
//! numbered ones are known, others are dropped. Elements go by local name, whatever their prefix. Knows no dialect.

mod element;

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};

use super::{WireError, entities, lines};
pub use element::{Child, Element};

/// Open elements at one time. Deeper ones are still read, as empty elements of the deepest: their text stays.
pub const MOST_DEPTH: usize = 256;

/// Elements and pieces of text of one document, each of some 50 bytes in memory.
pub const MOST_NODES: usize = 8 << 20;

/// News items of one file that are read.
pub const MOST_ITEMS: usize = 100_000;

/// A document. Its nodes stand in reading order, so that what an element holds follows it directly.
pub struct Document<'a> {
    source: &'a str,
    nodes: Vec<Node<'a>>,
}

struct Node<'a> {
    /// One past the last node inside.
    end: u32,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Element {
        /// Without its prefix: asked for so often that it is found once.
        name: &'a str,
        /// Bytes of the source: the start tag without its brackets.
        tag: (u32, u32),
        /// The byte of the source where the content ends.
        content_end: u32,
    },
    Text(Cow<'a, str>),
}

/// The local name of the root element, found without reading the document; none when it is no XML.
pub fn root_name(text: &str) -> Option<&str> {
    /// Comments and a declaration of the document type may come first.
    const MOST_EVENTS: usize = 32;
    let text = skip_blank(text);
    if !text.starts_with('<') {
        return None;
    }
    let mut reader = forgiving_reader(text);
    for _ in 0..MOST_EVENTS {
        let before = position(&reader);
        match reader.read_event().ok()? {
            Event::Start(_) | Event::Empty(_) => {
                let tag = text.get(before + 1..position(&reader))?;
                return Some(local_name(tag_name(tag)));
            }
            Event::Text(text) if !text.trim().is_empty() => return None,
            Event::Eof => return None,
            _ => {}
        }
    }
    None
}

impl<'a> Document<'a> {
    /// Reads a document as far as it can be read.
    ///
    /// # Errors
    /// When there is no element in it, or more than [`MOST_NODES`] nodes.
    pub fn parse(text: &'a str) -> Result<Self, WireError> {
        let source = skip_blank(text);
        let mut builder = Builder {
            document: Document {
                source,
                nodes: Vec::new(),
            },
            open: Vec::new(),
            too_deep: 0,
            in_text: false,
        };
        let mut reader = forgiving_reader(source);
        loop {
            let before = position(&reader);
            let read = reader.read_event();
            let after = position(&reader);
            let event = match read {
                Ok(event) => event,
                Err(quick_xml::Error::IllFormed(_)) if after > before => continue,
                // The document ends inside a tag, a comment or the like.
                Err(_) => break,
            };
            match event {
                Event::Start(tag) => builder.start(before, &tag, false),
                Event::Empty(tag) => builder.start(before, &tag, true),
                Event::End(tag) => builder.end(local_name(tag.name().as_ref()), before),
                Event::Text(text) => builder.text(text.into_inner()),
                Event::CData(text) => builder.text(text.into_inner()),
                Event::GeneralRef(name) => builder.entity(&name),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            if builder.document.nodes.len() > MOST_NODES {
                return Err(WireError::Xml {
                    line: line_at(source, after),
                    reason: "too many elements",
                });
            }
        }
        builder.finish()
    }

    /// The outermost element.
    pub fn root(&self) -> Element<'_> {
        Element {
            document: self,
            at: 0,
        }
    }
}

impl<'a> Document<'a> {
    fn slice(&self, (start, end): (u32, u32)) -> &'a str {
        self.source
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }
}

struct Builder<'a> {
    document: Document<'a>,
    /// Open elements, outermost first.
    open: Vec<usize>,
    /// Elements that were opened below the last level.
    too_deep: usize,
    /// Whether the last node is a text that goes on with the next.
    in_text: bool,
}

impl<'a> Builder<'a> {
    /// `before` is the byte of the opening bracket.
    fn start(&mut self, before: usize, tag: &BytesStart<'_>, empty: bool) {
        self.in_text = false;
        // Only one root: what follows it is no part of the document.
        if self.open.is_empty() && !self.document.nodes.is_empty() {
            return;
        }
        let start = before + 1;
        let end = start + tag.len();
        let at = self.document.nodes.len();
        let name = self
            .document
            .source
            .get(start..start + tag.name().as_ref().len());
        self.document.nodes.push(Node {
            end: narrow(at + 1),
            kind: Kind::Element {
                name: local_name(name.unwrap_or_default()),
                tag: (narrow(start), narrow(end)),
                content_end: narrow(end + 1),
            },
        });
        if empty {
            return;
        }
        if self.open.len() < MOST_DEPTH {
            self.open.push(at);
        } else {
            self.too_deep += 1;
        }
    }

    /// Closes the innermost open element of that name, and what was left open inside it. `before` is the byte of the bracket.
    fn end(&mut self, name: &str, before: usize) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let document = &self.document;
        let named = |&at: &usize| Element { document, at }.is(name);
        let Some(level) = self.open.iter().rposition(named) else {
            return;
        };
        self.close_from(level, before);
    }

    fn close_from(&mut self, level: usize, before: usize) {
        self.in_text = false;
        let next = narrow(self.document.nodes.len());
        for at in self.open.drain(level..) {
            let node = &mut self.document.nodes[at];
            node.end = next;
            if let Kind::Element { content_end, .. } = &mut node.kind {
                *content_end = narrow(before);
            }
        }
    }

    fn text(&mut self, text: Cow<'a, str>) {
        if self.open.is_empty() {
            return;
        }
        if self.in_text
            && let Some(Node {
                kind: Kind::Text(before),
                ..
            }) = self.document.nodes.last_mut()
        {
            before.to_mut().push_str(&text);
            return;
        }
        self.in_text = true;
        let end = narrow(self.document.nodes.len() + 1);
        self.document.nodes.push(Node {
            end,
            kind: Kind::Text(text),
        });
    }

    fn entity(&mut self, name: &str) {
        if let Some(c) = entities::resolve(name) {
            self.text(Cow::Owned(c.to_string()));
        }
    }

    fn finish(mut self) -> Result<Document<'a>, WireError> {
        let end = self.document.source.len();
        self.close_from(0, end);
        if self.document.nodes.is_empty() {
            return Err(WireError::Xml {
                line: 1,
                reason: "no element",
            });
        }
        Ok(self.document)
    }
}

fn forgiving_reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

/// Bytes that were read.
fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).expect("texts are in memory")
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("texts are bounded far below 4 GiB")
}

fn skip_blank(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}')
}

fn line_at(text: &str, byte: usize) -> usize {
    let before = text.bytes().take(byte);
    1 + before.filter(|byte| *byte == b'\n').count()
}

fn tag_name(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
    end.and_then(|end| tag.get(..end)).unwrap_or(tag)
}

fn local_name(name: &str) -> &str {
    let prefix = name.bytes().rposition(|byte| byte == b':');
    prefix
        .and_then(|colon| name.get(colon + 1..))
        .unwrap_or(name)
}

/// Names and values as they stand in a start tag.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let mut attributes = Attributes::html(tag, tag_name(tag).len());
    attributes.with_checks(false);
    attributes
        .filter_map(Result::ok)
        .map(|attribute| (attribute.key.into_inner(), attribute.value))
}

/// A language tag in the usual case: `fr-FR` for `FR_fr`.
pub fn language_tag(tag: &str) -> String {
    let parts = tag.split(['-', '_']).enumerate();
    let parts: Vec<String> = parts
        .map(|(at, part)| match (at, part.len()) {
            (0, _) => part.to_ascii_lowercase(),
            (_, 2) => part.to_ascii_uppercase(),
            _ => part.to_owned(),
        })
        .collect();
    parts.join("-")
}

/// The values without those that came before, in order.
pub fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    values.filter(|value| seen.insert(value.clone())).collect()
}

/// A text as one line, with single blanks and without controls. No-break and thin blanks stay inside.
pub fn one_line(text: &str) -> String {
    let clean = lines::clean(text);
    let mut out = String::with_capacity(clean.len());
    for word in clean
        .split([' ', '\t', '\n'])
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let trimmed = out.trim();
    if trimmed.len() < out.len() {
        return trimmed.to_owned();
    }
    out
}

#[cfg(test)]
mod tests;
