//! The lines of JSON that the library answers with. Names are promises to those who read them.

use serde::Serialize;

use crate::library::{Entry, Stored};
use crate::model::{Named, Quotation, QuotationKind};
use crate::tui::theme::Signs;

/// One line of `list`, `search` and `watch`.
#[derive(Serialize)]
pub struct EntryRecord<'a> {
    id: &'a str,
    sent: Option<String>,
    agency: Option<&'a str>,
    lang: Option<&'a str>,
    urgency: Option<u8>,
    level: Option<&'static str>,
    status: &'static str,
    signal: Option<&'static str>,
    embargoed: bool,
    place: Option<&'a str>,
    slug: Option<&'a str>,
    title: &'a str,
    quotes: u32,
    actors: u32,
    figures: u32,
    versions: u32,
    read: bool,
    marked: bool,
    decided: u32,
    disputed: u32,
    reopened: u32,
}

impl<'a> EntryRecord<'a> {
    /// Of a dispatch in the library.
    pub fn new(entry: &'a Entry) -> Self {
        let counts = entry.counts.unwrap_or_default();
        let sent = entry
            .sent
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
        EntryRecord {
            id: &entry.name,
            sent: sent.map(|sent| sent.to_string()),
            agency: entry.agency.as_deref(),
            lang: entry.lang.as_deref(),
            urgency: entry.urgency,
            level: entry.level.map(Named::name),
            status: entry.status.name(),
            signal: entry.signal.map(Named::name),
            embargoed: entry.embargoed,
            place: entry.place.as_deref(),
            slug: entry.slug.as_deref(),
            title: &entry.title,
            quotes: counts.quotations,
            actors: counts.actors,
            figures: counts.figures,
            versions: entry.versions,
            read: entry.read,
            marked: entry.marked,
            decided: entry.progress.decided,
            disputed: entry.progress.disputed,
            reopened: entry.progress.reopened,
        }
    }
}

/// One line of `quotes`.
#[derive(Serialize)]
pub struct QuotationRecord<'a> {
    dispatch: &'a str,
    date: String,
    speaker: Option<&'a str>,
    cue: Option<&'a str>,
    kind: &'static str,
    text: String,
    title: String,
    confidence: f32,
}

impl<'a> QuotationRecord<'a> {
    /// Of a quotation of a dispatch.
    pub fn new(stored: &'a Stored, quotation: &Quotation) -> Self {
        let text = &stored.dispatch.text;
        let actor = quotation
            .actor
            .map(|actor| stored.found.actor(actor).name.as_str());
        let parts = quotation
            .parts
            .iter()
            .map(|part| text[*part].replace("\n\n", " "));
        QuotationRecord {
            dispatch: &stored.dispatch.id,
            date: day(stored),
            speaker: actor.or(quotation.speaker.map(|span| &text[span])),
            cue: quotation.cue.map(|span| &text[span]),
            kind: quotation.kind.name(),
            text: parts.collect::<Vec<_>>().join(" [...] "),
            title: crate::library::entry::title(&stored.dispatch),
            confidence: quotation.confidence,
        }
    }

    /// A row of the table.
    pub fn row(&self, kind: QuotationKind, signs: &Signs) -> [String; 5] {
        let said = if kind == QuotationKind::Indirect {
            self.text.clone()
        } else {
            format!("{}{}{}", signs.open_quote, self.text, signs.close_quote)
        };
        [
            self.date.clone(),
            self.speaker.unwrap_or_default().to_owned(),
            self.cue.unwrap_or_default().to_owned(),
            String::new(),
            said,
        ]
    }
}

/// One line of `actors`.
#[derive(Serialize)]
pub struct ActorRecord<'a> {
    pub kind: &'static str,
    pub name: &'a str,
    pub dispatches: usize,
    pub mentions: usize,
    pub quotes: usize,
}

/// One line of `figures`.
#[derive(Serialize)]
pub struct FigureRecord<'a> {
    pub dispatch: &'a str,
    pub date: String,
    pub kind: &'static str,
    pub value: &'a str,
    pub of: &'a str,
    pub text: &'a str,
    pub title: &'a str,
}

/// The day that a dispatch writes of itself, else the day it was sent.
pub fn day(stored: &Stored) -> String {
    stored
        .dispatch
        .reference_date()
        .map(|date| date.to_string())
        .unwrap_or_default()
}
