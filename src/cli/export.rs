//! `depeche export`: what was found in dispatches, in the formats of other tools.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::output::Output;
use super::report::{CliError, Reporter};
use super::{Global, inputs, pipeline};
use crate::annotate::{Kinds, annotate};
use crate::library::entry;
use crate::model::Dispatch;
use crate::review::exchange::{
    self, Document, Exported, Loss, brat, cas_json, cas_xmi, digest, doccano, jsonl, prodigy, w3c,
};

/// What `depeche export` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    inputs: inputs::Inputs,
    /// Format to write
    #[arg(long, value_enum)]
    format: Format,
    /// File to write to, instead of standard output; a folder for formats of one file or more a dispatch
    #[arg(long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
}

/// A format.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// W3C Web Annotations, JSON-LD, with the text beside it; needs a folder
    W3c,
    /// brat standoff, .txt and .ann; needs a folder
    Brat,
    /// JSON Lines, everything there is to say
    Jsonl,
    /// JSON Lines for spaCy and Prodigy
    Prodigy,
    /// JSON Lines for doccano's relation extraction
    Doccano,
    /// UIMA CAS, XMI with its type system; needs a folder
    Xmi,
    /// UIMA CAS, JSON 0.4; needs a folder
    CasJson,
    /// Quotations with speaker and paragraph, for people
    Markdown,
    /// The same as a page
    Html,
}

/// What becomes of one dispatch.
struct Piece {
    id: String,
    /// With the ending of the file, where each gets one of its own.
    files: Vec<(&'static str, String)>,
    losses: Vec<Loss>,
}

/// Runs the command.
///
/// # Errors
/// When there is nothing to read, or nowhere to write.
pub fn run(arguments: Arguments, global: &Global) -> Result<ExitCode, CliError> {
    let format = arguments.format;
    let target = Target::open(format, arguments.output.as_deref())?;
    let inputs = arguments.inputs.or_standard_input()?;
    let mut reporter = Reporter::new(global.verbose);
    let options = pipeline::Options {
        jobs: None,
        language: global.language,
    };
    let make = |dispatch| piece(&dispatch, format);
    let mut losses = Vec::new();
    let mut target = target.begun(format)?;
    pipeline::run(inputs, options, &mut reporter, make, |pieces| {
        for piece in pieces {
            target.take(&piece)?;
            losses = Loss::sum(losses.drain(..).chain(piece.losses));
        }
        Ok(())
    })?;
    target.finish(format)?;
    for loss in losses {
        reporter.note(&loss.to_string());
    }
    Ok(reporter.status())
}

fn piece(dispatch: &Dispatch, format: Format) -> Piece {
    let document = exchange::document(dispatch, &annotate(dispatch, Kinds::ALL));
    let title = || entry::title(dispatch);
    let one = |ending, Exported { content, losses }: Exported| (vec![(ending, content)], losses);
    let said = |content| (vec![("", content)], Vec::new());
    let (files, losses) = match format {
        Format::W3c => {
            let (mut files, losses) = one("jsonld", w3c::export(&document));
            files.push(("txt", text(&document)));
            (files, losses)
        }
        Format::Brat => {
            let files = brat::export(&document);
            (
                vec![("txt", files.text), ("ann", files.annotations)],
                files.losses,
            )
        }
        Format::Jsonl => one("", jsonl::export(&document)),
        Format::Prodigy => one("", prodigy::export(&document)),
        Format::Doccano => one("", doccano::export(&document)),
        Format::Xmi => one("xmi", cas_xmi::export(&document)),
        Format::CasJson => one("json", cas_json::export(&document)),
        Format::Markdown => said(digest::markdown(&document, &title())),
        Format::Html => said(digest::html(&document, &title())),
    };
    Piece {
        id: document.id,
        files,
        losses,
    }
}

fn text(document: &Document) -> String {
    document.text.as_str().to_owned()
}

/// Where the pieces go.
enum Target {
    Stream(Output),
    Folder {
        path: PathBuf,
        names: HashSet<String>,
    },
}

impl Target {
    fn open(format: Format, output: Option<&Path>) -> Result<Self, CliError> {
        let needs_folder = matches!(
            format,
            Format::W3c | Format::Brat | Format::Xmi | Format::CasJson
        );
        match output {
            Some(path) if needs_folder => {
                told(path, fs::create_dir_all(path))?;
                Ok(Target::Folder {
                    path: path.to_owned(),
                    names: HashSet::new(),
                })
            }
            None if needs_folder => Err(CliError::NoFolder),
            Some(path) => Ok(Target::Stream(Output::file(path)?)),
            None => Ok(Target::Stream(Output::standard())),
        }
    }

    fn begun(mut self, format: Format) -> Result<Self, CliError> {
        match &mut self {
            Target::Stream(output) if format == Format::Html => output.write_all(&[HTML_HEAD])?,
            Target::Folder { path, .. } if format == Format::Xmi => {
                write(&path.join("typesystem.xml"), &cas_xmi::type_system())?;
            }
            _ => {}
        }
        Ok(self)
    }

    fn take(&mut self, piece: &Piece) -> Result<(), CliError> {
        match self {
            Target::Stream(output) => piece
                .files
                .iter()
                .try_for_each(|(_, content)| output.write_all(&[content])),
            Target::Folder { path, names } => {
                let stem = stem(&piece.id, names);
                piece.files.iter().try_for_each(|(ending, content)| {
                    write(&path.join(format!("{stem}.{ending}")), content)
                })
            }
        }
    }

    fn finish(self, format: Format) -> Result<(), CliError> {
        let Target::Stream(mut output) = self else {
            return Ok(());
        };
        if format == Format::Html {
            output.write_all(&["</body>\n</html>\n"])?;
        }
        output.finish()
    }
}

const HTML_HEAD: &str = "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>depeche</title>\n</head>\n<body>\n";
/// Letters of the longest name of a file, without number and ending.
const LONGEST_NAME: usize = 80;

/// The name of the files of a dispatch: its own, as far as file systems take it, with a number when another has it already.
fn stem(id: &str, names: &mut HashSet<String>) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || "-_.".contains(c) {
            c
        } else {
            '_'
        }
    };
    let name: String = id
        .trim_start_matches('.')
        .chars()
        .map(plain)
        .take(LONGEST_NAME)
        .collect();
    let name = if name.is_empty() {
        "dispatch".to_owned()
    } else {
        name
    };
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.clone()).chain(numbered).find(|name| {
        // Some file systems do not tell cases apart.
        names.insert(name.to_lowercase())
    });
    free.expect("there is always another number")
}

/// Under another name until it is whole.
fn write(path: &Path, content: &str) -> Result<(), CliError> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".part");
    let written = fs::write(&temporary, content).and_then(|()| fs::rename(&temporary, path));
    told(path, written)
}

fn told(path: &Path, result: io::Result<()>) -> Result<(), CliError> {
    let to = || path.display().to_string();
    result.map_err(|source| CliError::Output { to: to(), source })
}
