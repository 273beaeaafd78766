//! `depeche export`: what was found in dispatches, and in those of the library what was decided on it, in the formats of other tools.

mod target;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use super::report::{CliError, Reporter};
use super::{Global, archive, ask, inputs, pipeline};
use crate::annotate::{Kinds, annotate};
use crate::library::{Order, Store, Stored, entry};
use crate::model::Dispatch;
use crate::review::event::Event;
use crate::review::exchange::{
    self, Document, Exported, Loss, brat, cas_json, cas_xmi, digest, doccano, jsonl, prodigy, stam,
    w3c,
};
use crate::review::fold::Fold;
use crate::review::log::{self, Place};
use crate::review::reviewed::Reviewed;
use target::Target;

/// What `depeche export` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    inputs: inputs::Inputs,
    /// Take the dispatches of the library that match, with what was decided on them; '' for all
    #[arg(long, value_name = "QUERY", conflicts_with_all = ["paths", "input"])]
    search: Option<String>,
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
    /// STAM, JSON, with the text beside it; needs a folder
    Stam,
    /// Every decision in the library, as it was taken: JSON Lines
    Log,
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
    let mut reporter = Reporter::new(global.verbose);
    let mut sink = Sink {
        format,
        target: Target::open(format, arguments.output.as_deref())?.begun(format)?,
        losses: Vec::new(),
    };
    let nothing_named = arguments.inputs.paths.is_empty() && io::stdin().is_terminal();
    let asks_library = arguments.search.is_some() || format == Format::Log;
    if asks_library || nothing_named && archive::exists(global) {
        let query = arguments.search.unwrap_or_default();
        of_library(&query, global, &mut sink)?;
    } else {
        let options = pipeline::Options {
            jobs: None,
            language: global.language,
        };
        let make = |dispatch: Dispatch| {
            let document = exchange::document(&dispatch, &annotate(&dispatch, Kinds::ALL));
            piece(&dispatch, &document, format)
        };
        let inputs = arguments.inputs.or_standard_input()?;
        pipeline::run(inputs, options, &mut reporter, make, |pieces| {
            pieces.into_iter().try_for_each(|piece| sink.take(piece))
        })?;
    }
    for loss in sink.finish()? {
        reporter.note(&loss.to_string());
    }
    Ok(reporter.status())
}

/// Takes pieces, and remembers what could not be said in the format.
struct Sink {
    format: Format,
    target: Target,
    losses: Vec<Loss>,
}

impl Sink {
    fn take(&mut self, piece: Piece) -> Result<(), CliError> {
        self.target.take(&piece)?;
        self.losses = Loss::sum(self.losses.drain(..).chain(piece.losses));
        Ok(())
    }

    fn finish(self) -> Result<Vec<Loss>, CliError> {
        self.target.finish(self.format)?;
        Ok(self.losses)
    }
}

fn of_library(query: &str, global: &Global, sink: &mut Sink) -> Result<(), CliError> {
    let library = archive::open(global)?;
    let items = library.find(&ask::parse(query)?, Order::Oldest, usize::MAX >> 1)?;
    for item in &items {
        if sink.format == Format::Log {
            for stored in library.reviewed(*item)? {
                sink.take(logged(&stored, &library.review(stored.version)?))?;
            }
        } else if let Some(stored) = library.load(*item)? {
            let (fold, _) = Fold::of(library.review(stored.version)?);
            let reviewed = Reviewed::new(&stored.dispatch.text, &stored.found, &fold);
            let document =
                exchange::reviewed_document(&stored.dispatch, &reviewed, &fold, |_| true);
            sink.take(piece(&stored.dispatch, &document, sink.format))?;
        }
    }
    Ok(())
}

fn logged(stored: &Stored, events: &[Event]) -> Piece {
    let place = Place {
        dispatch: stored.dispatch.id.clone(),
        version: stored.name.clone(),
    };
    let line = |event| log::write_placed(&place, &stored.dispatch.text, event) + "\n";
    Piece {
        id: place.dispatch.clone(),
        files: vec![("", events.iter().map(line).collect())],
        losses: Vec::new(),
    }
}

fn piece(dispatch: &Dispatch, document: &Document, format: Format) -> Piece {
    let title = || entry::title(dispatch);
    let one = |ending, Exported { content, losses }: Exported| (vec![(ending, content)], losses);
    let said = |content| (vec![("", content)], Vec::new());
    let (files, losses) = match format {
        Format::W3c => {
            let (mut files, losses) = one("jsonld", w3c::export(document));
            files.push(("txt", text(document)));
            (files, losses)
        }
        Format::Brat => {
            let files = brat::export(document);
            (
                vec![("txt", files.text), ("ann", files.annotations)],
                files.losses,
            )
        }
        Format::Jsonl => one("", jsonl::export(document)),
        Format::Prodigy => one("", prodigy::export(document)),
        Format::Doccano => one("", doccano::export(document)),
        Format::Xmi => one("xmi", cas_xmi::export(document)),
        Format::CasJson => one("json", cas_json::export(document)),
        Format::Stam => {
            let (mut files, losses) = one("stam.json", stam::export(document));
            files.push(("txt", text(document)));
            (files, losses)
        }
        Format::Log => unreachable!("the log is of the library, not of a dispatch"),
        Format::Markdown => said(digest::markdown(document, &title())),
        Format::Html => said(digest::html(document, &title())),
    };
    Piece {
        id: document.id.clone(),
        files,
        losses,
    }
}

fn text(document: &Document) -> String {
    document.text.as_str().to_owned()
}
