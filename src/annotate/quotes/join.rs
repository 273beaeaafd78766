//! Joins quotations that are one utterance: a stretch that goes on in the next paragraph, a sentence in marks behind or before an
//! attributed one.

use super::context::Context;
use crate::model::{Quotation, QuotationKind, Span};

/// A quotation with what decides whether the next one goes on from it.
pub struct Found {
    pub quotation: Quotation,
    /// Its unit is nothing but quotation and attribution, so that a bare quotation behind it goes on from it.
    pub can_go_on: bool,
    /// Its unit is nothing but this quotation.
    pub bare: bool,
    /// Its unit begins with it.
    pub leads: bool,
    /// Its paragraph begins with it.
    pub opens_paragraph: bool,
    /// Opens as the continuation of the paragraph before.
    pub continues: bool,
    /// Indices of its first and last unit.
    pub units: (usize, usize),
}

impl Found {
    /// A quotation that nothing goes on from.
    pub fn alone(quotation: Quotation, unit: usize) -> Self {
        Found {
            quotation,
            can_go_on: false,
            bare: false,
            leads: false,
            opens_paragraph: false,
            continues: false,
            units: (unit, unit),
        }
    }

    /// Whether the unit at `position` could name who speaks: this quotation stands alone just before it.
    pub fn is_unsigned(&self, position: usize) -> bool {
        self.bare && self.quotation.speaker.is_none() && self.units.1 + 1 == position
    }

    /// Takes the speaker that a signature names.
    pub fn sign(&mut self, signer: Option<Span>) {
        self.quotation.speaker = signer;
        self.bare &= signer.is_none();
    }

    fn take(&mut self, next: Found) {
        let (one, other) = (&mut self.quotation, next.quotation);
        one.parts.extend(other.parts);
        one.cue = one.cue.or(other.cue);
        one.speaker = one.speaker.or(other.speaker);
        self.can_go_on |= next.can_go_on;
        self.bare &= next.bare;
        self.units.1 = next.units.1;
    }
}

/// Joins what goes on. What belongs together by its marks or leads up to an attribution in its own paragraph goes first, so that
/// it is not taken for the end of the utterance before.
pub fn join(context: &Context, found: Vec<Found>) -> Vec<Quotation> {
    let by_marks = |before: &Found, next: &Found| {
        if next.continues {
            before.quotation.cue.is_none() || next.quotation.cue.is_none()
        } else {
            before.opens_paragraph && leads_up_to(context, before, next)
        }
    };
    let joined = join_where(found, by_marks);
    let mut joined = join_where(joined, |before, next| goes_on(context, before, next));
    carry_speakers(context, &mut joined);
    joined.into_iter().map(|found| found.quotation).collect()
}

/// `X a dit que tout était prêt. « Il ne manque rien. »`: a sentence in marks that nobody claims is by who was reported just before.
fn carry_speakers(context: &Context, found: &mut [Found]) {
    for at in 1..found.len() {
        let (before, next) = (&found[at - 1], &found[at]);
        let unclaimed = next.bare && next.quotation.speaker.is_none();
        if unclaimed && follows(context, before, next) {
            found[at].quotation.speaker = before.quotation.speaker;
        }
    }
}

fn join_where(found: Vec<Found>, belongs: impl Fn(&Found, &Found) -> bool) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        match joined.last_mut().filter(|before| belongs(before, &next)) {
            Some(before) => before.take(next),
            None => joined.push(next),
        }
    }
    joined
}

/// Whether `next` goes on from `before`: the same utterance, with one attribution between them at most.
fn goes_on(context: &Context, before: &Found, next: &Found) -> bool {
    let one = &before.quotation;
    let behind = next.bare && before.can_go_on && one.speaker.is_some();
    (behind && are_near(context, before, next)) || leads_up_to(context, before, next)
}

/// `« A. » « B », a dit X`
fn leads_up_to(context: &Context, before: &Found, next: &Found) -> bool {
    let (one, other) = (&before.quotation, &next.quotation);
    let attributed_behind = other
        .cue
        .is_some_and(|cue| cue.start() >= other.parts[0].end());
    before.bare
        && next.leads
        && other.speaker.is_some()
        && attributed_behind
        && are_near(context, before, next)
        && paragraph(context, one) == context.reading.paragraph_of(other.span().start())
}

fn are_near(context: &Context, before: &Found, next: &Found) -> bool {
    let (one, other) = (&before.quotation, &next.quotation);
    let direct = one.kind == QuotationKind::Direct && other.kind == QuotationKind::Direct;
    direct && follows(context, before, next)
}

/// Whether `next` stands in the unit behind `before`, in the next paragraph at most.
fn follows(context: &Context, before: &Found, next: &Found) -> bool {
    let (one, other) = (&before.quotation, &next.quotation);
    before.units.1 + 1 == next.units.0 && paragraph(context, one) + 1 >= paragraph(context, other)
}

/// The paragraph in which a quotation ends.
fn paragraph(context: &Context, quotation: &Quotation) -> usize {
    let last = quotation
        .parts
        .last()
        .expect("a quotation has at least one part");
    context.reading.paragraph_of(last.end() - 1)
}
