//! JSON Lines of marked texts: `{"text", "entities" | "spans" | "label": [{"start", "end", "label"} | [start, end, label]]}`,
//! as spaCy, Prodigy and doccano write them. Offsets are code points.

use std::path::Path;

use serde::Deserialize;

use super::data::{fault, kind, outermost};
use crate::annotate::names::train::Marked;
use crate::cli::report::CliError;
use crate::wire::json_lines;

#[derive(Deserialize)]
struct Line {
    /// A number or a word.
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    lang: Option<String>,
    #[serde(alias = "spans", alias = "label", alias = "labels", default)]
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entity {
    Fields {
        start: usize,
        end: usize,
        label: String,
    },
    Triple(usize, usize, String),
}

/// Adds the text of each line.
///
/// # Errors
/// When a line is in another form, or an entity lies outside of its text.
pub fn add(path: &Path, lines: &str, texts: &mut Vec<Marked>) -> Result<(), CliError> {
    let name = path.display().to_string();
    for (at, line) in lines.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let broken = |reason: String| fault(path, format!("line {}: {reason}", at + 1));
        let line: Line = serde_json::from_str(line).map_err(|error| broken(error.to_string()))?;
        let id = line
            .id
            .as_str()
            .map_or_else(|| line.id.to_string(), str::to_owned);
        let plain = serde_json::json!({"id": id, "text": line.text, "lang": line.lang}).to_string();
        let dispatch = json_lines::dispatch(&name, at + 1, &plain)
            .map_err(|error| broken(error.to_string()))?;
        let mut names = Vec::new();
        for entity in line.entities {
            let (start, end, label) = match entity {
                Entity::Fields { start, end, label } => (start, end, label),
                Entity::Triple(start, end, label) => (start, end, label),
            };
            let span = dispatch
                .text
                .span_of_code_points(start..end)
                .ok_or_else(|| broken(format!("nothing at {start}..{end}")))?;
            names.extend(kind(&label).map(|kind| (span, kind)));
        }
        texts.push(Marked {
            dispatch,
            names: outermost(names),
        });
    }
    Ok(())
}
