//! STAM, the stand-off text annotation model (annotation.github.io/stam), in its JSON: a store with the text, one set of keys and
//! values, and annotations that select stretches of the text or other annotations. Offsets are code points.
//!
//! A passage with a gap is a `CompositeSelector`; a link is an annotation of its own from one annotation to the other, by a
//! `DirectionalSelector`.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Document, Exported, Feature, Loss, Mark};
use crate::model::{Named, Span};

const LEFT_OUT: &[Feature] = &[Feature::Language];
/// The keys that annotations are described by.
const KEYS: &[&str] = &[
    "label", "kind", "value", "unit", "chain", "score", "decision", "by", "at", "note", "relation",
];
const SET: &str = "depeche";

/// Fields in this order: those who read it as a stream need to know a thing before something refers to it.
#[derive(Serialize)]
struct Store {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    resources: Vec<Value>,
    annotationsets: Vec<Value>,
    annotations: Vec<Value>,
}

/// The store of one document.
pub fn export(document: &Document) -> Exported {
    let mut data = Data::default();
    let resource = format!("{}.txt", document.id);
    let mut annotations: Vec<Value> = document
        .marks
        .iter()
        .map(|mark| annotation(document, mark, &resource, &mut data))
        .collect();
    annotations.extend(
        document
            .marks
            .iter()
            .filter_map(|mark| relation(mark, &mut data)),
    );
    let keys: Vec<Value> = KEYS
        .iter()
        .map(|key| json!({"@type": "DataKey", "@id": key}))
        .collect();
    let store = Store {
        kind: "AnnotationStore",
        id: document.id.clone(),
        resources: vec![json!({
            "@type": "TextResource", "@id": resource, "text": document.text.as_str(),
        })],
        annotationsets: vec![json!({
            "@type": "AnnotationDataSet", "@id": SET, "keys": keys, "data": data.list,
        })],
        annotations,
    };
    let json = serde_json::to_string_pretty(&store).expect("plain data becomes JSON");
    Exported {
        content: json + "\n",
        losses: Loss::of(document, LEFT_OUT),
    }
}

/// Values of keys, each once: annotations refer to them.
#[derive(Default)]
struct Data {
    list: Vec<Value>,
    /// Key and value of each.
    known: Vec<(&'static str, Value)>,
}

impl Data {
    /// A reference to a value of a key.
    fn refer(&mut self, key: &'static str, value: Value) -> Value {
        let kind = if value.is_f64() { "Float" } else { "String" };
        let pair = (key, value);
        let at = match self.known.iter().position(|known| *known == pair) {
            Some(at) => at,
            None => {
                self.list.push(json!({
                    "@type": "AnnotationData",
                    "@id": format!("D{}", self.known.len()),
                    "key": key,
                    "value": {"@type": kind, "value": pair.1},
                }));
                self.known.push(pair);
                self.known.len() - 1
            }
        };
        json!({"@type": "AnnotationData", "@id": format!("D{at}"), "set": SET})
    }
}

fn annotation(document: &Document, mark: &Mark, resource: &str, data: &mut Data) -> Value {
    let selectors: Vec<Value> = mark
        .parts
        .iter()
        .map(|part| selector(document, *part, resource))
        .collect();
    let target = match <[Value; 1]>::try_from(selectors) {
        Ok([one]) => one,
        Err(selectors) => json!({"@type": "CompositeSelector", "selectors": selectors}),
    };
    let words = [
        ("label", Some(mark.label.clone())),
        ("kind", mark.kind.clone()),
        ("value", mark.value.clone()),
        ("unit", mark.unit.clone()),
        ("chain", mark.chain.clone()),
        (
            "decision",
            mark.decision.map(|standing| standing.name().to_owned()),
        ),
        ("by", mark.by.clone()),
        ("at", mark.at.map(|at| at.to_string())),
        ("note", mark.note.clone()),
    ];
    let mut described: Vec<Value> = words
        .into_iter()
        .filter_map(|(key, word)| Some(data.refer(key, word?.into())))
        .collect();
    described.extend(mark.score.map(|score| data.refer("score", score.into())));
    json!({"@type": "Annotation", "@id": mark.id, "target": target, "data": described})
}

fn selector(document: &Document, part: Span, resource: &str) -> Value {
    let at = document.text.code_points(part);
    let cursor = |value: usize| json!({"@type": "BeginAlignedCursor", "value": value});
    json!({
        "@type": "TextSelector",
        "resource": resource,
        "offset": {"@type": "Offset", "begin": cursor(at.start), "end": cursor(at.end)},
    })
}

fn relation(mark: &Mark, data: &mut Data) -> Option<Value> {
    let link = mark.link.as_ref()?;
    let end = |id: &str| json!({"@type": "AnnotationSelector", "annotation": id});
    Some(json!({
        "@type": "Annotation",
        "@id": format!("{}-link", mark.id),
        "target": {"@type": "DirectionalSelector", "selectors": [end(&mark.id), end(link)]},
        "data": [data.refer("relation", Mark::relation(&mark.label).into())],
    }))
}
