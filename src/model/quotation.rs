//! Quotations: who is quoted with which words.

use super::{ActorId, Named, Span};

/// One utterance by one speaker, or a term in quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    pub kind: QuotationKind,
    /// The quoted words without their marks; more than one part when an attribution or a paragraph break splits them. Never empty.
    pub parts: Vec<Span>,
    /// The words that attribute: `a déclaré`, `selon`.
    pub cue: Option<Span>,
    /// The words that name the speaker: `M. Pachinian`, `il`, `une source diplomatique`.
    pub speaker: Option<Span>,
    /// Who that is, where an actor could be found.
    pub actor: Option<ActorId>,
    /// Between 0 and 1.
    pub confidence: f32,
}

impl Quotation {
    /// From the first byte of the first part to the last byte of the last part.
    pub fn span(&self) -> Span {
        let first = self
            .parts
            .first()
            .expect("a quotation has at least one part");
        self.parts
            .iter()
            .fold(*first, |whole, part| whole.join(*part))
    }
}

/// What kind of quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// A verbatim utterance between marks that can stand alone as a clause.
    Direct,
    /// Marked words inside the reporter's own sentence, five words or more or a full verb phrase.
    Mixed,
    /// Reported speech without marks, with a cue.
    Indirect,
    /// A marked word or phrase of fewer than five words: listed apart, never counted as an utterance.
    Term,
}

impl Named for QuotationKind {
    const NAMES: &'static [(Self, &'static str)] = &[
        (QuotationKind::Direct, "direct"),
        (QuotationKind::Mixed, "mixed"),
        (QuotationKind::Indirect, "indirect"),
        (QuotationKind::Term, "term"),
    ];
}
