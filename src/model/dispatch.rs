//! A dispatch: one item of a wire, with everything its agency said about it.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::{CanonicalText, Named, Span, WireTime};

/// One item of a wire.
#[derive(Clone, Debug, Default)]
pub struct Dispatch {
    /// Stable over the versions of a story.
    pub id: String,
    pub version: Option<String>,
    /// BCP 47, as stated by the wire or else detected.
    pub lang: Option<String>,
    pub source: Source,
    pub status: Status,
    pub signal: Option<Signal>,
    /// 1 (flash) to 9, the agency's own scale.
    pub urgency: Option<u8>,
    pub level: Option<Level>,
    pub slug: Option<String>,
    pub headline: Option<String>,
    pub byline: Option<String>,
    pub keywords: Vec<String>,
    pub subjects: Vec<String>,
    pub ednotes: Vec<EditorialNote>,
    pub embargo: Option<WireTime>,
    pub created: Option<WireTime>,
    pub version_created: Option<WireTime>,
    /// Id of the item that this one replaces.
    pub supersedes: Option<String>,
    /// `abc/def/ghi`
    pub signoff: Option<String>,
    pub dateline: Option<Dateline>,
    pub text: CanonicalText,
    /// In reading order; with the blank lines between them they tile the text.
    pub paragraphs: Vec<Paragraph>,
    /// The wire as it came, decoded but otherwise untouched. Shared by the items of one file.
    pub original: Arc<str>,
    /// What relative dates resolve against, where it was given apart from the text.
    pub reference: Option<DateTime>,
    /// The moment that `dans cinq minutes` counts from, where the reference was given with its time of day.
    pub moment: Option<DateTime>,
}

impl Dispatch {
    /// Whether it was sent before it may be published, as far as this can be told without a clock: agencies state an embargo as
    /// a status, or as a time alone.
    pub fn is_embargoed(&self) -> bool {
        let sent = self.version_created.or(self.created);
        let later = self
            .embargo
            .is_some_and(|end| sent.is_none_or(|sent| end.universal() > sent.universal()));
        self.status == Status::Embargoed || self.status == Status::Usable && later
    }

    /// Why it may not be used as it is; none where it may.
    pub fn restriction(&self) -> Option<Status> {
        self.status.restriction(self.signal, self.is_embargoed())
    }

    /// The day against which `samedi` and `hier` resolve: as given, else of the dateline, else of the version.
    pub fn reference_date(&self) -> Option<Date> {
        let stamped = self
            .version_created
            .or(self.created)
            .map(|time| time.at.date());
        self.reference
            .map(|time| time.date())
            .or(self.dateline.as_ref().and_then(|line| line.date))
            .or(stamped)
    }
}

/// Where a dispatch was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// As the user named it; `-` for standard input.
    pub path: String,
    pub format: Format,
    /// WHATWG label of the encoding that the bytes were read with: `utf-8`, `windows-1252`.
    pub charset: Cow<'static, str>,
    /// Position in a file that holds several items, from 0.
    pub item: usize,
}

/// Format of a wire, as detected from its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    #[default]
    Plain,
    Iptc7901,
    Anpa1312,
    Zczc,
    /// NewsML 1.0 to 1.2.
    NewsMl1,
    NewsMlG2,
    Nitf,
    NinJs,
    AfpJson,
    ApJson,
    ReutersJson,
    DpaDigitalwires,
    CpJimi,
    Ritzau,
    Email,
    Rss,
    Atom,
    JsonFeed,
    Html,
    JsonLines,
}

impl Named for Format {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Format::Plain, "plain"),
        (Format::Iptc7901, "iptc7901"),
        (Format::Anpa1312, "anpa1312"),
        (Format::Zczc, "zczc"),
        (Format::NewsMl1, "newsml1"),
        (Format::NewsMlG2, "newsmlg2"),
        (Format::Nitf, "nitf"),
        (Format::NinJs, "ninjs"),
        (Format::AfpJson, "afp-json"),
        (Format::ApJson, "ap-json"),
        (Format::ReutersJson, "reuters-json"),
        (Format::DpaDigitalwires, "dpa-digitalwires"),
        (Format::CpJimi, "cp-jimi"),
        (Format::Ritzau, "ritzau"),
        (Format::Email, "email"),
        (Format::Rss, "rss"),
        (Format::Atom, "atom"),
        (Format::JsonFeed, "jsonfeed"),
        (Format::Html, "html"),
        (Format::JsonLines, "jsonl"),
    ];
}

/// May it be published?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    #[default]
    Usable,
    Withheld,
    Canceled,
    Embargoed,
}

impl Status {
    /// Why something of this status may not be used as it is; none where it may.
    pub fn restriction(self, signal: Option<Signal>, embargoed: bool) -> Option<Status> {
        match self {
            Status::Usable if signal == Some(Signal::Kill) => Some(Status::Canceled),
            Status::Usable => embargoed.then_some(Status::Embargoed),
            status => Some(status),
        }
    }
}

impl Named for Status {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Status::Usable, "usable"),
        (Status::Withheld, "withheld"),
        (Status::Canceled, "canceled"),
        (Status::Embargoed, "embargoed"),
    ];
}

/// What a new version does to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    Update,
    Correction,
    Kill,
}

impl Named for Signal {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Signal::Update, "update"),
        (Signal::Correction, "correction"),
        (Signal::Kill, "kill"),
    ];
}

/// The agency's word for what an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    Flash,
    Alert,
    Bulletin,
    Urgent,
    Lead,
    Update,
    Wrap,
    Factbox,
}

impl Named for Level {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Level::Flash, "flash"),
        (Level::Alert, "alert"),
        (Level::Bulletin, "bulletin"),
        (Level::Urgent, "urgent"),
        (Level::Lead, "lead"),
        (Level::Update, "update"),
        (Level::Wrap, "wrap"),
        (Level::Factbox, "factbox"),
    ];
}

/// A note between editors; never part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorialNote {
    pub text: String,
    /// Whether readers outside the desk may see it.
    pub publishable: bool,
}

/// The opening of a dispatch: `Erevan, 21 nov 2020 (AFP) -`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    pub span: Span,
    pub place: Option<String>,
    pub date: Option<Date>,
    pub agency: Option<String>,
}

/// A paragraph of the canonical text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub span: Span,
    pub kind: ParagraphKind,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    #[default]
    Prose,
    /// A heading inside the text.
    Crosshead,
    /// A table: its columns and line ends stay as they are.
    Preformatted,
}

impl Named for ParagraphKind {
    const NAMES: &'static [(Self, &'static str)] = &[
        (ParagraphKind::Prose, "prose"),
        (ParagraphKind::Crosshead, "crosshead"),
        (ParagraphKind::Preformatted, "preformatted"),
    ];
}

#[cfg(test)]
impl Dispatch {
    /// A dispatch of prose for tests, in which blank lines end paragraphs.
    pub fn of_prose(text: &str) -> Dispatch {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for block in text.split("\n\n") {
            paragraphs.push(Paragraph {
                span: Span::new(at, at + block.len()),
                kind: ParagraphKind::Prose,
            });
            at += block.len() + 2;
        }
        Dispatch {
            text: CanonicalText::new(text),
            paragraphs,
            ..Dispatch::default()
        }
    }
}
