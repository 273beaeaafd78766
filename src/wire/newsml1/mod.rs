//! NewsML 1.0 to 1.2: AFP, ATS, ANP, Belga, EFE, Kyodo, Reuters and others.
//!
//! Components nest freely and agencies use them differently, so that all text items of a news item are read in order; the
//! first news lines and metadata that are not empty count.

use super::article::{self, Stated};
use super::xml::{self, Document, Element};
use super::{Input, WireError, body, dateline, header, times};
use crate::model::{Dispatch, EditorialNote, Format, Level, Signal, Status, WireTime};

/// NewsML 1 has one root; its attribute `Version` may be missing.
pub fn recognises(text: &str) -> bool {
    xml::root_name(text) == Some("NewsML")
}

/// The news items of a file, in order.
///
/// # Errors
/// When it is no XML, or no item in it has any text.
pub fn dispatches(input: &Input) -> Result<Vec<Dispatch>, WireError> {
    let document = Document::parse(&input.text)?;
    let root = document.root();
    let envelope = root.child("NewsEnvelope");
    let mut read = Vec::new();
    // An item that holds others is the package in which they travel.
    for item in root.innermost("NewsItem") {
        for variant in variants(item) {
            let item = Item {
                envelope,
                item,
                variant,
            };
            read.extend(item.dispatch(input, read.len()));
        }
    }
    if read.is_empty() {
        return Err(WireError::NoText);
    }
    Ok(read)
}

/// The components of an item that hold a whole dispatch each: one for each language, where there are several.
fn variants(item: Element<'_>) -> Vec<Element<'_>> {
    const MOST: usize = 16;
    let Some(main) = item.child("NewsComponent") else {
        return vec![item];
    };
    let parts: Vec<Element<'_>> = main.all("NewsComponent").collect();
    let languages: Vec<String> = parts.iter().filter_map(|part| part.lang()).collect();
    let told_apart = languages.len() == parts.len()
        && (2..=MOST).contains(&parts.len())
        && languages
            .iter()
            .enumerate()
            .all(|(at, lang)| !languages[..at].contains(lang));
    if told_apart { parts } else { vec![item] }
}

struct Item<'d> {
    envelope: Option<Element<'d>>,
    item: Element<'d>,
    /// The part of the item that is read: all of it, or what is in one language.
    variant: Element<'d>,
}

impl<'d> Item<'d> {
    fn dispatch(&self, input: &Input, number: usize) -> Option<Dispatch> {
        let headline = self.line("HeadLine");
        let mut blocks = Vec::new();
        for content in self.contents() {
            blocks.extend(body::blocks(content));
        }
        let id = self.identifier();
        // A kill may be nothing but an identifier and a status.
        if blocks.is_empty() && headline.is_none() && id.is_none() {
            return None;
        }
        let (level, signal) = self.level_and_signal(headline.as_deref());
        let fields = Dispatch {
            id: id.unwrap_or_default(),
            version: self.named("RevisionId").and_then(Element::text),
            lang: self.language(),
            status: self.status(),
            signal,
            urgency: self.urgency(),
            level,
            slug: self
                .named("NameLabel")
                .and_then(Element::text)
                .or_else(|| self.line("SlugLine")),
            headline,
            byline: self.byline(),
            keywords: self.keywords(),
            subjects: self.subjects(),
            ednotes: self.notes(),
            embargo: self.embargo(),
            created: self.time("FirstCreated"),
            version_created: self.time("ThisRevisionCreated"),
            supersedes: self.supersedes(),
            ..input.fields(Format::NewsMl1, number)
        };
        Some(article::dispatch(fields, blocks, self.stated()))
    }

    /// The first element of a name in the item.
    fn named(&self, name: &str) -> Option<Element<'d>> {
        self.item.find(name)
    }

    /// The first news line of a kind, where that one is empty nothing: pictures that follow have lines of their own.
    fn line(&self, name: &str) -> Option<String> {
        let lines = self
            .variant
            .find("NewsLines")
            .or_else(|| self.item.find("NewsLines"))?;
        lines.child(name)?.text()
    }

    /// Where the text credits nobody, its pictures may.
    fn byline(&self) -> Option<String> {
        self.variant.find_all("ByLine").find_map(Element::text)
    }

    /// Texts, and not pictures, that stand in the variant itself. Belga sends the title as a text of its own.
    fn contents(&self) -> impl Iterator<Item = Element<'d>> {
        let named =
            |element: Element<'d>, child: &str| element.child(child)?.attribute("FormalName");
        let is_title = move |element: Element<'d>| {
            element.is("NewsComponent") && named(element, "Role").as_deref() == Some("Title")
        };
        self.variant
            .descendants_without(is_title)
            .filter(|element| element.is("ContentItem"))
            .filter(move |item| {
                named(*item, "MediaType").is_none_or(|kind| kind.eq_ignore_ascii_case("text"))
            })
            .filter_map(|item| item.child("DataContent"))
    }

    /// The public identifier as the agency gives it. One that does not name the item is completed, because it must be unique.
    fn identifier(&self) -> Option<String> {
        let part = |name| self.named(name).and_then(Element::text);
        let item = part("NewsItemId").filter(|item| item != "0");
        let public = part("PublicIdentifier");
        let mut parts: Vec<String> = Vec::new();
        match (public, item) {
            (Some(public), Some(item)) if public.contains(&item) => parts.push(public),
            (Some(public), item) => {
                parts.push(public);
                parts.extend(item);
            }
            (None, item) => {
                parts.push("urn:newsml".to_owned());
                parts.extend(part("ProviderId"));
                parts.extend(part("DateId"));
                parts.push(item?);
            }
        }
        if self.is_one_of_several() {
            parts.extend(self.variant.lang());
        }
        Some(parts.join(":"))
    }

    fn is_one_of_several(&self) -> bool {
        !self.variant.is("NewsItem")
    }

    /// The identifier of the revision before this one, where both end in their revisions.
    fn supersedes(&self) -> Option<String> {
        let revision = self.named("RevisionId")?;
        let previous = revision
            .attribute("PreviousRevision")
            .filter(|number| number != "0")?;
        let public = self.named("PublicIdentifier")?.text()?;
        let (stem, last) = public.rsplit_once(':')?;
        let update = last.strip_prefix(&revision.text()?)?;
        Some(format!("{stem}:{previous}{update}"))
    }

    fn language(&self) -> Option<String> {
        let stated = || self.variant.find("Language")?.attribute("FormalName");
        let component = || self.variant.find("NewsComponent")?.lang();
        let lang = self.variant.lang().or_else(|| self.item.lang());
        lang.or_else(stated)
            .or_else(component)
            .map(|lang| xml::language_tag(&lang))
    }

    fn status(&self) -> Status {
        let name = self
            .named("Status")
            .and_then(|status| status.attribute("FormalName"));
        name.map(|name| article::status(&name)).unwrap_or_default()
    }

    fn urgency(&self) -> Option<u8> {
        let priority = || self.envelope?.child("Priority");
        let urgency = self.named("Urgency").or_else(priority)?;
        urgency.attribute("FormalName")?.parse().ok()
    }

    /// From the kind of item, its genre, the instruction to editors and the advisory line, and the words before the headline.
    fn level_and_signal(&self, headline: Option<&str>) -> (Option<Level>, Option<Signal>) {
        let name = |element: Element<'_>| element.attribute("FormalName");
        let mut said: Vec<String> = Vec::new();
        said.extend(self.named("NewsItemType").and_then(name));
        said.extend(self.variant.find_all("Genre").filter_map(name));
        let advisory = self.news_lines("AdvisoryLine");
        let leading = advisory
            .iter()
            .flat_map(|note| article::leading_words(note));
        said.extend(leading.map(str::to_owned));
        said.extend(headline.map(str::to_owned));
        let revised = || self.supersedes().map(|_| Signal::Update);
        let instruction = self.named("Instruction").and_then(name);
        let instructed = match instruction.as_deref() {
            Some("Delete" | "Kill") => Some(Signal::Kill),
            Some("Rectify" | "Correction") => Some(Signal::Correction),
            Some("Update" | "Replace") => Some(Signal::Update),
            _ => None,
        };
        let (level, signal) = header::level_and_signal(said.iter().map(String::as_str));
        (level, instructed.or(signal).or_else(revised))
    }

    /// The texts of news lines whose kind is a name.
    fn news_lines(&self, kind: &str) -> Vec<String> {
        let lines = self.variant.find_all("NewsLine").filter(|line| {
            let found = line
                .child("NewsLineType")
                .and_then(|found| found.attribute("FormalName"));
            found.as_deref() == Some(kind)
        });
        lines
            .filter_map(|line| line.child("NewsLineText")?.text())
            .collect()
    }

    fn notes(&self) -> Vec<EditorialNote> {
        let lines = ["AdvisoryLine", "ProductLine"]
            .iter()
            .flat_map(|kind| self.news_lines(kind));
        let publishable = |publishable| move |text| EditorialNote { text, publishable };
        let inside = self.properties("EditorialInfo").map(publishable(false));
        lines.map(publishable(true)).chain(inside).collect()
    }

    /// The values of properties of a name.
    fn properties(&self, name: &str) -> impl Iterator<Item = String> {
        self.variant
            .find_all("Property")
            .filter(move |property| property.attribute("FormalName").as_deref() == Some(name))
            .filter_map(|property| property.attribute("Value"))
    }

    fn keywords(&self) -> Vec<String> {
        let lines = self
            .variant
            .find_all("KeywordLine")
            .filter_map(Element::text);
        xml::distinct(self.properties("Keyword").chain(lines))
    }

    fn subjects(&self) -> Vec<String> {
        let codes = self
            .variant
            .find_all("SubjectCode")
            .flat_map(Element::children);
        xml::distinct(codes.filter_map(|code| code.attribute("FormalName")))
    }

    /// When the status changes from something else to `Usable`.
    fn embargo(&self) -> Option<WireTime> {
        let change = self.named("StatusWillChange")?;
        let future = change.child("FutureStatus")?.attribute("FormalName")?;
        if article::status(&future) != Status::Usable {
            return None;
        }
        times::parse(&change.child("DateAndTime")?.text()?)
    }

    fn time(&self, name: &str) -> Option<WireTime> {
        times::parse(&self.named(name)?.text()?)
    }

    fn stated(&self) -> Stated {
        let origin = self.variant.find_all("Location").find(|location| {
            let how = location.attribute("HowPresent");
            how.is_none_or(|how| how == "Origin")
        });
        let city = origin.and_then(|location| {
            let city = location
                .all("Property")
                .find(|property| property.attribute("FormalName").as_deref() == Some("City"))?;
            city.attribute("Value")
        });
        let date = self.variant.find("DateLineDate").and_then(Element::text);
        let date = date.and_then(|date| times::parse(&date));
        let provider = self
            .variant
            .find("Provider")
            .and_then(|provider| provider.child("Party"));
        let credit = self
            .line("CreditLine")
            .filter(|credit| dateline::is_agency(credit));
        Stated {
            dateline: self.line("DateLine"),
            place: city,
            date: date.map(|time| time.at.date()),
            agency: credit
                .or_else(|| provider?.attribute("FormalName"))
                .map(article::agency),
        }
    }
}

#[cfg(test)]
mod tests;
