//! Where the library is, how it is opened, and `depeche library`: looking after it.

use std::path::PathBuf;
use std::process::ExitCode;

use etcetera::BaseStrategy;

use super::output::Output;
use super::report::{CliError, Reporter};
use super::{Global, NAME};
use crate::library::sqlite::{Sqlite, Warning};
use crate::library::{Query, Store};

/// What `depeche library` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(clap::Subcommand, Clone, Copy)]
enum Task {
    /// Print where the library is and what it holds
    Status,
    /// Look for damage; exit status 1 when there is any
    Check,
    /// Make a new library of everything that can still be read, and keep the old file beside it
    Repair,
}

/// Runs the command.
///
/// # Errors
/// When there is no library, or it cannot be read.
pub fn run(arguments: &Arguments, global: &Global) -> Result<ExitCode, CliError> {
    let mut output = Output::standard();
    let mut sound = true;
    match arguments.task {
        Task::Status => {
            let library = open(global)?;
            let count = library.count(&Query::default())?;
            let line = format!("{}\n{count} dispatches\n", library.path().display());
            output.write_all(&[line])?;
        }
        Task::Check => {
            let findings = open(global)?.check()?;
            sound = findings.is_empty();
            output.write_all(
                &findings
                    .iter()
                    .map(|line| format!("{line}\n"))
                    .collect::<Vec<_>>(),
            )?;
        }
        Task::Repair => {
            let repaired = Sqlite::repair(&path(global)?)?;
            let line = format!(
                "{} dispatches saved, {} lost; the old file is {}\n",
                repaired.saved,
                repaired.lost,
                repaired.old.display()
            );
            output.write_all(&[line])?;
        }
    }
    output.finish()?;
    Ok(ExitCode::from(u8::from(!sound)))
}

/// Where the library is or would be.
///
/// # Errors
/// Without a home.
pub fn path(global: &Global) -> Result<PathBuf, CliError> {
    if let Some(path) = &global.library {
        return Ok(path.clone());
    }
    let folders = etcetera::choose_base_strategy().map_err(|_| CliError::NoHome)?;
    Ok(folders.data_dir().join(NAME).join("library.db"))
}

/// Whether there is one, or one was asked for.
pub fn exists(global: &Global) -> bool {
    global.library.is_some() || path(global).is_ok_and(|path| path.exists())
}

/// Opens the library.
///
/// # Errors
/// When there is none, or it cannot be used.
pub fn open(global: &Global) -> Result<Sqlite, CliError> {
    let library = Sqlite::open(&path(global)?)?;
    warn(&library, global);
    Ok(library)
}

/// Opens the library, or makes one.
///
/// # Errors
/// When it cannot be used.
pub fn create(global: &Global) -> Result<Sqlite, CliError> {
    let library = Sqlite::create(&path(global)?)?;
    warn(&library, global);
    Ok(library)
}

fn warn(library: &Sqlite, global: &Global) {
    let words = match library.warning() {
        Some(Warning::Network) => {
            "on a network file system: slower, and only one machine may write to it at a time"
        }
        // Whoever only asks is not hindered by it.
        Some(Warning::ReadOnly) | None => return,
    };
    if !global.quiet {
        Reporter::new(global.verbose).note(&format!("{}: {words}", library.path().display()));
    }
}
