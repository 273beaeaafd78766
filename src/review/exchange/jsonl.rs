//! JSON Lines, one document a line: everything that there is to say, offsets in code points.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Document, ExchangeError, Exported, Mark};
use crate::model::{CanonicalText, Named};
use crate::review::standing::Standing;

/// One line. The names are promises to files already written.
#[derive(Serialize, Deserialize)]
struct LineV1 {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    text: String,
    annotations: Vec<MarkV1>,
}

#[derive(Serialize, Deserialize)]
struct MarkV1 {
    id: String,
    label: String,
    parts: Vec<[usize; 2]>,
    /// For people; the offsets are what counts.
    #[serde(default)]
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    chain: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decision: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// One line, with its end.
pub fn export(document: &Document) -> Exported {
    let mark = |mark: &Mark| MarkV1 {
        id: mark.id.clone(),
        label: mark.label.clone(),
        parts: mark
            .parts
            .iter()
            .map(|part| document.text.code_points(*part))
            .map(|at| [at.start, at.end])
            .collect(),
        text: document.words(mark),
        kind: mark.kind.clone(),
        value: mark.value.clone(),
        unit: mark.unit.clone(),
        link: mark.link.clone(),
        chain: mark.chain.clone(),
        score: mark.score,
        decision: mark.decision.map(|standing| standing.name().to_owned()),
        by: mark.by.clone(),
        at: mark.at,
        note: mark.note.clone(),
    };
    let line = LineV1 {
        id: document.id.clone(),
        lang: document.lang.clone(),
        text: document.text.as_str().to_owned(),
        annotations: document.marks.iter().map(mark).collect(),
    };
    Exported {
        content: self::line(&line),
        losses: Vec::new(),
    }
}

/// A value as one line of JSON, with its end.
pub(super) fn line(value: &impl Serialize) -> String {
    let mut line = serde_json::to_string(value).expect("plain data becomes JSON");
    line.push('\n');
    line
}

/// The document of one line.
///
/// # Errors
/// When the line has another shape, or a passage or link leads nowhere.
pub fn import(line: &str) -> Result<Document, ExchangeError> {
    let line: LineV1 = serde_json::from_str(line)?;
    let text = CanonicalText::new(line.text);
    let mark = |mark: MarkV1| {
        let parts = mark
            .parts
            .iter()
            .map(|[start, end]| Document::passage(&text, &mark.id, *start..*end));
        Ok(Mark {
            parts: parts.collect::<Result<_, _>>()?,
            decision: standing(&mark.id, mark.decision.as_deref())?,
            id: mark.id,
            label: mark.label,
            kind: mark.kind,
            value: mark.value,
            unit: mark.unit,
            link: mark.link,
            chain: mark.chain,
            score: mark.score,
            by: mark.by,
            at: mark.at,
            note: mark.note,
        })
    };
    let marks = line.annotations.into_iter().map(mark);
    let marks = marks.collect::<Result<_, ExchangeError>>()?;
    Document {
        id: line.id,
        lang: line.lang,
        text,
        marks,
    }
    .linked()
}

/// The decision that a file states.
pub(super) fn standing(what: &str, word: Option<&str>) -> Result<Option<Standing>, ExchangeError> {
    let Some(word) = word else { return Ok(None) };
    let unknown = || ExchangeError::Decision(what.to_owned(), word.to_owned());
    Standing::from_name(word).map(Some).ok_or_else(unknown)
}
