//! `depeche story`: the versions of a story, and what changed from each to the next.

use std::process::ExitCode;

use super::output::Output;
use super::report::CliError;
use super::settings::Settings;
use super::{Global, archive, ask};
use crate::library::changes::Changes;
use crate::library::{Order, Store, Stored, entry};
use crate::page::sanitize;
use crate::tui::story::{self, Pair, Teller};
use serde::Serialize;

/// What `depeche story` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Name of a dispatch (`id` in JSON), or a query: the newest dispatch that matches
    #[arg(value_name = "ID|QUERY", required = true)]
    query: Vec<String>,
    /// Print one JSON object for each version
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// When nothing matches, or the library cannot be read.
pub fn run(
    arguments: &Arguments,
    global: &Global,
    settings: &Settings,
) -> Result<ExitCode, CliError> {
    let library = archive::open(global)?;
    let text = arguments.query.join(" ");
    let item = match library.named(&text)? {
        Some(item) => Some(item),
        None => library
            .find(&ask::parse(&text)?, Order::Newest, 1)?
            .first()
            .copied(),
    };
    let versions = library.story(item.ok_or(CliError::NoDispatch(text))?)?;
    let teller = Teller::new(&settings.look());
    let mut output = Output::standard();
    let mut before: Option<&Stored> = None;
    for stored in &versions {
        let changes = before.map(|before| (before, Changes::between(before, stored)));
        let told = if arguments.json {
            let record = record(&teller, stored, changes.as_ref());
            serde_json::to_string(&record).expect("a record is plain data") + "\n"
        } else {
            print(&teller, stored, changes.as_ref())
        };
        output.write_all(&[told])?;
        before = Some(stored);
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// One version, and what changed since the one before it.
#[derive(Serialize)]
struct VersionRecord {
    id: String,
    version: Option<String>,
    title: String,
    figures: Vec<Pair>,
    quotes: Vec<Pair>,
    removed: Vec<String>,
    added: Vec<String>,
}

fn print(teller: &Teller, stored: &Stored, changes: Option<&(&Stored, Changes)>) -> String {
    let mut lines = vec![story::head(stored)];
    if let Some((before, changes)) = changes {
        let told = teller.lines(before, stored, changes);
        lines.extend(told.iter().map(|line| format!("  {line}")));
    }
    lines
        .iter()
        .map(|line| format!("{}\n", sanitize(line)))
        .collect()
}

fn record(teller: &Teller, stored: &Stored, changes: Option<&(&Stored, Changes)>) -> VersionRecord {
    let mut record = VersionRecord {
        id: stored.dispatch.id.clone(),
        version: stored.dispatch.version.clone(),
        title: entry::title(&stored.dispatch),
        figures: Vec::new(),
        quotes: Vec::new(),
        removed: Vec::new(),
        added: Vec::new(),
    };
    if let Some((before, changes)) = changes {
        record.figures = teller.figures(before, stored, changes);
        record.quotes = teller.quotations(before, stored, changes);
        (record.removed, record.added) = story::texts(before, stored, changes);
    }
    record
}
