//! Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0. One dispatch an entry.
//!
//! Read from the forgiving tree of [`super::xml`] rather than by a strict parser: feeds that are cut off, name entities of
//! HTML or do not close what they open are the normal case. Fetches nothing; links and enclosures become notes.

use std::borrow::Cow;

use super::header::Header;
use super::reflow::Block;
use super::xml::{self, Document, Element};
use super::{Input, WireError, article, body, html, times};
use crate::model::{Dispatch, EditorialNote, Format, ParagraphKind, WireTime, fold};

/// Entries of one feed that are read.
pub const MOST_ENTRIES: usize = 100_000;

/// Whether the root element is that of a feed, or of an entry of Atom alone.
pub fn recognises(text: &str) -> bool {
    xml::root_name(text).is_some_and(|name| format(name).is_some())
}

fn format(root: &str) -> Option<Format> {
    match root {
        "feed" | "entry" => Some(Format::Atom),
        _ if root.eq_ignore_ascii_case("rss") || root.eq_ignore_ascii_case("rdf") => {
            Some(Format::Rss)
        }
        _ => None,
    }
}

/// The dispatches of all entries.
///
/// # Errors
/// When the document cannot be read, or none of its entries says anything.
pub fn dispatches(input: &Input<'_>) -> Result<Vec<Dispatch>, WireError> {
    let document = Document::parse(&input.text)?;
    let root = document.root();
    let format = format(root.name()).unwrap_or(Format::Rss);
    let entry = if format == Format::Atom {
        "entry"
    } else {
        "item"
    };
    // In RSS 1.0 the items stand beside their channel.
    let channel = root.child("channel").unwrap_or(root);
    let channel = Channel {
        lang: child_text(channel, "language")
            .or_else(|| root.lang())
            .or_else(|| channel.lang()),
        author: author(channel),
    };
    let entries = root.find_all(entry).take(MOST_ENTRIES);
    let alone = root.is(entry).then_some(root);
    let mut found = Vec::new();
    for (number, entry) in entries.chain(alone).enumerate() {
        let fields = input.fields(format, number);
        found.extend(read(entry, fields, &channel));
    }
    if found.is_empty() {
        return Err(WireError::Empty);
    }
    Ok(found)
}

/// What a feed says of all of its entries.
struct Channel {
    lang: Option<String>,
    author: Option<String>,
}

fn read(entry: Element<'_>, fields: Dispatch, channel: &Channel) -> Option<Dispatch> {
    let title = named(entry, "title")
        .map(line)
        .filter(|title| !title.is_empty());
    let link = link(entry);
    let mut blocks = body(entry);
    if blocks.is_empty() {
        // The title of a picture or of a link is all that there is.
        let words = title.clone().or_else(|| link.clone())?;
        blocks.push(Block {
            kind: ParagraphKind::Prose,
            text: words,
        });
    }
    let published = time(
        entry,
        &["pubDate", "published", "issued", "created", "date"],
    );
    let updated = time(entry, &["updated", "modified"]);
    let id = ["guid", "id", "identifier"]
        .iter()
        .find_map(|name| child_text(entry, name));
    let fields = Dispatch {
        id: id
            .or_else(|| entry.attribute("about"))
            .or_else(|| link.clone())
            .unwrap_or_default(),
        lang: entry.lang().or_else(|| channel.lang.clone()),
        byline: author(entry).or_else(|| channel.author.clone()),
        keywords: keywords(entry),
        ednotes: notes(entry, link),
        created: published.or(updated),
        version_created: updated,
        ..fields
    };
    let mut said = Header::default();
    if let Some(title) = title {
        said.read_words(&title);
        said.read_headline(&title);
        said.headline = Some(title);
    }
    let fields = said.fill(fields);
    Some(article::dispatch(
        fields,
        blocks,
        article::Stated::default(),
    ))
}

/// The child of a name that is the feed's own; that of another vocabulary (`dc:title`) only where there is none, and those of
/// media extensions never: they say what a picture is.
fn named<'d>(parent: Element<'d>, name: &str) -> Option<Element<'d>> {
    let own = |child: &Element<'d>| matches!(child.prefix(), None | Some("atom" | "a" | "rss"));
    let media =
        |child: &Element<'d>| matches!(child.prefix(), Some("media" | "itunes" | "googleplay"));
    let first = parent.all(name).find(own);
    first.or_else(|| parent.all(name).find(|child| !media(child)))
}

fn child_text(parent: Element<'_>, name: &str) -> Option<String> {
    named(parent, name)?.text()
}

fn time(entry: Element<'_>, names: &[&str]) -> Option<WireTime> {
    names.iter().find_map(|name| {
        let text = child_text(entry, name)?;
        times::parse(&text).or_else(|| times::parse_mail(&text))
    })
}

/// A title on one line. It may be HTML, by its type or by what stands in it.
fn line(title: Element<'_>) -> String {
    let content = content(title);
    let plain = title
        .attribute("type")
        .is_some_and(|kind| kind == "text" || kind == "text/plain");
    if !plain && has_markup(&content) {
        html::line(&content)
    } else {
        xml::one_line(&content)
    }
}

/// The content of an element as the source of a text: HTML, or plain lines.
fn content(element: Element<'_>) -> Cow<'_, str> {
    if element.children().next().is_some() {
        Cow::Borrowed(element.inner_source())
    } else {
        Cow::Owned(element.raw_text())
    }
}

/// Whether a text holds a tag or a character reference.
fn has_markup(text: &str) -> bool {
    let tag = text.match_indices('<').any(|(at, _)| {
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'))
    });
    let reference = || {
        text.match_indices('&').any(|(at, _)| {
            let name: String = text
                .get(at + 1..)
                .unwrap_or_default()
                .chars()
                .take(10)
                .collect();
            let end = name.find(';').unwrap_or(0);
            end > 1
                && name
                    .bytes()
                    .take(end)
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
        })
    };
    tag || reference()
}

/// The paragraphs of an entry: its content; before it the summary, unless the content begins with it.
fn body(entry: Element<'_>) -> Vec<Block> {
    let summary = ["description", "summary", "subtitle"]
        .iter()
        .find_map(|name| named(entry, name))
        .map(blocks)
        .unwrap_or_default();
    let content = entry
        .all("encoded")
        .chain(named(entry, "content"))
        .chain(entry.all("body"))
        .map(blocks)
        .find(|blocks| !blocks.is_empty());
    let Some(content) = content else {
        return if summary.is_empty() {
            described(entry)
        } else {
            summary
        };
    };
    if summary.is_empty() || repeats(&content, &summary) {
        return content;
    }
    summary.into_iter().chain(content).collect()
}

/// What a media extension says of an entry that has no text.
fn described(entry: Element<'_>) -> Vec<Block> {
    let of_media = |element: &Element<'_>| matches!(element.name(), "description" | "summary");
    let media = entry.descendants().find(of_media);
    media.map(blocks).unwrap_or_default()
}

fn blocks(element: Element<'_>) -> Vec<Block> {
    let content = content(element);
    if has_markup(&content) {
        html::blocks(&content)
    } else {
        body::escaped_blocks(&content)
    }
}

/// Whether the content says again what the summary says; a summary is often cut off.
fn repeats(content: &[Block], summary: &[Block]) -> bool {
    const ENOUGH: usize = 60;
    let letters = |blocks: &[Block], most: usize| -> String {
        let text = blocks.iter().flat_map(|block| block.text.chars());
        fold(
            &text
                .filter(|c| c.is_alphanumeric())
                .take(most)
                .collect::<String>(),
        )
    };
    letters(content, usize::MAX).contains(&letters(summary, ENOUGH))
}

/// The names of the authors; those of RSS are addresses with a name in brackets.
fn author(entry: Element<'_>) -> Option<String> {
    let people: Vec<String> = entry
        .all("author")
        .filter(|author| author.prefix() != Some("itunes"))
        .filter_map(|author| match author.child("name") {
            Some(name) => name.text(),
            None => author.text().map(|text| name_of(&text)),
        })
        .collect();
    let people = if people.is_empty() {
        entry.all("creator").filter_map(Element::text).collect()
    } else {
        people
    };
    let source = || author(entry.child("source")?);
    (!people.is_empty())
        .then(|| people.join(", "))
        .or_else(source)
}

/// `me@example.org (Anne Muster)`
fn name_of(text: &str) -> String {
    let name = text
        .split_once('(')
        .filter(|(address, _)| address.contains('@'))
        .and_then(|(_, rest)| rest.strip_suffix(')'));
    name.unwrap_or(text).trim().to_owned()
}

fn keywords(entry: Element<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for category in entry.all("category").chain(entry.all("subject")) {
        let label = || {
            category
                .attribute("label")
                .or_else(|| category.attribute("term"))
        };
        let word = category.text().or_else(label);
        found.extend(word.filter(|word| !found.contains(word)));
    }
    found
}

/// Where the whole text is.
fn link(entry: Element<'_>) -> Option<String> {
    let alternate = |link: &Element<'_>| link.attribute("rel").is_none_or(|rel| rel == "alternate");
    let of_atom = entry
        .all("link")
        .find(alternate)
        .and_then(|link| link.attribute("href"));
    let of_rss = || entry.all("link").find_map(Element::text);
    of_atom.or_else(of_rss)
}

/// The link, then pictures and sounds: `https://example.org/vote.jpg (image/jpeg)`.
fn notes(entry: Element<'_>, link: Option<String>) -> Vec<EditorialNote> {
    let of_atom = |link: &Element<'_>| link.attribute("rel").as_deref() == Some("enclosure");
    let enclosures = entry
        .all("enclosure")
        .chain(entry.all("link").filter(of_atom))
        .filter_map(|enclosure| {
            let url = enclosure
                .attribute("url")
                .or_else(|| enclosure.attribute("href"))?;
            let kind = enclosure.attribute("type").map(|kind| format!(" ({kind})"));
            Some(format!("{url}{}", kind.unwrap_or_default()))
        });
    link.into_iter()
        .chain(enclosures)
        .map(|text| EditorialNote {
            text,
            publishable: true,
        })
        .collect()
}

#[cfg(test)]
mod tests;
