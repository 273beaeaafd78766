//! JSON Lines: `{"id", "text", "lang"?, "reference"?}`, one dispatch a line; the text is taken as it is.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use serde::Deserialize;

use super::{WireError, plain};
use crate::model::{CanonicalText, Dispatch, Format, Source};

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    lang: Option<String>,
    reference: Option<String>,
}

/// The dispatch of one line; `number` counts the lines of the file from 1.
///
/// # Errors
/// When the line is no such object, or its reference is no ISO 8601 date or date-time.
pub fn dispatch(path: &str, number: usize, line: &str) -> Result<Dispatch, WireError> {
    let error = |reason: String| WireError::Json {
        line: number,
        reason,
    };
    let line: Line = serde_json::from_str(line).map_err(|e| error(e.to_string()))?;
    let reference = line.reference.as_deref().map(|given| {
        moment(given).ok_or_else(|| error(format!("reference {given:?} is no ISO 8601 date")))
    });
    let reference = reference.transpose()?;
    let original: Arc<str> = line.text.as_str().into();
    let text = CanonicalText::new(line.text);
    Ok(Dispatch {
        id: line.id,
        lang: line.lang,
        source: Source {
            path: path.to_owned(),
            format: Format::JsonLines,
            charset: "utf-8",
            item: number - 1,
        },
        paragraphs: plain::paragraphs(&text),
        text,
        original,
        reference,
        ..Dispatch::default()
    })
}

fn moment(given: &str) -> Option<DateTime> {
    let day = || given.parse::<Date>().ok().map(|date| date.at(0, 0, 0, 0));
    given.parse::<DateTime>().ok().or_else(day)
}
