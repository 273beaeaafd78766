//! Plain-text wires: a few header lines, a dateline, hard-wrapped paragraphs, a sign-off.

use std::sync::Arc;

use super::WireError;
use crate::model::{CanonicalText, Dispatch, Format, Paragraph, ParagraphKind, Source, Span};

/// The one dispatch of a plain-text file.
pub fn dispatch(path: &str, bytes: &[u8]) -> Result<Dispatch, WireError> {
    let original: Arc<str> = String::from_utf8_lossy(bytes).into();
    if original.trim().is_empty() {
        return Err(WireError::Empty);
    }
    let text = CanonicalText::new(original.trim());
    Ok(Dispatch {
        id: path.to_owned(),
        source: Source {
            path: path.to_owned(),
            format: Format::Plain,
            charset: "utf-8",
            item: 0,
        },
        paragraphs: paragraphs(&text),
        text,
        original,
        ..Dispatch::default()
    })
}

/// The paragraphs of a text in which blank lines separate them.
fn paragraphs(text: &CanonicalText) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let mut at = 0;
    for block in text.as_str().split("\n\n") {
        let span = text.trimmed(Span::new(at, at + block.len()));
        at += block.len() + 2;
        if !span.is_empty() {
            found.push(Paragraph {
                span,
                kind: ParagraphKind::Prose,
            });
        }
    }
    found
}
