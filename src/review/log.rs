//! The lines in which events are kept: one JSON object for each event, read by every later version.
//!
//! Passages carry their words and those around them beside their offsets, in code points, so that a log can be understood, and
//! re-anchored, by itself. Names of fields and words are promises to files already written; changes are additions.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::anchor::Selector;
use super::event::{
    AnnotationId, Author, Content, Event, EventId, Label, Match, Op, Reanchored, StepId, Verdict,
};
use crate::model::{CanonicalText, Named, Span};

/// Why a line cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error("{0:?} does not stand at {1}..{2} of the text")]
    Passage(String, usize, usize),
    #[error("unknown word {0:?}")]
    Word(String),
}

/// The line of an event, without its end.
///
/// # Panics
/// When a passage was made for another text.
pub fn write(text: &CanonicalText, event: &Event) -> String {
    serde_json::to_string(&EventV1::new(text, event)).expect("plain data becomes JSON")
}

/// The event of a line.
///
/// # Errors
/// When the line is damaged, of a later version, or of another text.
pub fn read(text: &CanonicalText, line: &str) -> Result<Event, LogError> {
    serde_json::from_str::<EventV1>(line)?.restore(text)
}

/// What an event is about, outside of a library.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Its identifier.
    pub dispatch: String,
    /// The name of its version in logs.
    pub version: String,
}

/// The line of an event with its place, without its end.
///
/// # Panics
/// As [`write`].
pub fn write_placed(place: &Place, text: &CanonicalText, event: &Event) -> String {
    let placed = PlacedV1 {
        dispatch: place.dispatch.clone(),
        version: place.version.clone(),
        event: EventV1::new(text, event),
    };
    serde_json::to_string(&placed).expect("plain data becomes JSON")
}

/// A line whose place is known, and whose event can be read with the text of that place.
pub struct Placed(PlacedV1);

impl Placed {
    /// Reads a line as far as that is possible without the text.
    ///
    /// # Errors
    /// When it is damaged, or of a later version.
    pub fn read(line: &str) -> Result<Placed, LogError> {
        Ok(Placed(serde_json::from_str(line)?))
    }

    /// What it is about.
    pub fn place(&self) -> Place {
        Place {
            dispatch: self.0.dispatch.clone(),
            version: self.0.version.clone(),
        }
    }

    /// The event.
    ///
    /// # Errors
    /// When it is of another text.
    pub fn event(self, text: &CanonicalText) -> Result<Event, LogError> {
        self.0.event.restore(text)
    }
}

#[derive(Serialize, Deserialize)]
struct PlacedV1 {
    dispatch: String,
    version: String,
    #[serde(flatten)]
    event: EventV1,
}

#[derive(Serialize, Deserialize)]
struct EventV1 {
    id: String,
    annotation: String,
    base: u32,
    #[serde(flatten)]
    op: OpV1,
    author: AuthorV1,
    step: String,
    at: Timestamp,
    session: String,
    tool: String,
}

#[derive(Serialize, Deserialize)]
struct AuthorV1 {
    user: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case")]
enum OpV1 {
    Propose {
        content: ContentV1,
        run: String,
        confidence: u8,
    },
    Add {
        content: ContentV1,
    },
    Accept,
    Reject,
    Delete,
    Restore,
    Resize {
        parts: Vec<PassageV1>,
    },
    Relabel {
        sort: String,
        kind: String,
    },
    SetSpeaker {
        speaker: Option<PassageV1>,
    },
    SetActor {
        actor: Option<String>,
    },
    SetValue {
        value: Option<String>,
        unit: Option<String>,
    },
    Merge {
        into: String,
    },
    Split {
        mentions: Vec<PassageV1>,
    },
    Note {
        note: String,
    },
    Reanchor {
        version: String,
        was: String,
        quality: String,
        verdict: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided_by: Option<AuthorV1>,
        content: ContentV1,
    },
    Undo {
        undo_of: String,
    },
}

#[derive(Serialize, Deserialize)]
struct ContentV1 {
    sort: String,
    kind: String,
    parts: Vec<PassageV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<PassageV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    actor: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct PassageV1 {
    start: usize,
    end: usize,
    exact: String,
    prefix: String,
    suffix: String,
}

impl EventV1 {
    fn new(text: &CanonicalText, event: &Event) -> Self {
        EventV1 {
            id: event.id.0.clone(),
            annotation: event.annotation.to_string(),
            base: event.base,
            op: OpV1::new(text, &event.op),
            author: AuthorV1::new(&event.author),
            step: event.step.0.clone(),
            at: event.at,
            session: event.session.clone(),
            tool: event.tool.clone(),
        }
    }

    fn restore(self, text: &CanonicalText) -> Result<Event, LogError> {
        Ok(Event {
            id: EventId(self.id),
            annotation: annotation(&self.annotation)?,
            base: self.base,
            op: self.op.restore(text)?,
            author: self.author.restore(),
            step: StepId(self.step),
            at: self.at,
            session: self.session,
            tool: self.tool,
        })
    }
}

impl AuthorV1 {
    fn new(author: &Author) -> Self {
        AuthorV1 {
            user: author.user.clone(),
            origin: author.origin.clone(),
        }
    }

    fn restore(self) -> Author {
        Author {
            user: self.user,
            origin: self.origin,
        }
    }
}

impl OpV1 {
    fn new(text: &CanonicalText, op: &Op) -> Self {
        match op {
            Op::Propose {
                content,
                run,
                confidence,
            } => OpV1::Propose {
                content: ContentV1::new(text, content),
                run: run.clone(),
                confidence: *confidence,
            },
            Op::Add(content) => OpV1::Add {
                content: ContentV1::new(text, content),
            },
            Op::Accept => OpV1::Accept,
            Op::Reject => OpV1::Reject,
            Op::Delete => OpV1::Delete,
            Op::Restore => OpV1::Restore,
            Op::Resize(parts) => OpV1::Resize {
                parts: passages(text, parts),
            },
            Op::Relabel(label) => OpV1::Relabel {
                sort: label.sort().to_owned(),
                kind: label.kind().to_owned(),
            },
            Op::SetSpeaker(speaker) => OpV1::SetSpeaker {
                speaker: speaker.map(|span| PassageV1::new(text, span)),
            },
            Op::SetActor(actor) => OpV1::SetActor {
                actor: actor.map(|actor| actor.to_string()),
            },
            Op::SetValue { value, unit } => OpV1::SetValue {
                value: value.clone(),
                unit: unit.clone(),
            },
            Op::Merge(into) => OpV1::Merge {
                into: into.to_string(),
            },
            Op::Split(mentions) => OpV1::Split {
                mentions: passages(text, mentions),
            },
            Op::Note(note) => OpV1::Note { note: note.clone() },
            Op::Reanchor(earlier) => OpV1::Reanchor {
                version: earlier.version.clone(),
                was: earlier.annotation.to_string(),
                quality: earlier.quality.name().to_owned(),
                verdict: earlier.verdict.name().to_owned(),
                decided_by: earlier.decided_by.as_ref().map(AuthorV1::new),
                content: ContentV1::new(text, &earlier.content),
            },
            Op::Undo(of) => OpV1::Undo {
                undo_of: of.0.clone(),
            },
        }
    }

    fn restore(self, text: &CanonicalText) -> Result<Op, LogError> {
        Ok(match self {
            OpV1::Propose {
                content,
                run,
                confidence,
            } => Op::Propose {
                content: content.restore(text)?,
                run,
                confidence,
            },
            OpV1::Add { content } => Op::Add(content.restore(text)?),
            OpV1::Accept => Op::Accept,
            OpV1::Reject => Op::Reject,
            OpV1::Delete => Op::Delete,
            OpV1::Restore => Op::Restore,
            OpV1::Resize { parts } => Op::Resize(spans(text, parts)?),
            OpV1::Relabel { sort, kind } => Op::Relabel(label(&sort, &kind)?),
            OpV1::SetSpeaker { speaker } => {
                Op::SetSpeaker(speaker.map(|passage| passage.restore(text)).transpose()?)
            }
            OpV1::SetActor { actor } => Op::SetActor(actor.as_deref().map(annotation).transpose()?),
            OpV1::SetValue { value, unit } => Op::SetValue { value, unit },
            OpV1::Merge { into } => Op::Merge(annotation(&into)?),
            OpV1::Split { mentions } => Op::Split(spans(text, mentions)?),
            OpV1::Note { note } => Op::Note(note),
            OpV1::Reanchor {
                version,
                was,
                quality,
                verdict,
                decided_by,
                content,
            } => Op::Reanchor(Reanchored {
                version,
                annotation: annotation(&was)?,
                quality: word::<Match>(quality)?,
                verdict: word::<Verdict>(verdict)?,
                decided_by: decided_by.map(AuthorV1::restore),
                content: content.restore(text)?,
            }),
            OpV1::Undo { undo_of } => Op::Undo(EventId(undo_of)),
        })
    }
}

impl ContentV1 {
    fn new(text: &CanonicalText, content: &Content) -> Self {
        ContentV1 {
            sort: content.label.sort().to_owned(),
            kind: content.label.kind().to_owned(),
            parts: passages(text, &content.parts),
            speaker: content.speaker.map(|span| PassageV1::new(text, span)),
            actor: content.actor.map(|actor| actor.to_string()),
            value: content.value.clone(),
            unit: content.unit.clone(),
        }
    }

    fn restore(self, text: &CanonicalText) -> Result<Content, LogError> {
        Ok(Content {
            label: label(&self.sort, &self.kind)?,
            parts: spans(text, self.parts)?,
            speaker: self
                .speaker
                .map(|passage| passage.restore(text))
                .transpose()?,
            actor: self.actor.as_deref().map(annotation).transpose()?,
            value: self.value,
            unit: self.unit,
        })
    }
}

impl PassageV1 {
    fn new(text: &CanonicalText, span: Span) -> Self {
        let at = text.code_points(span);
        let Selector {
            exact,
            prefix,
            suffix,
            ..
        } = Selector::of(text, span);
        PassageV1 {
            start: at.start,
            end: at.end,
            exact,
            prefix,
            suffix,
        }
    }

    fn restore(self, text: &CanonicalText) -> Result<Span, LogError> {
        let span = text.span_of_code_points(self.start..self.end);
        span.filter(|span| text[*span] == self.exact)
            .ok_or(LogError::Passage(self.exact, self.start, self.end))
    }
}

fn passages(text: &CanonicalText, spans: &[Span]) -> Vec<PassageV1> {
    spans
        .iter()
        .map(|span| PassageV1::new(text, *span))
        .collect()
}

fn spans(text: &CanonicalText, passages: Vec<PassageV1>) -> Result<Vec<Span>, LogError> {
    passages
        .into_iter()
        .map(|passage| passage.restore(text))
        .collect()
}

fn annotation(digits: &str) -> Result<AnnotationId, LogError> {
    digits
        .parse()
        .map_err(|_| LogError::Word(digits.to_owned()))
}

fn label(sort: &str, kind: &str) -> Result<Label, LogError> {
    Label::from_words(sort, kind).ok_or_else(|| LogError::Word(format!("{sort} {kind}")))
}

fn word<T: Named>(word: String) -> Result<T, LogError> {
    T::from_name(&word).ok_or(LogError::Word(word))
}

#[cfg(test)]
mod tests;
