//! Files of annotations that other tools wrote, as documents: brat, and the JSON Lines of this program, of Prodigy and of doccano.

use std::fs;
use std::path::{Path, PathBuf};

use super::report::CliError;
use crate::model::CanonicalText;
use crate::review::exchange::{Document, ExchangeError, brat, doccano, jsonl, prodigy};

/// The documents of a file or a folder, named as in it.
///
/// # Errors
/// When a file cannot be read, or is not what its name says.
pub fn documents(path: &Path) -> Result<Vec<Document>, CliError> {
    let mut documents = Vec::new();
    for file in files(path)? {
        documents.extend(read(&file)?);
    }
    Ok(documents)
}

/// The file, or those of a folder that hold annotations, by name.
///
/// # Errors
/// When the folder cannot be read.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, CliError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|source| unreadable(path, source))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    let holds_annotations = |file: &PathBuf| ENDINGS.iter().any(|ending| has_ending(file, ending));
    files.retain(holds_annotations);
    files.sort();
    Ok(files)
}

const ENDINGS: [&str; 3] = ["ann", "jsonl", "jsonld"];

/// Whether a file has this ending.
pub fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own == ending)
}

/// The text of a file.
///
/// # Errors
/// When it cannot be read.
pub fn text(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path).map_err(|source| unreadable(path, source))
}

/// The documents of one file.
///
/// # Errors
/// As [`documents`].
pub fn read(path: &Path) -> Result<Vec<Document>, CliError> {
    let content = text(path)?;
    if has_ending(path, "ann") {
        let words = CanonicalText::new(text(&path.with_extension("txt"))?);
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        let document = brat::import(&id, words, &content);
        return Ok(vec![document.map_err(|source| fault(path, None, source))?]);
    }
    lines(&content)
        .map(|(number, line)| line_of(line).map_err(|source| fault(path, Some(number), source)))
        .collect()
}

/// The lines that hold something, with their numbers, from 1.
pub fn lines(content: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(content.lines())
        .filter(|(_, line)| !line.trim().is_empty())
}

/// What is wrong with a file, as the user is told.
pub fn fault(path: &Path, line: Option<usize>, source: ExchangeError) -> CliError {
    CliError::Exchange {
        file: path.display().to_string(),
        line,
        source,
    }
}

/// One line, by the fields that tell whose it is.
fn line_of(line: &str) -> Result<Document, ExchangeError> {
    let fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line)?;
    if fields.contains_key("spans") {
        prodigy::import(line)
    } else if fields.contains_key("entities") {
        doccano::import(line)
    } else {
        jsonl::import(line)
    }
}

fn unreadable(path: &Path, source: std::io::Error) -> CliError {
    CliError::Output {
        to: path.display().to_string(),
        source,
    }
}
