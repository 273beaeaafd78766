//! JSON Lines as spaCy and Prodigy read them: `text`, `spans`, `relations`, `answer`; offsets in code points.
//!
//! A passage with a gap becomes a span for each part, under one id. Spans carry what else there is to say under names that Prodigy
//! passes on untouched, each with its own `answer`; the answer of the whole is `accept` when everything in it is decided and right.

use serde::{Deserialize, Serialize};

use super::jsonl::{line, standing};
use super::{Document, ExchangeError, Exported, Feature, Loss, Mark};
use crate::model::{CanonicalText, Named, Span};
use crate::review::standing::Standing;

const LEFT_OUT: &[Feature] = &[Feature::Chain, Feature::Time];

#[derive(Serialize, Deserialize)]
struct Task {
    text: String,
    spans: Vec<TaskSpan>,
    #[serde(default)]
    relations: Vec<Relation>,
    #[serde(default)]
    meta: Meta,
    #[serde(default)]
    answer: String,
}

#[derive(Default, Serialize, Deserialize)]
struct Meta {
    #[serde(default)]
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct TaskSpan {
    #[serde(flatten)]
    place: Place,
    #[serde(default)]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decision: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Place {
    start: usize,
    end: usize,
    #[serde(default)]
    label: String,
}

#[derive(Serialize, Deserialize)]
struct Relation {
    head_span: Place,
    child_span: Place,
    label: String,
}

fn answer(standing: Standing) -> &'static str {
    match standing {
        Standing::Accepted | Standing::Corrected => "accept",
        Standing::Rejected | Standing::Deleted => "reject",
        Standing::Proposed | Standing::Disputed => "ignore",
    }
}

/// One line, with its end.
pub fn export(document: &Document) -> Exported {
    let place = |mark: &Mark, part: Span| {
        let at = document.text.code_points(part);
        Place {
            start: at.start,
            end: at.end,
            label: mark.label.clone(),
        }
    };
    let spans = document.marks.iter().flat_map(|mark| {
        mark.parts.iter().map(move |part| TaskSpan {
            place: place(mark, *part),
            id: Some(mark.id.clone()),
            kind: mark.kind.clone(),
            value: mark.value.clone(),
            unit: mark.unit.clone(),
            score: mark.score,
            answer: mark.decision.map(|standing| answer(standing).to_owned()),
            decision: mark.decision.map(|standing| standing.name().to_owned()),
            by: mark.by.clone(),
            note: mark.note.clone(),
        })
    });
    let relations = document.marks.iter().filter_map(|mark| {
        let other = document.mark(mark.link.as_ref()?)?;
        Some(Relation {
            head_span: place(mark, *mark.parts.first()?),
            child_span: place(other, *other.parts.first()?),
            label: Mark::relation(&mark.label).to_owned(),
        })
    });
    let holds = |mark: &Mark| mark.decision.is_some_and(Standing::holds);
    let task = Task {
        text: document.text.as_str().to_owned(),
        spans: spans.collect(),
        relations: relations.collect(),
        meta: Meta {
            id: document.id.clone(),
            lang: document.lang.clone(),
        },
        answer: if document.marks.iter().all(holds) {
            "accept"
        } else {
            "ignore"
        }
        .to_owned(),
    };
    Exported {
        content: line(&task),
        losses: Loss::of(document, LEFT_OUT),
    }
}

/// What an answer of Prodigy's own says where nothing else does: accepting says no more than marking, and a task of ours that is not
/// decided is to be ignored.
fn answered(answer: &str) -> Option<Standing> {
    (answer == "reject").then_some(Standing::Rejected)
}

/// The document of one line. A span without an id gets its number; spans of one id are parts of one mark.
///
/// # Errors
/// When the line has another shape, or a span lies outside of the text.
pub fn import(line: &str) -> Result<Document, ExchangeError> {
    let task: Task = serde_json::from_str(line)?;
    let text = CanonicalText::new(task.text);
    let mut marks: Vec<Mark> = Vec::new();
    let mut places: Vec<(Place, String)> = Vec::new();
    for (number, span) in task.spans.into_iter().enumerate() {
        let id = span.id.unwrap_or_else(|| format!("s{}", number + 1));
        let part = Document::passage(&text, &id, span.place.start..span.place.end)?;
        places.push((span.place.clone(), id.clone()));
        if let Some(mark) = marks.last_mut().filter(|mark| mark.id == id) {
            mark.parts.push(part);
            continue;
        }
        let answer = span.answer.as_deref().unwrap_or(&task.answer);
        marks.push(Mark {
            decision: standing(&id, span.decision.as_deref())?.or(answered(answer)),
            id,
            label: span.place.label,
            parts: vec![part],
            kind: span.kind,
            value: span.value,
            unit: span.unit,
            score: span.score,
            by: span.by,
            note: span.note,
            ..Mark::default()
        });
    }
    for relation in task.relations {
        let id_at = |wanted: &Place| {
            places
                .iter()
                .find(|(place, _)| place == wanted)
                .map(|(_, id)| id.clone())
        };
        let (head, child) = (id_at(&relation.head_span), id_at(&relation.child_span));
        let mark = marks
            .iter_mut()
            .find(|mark| Some(&mark.id) == head.as_ref());
        if let (Some(mark), Some(child)) = (mark, child) {
            mark.link = Some(child);
        }
    }
    Document {
        id: task.meta.id,
        lang: task.meta.lang,
        text,
        marks,
    }
    .linked()
}
