//! Forgiving, bounded reading of XML into a small tree, for the dialects of the agencies.
//!
//! Broken documents are the normal case: what was cut off, not closed or closed twice is read as far as it goes. Declarations
//! of a document type are skipped, so that nothing is ever expanded or fetched; of entities the named ones of HTML and the
//! numbered ones are known, others are dropped. Elements go by local name, whatever their prefix. Knows no dialect.

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};

use super::{WireError, entities, lines};

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
    /// Bytes of the source: the start tag without its brackets, and where the content ends.
    Element {
        tag: (u32, u32),
        content_end: u32,
    },
    Text(Cow<'a, str>),
}

/// An element of a document.
#[derive(Clone, Copy)]
pub struct Element<'d> {
    document: &'d Document<'d>,
    at: usize,
}

/// What an element holds directly.
pub enum Child<'d> {
    Element(Element<'d>),
    Text(&'d str),
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

impl<'d> Element<'d> {
    /// The name without its prefix.
    pub fn name(self) -> &'d str {
        local_name(tag_name(self.tag()))
    }

    /// The prefix of the name.
    pub fn prefix(self) -> Option<&'d str> {
        tag_name(self.tag())
            .split_once(':')
            .map(|(prefix, _)| prefix)
    }

    /// Whether the name without its prefix is this.
    pub fn is(self, name: &str) -> bool {
        self.name() == name
    }

    /// The value of an attribute, by local name, without the white space around it; none when it is empty.
    pub fn attribute(self, name: &str) -> Option<String> {
        let (_, value) = attributes(self.tag()).find(|(key, _)| local_name(key) == name)?;
        let value = one_line(&entities::resolved(&value));
        (!value.is_empty()).then_some(value)
    }

    /// Elements and texts that it holds directly, in order.
    pub fn nodes(self) -> impl Iterator<Item = Child<'d>> {
        let document = self.document;
        let end = self.end();
        let mut next = self.at + 1;
        std::iter::from_fn(move || {
            let at = next;
            let node = document.nodes.get(at).filter(|_| at < end)?;
            next = node.end as usize;
            Some(match &node.kind {
                Kind::Text(text) => Child::Text(text),
                Kind::Element { .. } => Child::Element(Element { document, at }),
            })
        })
    }

    /// Elements that it holds directly, in order.
    pub fn children(self) -> impl Iterator<Item = Element<'d>> {
        self.nodes().filter_map(|node| match node {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// Elements of a name that it holds directly.
    pub fn all(self, name: &str) -> impl Iterator<Item = Element<'d>> {
        self.children().filter(move |child| child.is(name))
    }

    /// The first element of a name that it holds directly.
    pub fn child(self, name: &str) -> Option<Element<'d>> {
        self.all(name).next()
    }

    /// All elements inside it, in reading order.
    pub fn descendants(self) -> impl Iterator<Item = Element<'d>> {
        let document = self.document;
        let end = self.end();
        (self.at + 1..end)
            .filter(|&at| matches!(document.nodes[at].kind, Kind::Element { .. }))
            .map(move |at| Element { document, at })
    }

    /// All elements inside it but those that are skipped with what they hold.
    pub fn descendants_without(
        self,
        skip: impl Fn(Element<'d>) -> bool,
    ) -> impl Iterator<Item = Element<'d>> {
        let mut end = 0;
        self.descendants().filter(move |element| {
            if element.at >= end && skip(*element) {
                end = element.end();
            }
            element.at >= end
        })
    }

    /// The first element of a name anywhere inside it.
    pub fn find(self, name: &str) -> Option<Element<'d>> {
        self.descendants().find(|element| element.is(name))
    }

    /// All elements of a name anywhere inside it.
    pub fn find_all(self, name: &str) -> impl Iterator<Item = Element<'d>> {
        self.descendants().filter(move |element| element.is(name))
    }

    /// The outermost elements inside it that are asked for, in reading order, at most [`MOST_ITEMS`].
    pub fn outermost(self, wanted: impl Fn(Element<'d>) -> bool) -> Vec<Element<'d>> {
        let mut end = 0;
        self.descendants()
            .filter(|element| {
                let found = element.at >= end && wanted(*element);
                if found {
                    end = element.end();
                }
                found
            })
            .take(MOST_ITEMS)
            .collect()
    }

    /// The elements of a name inside it that hold no other of that name, in reading order, at most [`MOST_ITEMS`].
    pub fn innermost(self, name: &str) -> Vec<Element<'d>> {
        let mut found: Vec<Element<'d>> = Vec::new();
        for element in self.find_all(name) {
            found.pop_if(|last| element.at < last.end());
            if found.len() == MOST_ITEMS {
                break;
            }
            found.push(element);
        }
        found
    }

    /// All text inside it as one line: single blanks, no controls; none when there is no text.
    pub fn text(self) -> Option<String> {
        let text = one_line(&self.raw_text());
        (!text.is_empty()).then_some(text)
    }

    /// All text inside it with its line ends, entities resolved, otherwise as it came.
    pub fn raw_text(self) -> String {
        let inside = &self.document.nodes[self.at + 1..self.end()];
        let mut out = String::new();
        for node in inside {
            match &node.kind {
                Kind::Text(text) => out.push_str(text),
                // Words on both sides of a line break or of a block are two words.
                Kind::Element { tag, .. } => {
                    let name = local_name(tag_name(self.document.slice(*tag)));
                    if matches!(name, "br" | "p" | "div" | "tr" | "td" | "li") {
                        out.push('\n');
                    }
                }
            }
        }
        out
    }

    /// The text that it holds directly, outside of other elements.
    pub fn own_text(self) -> String {
        self.nodes()
            .filter_map(|node| match node {
                Child::Text(text) => Some(text),
                Child::Element(_) => None,
            })
            .collect()
    }

    /// What stands between its tags in the source, markup and all.
    pub fn inner_source(self) -> &'d str {
        let Kind::Element { tag, content_end } = self.document.nodes[self.at].kind else {
            return "";
        };
        // Behind the closing bracket of the tag.
        self.document.slice((tag.1 + 1, content_end))
    }

    /// The language that this element states, after BCP 47.
    pub fn lang(self) -> Option<String> {
        self.attribute("lang").map(|lang| language_tag(&lang))
    }

    /// One past the last node inside.
    fn end(self) -> usize {
        self.document.nodes[self.at].end as usize
    }

    fn tag(self) -> &'d str {
        match self.document.nodes[self.at].kind {
            Kind::Element { tag, .. } => self.document.slice(tag),
            Kind::Text(_) => "",
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
        self.document.nodes.push(Node {
            end: narrow(at + 1),
            kind: Kind::Element {
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
    name.rsplit(':').next().unwrap_or(name)
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
mod tests {
    use super::*;

    /// The tree as text: `name[attributes](what it holds)`.
    fn shown(element: Element<'_>) -> String {
        let inside: Vec<String> = element
            .nodes()
            .map(|node| match node {
                Child::Element(element) => shown(element),
                Child::Text(text) => format!("'{text}'"),
            })
            .collect();
        format!("{}({})", element.name(), inside.join(" "))
    }

    fn check(text: &str, tree: &str) {
        let document = Document::parse(text).unwrap();
        assert_eq!(shown(document.root()), tree, "{text}");
    }

    #[test]
    fn prefixes_comments_and_declarations_do_not_count() {
        check(
            " <?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><n:a xmlns:n='u'>b<!-- c -->d<n:e/></n:a>",
            "a('bd' e())",
        );
    }

    #[test]
    fn entities_are_resolved_and_unknown_ones_dropped() {
        check(
            "<a>R&D &eacute;t&#233; &amp;lt; &nope;&#x9b;1 &amp &#xD800;</a>",
            "a('R&D été &lt; ›1 &amp ')",
        );
        check(
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>b&x;c</a>",
            "a('bc')",
        );
        check("<a><![CDATA[<b>&amp;</b>]]></a>", "a('<b>&amp;</b>')");
    }

    #[test]
    fn what_is_broken_is_read_as_far_as_it_goes() {
        check("<a><b>c</b><b>d", "a(b('c') b('d'))");
        check("<a><b>c<i>d</b>e</i>f</a>", "a(b('c' i('d')) 'ef')");
        check("<a>b<c", "a('b')");
        check("<a>b</a><c>d</c>", "a('b')");
        assert!(Document::parse("no element").is_err());
    }

    #[test]
    fn depth_is_bounded_and_text_stays() {
        let deep = format!("{}x{}", "<b>".repeat(100_000), "</b>".repeat(100_000));
        let document = Document::parse(&deep).unwrap();
        assert_eq!(document.root().text().as_deref(), Some("x"));
        let text = format!("<a>{}</a>", "<p>x".repeat(1000));
        let document = Document::parse(&text).unwrap();
        assert_eq!(document.root().find_all("p").count(), 1000);
    }

    #[test]
    fn attributes_children_and_sources() {
        let document = Document::parse(
            "<a><b x:id=' 1&amp;2 '/><b id='3'><c/>t <d>u</d></b><e lang='fr_FR' empty=''/></a>",
        )
        .unwrap();
        let root = document.root();
        assert_eq!(root.child("b").unwrap().attribute("id").unwrap(), "1&2");
        assert_eq!(root.find("d").unwrap().text().unwrap(), "u");
        assert_eq!(root.all("b").nth(1).unwrap().own_text(), "t ");
        assert_eq!(
            root.all("b").nth(1).unwrap().inner_source(),
            "<c/>t <d>u</d>"
        );
        assert_eq!(root.child("e").unwrap().lang().unwrap(), "fr-FR");
        assert_eq!(root.child("e").unwrap().attribute("empty"), None);
        assert_eq!(root.child("b").unwrap().inner_source(), "");
    }

    #[test]
    fn items_are_those_outside_or_inside_of_others() {
        let document = Document::parse("<r><i a='1'><i a='2'/><i a='3'/></i><j><i a='4'/></j></r>");
        let document = document.unwrap();
        let numbers = |items: Vec<Element<'_>>| -> Vec<String> {
            items
                .iter()
                .filter_map(|item| item.attribute("a"))
                .collect()
        };
        let root = document.root();
        assert_eq!(
            numbers(root.outermost(|element| element.is("i"))),
            ["1", "4"]
        );
        assert_eq!(numbers(root.innermost("i")), ["2", "3", "4"]);
    }

    #[test]
    fn root_names() {
        assert_eq!(
            root_name("\n <?xml version='1.0'?>\n<!-- x --><n:nitf a='b'>"),
            Some("nitf")
        );
        assert_eq!(root_name("Oslo <b>"), None);
        assert_eq!(root_name("<"), None);
        assert_eq!(root_name("<!DOCTYPE x"), None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_breaks_it(text in "(<[/!?]?[a-c:]{0,3}[ a-c='\"]{0,4}/?>?|&[#a-z0-9]{0,5};?|[a-z é<>&\"-]|\\]\\]>|<!\\[CDATA\\[|<!--|-->){0,40}") {
            root_name(&text);
            if let Ok(document) = Document::parse(&text) {
                for element in document.root().descendants() {
                    element.text();
                    element.inner_source();
                    element.attribute("a");
                }
            }
        }
    }
}
