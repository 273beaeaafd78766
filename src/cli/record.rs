//! The JSON shape of a dispatch with its annotations: a promise to the scripts that read it; changes are additions.
//!
//! Offsets are code points, end exclusive.

use serde::Serialize;

use crate::annotate::Kinds;
use crate::model::{
    Annotations, Bound, CanonicalText, Dimension, Dispatch, Figure, Level, Named, Quotation,
    Signal, Span, Toll, Value,
};

/// One line of `depeche annotate`.
#[derive(Serialize)]
pub struct Record<'a> {
    id: &'a str,
    version: Option<&'a str>,
    lang: Option<&'a str>,
    source: SourceRecord<'a>,
    status: &'static str,
    signal: Option<&'static str>,
    urgency: Option<u8>,
    level: Option<&'static str>,
    slug: Option<&'a str>,
    headline: Option<&'a str>,
    byline: Option<&'a str>,
    keywords: &'a [String],
    subjects: &'a [String],
    ednotes: Vec<&'a str>,
    embargo: Option<String>,
    created: Option<String>,
    version_created: Option<String>,
    supersedes: Option<&'a str>,
    signoff: Option<&'a str>,
    dateline: Option<DatelineRecord<'a>>,
    text: &'a str,
    paragraphs: Vec<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quotes: Option<Vec<QuotationRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actors: Option<Vec<ActorRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<Vec<FigureRecord<'a>>>,
    doubts: Vec<DoubtRecord>,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    path: &'a str,
    format: &'static str,
    charset: &'a str,
    item: usize,
}

#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Passage<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct DatelineRecord<'a> {
    #[serde(flatten)]
    passage: Passage<'a>,
    place: Option<&'a str>,
    date: Option<String>,
    agency: Option<&'a str>,
}

#[derive(Serialize)]
struct QuotationRecord<'a> {
    id: String,
    kind: &'static str,
    #[serde(flatten)]
    passage: Passage<'a>,
    parts: Vec<Passage<'a>>,
    cue: Option<Passage<'a>>,
    speaker: Option<Passage<'a>>,
    actor: Option<String>,
    confidence: f64,
}

#[derive(Serialize)]
struct ActorRecord<'a> {
    id: String,
    kind: &'static str,
    name: &'a str,
    role: Option<&'a str>,
    mentions: Vec<MentionRecord<'a>>,
    confidence: f64,
}

#[derive(Serialize)]
struct MentionRecord<'a> {
    #[serde(flatten)]
    passage: Passage<'a>,
    form: &'static str,
}

#[derive(Serialize)]
struct FigureRecord<'a> {
    id: String,
    kind: &'static str,
    #[serde(flatten)]
    passage: Passage<'a>,
    value: serde_json::Value,
    value2: Option<serde_json::Value>,
    unit: Option<&'a str>,
    of: Option<Passage<'a>>,
    bound: Option<&'static str>,
    cue: Option<Passage<'a>>,
    dimension: Option<&'static str>,
    toll: Option<&'static str>,
    confidence: f64,
}

#[derive(Serialize)]
struct DoubtRecord {
    #[serde(flatten)]
    range: Range,
    what: &'static str,
}

impl<'a> Record<'a> {
    /// The record of a dispatch; kinds that were not asked for are left out.
    pub fn new(dispatch: &'a Dispatch, found: &'a Annotations, kinds: Kinds) -> Self {
        let text = &dispatch.text;
        Record {
            id: &dispatch.id,
            version: dispatch.version.as_deref(),
            lang: dispatch.lang.as_deref(),
            source: SourceRecord {
                path: &dispatch.source.path,
                format: dispatch.source.format.name(),
                charset: &dispatch.source.charset,
                item: dispatch.source.item,
            },
            status: dispatch.status.name(),
            signal: dispatch.signal.map(Signal::name),
            urgency: dispatch.urgency,
            level: dispatch.level.map(Level::name),
            slug: dispatch.slug.as_deref(),
            headline: dispatch.headline.as_deref(),
            byline: dispatch.byline.as_deref(),
            keywords: &dispatch.keywords,
            subjects: &dispatch.subjects,
            ednotes: dispatch
                .ednotes
                .iter()
                .map(|note| note.text.as_str())
                .collect(),
            embargo: dispatch.embargo.map(|time| time.to_string()),
            created: dispatch.created.map(|time| time.to_string()),
            version_created: dispatch.version_created.map(|time| time.to_string()),
            supersedes: dispatch.supersedes.as_deref(),
            signoff: dispatch.signoff.as_deref(),
            dateline: dispatch.dateline.as_ref().map(|line| DatelineRecord {
                passage: passage(text, line.span),
                place: line.place.as_deref(),
                date: line.date.map(|date| date.to_string()),
                agency: line.agency.as_deref(),
            }),
            text: text.as_str(),
            paragraphs: dispatch
                .paragraphs
                .iter()
                .map(|paragraph| range(text, paragraph.span))
                .collect(),
            quotes: kinds.quotations.then(|| {
                found
                    .quotations
                    .iter()
                    .enumerate()
                    .map(|(at, q)| quotation(text, at, q))
                    .collect()
            }),
            actors: kinds.actors.then(|| actors(text, found)),
            figures: kinds.figures.then(|| {
                found
                    .figures
                    .iter()
                    .enumerate()
                    .map(|(at, f)| figure(text, at, f))
                    .collect()
            }),
            doubts: found
                .doubts
                .iter()
                .map(|doubt| DoubtRecord {
                    range: range(text, doubt.span),
                    what: doubt.what.name(),
                })
                .collect(),
        }
    }
}

fn range(text: &CanonicalText, span: Span) -> Range {
    let at = text.code_points(span);
    Range {
        start: at.start,
        end: at.end,
    }
}

fn passage(text: &CanonicalText, span: Span) -> Passage<'_> {
    let at = text.code_points(span);
    Passage {
        start: at.start,
        end: at.end,
        text: &text[span],
    }
}

/// Two decimals: what lies beyond is noise, and would differ from one processor to the next.
fn confidence(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

fn quotation<'a>(text: &'a CanonicalText, at: usize, quotation: &Quotation) -> QuotationRecord<'a> {
    QuotationRecord {
        id: format!("q{}", at + 1),
        kind: quotation.kind.name(),
        passage: passage(text, quotation.span()),
        parts: quotation
            .parts
            .iter()
            .map(|part| passage(text, *part))
            .collect(),
        cue: quotation.cue.map(|span| passage(text, span)),
        speaker: quotation.speaker.map(|span| passage(text, span)),
        actor: quotation.actor.map(|id| format!("a{}", id.0 + 1)),
        confidence: confidence(quotation.confidence),
    }
}

fn actors<'a>(text: &'a CanonicalText, found: &'a Annotations) -> Vec<ActorRecord<'a>> {
    let record = |(at, actor): (usize, &'a crate::model::Actor)| ActorRecord {
        id: format!("a{}", at + 1),
        kind: actor.kind.name(),
        name: &actor.name,
        role: actor.role.as_deref(),
        mentions: actor
            .mentions
            .iter()
            .map(|mention| MentionRecord {
                passage: passage(text, mention.span),
                form: mention.form.name(),
            })
            .collect(),
        confidence: confidence(actor.confidence),
    };
    found.actors.iter().enumerate().map(record).collect()
}

fn figure<'a>(text: &'a CanonicalText, at: usize, figure: &'a Figure) -> FigureRecord<'a> {
    FigureRecord {
        id: format!("f{}", at + 1),
        kind: figure.kind.name(),
        passage: passage(text, figure.span),
        value: value(&figure.value),
        value2: figure.upper.as_ref().map(value),
        unit: figure.unit.as_deref(),
        of: figure.of.map(|span| passage(text, span)),
        bound: figure.bound.map(Bound::name),
        cue: figure.cue.map(|span| passage(text, span)),
        dimension: figure.dimension.map(Dimension::name),
        toll: figure.toll.map(Toll::name),
        confidence: confidence(figure.confidence),
    }
}

/// Whole numbers print without a decimal point.
fn value(value: &Value) -> serde_json::Value {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: above it not every whole number has a double of its own
    match value {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the value is whole and below 2^53"
        )]
        Value::Number(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            (*number as i64).into()
        }
        Value::Number(number) => (*number).into(),
        Value::Iso(text) => text.as_str().into(),
        Value::Score(ours, theirs) => format!("{ours}-{theirs}").into(),
        Value::Ratio(part, whole) => format!("{part}/{whole}").into(),
        Value::Unknown => serde_json::Value::Null,
    }
}

#[cfg(test)]
mod tests;
