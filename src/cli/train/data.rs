//! Files and folders of marked texts.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::{brat, jsonl};
use crate::annotate::names::train::Marked;
use crate::cli::inputs::{LARGEST, reason_of};
use crate::cli::report::CliError;
use crate::model::{ActorKind, Span};

/// The marked texts of files and folders, in the order given and in folders by name.
///
/// # Errors
/// When one cannot be read or is in no known form.
pub fn read(paths: &[PathBuf]) -> Result<Vec<Marked>, CliError> {
    let mut texts = Vec::new();
    for path in paths {
        add(path, true, &mut texts)?;
    }
    Ok(texts)
}

/// The lines of a file.
///
/// # Errors
/// When it cannot be read.
pub fn lines(path: &Path) -> Result<Vec<String>, CliError> {
    Ok(text(path)?
        .lines()
        .map(|line| line.trim().to_owned())
        .collect())
}

fn add(path: &Path, named: bool, texts: &mut Vec<Marked>) -> Result<(), CliError> {
    if path.is_dir() {
        let entries = fs::read_dir(path).map_err(|error| fault(path, reason_of(&error)))?;
        let mut inner = Vec::new();
        for entry in entries {
            inner.push(
                entry
                    .map_err(|error| fault(path, reason_of(&error)))?
                    .path(),
            );
        }
        inner.sort();
        return inner.iter().try_for_each(|path| add(path, false, texts));
    }
    let name = path.to_string_lossy();
    let name = name.trim_end_matches(".gz");
    if name.ends_with(".jsonl") || name.ends_with(".json") {
        jsonl::add(path, &text(path)?, texts)
    } else if name.ends_with(".ann") {
        let beside = path.with_extension("txt");
        texts.push(brat::marked(path, &text(&beside)?, &text(path)?)?);
        Ok(())
    } else if named {
        Err(fault(path, "neither .jsonl nor .ann".into()))
    } else {
        Ok(())
    }
}

fn text(path: &Path) -> Result<String, CliError> {
    let read = || -> io::Result<String> {
        let file = fs::File::open(path)?;
        let mut text = String::new();
        if path.extension().is_some_and(|extension| extension == "gz") {
            MultiGzDecoder::new(file)
                .take(LARGEST)
                .read_to_string(&mut text)?;
        } else {
            file.take(LARGEST).read_to_string(&mut text)?;
        }
        Ok(text)
    };
    read().map_err(|error| fault(path, reason_of(&error)))
}

/// A fault in a file, as the user is told.
pub fn fault(path: &Path, reason: String) -> CliError {
    CliError::Training {
        path: path.display().to_string(),
        reason,
    }
}

/// The kind that a label of some scheme stands for: none for dates, amounts and other things that are no names.
pub fn kind(label: &str) -> Option<Option<ActorKind>> {
    let label = label.to_lowercase();
    Some(match label.as_str() {
        "per" | "pers" | "person" => Some(ActorKind::Person),
        "org" | "organization" | "organisation" => Some(ActorKind::Organisation),
        "loc" | "location" | "gpe" | "place" | "fac" => Some(ActorKind::Place),
        "misc" | "oth" | "event" | "product" | "work_of_art" | "prod" | "humanprod" => None,
        _ => return None,
    })
}

/// The names that lie in no other.
pub fn outermost(mut names: Vec<(Span, Option<ActorKind>)>) -> Vec<(Span, Option<ActorKind>)> {
    names.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let mut end = 0;
    names.retain(|(span, _)| {
        let outer = span.end() > end;
        end = end.max(span.end());
        outer
    });
    names
}
