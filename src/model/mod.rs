//! What a dispatch is, and what can be said about it.
//!
//! The canonical text of a dispatch is fixed when it arrives; everything else points into it with [`Span`] (bytes).
//! Code points exist at the edges alone (JSON, interchange files), columns and rows in `page` alone.
//! Nothing here reads, writes, draws or decides; nothing here derives a serialised form.

mod actor;
mod dispatch;
mod figure;
mod fold;
mod hash;
mod named;
mod quotation;
mod text;
mod time;

pub use actor::{Actor, ActorId, ActorKind, Mention, MentionForm};
pub use dispatch::{
    Dateline, Dispatch, EditorialNote, Format, Level, Paragraph, ParagraphKind, Signal, Source,
    Status,
};
pub use figure::{Bound, Dimension, Figure, FigureKind, Toll, Value};
pub use fold::{fold, fold_char};
pub use hash::{BuildFnv1a, Fnv1a};
pub use named::Named;
pub use quotation::{Quotation, QuotationKind};
pub use text::{CanonicalText, CodePoints, Span};
pub use time::WireTime;

/// Everything that the annotators found in one dispatch, each list in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    pub quotations: Vec<Quotation>,
    /// In the order of their first mention; an [`ActorId`] is a position in this list.
    pub actors: Vec<Actor>,
    pub figures: Vec<Figure>,
    pub doubts: Vec<Doubt>,
}

impl Annotations {
    /// The actor behind an id of this dispatch.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.0]
    }
}

/// Something an annotator could not make sense of; said beside the annotations instead of failing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub span: Span,
    pub what: DoubtKind,
}

/// What is doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DoubtKind {
    UnclosedMark,
    UnopenedMark,
}

impl Named for DoubtKind {
    const NAMES: &'static [(Self, &'static str)] = &[
        (DoubtKind::UnclosedMark, "unclosed quotation mark"),
        (
            DoubtKind::UnopenedMark,
            "quotation mark that nothing opened",
        ),
    ];
}
