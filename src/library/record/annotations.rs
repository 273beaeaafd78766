//! The annotations of a record: what was found in the text, each by its place in it.

use serde::{Deserialize, Serialize};

use super::{Passages, Range, RecordError, collect, labelled, named, range, word};
use crate::model::{Actor, ActorId, Figure, Mention, Quotation, Value};

#[derive(Serialize, Deserialize)]
pub(super) struct QuotationV1 {
    kind: String,
    parts: Vec<Range>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    cue: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    speaker: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    actor: Option<usize>,
    confidence: f32,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ActorV1 {
    kind: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    role: Option<String>,
    mentions: Vec<(u32, u32, String)>,
    confidence: f32,
}

#[derive(Serialize, Deserialize)]
pub(super) struct FigureV1 {
    kind: String,
    at: Range,
    value: ValueV1,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    upper: Option<ValueV1>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    of: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    bound: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    cue: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    dimension: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    toll: Option<String>,
    confidence: f32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ValueV1 {
    Number(f64),
    Iso(String),
    Score(u32, u32),
    Ratio(u64, u64),
    Unknown,
}

impl QuotationV1 {
    pub(super) fn new(quotation: &Quotation) -> Self {
        QuotationV1 {
            kind: word(quotation.kind),
            parts: quotation.parts.iter().copied().map(range).collect(),
            cue: quotation.cue.map(range),
            speaker: quotation.speaker.map(range),
            actor: quotation.actor.map(|id| id.0),
            confidence: quotation.confidence,
        }
    }

    pub(super) fn restore(self, at: &Passages, actors: usize) -> Result<Quotation, RecordError> {
        if self.parts.is_empty() {
            return Err(RecordError::Passage);
        }
        Ok(Quotation {
            kind: named(&self.kind)?,
            parts: collect(self.parts, |part| at.span(part))?,
            cue: at.optional(self.cue)?,
            speaker: at.optional(self.speaker)?,
            actor: self.actor.filter(|actor| *actor < actors).map(ActorId),
            confidence: self.confidence,
        })
    }
}

impl ActorV1 {
    pub(super) fn new(actor: &Actor) -> Self {
        ActorV1 {
            kind: word(actor.kind),
            name: actor.name.clone(),
            role: actor.role.clone(),
            mentions: actor
                .mentions
                .iter()
                .map(|mention| labelled(mention.span, mention.form))
                .collect(),
            confidence: actor.confidence,
        }
    }

    pub(super) fn restore(self, at: &Passages) -> Result<Actor, RecordError> {
        let mention = |(start, end, form): (u32, u32, String)| {
            Ok(Mention {
                span: at.span([start, end])?,
                form: named(&form)?,
            })
        };
        Ok(Actor {
            kind: named(&self.kind)?,
            name: self.name,
            role: self.role,
            mentions: collect(self.mentions, mention)?,
            confidence: self.confidence,
        })
    }
}

impl FigureV1 {
    pub(super) fn new(figure: &Figure) -> Self {
        FigureV1 {
            kind: word(figure.kind),
            at: range(figure.span),
            value: ValueV1::new(&figure.value),
            upper: figure.upper.as_ref().map(ValueV1::new),
            unit: figure.unit.clone(),
            of: figure.of.map(range),
            bound: figure.bound.map(word),
            cue: figure.cue.map(range),
            dimension: figure.dimension.map(word),
            toll: figure.toll.map(word),
            confidence: figure.confidence,
        }
    }

    pub(super) fn restore(self, at: &Passages) -> Result<Figure, RecordError> {
        Ok(Figure {
            kind: named(&self.kind)?,
            span: at.span(self.at)?,
            value: self.value.restore(),
            upper: self.upper.map(ValueV1::restore),
            unit: self.unit,
            of: at.optional(self.of)?,
            bound: self.bound.as_deref().map(named).transpose()?,
            cue: at.optional(self.cue)?,
            dimension: self.dimension.as_deref().map(named).transpose()?,
            toll: self.toll.as_deref().map(named).transpose()?,
            confidence: self.confidence,
        })
    }
}

impl ValueV1 {
    fn new(value: &Value) -> Self {
        match value {
            Value::Number(number) => ValueV1::Number(*number),
            Value::Iso(text) => ValueV1::Iso(text.clone()),
            Value::Score(ours, theirs) => ValueV1::Score(*ours, *theirs),
            Value::Ratio(part, whole) => ValueV1::Ratio(*part, *whole),
            Value::Unknown => ValueV1::Unknown,
        }
    }

    fn restore(self) -> Value {
        match self {
            ValueV1::Number(number) => Value::Number(number),
            ValueV1::Iso(text) => Value::Iso(text),
            ValueV1::Score(ours, theirs) => Value::Score(ours, theirs),
            ValueV1::Ratio(part, whole) => Value::Ratio(part, whole),
            ValueV1::Unknown => Value::Unknown,
        }
    }
}
