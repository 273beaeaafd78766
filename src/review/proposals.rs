//! What the extractor found, as annotations that can be decided on.
//!
//! Nothing of this is written to a log until somebody decides: then the proposal comes first, under a name that everybody who
//! sees the same proposal gives it.

use super::event::{AnnotationId, Content, EventId, Label, Op};
use super::value;
use crate::model::{Actor, Annotations, CanonicalText, Figure, Quotation};

/// The user in whose name the extractor proposes.
pub const EXTRACTOR: &str = "depeche";

/// Something that was found, with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub annotation: AnnotationId,
    pub content: Content,
    /// In hundredths.
    pub confidence: u8,
}

/// All proposals for a text, each list in the order of `found`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposals {
    pub quotations: Vec<Found>,
    pub actors: Vec<Found>,
    pub figures: Vec<Found>,
}

impl Proposals {
    /// What was found in a text.
    ///
    /// # Panics
    /// When it was found in another text.
    pub fn new(text: &CanonicalText, found: &Annotations) -> Self {
        let actors: Vec<Found> = found.actors.iter().map(|one| actor(text, one)).collect();
        let quotations = found.quotations.iter();
        Proposals {
            quotations: quotations
                .map(|one| quotation(text, one, &actors))
                .collect(),
            figures: found.figures.iter().map(|one| figure(text, one)).collect(),
            actors,
        }
    }

    /// The proposal with a name.
    pub fn get(&self, annotation: AnnotationId) -> Option<&Found> {
        let mut all = self.all();
        all.find(|found| found.annotation == annotation)
    }

    /// Quotations, actors and figures, one after the other.
    pub fn all(&self) -> impl Iterator<Item = &Found> {
        let lists = self.quotations.iter().chain(&self.actors);
        lists.chain(&self.figures)
    }
}

impl Found {
    /// The event that says so, and its name: the same for everybody who has this run of the extractor.
    pub fn proposal(&self, run: &str) -> (EventId, Op) {
        let op = Op::Propose {
            content: self.content.clone(),
            run: run.to_owned(),
            confidence: self.confidence,
        };
        (EventId(format!("{}@{run}", self.annotation)), op)
    }
}

fn quotation(text: &CanonicalText, one: &Quotation, actors: &[Found]) -> Found {
    let content = Content {
        label: Label::Quotation(one.kind),
        parts: one.parts.clone(),
        speaker: one.speaker,
        actor: one.actor.map(|actor| actors[actor.0].annotation),
        value: None,
        unit: None,
    };
    Found::new(text, content, one.confidence)
}

fn actor(text: &CanonicalText, one: &Actor) -> Found {
    let content = Content {
        label: Label::Actor(one.kind),
        parts: one.mentions.iter().map(|mention| mention.span).collect(),
        speaker: None,
        actor: None,
        value: Some(one.name.clone()),
        unit: None,
    };
    Found::new(text, content, one.confidence)
}

fn figure(text: &CanonicalText, one: &Figure) -> Found {
    let content = Content {
        label: Label::Figure(one.kind),
        parts: vec![one.span],
        speaker: None,
        actor: None,
        value: Some(value::write(one)).filter(|value| !value.is_empty()),
        unit: one.unit.clone(),
    };
    Found::new(text, content, one.confidence)
}

impl Found {
    fn new(text: &CanonicalText, content: Content, confidence: f32) -> Self {
        Found {
            annotation: AnnotationId::new(text, content.label.sort(), &content.parts),
            content,
            confidence: hundredths(confidence),
        }
    }
}

/// Between 0 and 100.
fn hundredths(confidence: f32) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    {
        (confidence.clamp(0.0, 1.0) * 100.0).round() as u8
    }
}
