//! JSON Lines: `{"id", "text", "lang"?, "reference"?}`, one dispatch a line; or a news item of any other dialect in each line.
//!
//! The text is taken as it is: nothing is cut, nothing joined. Blank lines separate paragraphs; the first one may begin with
//! a dateline.

use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use serde::Deserialize;

use super::{Input, WireError, dateline, json_dialects};
use crate::model::{CanonicalText, Dispatch, Format, Paragraph, ParagraphKind, Source, Span};

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    lang: Option<String>,
    reference: Option<String>,
}

/// The dispatches of one line, in whatever dialect; `number` counts the lines of the file from 1.
///
/// # Errors
/// As [`dispatch`], when it is no news item of another dialect either.
pub fn dispatches(path: &str, number: usize, line: &str) -> Result<Vec<Dispatch>, WireError> {
    match dispatch(path, number, line) {
        Ok(dispatch) => Ok(vec![dispatch]),
        Err(fault) => match news_items(path, number, line) {
            items if items.is_empty() => Err(fault),
            items => Ok(items),
        },
    }
}

/// The dispatch of a line that holds a text to be taken as it is.
///
/// # Errors
/// When the line is no such object, is larger than [`super::MOST_BYTES`], or its reference is no ISO 8601 date or date-time.
pub fn dispatch(path: &str, number: usize, line: &str) -> Result<Dispatch, WireError> {
    super::bounded(line.as_bytes())?;
    let error = |reason: String| WireError::Json {
        line: number,
        reason,
    };
    let line: Line = serde_json::from_str(line).map_err(|fault| error(reason_of(&fault)))?;
    let reference = line.reference.as_deref().map(|given| {
        moment(given).ok_or_else(|| error(format!("reference {given:?} is no ISO 8601 date")))
    });
    let (reference, timed) = reference.transpose()?.unzip();
    let original: Arc<str> = line.text.as_str().into();
    let text = CanonicalText::new(line.text);
    let paragraphs = paragraphs(&text);
    let dateline = paragraphs
        .first()
        .and_then(|first| dateline::at_start(&text[first.span], first.span.start()));
    Ok(Dispatch {
        id: line.id,
        lang: line.lang,
        source: Source {
            path: path.to_owned(),
            format: Format::JsonLines,
            charset: "utf-8".into(),
            item: number - 1,
        },
        dateline,
        paragraphs,
        text,
        original,
        reference,
        moment: reference.filter(|_| timed == Some(true)),
        ..Dispatch::default()
    })
}

/// What the agencies' own interfaces send, one object a line.
fn news_items(path: &str, number: usize, line: &str) -> Vec<Dispatch> {
    let input = Input {
        path: path.to_owned(),
        bytes: line.as_bytes(),
        charset: "utf-8",
        text: line.into(),
        depth: 0,
        named: true,
    };
    let mut items = json_dialects::dispatches(&input).unwrap_or_default();
    for item in &mut items {
        item.source.item += number - 1;
    }
    items
}

/// The runs of lines between lines that hold nothing but white space, without the white space at their ends.
fn paragraphs(text: &CanonicalText) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let mut block: Option<Span> = None;
    let mut close = |block: &mut Option<Span>| {
        if let Some(span) = block.take() {
            found.push(Paragraph {
                span: text.trimmed(span),
                kind: ParagraphKind::Prose,
            });
        }
    };
    let mut at = 0;
    for line in text.as_str().split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end();
        if line.trim().is_empty() {
            close(&mut block);
        } else {
            block = Some(block.map_or(span, |before| before.join(span)));
        }
    }
    close(&mut block);
    found
}

/// Without the line that serde_json counts: to it, every line is the first.
fn reason_of(fault: &serde_json::Error) -> String {
    let said = fault.to_string();
    let reason = said.split(" at line ").next().unwrap_or(&said);
    format!("{reason} (column {})", fault.column())
}

/// Date, date-time, or date-time with an offset: what it says on the clock of the place, and whether it names a time.
fn moment(given: &str) -> Option<(DateTime, bool)> {
    let pieces = Pieces::parse(given).ok()?;
    let at = pieces.date().to_datetime(pieces.time().unwrap_or_default());
    Some((at, pieces.time().is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Dispatch {
        dispatches("a.jsonl", 1, line).unwrap().remove(0)
    }

    #[test]
    fn the_text_is_taken_as_it_is() {
        let text = "  Oslo (AFP) - Un\nmot.\r\n \t\nDeux. \n\n\nTrois";
        let line = serde_json::json!({"id": "x", "text": text}).to_string();
        let dispatch = read(&line);
        assert_eq!(dispatch.text.as_str(), text);
        let words: Vec<&str> = dispatch
            .paragraphs
            .iter()
            .map(|p| &dispatch.text[p.span])
            .collect();
        assert_eq!(words, ["Oslo (AFP) - Un\nmot.", "Deux.", "Trois"]);
        let dateline = dispatch.dateline.unwrap();
        assert_eq!(&dispatch.text[dateline.span], "Oslo (AFP) -");
    }

    #[test]
    fn references_are_dates_or_date_times() {
        let day = |reference: &str| {
            let line =
                serde_json::json!({"id": "x", "text": "y", "reference": reference}).to_string();
            dispatches("a.jsonl", 7, &line).map(|found| found[0].reference.map(|at| at.to_string()))
        };
        assert_eq!(day("2020-11-21").unwrap().unwrap(), "2020-11-21T00:00:00");
        assert_eq!(
            day("2020-11-21T18:30:00Z").unwrap().unwrap(),
            "2020-11-21T18:30:00"
        );
        assert_eq!(
            day("2020-11-21T18:30:00+04:00").unwrap().unwrap(),
            "2020-11-21T18:30:00"
        );
        assert!(
            day("samedi")
                .unwrap_err()
                .to_string()
                .starts_with("line 7: ")
        );
    }

    #[test]
    fn a_line_may_be_a_news_item_of_any_dialect() {
        let line = r#"{"uri": "urn:x:1", "type": "text", "headline": "Un", "body_text": "Le roi est parti."}"#;
        let found = dispatches("a.jsonl", 5, line).unwrap();
        assert_eq!(found[0].source.format, Format::NinJs);
        assert_eq!((found[0].id.as_str(), found[0].source.item), ("urn:x:1", 4));
    }

    #[test]
    fn a_broken_line_is_named() {
        for line in [
            "",
            "[]",
            "{\"id\": \"x\"}",
            "{\"id\": 3, \"text\": \"y\"}",
            "{\"id\": \"x\", \"text\": \"y\"} z",
        ] {
            let error = dispatches("a.jsonl", 3, line).unwrap_err().to_string();
            assert!(error.starts_with("line 3: "), "{error}");
        }
    }
}
