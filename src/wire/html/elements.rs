//! The elements of HTML: what each does to the text around it.

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
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

/// The name of an element in small letters, and its role; none for one that only marks words.
pub fn element(name: &str) -> Option<(&'static str, Role)> {
    ELEMENTS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .copied()
}
