//! The W3C Web Annotation Data Model (Recommendation of 23 February 2017) in JSON-LD: a list of annotations of one text.
//!
//! Each part of a passage is a target with a `TextPositionSelector`, in code points, and a `TextQuoteSelector`. What is said of it
//! stands in bodies told by their purpose: `tagging` the label, `classifying` the kind, `assessing` the decision, `linking` the
//! mark it points to, `identifying` the actor of a mention, `describing` value, unit and score, `commenting` a note. The text itself
//! is not part of the format.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::jsonl::standing;
use super::{Document, ExchangeError, Exported, Feature, Loss, Mark};
use crate::model::{CanonicalText, Named, Span};
use crate::review::anchor::{Anchor, Selector};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const LEFT_OUT: &[Feature] = &[Feature::Language];

/// The list, with a line for each annotation.
pub fn export(document: &Document) -> Exported {
    let annotations: Vec<String> = document
        .marks
        .iter()
        .map(|mark| annotation(document, mark).to_string())
        .collect();
    Exported {
        content: format!("[\n{}\n]\n", annotations.join(",\n")),
        losses: Loss::of(document, LEFT_OUT),
    }
}

fn annotation(document: &Document, mark: &Mark) -> Value {
    let mut annotation = json!({
        "@context": CONTEXT,
        "id": name(&document.id, &mark.id),
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies(document, mark),
        "target": targets(document, mark),
    });
    if let Some(by) = &mark.by {
        let id = format!("urn:user:{}", escaped(by));
        annotation["creator"] = json!({"id": id, "type": "Person", "nickname": by});
    }
    if let Some(at) = mark.at {
        annotation["created"] = json!(at);
    }
    annotation
}

fn bodies(document: &Document, mark: &Mark) -> Vec<Value> {
    let text = |purpose: &str, value: &str| json!({"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"});
    let description = Description {
        value: mark.value.clone(),
        unit: mark.unit.clone(),
        score: mark.score,
    };
    let describing = (description != Description::default()).then(|| {
        let value = serde_json::to_string(&description).expect("plain data becomes JSON");
        json!({"type": "TextualBody", "purpose": "describing", "value": value, "format": "application/json"})
    });
    let linking = mark.link.as_ref().map(|link| {
        json!({"type": "SpecificResource", "purpose": "linking", "source": name(&document.id, link)})
    });
    [
        Some(text("tagging", &mark.label)),
        mark.kind.as_ref().map(|kind| text("classifying", kind)),
        mark.decision
            .map(|standing| text("assessing", standing.name())),
        mark.chain.as_ref().map(|chain| text("identifying", chain)),
        mark.note.as_ref().map(|note| text("commenting", note)),
        describing,
        linking,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the model has no words for.
#[derive(Default, PartialEq, Serialize, Deserialize)]
struct Description {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
}

fn targets(document: &Document, mark: &Mark) -> Value {
    let source = format!("urn:dispatch:{}", escaped(&document.id));
    let target = |part: &Span| {
        let at = document.text.code_points(*part);
        let selector = Selector::of(&document.text, *part);
        json!({"type": "SpecificResource", "source": source, "selector": [
            {"type": "TextPositionSelector", "start": at.start, "end": at.end},
            {"type": "TextQuoteSelector", "exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix},
        ]})
    };
    let mut targets: Vec<Value> = mark.parts.iter().map(target).collect();
    if targets.len() == 1 {
        targets.remove(0)
    } else {
        Value::Array(targets)
    }
}

/// What was taken in, and the ids of annotations whose passage the text does not hold, or holds only with other words.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub document: Document,
    pub unplaced: Vec<String>,
}

/// The dispatch that a list of this program is about; none when it is empty.
///
/// # Errors
/// When it is no list of annotations, or not of a dispatch.
pub fn subject(list: &str) -> Result<Option<String>, ExchangeError> {
    let list: Vec<Annotation> = serde_json::from_str(list)?;
    let Some(first) = list.first() else {
        return Ok(None);
    };
    let source = first
        .target
        .as_slice()
        .iter()
        .find_map(|target| target.source.as_deref());
    let id = source.and_then(|source| source.strip_prefix("urn:dispatch:"));
    let Some(id) = id else {
        let link = source.unwrap_or_default().to_owned();
        return Err(ExchangeError::Link(first.id.clone(), link));
    };
    Ok(Some(super::escape::read(id)))
}

/// The marks of a list on a text that its selectors are to be found in.
///
/// # Errors
/// When it is no list of annotations.
pub fn import(list: &str, id: &str, text: CanonicalText) -> Result<Imported, ExchangeError> {
    let list: Vec<Annotation> = serde_json::from_str(list)?;
    let mut unplaced = Vec::new();
    let mut marks = Vec::new();
    for annotation in list {
        let name = local_name(id, &annotation.id);
        match annotation.parts(&text) {
            Some(parts) => marks.push(annotation.mark(id, name, parts)?),
            None => unplaced.push(name),
        }
    }
    for mark in &mut marks {
        mark.link.take_if(|link| unplaced.contains(link));
    }
    let document = Document {
        id: id.to_owned(),
        lang: None,
        text,
        marks,
    }
    .linked()?;
    Ok(Imported { document, unplaced })
}

#[derive(Deserialize)]
struct Annotation {
    id: String,
    #[serde(default)]
    body: OneOrMany<Body>,
    target: OneOrMany<Target>,
    creator: Option<Agent>,
    created: Option<Timestamp>,
}

/// The model lets single things stand without their list.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany::Many(Vec::new())
    }
}

impl<T> OneOrMany<T> {
    fn as_slice(&self) -> &[T] {
        match self {
            OneOrMany::Many(many) => many,
            OneOrMany::One(one) => std::slice::from_ref(one),
        }
    }
}

#[derive(Deserialize)]
struct Body {
    purpose: Option<String>,
    value: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Target {
    #[serde(default)]
    source: Option<String>,
    selector: OneOrMany<SelectorV1>,
}

#[derive(Deserialize)]
struct SelectorV1 {
    start: Option<usize>,
    end: Option<usize>,
    exact: Option<String>,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
}

#[derive(Deserialize)]
struct Agent {
    nickname: Option<String>,
    name: Option<String>,
    id: Option<String>,
}

impl Annotation {
    fn parts(&self, text: &CanonicalText) -> Option<Vec<Span>> {
        let parts = self
            .target
            .as_slice()
            .iter()
            .map(|target| target.place(text));
        parts
            .collect::<Option<Vec<_>>>()
            .filter(|parts| !parts.is_empty())
    }

    fn mark(self, document: &str, id: String, parts: Vec<Span>) -> Result<Mark, ExchangeError> {
        let body = |purpose: &str| {
            let bodies = self.body.as_slice().iter();
            bodies
                .into_iter()
                .find(|body| body.purpose.as_deref() == Some(purpose))
        };
        let text = |purpose: &str| body(purpose).and_then(|body| body.value.clone());
        let description: Description = match text("describing") {
            Some(json) => serde_json::from_str(&json)?,
            None => Description::default(),
        };
        let link = body("linking").and_then(|body| body.source.as_ref());
        Ok(Mark {
            decision: standing(&id, text("assessing").as_deref())?,
            label: text("tagging").unwrap_or_default(),
            parts,
            kind: text("classifying"),
            value: description.value,
            unit: description.unit,
            score: description.score,
            link: link.map(|link| local_name(document, link)),
            chain: text("identifying"),
            by: self
                .creator
                .and_then(|agent| agent.nickname.or(agent.name).or(agent.id)),
            at: self.created,
            note: text("commenting"),
            id,
        })
    }
}

impl Target {
    /// Where its words stand: at the position it gives, else where quote and context lead.
    fn place(&self, text: &CanonicalText) -> Option<Span> {
        let selectors = self.selector.as_slice();
        let position = selectors
            .iter()
            .find_map(|selector| Some(selector.start?..selector.end?));
        let position = position.and_then(|at| text.span_of_code_points(at));
        let Some((quote, exact)) = selectors
            .iter()
            .find_map(|selector| Some((selector, selector.exact.clone()?)))
        else {
            return position;
        };
        let selector = Selector {
            span: position.unwrap_or(Span::new(0, 0)),
            exact,
            prefix: quote.prefix.clone(),
            suffix: quote.suffix.clone(),
        };
        match selector.locate(text) {
            Anchor::Exact(span) | Anchor::Equivalent(span) => Some(span),
            Anchor::Changed(_) | Anchor::Orphan => None,
        }
    }
}

fn name(document: &str, mark: &str) -> String {
    format!("{}{}", prefix(document), escaped(mark))
}

fn prefix(document: &str) -> String {
    format!("urn:annotation:{}:", escaped(document))
}

/// The id of a mark of ours; other annotations keep their whole name.
fn local_name(document: &str, name: &str) -> String {
    let local = name.strip_prefix(&prefix(document));
    local.map_or_else(|| name.to_owned(), super::escape::read)
}

fn escaped(text: &str) -> String {
    super::escape::write(text, |c| c.is_ascii_alphanumeric() || "-._~".contains(c))
}
