//! `depeche watch`: dispatches into the library as they arrive, and a line for each that is new.

use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::ask::{EntryRecord, entry_row};
use super::intake::{Ender, Intake, Told};
use super::output::Output;
use super::report::{CliError, Reporter};
use super::settings::{Every, Settings};
use super::{Global, archive, table};
use crate::library::Entry;
use crate::library::watch::{Options, Source};
use crate::tui::list::urgency;
use crate::tui::theme::Theme;

/// What `depeche watch` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folders (with all below them), addresses of feeds and wires (http, https), or - for standard input [default: those of the
    /// configuration file]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// Seconds between two visits of an address, at least 15 [default: of the configuration, else 300]
    #[arg(long, value_name = "SECONDS")]
    every: Option<Every>,
    /// Go over everything once and end
    #[arg(long)]
    once: bool,
    /// Print JSON Lines
    #[arg(long)]
    json: bool,
}

/// How long what is being put in may take once somebody wants an end; what is not on the disk by then was not told of either.
const GRACE: Duration = Duration::from_secs(1);

/// Runs the command.
///
/// # Errors
/// When there is nothing to watch, or the library cannot be written to.
pub fn run(
    arguments: &Arguments,
    global: &Global,
    settings: &Settings,
) -> Result<ExitCode, CliError> {
    let sources = sources(&arguments.sources, settings)?;
    if sources.is_empty() {
        return Err(CliError::NoSource);
    }
    let options = Options {
        every: arguments.every.unwrap_or(settings.watch.every).duration(),
        once: arguments.once,
    };
    let mut reporter = Reporter::new(global.verbose);
    let mut output = Output::standard();
    let intake = Intake::start(archive::create(global)?, sources, options, global.language);
    end_at_signals(intake.ender());
    intake.run(|told| {
        match told {
            Told::Added(entries) => {
                output.write_all(&lines(&entries, arguments.json, settings))?;
            }
            Told::Failed(failure) | Told::Trouble(failure) => reporter.failure(&failure),
            Told::Skipped(failure) => reporter.skipped(&failure),
            Told::Well(source) => reporter.note(&format!("{source}: there again")),
            Told::Held(error) => reporter.note(&format!("{error}: waiting")),
        }
        Ok(())
    })?;
    output.finish()?;
    Ok(reporter.status())
}

/// The sources that are named, else those of the configuration, each once.
///
/// # Errors
/// When one cannot be watched.
pub fn sources(named: &[String], settings: &Settings) -> Result<Vec<Source>, CliError> {
    let named = if named.is_empty() {
        &settings.watch.sources
    } else {
        named
    };
    let mut sources: Vec<Source> = Vec::new();
    for name in named {
        let source = name.parse()?;
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    Ok(sources)
}

fn lines(entries: &[Entry], json: bool, settings: &Settings) -> Vec<String> {
    if json {
        let line = |entry| {
            serde_json::to_string(&EntryRecord::new(entry)).expect("a record is plain data") + "\n"
        };
        return entries.iter().map(line).collect();
    }
    let row = |entry: &Entry| {
        let mut row = entry_row(entry, settings);
        row[2] = format!("{:<2} {}", urgency(entry), row[2])
            .trim_end()
            .to_owned();
        row
    };
    let rows: Vec<_> = entries.iter().map(row).collect();
    let signs = Theme::new(settings.theme.palette(), settings.ascii).signs;
    table::lines(&rows, None, signs.ellipsis)
        .iter()
        .map(|line| format!("{}\n", line.trim_start()))
        .collect()
}

/// Nothing is lost if this fails: a signal then ends the program at once, and the library is whole at any moment.
fn end_at_signals(ender: Ender) {
    let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGTERM]) else {
        return;
    };
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            ender.end();
            thread::sleep(GRACE);
            std::process::exit(0);
        }
    });
}
