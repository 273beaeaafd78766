//! NewsML-G2: news messages, news items and packages; bodies in NITF, XHTML or plain data.
//!
//! Names in controlled vocabularies go without their prefixes, which each agency chooses for itself.

use std::collections::HashMap;

use super::article::{self, Stated};
use super::reflow::Block;
use super::xml::{self, Document, Element};
use super::{Input, WireError, body, header, html, times};
use crate::model::{
    Dispatch, EditorialNote, Format, Level, ParagraphKind, Signal, Status, WireTime,
};

const ITEMS: [&str; 5] = [
    "newsItem",
    "packageItem",
    "knowledgeItem",
    "conceptItem",
    "planningItem",
];

/// A message, an item, or the content of one.
pub fn recognises(text: &str) -> bool {
    xml::root_name(text)
        .is_some_and(|root| root == "newsMessage" || root == "contentSet" || ITEMS.contains(&root))
}

/// The items of a message that have any text, in the order of the packages in it. A package is read when it travels alone.
///
/// # Errors
/// When it is no XML, or no item in it has any text.
pub fn dispatches(input: &Input) -> Result<Vec<Dispatch>, WireError> {
    let document = Document::parse(&input.text)?;
    let root = document.root();
    let items = if root.is("newsMessage") {
        root.outermost(|element| ITEMS.contains(&element.name()))
    } else {
        vec![root]
    };
    let (packages, mut items): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| item.is("packageItem"));
    let order = order(&packages);
    items.sort_by_key(|item| {
        let place = item
            .attribute("guid")
            .and_then(|guid| order.get(&guid).copied());
        place.unwrap_or(usize::MAX)
    });
    let mut read = Vec::new();
    for item in items {
        read.extend(Item { item }.dispatch(input, read.len()));
    }
    if read.is_empty() {
        for item in packages {
            read.extend(Item { item }.dispatch(input, read.len()));
        }
    }
    if read.is_empty() {
        return Err(WireError::NoText);
    }
    Ok(read)
}

/// The places of items in the packages that list them.
fn order(packages: &[Element<'_>]) -> HashMap<String, usize> {
    let listed = packages
        .iter()
        .flat_map(|package| package.find_all("itemRef"));
    let mut order = HashMap::new();
    for guid in listed.filter_map(|item| item.attribute("residref")) {
        let next = order.len();
        order.entry(guid).or_insert(next);
    }
    order
}

/// A name without the prefix of its vocabulary.
fn bare(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

struct Item<'d> {
    item: Element<'d>,
}

impl<'d> Item<'d> {
    fn dispatch(&self, input: &Input, number: usize) -> Option<Dispatch> {
        let headline = self.headline();
        let blocks = self.blocks();
        let (id, version) = self.id_and_version();
        // A kill may be nothing but an identifier and a status; pictures and videos without a word are no dispatch.
        if blocks.is_empty() && headline.is_none() && (id.is_empty() || !self.is_text()) {
            return None;
        }
        let (level, signal) = self.level_and_signal(headline.as_deref());
        let fields = Dispatch {
            id,
            version,
            lang: self.language(),
            status: self.status(),
            signal,
            urgency: self.content("urgency").and_then(|level| level.parse().ok()),
            level,
            slug: self.content("slugline"),
            headline,
            byline: self.content("by"),
            keywords: xml::distinct(self.content_elements("keyword").filter_map(Element::text)),
            subjects: xml::distinct(
                self.content_elements("subject")
                    .filter_map(|subject| subject.attribute("qcode")),
            ),
            ednotes: self.notes(),
            embargo: self.item_meta("embargoed").and_then(time),
            created: self
                .item_meta("firstCreated")
                .or_else(|| self.content_elements("contentCreated").next())
                .and_then(time),
            version_created: self.item_meta("versionCreated").and_then(time),
            supersedes: self.supersedes(),
            signoff: self.signoff(),
            ..input.fields(Format::NewsMlG2, number)
        };
        Some(article::dispatch(fields, blocks, self.stated()))
    }

    fn is_text(&self) -> bool {
        let class = self
            .item_meta("itemClass")
            .and_then(|class| class.attribute("qcode"));
        class.is_some_and(|class| bare(&class) == "text") || self.status() == Status::Canceled
    }

    /// The version is an attribute of its own, or else the last part of a URN after RFC 3085: `urn:newsml:provider:date:item:1`.
    fn id_and_version(&self) -> (String, Option<String>) {
        const PARTS: usize = 6;
        let guid = self.item.attribute("guid").unwrap_or_default();
        let version = self.item.attribute("version");
        if version.is_none()
            && guid.starts_with("urn:newsml:")
            && guid.split(':').count() >= PARTS
            && let Some((id, revision)) = guid.rsplit_once(':')
            && revision.bytes().all(|byte| byte.is_ascii_digit())
        {
            return (id.to_owned(), Some(revision.to_owned()));
        }
        (guid, version)
    }

    fn item_meta(&self, name: &str) -> Option<Element<'d>> {
        self.item.child("itemMeta")?.child(name)
    }

    fn item_metas(&self, name: &'static str) -> impl Iterator<Item = Element<'d>> {
        self.item
            .child("itemMeta")
            .into_iter()
            .flat_map(move |meta| meta.all(name))
    }

    fn content_elements(&self, name: &'static str) -> impl Iterator<Item = Element<'d>> {
        self.item
            .child("contentMeta")
            .into_iter()
            .flat_map(move |meta| meta.all(name))
    }

    fn content(&self, name: &'static str) -> Option<String> {
        self.content_elements(name).find_map(Element::text)
    }

    /// The headline of the first rank; a second one may say more.
    fn headline(&self) -> Option<String> {
        let rank = |headline: &Element<'_>| {
            let rank = headline
                .attribute("rank")
                .and_then(|rank| rank.parse::<u32>().ok());
            let secondary = headline
                .attribute("role")
                .is_some_and(|role| bare(&role) != "mainHeadline" && bare(&role) != "main");
            (secondary, rank.unwrap_or(1))
        };
        let headlines = self
            .content_elements("headline")
            .filter(|headline| headline.text().is_some());
        let stated = headlines.min_by_key(rank).and_then(Element::text);
        let set = || self.item.find("contentSet");
        stated
            .or_else(|| set()?.find("hl1")?.text())
            .or_else(|| set()?.find("title")?.text())
    }

    /// The first content with any text; else what describes a picture, a video or a package.
    fn blocks(&self) -> Vec<Block> {
        let set = if self.item.is("contentSet") {
            Some(self.item)
        } else {
            self.item.child("contentSet")
        };
        let contents = set.into_iter().flat_map(Element::children);
        let written = contents
            .filter(|content| content.is("inlineXML") || content.is("inlineData"))
            .map(body::blocks)
            .find(|blocks| !blocks.is_empty());
        written.unwrap_or_else(|| match self.descriptions() {
            none if none.is_empty() => body::escaped_blocks(&self.item.own_text()),
            descriptions => descriptions,
        })
    }

    fn descriptions(&self) -> Vec<Block> {
        let descriptions = self
            .content_elements("description")
            .chain(self.item.find_all("itemRef"));
        let texts = descriptions.filter_map(|element| match element.name() {
            "itemRef" => element
                .child("headline")
                .or_else(|| element.child("title"))?
                .text(),
            _ => element.text(),
        });
        texts
            .map(|text| Block {
                kind: ParagraphKind::Prose,
                text,
            })
            .collect()
    }

    fn language(&self) -> Option<String> {
        let tag = self
            .content_elements("language")
            .find_map(|language| language.attribute("tag"));
        tag.map(|tag| xml::language_tag(&tag))
            .or_else(|| self.item.lang())
    }

    /// An embargo without an end, says the specification, holds until further notice.
    fn status(&self) -> Status {
        let stated = self.item_meta("pubStatus");
        let stated = stated.and_then(|status| {
            status
                .attribute("qcode")
                .or_else(|| status.attribute("literal"))
        });
        let status = stated
            .map(|status| article::status(&status))
            .unwrap_or_default();
        let open = self
            .item_meta("embargoed")
            .is_some_and(|embargo| embargo.text().is_none());
        if open && status == Status::Usable {
            Status::Embargoed
        } else {
            status
        }
    }

    fn level_and_signal(&self, headline: Option<&str>) -> (Option<Level>, Option<Signal>) {
        let code = |element: Element<'_>| element.attribute("qcode");
        let mut said: Vec<String> = Vec::new();
        said.extend(
            self.content_elements("genre")
                .filter_map(|genre| genre.child("name")?.text()),
        );
        said.extend(
            self.content_elements("genre")
                .filter_map(code)
                .map(|genre| bare(&genre).to_owned()),
        );
        let notes: Vec<String> = self
            .item_metas("edNote")
            .filter_map(Element::text)
            .collect();
        let leading = notes.iter().flat_map(|note| article::leading_words(note));
        said.extend(leading.map(str::to_owned));
        said.extend(headline.map(str::to_owned));
        let (level, worded) = header::level_and_signal(said.iter().map(String::as_str));
        let mut signals: Vec<Signal> = self
            .item_metas("signal")
            .filter_map(code)
            .filter_map(|name| signal(&name))
            .collect();
        let corrects = self
            .item_metas("edNote")
            .filter_map(|note| note.attribute("role"))
            .any(|role| bare(&role).starts_with("correction"));
        if corrects {
            signals.push(Signal::Correction);
        }
        signals.extend(worded);
        let gravest = [Signal::Kill, Signal::Correction, Signal::Update]
            .into_iter()
            .find(|signal| signals.contains(signal));
        (level, gravest)
    }

    /// dpa sends its notes one by one, and again as a page: that is read where there is nothing else.
    fn notes(&self) -> Vec<EditorialNote> {
        let (pages, notes): (Vec<_>, Vec<_>) = self
            .item_metas("edNote")
            .chain(self.item_metas("ednote"))
            .filter(|note| !has_role(*note, "closingline"))
            .partition(|note| note.children().next().is_some());
        let notes: Vec<EditorialNote> = notes.into_iter().filter_map(editorial_note).collect();
        if notes.is_empty() {
            return pages.into_iter().flat_map(notepad).collect();
        }
        notes
    }

    fn signoff(&self) -> Option<String> {
        let mut notes = self.item_metas("edNote");
        notes.find(|note| has_role(*note, "closingline"))?.text()
    }

    /// The item that this one grew out of; its own earlier versions share its id.
    fn supersedes(&self) -> Option<String> {
        let id = self.item.attribute("guid");
        let links = self.item_metas("link").filter(|link| {
            let relation = link.attribute("rel");
            relation.is_some_and(|relation| {
                matches!(
                    bare(&relation),
                    "evolvedFrom" | "prevVersion" | "previousVersion" | "replaces" | "supersedes"
                )
            })
        });
        links
            .filter_map(|link| link.attribute("residref"))
            .find(|replaced| Some(replaced) != id.as_ref())
    }

    fn stated(&self) -> Stated {
        let name = |element: Element<'_>| {
            let name = element.child("name").and_then(Element::text);
            name.or_else(|| element.attribute("literal")).or_else(|| {
                element
                    .attribute("qcode")
                    .map(|code| bare(&code).to_owned())
            })
        };
        Stated {
            dateline: self.content("dateline"),
            place: self
                .content_elements("located")
                .find_map(|place| place.child("name")?.text()),
            date: None,
            agency: self
                .item_meta("provider")
                .and_then(name)
                .map(article::agency),
        }
    }
}

fn time(element: Element<'_>) -> Option<WireTime> {
    times::parse(&element.text()?)
}

/// `sig:update`; Reuters has letters of its own: N new, U update, C correction, D delete.
fn signal(name: &str) -> Option<Signal> {
    match bare(name) {
        "update" | "U" => Some(Signal::Update),
        "correction" | "C" => Some(Signal::Correction),
        "kill" | "D" => Some(Signal::Kill),
        _ => None,
    }
}

fn has_role(element: Element<'_>, role: &str) -> bool {
    element
        .attribute("role")
        .is_some_and(|found| bare(&found) == role)
}

fn editorial_note(note: Element<'_>) -> Option<EditorialNote> {
    let constraint = note.attribute("pubconstraint").unwrap_or_default();
    let private = bare(&constraint) == "nonpublic" || has_role(note, "private");
    Some(EditorialNote {
        text: note.text()?,
        publishable: !private,
    })
}

/// Notes that are set as a page: what is in a part of it that is marked as public may be shown.
fn notepad(note: Element<'_>) -> Vec<EditorialNote> {
    let passages = html::passages(note.inner_source()).into_iter();
    let notes = passages.filter(|passage| passage.block.kind != ParagraphKind::Crosshead);
    notes
        .map(|passage| EditorialNote {
            publishable: passage.has_class("np-public"),
            text: xml::one_line(&passage.block.text),
        })
        .collect()
}

#[cfg(test)]
mod tests;
