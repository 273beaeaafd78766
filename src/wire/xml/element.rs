//! Finding one's way in a document: names, attributes, texts and what an element holds.

use super::super::entities;
use super::super::html::Edge;
use super::{Document, Kind, MOST_ITEMS, attributes, language_tag, local_name, one_line, tag_name};

/// An element of a document.
#[derive(Clone, Copy)]
pub struct Element<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) at: usize,
}

/// What an element holds directly.
pub enum Child<'d> {
    Element(Element<'d>),
    Text(&'d str),
}

impl<'d> Element<'d> {
    /// The name without its prefix.
    pub fn name(self) -> &'d str {
        match self.document.nodes[self.at].kind {
            Kind::Element { name, .. } => name,
            Kind::Text(_) => "",
        }
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

    /// All text inside it with its line ends, entities resolved. Words on both sides of a tag are parted as in [`Edge`].
    pub fn raw_text(self) -> String {
        let mut out = String::new();
        // Names of the elements around a piece of text, and where they end.
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut edge = Edge::default();
        for at in self.at + 1..self.end() {
            while let Some((name, _)) = open.pop_if(|(_, end)| *end <= at) {
                edge.cross(name, false);
            }
            let node = &self.document.nodes[at];
            match &node.kind {
                Kind::Text(text) => {
                    if let (Some(before), Some(after)) =
                        (out.chars().next_back(), text.chars().next())
                        && edge.parts(before, after)
                    {
                        out.push(if edge == Edge::Line { '\n' } else { ' ' });
                    }
                    edge = Edge::None;
                    out.push_str(text);
                }
                Kind::Element { name, .. } => {
                    edge.cross(name, true);
                    open.push((name, node.end as usize));
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
        let Kind::Element {
            tag, content_end, ..
        } = self.document.nodes[self.at].kind
        else {
            return "";
        };
        // Behind the closing bracket of the tag.
        self.document.slice((tag.1 + 1, content_end))
    }

    /// Its source from its start tag to the end of its content.
    pub fn source(self) -> &'d str {
        let Kind::Element {
            tag, content_end, ..
        } = self.document.nodes[self.at].kind
        else {
            return "";
        };
        // From the opening bracket of the tag.
        self.document.slice((tag.0 - 1, content_end))
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
