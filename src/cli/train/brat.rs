//! brat standoff: a text, and a file of lines `T1<TAB>Person 0 12<TAB>words` beside it. Offsets are code points.

use std::path::Path;

use super::data::{fault, kind, outermost};
use crate::annotate::names::train::Marked;
use crate::cli::report::CliError;
use crate::model::Dispatch;
use crate::wire::json_lines;

/// The text with its names. Of an annotation in several pieces everything between them is taken.
///
/// # Errors
/// When an annotation is in another form, or lies outside of the text.
pub fn marked(path: &Path, text: &str, annotations: &str) -> Result<Marked, CliError> {
    let id = path.file_stem().unwrap_or_default().to_string_lossy();
    let line = serde_json::json!({"id": id, "text": text}).to_string();
    let dispatch = json_lines::dispatch(&path.display().to_string(), 1, &line);
    let dispatch = dispatch.map_err(|error| fault(path, error.to_string()))?;
    let mut names = Vec::new();
    for (at, line) in annotations.lines().enumerate() {
        if !line.starts_with('T') {
            continue;
        }
        let name = name(&dispatch, line)
            .ok_or_else(|| fault(path, format!("line {}: no annotation of this text", at + 1)))?;
        names.extend(name);
    }
    Ok(Marked {
        dispatch,
        names: outermost(names),
    })
}

type Name = (crate::model::Span, Option<crate::model::ActorKind>);

/// The name on a line, if it is one.
fn name(dispatch: &Dispatch, line: &str) -> Option<Option<Name>> {
    let (label, place) = line.split('\t').nth(1)?.split_once(' ')?;
    let Some(kind) = kind(label) else {
        return Some(None);
    };
    let mut numbers = place.split([' ', ';']);
    let start = numbers.next()?.parse().ok()?;
    let end = numbers.next_back()?.parse().ok()?;
    Some(Some((dispatch.text.span_of_code_points(start..end)?, kind)))
}
