//! What happens to annotations, as events that are only ever added.
//!
//! A log belongs to one version of one dispatch; its order is its sequence and not the clock. [`super::fold`] makes the present
//! state of it, [`super::log`] the lines in which it is kept.

use std::fmt;
use std::hash::Hasher;

use jiff::Timestamp;

use crate::model::{ActorKind, CanonicalText, FigureKind, Fnv1a, Named, QuotationKind, Span};

/// Something that somebody did to one annotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: EventId,
    pub annotation: AnnotationId,
    /// The revision of the annotation that its author saw.
    pub base: Revision,
    pub op: Op,
    pub author: Author,
    /// What was done together, with one key: it is undone together.
    pub step: StepId,
    /// By the wall clock of whoever made it. For people: nothing is ordered by it.
    pub at: Timestamp,
    /// The run of the program in which it was made.
    pub session: String,
    /// Version of the program that made it.
    pub tool: String,
}

/// Made by the client, unique in the world: the same event that arrives twice is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub String);

/// Made by the client, unique in the world.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub String);

/// How many events have changed an annotation; 0 before there was one.
pub type Revision = u32;

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Author {
    /// As the operating system or the server has verified it; a name of the program for the extractor.
    pub user: String,
    /// Where from, when not at the machine itself: an address, a key's fingerprint.
    pub origin: Option<String>,
}

/// The name of an annotation of one text.
///
/// Made from the sort of annotation and the passage with its words: another run of the extractor over the same text, or somebody
/// who marks the same passage by hand, names the same annotation. It stays when the annotation is resized or relabelled. Another
/// version of the text has other names; [`Op::Reanchor`] says which one an annotation had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(pub u64);

impl AnnotationId {
    /// For an annotation of a sort (`quotation`, `actor`, `figure`) on passages of a text.
    ///
    /// # Panics
    /// When a passage was made for another text.
    pub fn new(text: &CanonicalText, sort: &str, passages: &[Span]) -> Self {
        let mut hash = Fnv1a::default();
        hash.write(sort.as_bytes());
        for passage in passages {
            let at = text.code_points(*passage);
            hash.write(format!("\0{}-{}\0", at.start, at.end).as_bytes());
            hash.write(text[*passage].as_bytes());
        }
        AnnotationId(hash.finish())
    }
}

/// Sixteen hexadecimal digits.
impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl std::str::FromStr for AnnotationId {
    type Err = std::num::ParseIntError;

    fn from_str(digits: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(digits, 16).map(AnnotationId)
    }
}

/// What an annotation says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub label: Label,
    /// The words of a quotation or a figure; the mentions of an actor. In reading order, never empty.
    pub parts: Vec<Span>,
    /// Of a quotation: the words that name who speaks.
    pub speaker: Option<Span>,
    /// Of a quotation: the annotation of the actor who speaks. Of an actor that was merged into another: that one.
    pub actor: Option<AnnotationId>,
    /// Of a figure, as in the JSON of a dispatch; of an actor, its name.
    pub value: Option<String>,
    pub unit: Option<String>,
}

/// What an annotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    Quotation(QuotationKind),
    Actor(ActorKind),
    Figure(FigureKind),
}

impl Label {
    /// The sort of annotation, which correcting never changes.
    pub fn sort(self) -> &'static str {
        match self {
            Label::Quotation(_) => "quotation",
            Label::Actor(_) => "actor",
            Label::Figure(_) => "figure",
        }
    }

    /// The kind, in its word.
    pub fn kind(self) -> &'static str {
        match self {
            Label::Quotation(kind) => kind.name(),
            Label::Actor(kind) => kind.name(),
            Label::Figure(kind) => kind.name(),
        }
    }

    /// The label of a sort and a kind; none when there is no such.
    pub fn from_words(sort: &str, kind: &str) -> Option<Self> {
        match sort {
            "quotation" => QuotationKind::from_name(kind).map(Label::Quotation),
            "actor" => ActorKind::from_name(kind).map(Label::Actor),
            "figure" => FigureKind::from_name(kind).map(Label::Figure),
            _ => None,
        }
    }
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// The extractor found it.
    Propose {
        content: Content,
        /// The run of the extractor: version and settings.
        run: String,
        /// In hundredths.
        confidence: u8,
    },
    /// Somebody marked it by hand.
    Add(Content),
    Accept,
    Reject,
    Delete,
    /// Back to be decided, whatever was decided.
    Restore,
    Resize(Vec<Span>),
    Relabel(Label),
    SetSpeaker(Option<Span>),
    SetActor(Option<AnnotationId>),
    SetValue {
        value: Option<String>,
        unit: Option<String>,
    },
    /// This actor is that one.
    Merge(AnnotationId),
    /// These mentions are not of this actor. They get an annotation of their own by [`Op::Add`].
    Split(Vec<Span>),
    Note(String),
    /// Brought here from another version of the text.
    Reanchor(Reanchored),
    /// An earlier event is taken back: as if it had not been. Taking back a taking back is redoing.
    Undo(EventId),
}

/// An annotation of another version, found again here.
#[derive(Clone, Debug, PartialEq)]
pub struct Reanchored {
    /// The version that it was decided on.
    pub version: String,
    /// Its name there.
    pub annotation: AnnotationId,
    pub quality: Match,
    /// What had been decided there, and by whom.
    pub verdict: Verdict,
    pub decided_by: Option<Author>,
    pub content: Content,
}

/// How well the passage was found again. What was not found at all has no event here: it stays listed with its own version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Match {
    Exact,
    /// Up to typography.
    Equivalent,
    /// The passage was edited: what had been decided is history, and to be asked again.
    Changed,
}

impl Named for Match {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Match::Exact, "exact"),
        (Match::Equivalent, "equivalent"),
        (Match::Changed, "changed"),
    ];
}

/// What somebody holds of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Not decided.
    Open,
    Right,
    /// The extractor was wrong.
    Wrong,
    /// Taken away, right or wrong.
    Gone,
}

impl Named for Verdict {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Verdict::Open, "open"),
        (Verdict::Right, "right"),
        (Verdict::Wrong, "wrong"),
        (Verdict::Gone, "gone"),
    ];
}
