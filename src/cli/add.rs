//! `depeche add`: dispatches into the library, parsed and annotated by many threads, put in by one.

use std::num::NonZero;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use jiff::Timestamp;

use super::report::{CliError, Reporter};
use super::{Global, archive, inputs, pipeline};
use crate::annotate::{Kinds, annotate};
use crate::library::sqlite::{Durability, Sqlite};
use crate::library::{Added, Incoming, LibraryError, Store};
use crate::model::Dispatch;

/// What `depeche add` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    inputs: inputs::Inputs,
    /// Threads to parse and annotate with [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

/// Batches that wait for the writer.
const WAITING: usize = 4;

/// Runs the command.
///
/// # Errors
/// When there is nothing to read, or the library cannot be written to.
pub fn run(arguments: Arguments, global: &Global) -> Result<ExitCode, CliError> {
    let inputs = arguments.inputs.or_standard_input()?;
    let mut reporter = Reporter::new(global.verbose);
    let library = archive::create(global)?;
    library.set_durability(Durability::Series)?;
    if !global.quiet {
        reporter.show_progress(|| inputs::total_size(&inputs.paths));
    }
    let options = pipeline::Options {
        jobs: arguments.jobs,
        language: global.language,
    };
    let (batches, waiting) = sync_channel(WAITING);
    let mut writer = Some(thread::spawn(move || write(library, &waiting)));
    let mut join = || {
        let writer = writer.take().expect("the writer is waited for once");
        writer.join().expect("the writer does not panic")
    };
    let make = |dispatch: Dispatch| Incoming::new(&dispatch, &annotate(&dispatch, Kinds::ALL));
    pipeline::run(inputs, options, &mut reporter, make, |batch| {
        // It stops listening only when it has failed.
        batches
            .send(batch)
            .or_else(|_| join().map(|_| ()).map_err(CliError::from))
    })?;
    drop(batches);
    let tally = join()?;
    reporter.end_progress();
    if !global.quiet {
        reporter.note(&tally.to_string());
    }
    Ok(reporter.status())
}

/// What came of everything.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    new: usize,
    versions: usize,
    known: usize,
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Tally {
            new,
            versions,
            known,
        } = self;
        write!(
            f,
            "{new} new, {versions} new versions, {known} already there"
        )
    }
}

fn write(mut library: Sqlite, batches: &Receiver<Vec<Incoming>>) -> Result<Tally, LibraryError> {
    let mut tally = Tally::default();
    while let Ok(mut batch) = batches.recv() {
        // Whatever else waits goes into the same transaction: a commit costs as much as some dispatches.
        batch.extend(batches.try_iter().flatten());
        for added in library.add(&batch, Timestamp::now().as_second())? {
            match added {
                Added::New(_) => tally.new += 1,
                Added::Version(_) => tally.versions += 1,
                Added::Known(_) => tally.known += 1,
            }
        }
    }
    library.settle()?;
    Ok(tally)
}
