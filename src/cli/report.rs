//! The one place that speaks on standard error: failures, notes, the progress bar.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::inputs::reason_of;
use super::settings::SettingsError;
use crate::library::LibraryError;
use crate::library::query::QueryError;
use crate::library::watch::SourceError;
use crate::page::sanitize;
use crate::review::exchange::ExchangeError;

/// An input that could not be used.
#[derive(Debug)]
pub struct Failure {
    pub path: Arc<str>,
    pub reason: String,
}

impl Failure {
    /// Of the input that the user knows as `path`.
    pub fn new(path: Arc<str>, reason: impl Display) -> Self {
        Failure {
            path,
            reason: reason.to_string(),
        }
    }
}

impl Failure {
    /// Of a folder in which nothing is a wire.
    pub fn empty_folder(path: Arc<str>) -> Self {
        Failure::new(path, "no dispatches in this folder")
    }
}

/// What ends a command before all inputs are done.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    #[error("no input: give a PATH, or - for standard input")]
    NoInput,
    #[error("paths and --input come after the command")]
    PathsBeforeCommand,
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error("{to}: {}", reason_of(.source))]
    Output { to: String, source: io::Error },
    #[error(transparent)]
    Library(#[from] LibraryError),
    #[error(
        "no folder for data: neither HOME nor XDG_DATA_HOME is set; name a library with --library"
    )]
    NoHome,
    #[error("{query:?}, letter {letter}: {source}")]
    Query {
        query: String,
        /// From 1.
        letter: usize,
        source: QueryError,
    },
    #[error("{0}: no dispatch of this name in the library")]
    NoDispatch(String),
    #[error("{0}: no saved search of this name")]
    NoSearch(String),
    #[error("this format needs --output with a folder")]
    NoFolder,
    #[error("{file}{}: {source}", .line.map_or_else(String::new, |line| format!(", line {line}")))]
    Exchange {
        file: String,
        line: Option<usize>,
        source: ExchangeError,
    },
    #[error(
        "--watch fills the library and opens it: it goes neither with paths nor with a command"
    )]
    WatchBesides,
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("nothing to watch: name folders or addresses, or list them in the configuration file")]
    NoSource,
    #[error("no terminal to read in; `depeche show` prints instead")]
    NoTerminal,
    #[error("{path}: {reason}")]
    Training { path: String, reason: String },
    #[error("no folder for data: neither HOME nor XDG_DATA_HOME is set; name a file with --output")]
    NoModelFolder,
}

impl CliError {
    /// Prints the error where somebody may want to read it, and says how the program ends: 1 failed, 2 used wrongly,
    /// 141 nobody listens to its output any more (what a shell reports of a program that a closed pipe has ended).
    pub fn report(&self) -> ExitCode {
        match self {
            CliError::Output { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => {
                ExitCode::from(141)
            }
            CliError::Output { .. }
            | CliError::NoTerminal
            | CliError::Training { .. }
            | CliError::Library(_)
            | CliError::NoDispatch(_)
            | CliError::NoSearch(_)
            | CliError::Exchange { .. } => {
                say(&self.to_string());
                ExitCode::from(1)
            }
            CliError::NoInput
            | CliError::PathsBeforeCommand
            | CliError::Settings(_)
            | CliError::NoHome
            | CliError::NoModelFolder
            | CliError::NoFolder
            | CliError::WatchBesides
            | CliError::Source(_)
            | CliError::NoSource
            | CliError::Query { .. } => {
                say(&self.to_string());
                ExitCode::from(2)
            }
        }
    }
}

/// Tells of the inputs, and remembers whether one failed.
pub struct Reporter {
    verbose: bool,
    failed: bool,
    bar: ProgressBar,
}

impl Reporter {
    /// Without a progress bar.
    pub fn new(verbose: bool) -> Self {
        Reporter {
            verbose,
            failed: false,
            bar: ProgressBar::hidden(),
        }
    }

    /// Shows from now on how many bytes of all are done, when standard error is a terminal.
    pub fn show_progress(&mut self, total: impl FnOnce() -> Option<u64>) {
        if !io::stderr().is_terminal() {
            return;
        }
        let (bar, template) = match total() {
            Some(bytes) => (
                ProgressBar::new(bytes),
                "{bar:32} {bytes}/{total_bytes}  {bytes_per_sec}  {eta}",
            ),
            None => (
                ProgressBar::no_length(),
                "{spinner} {bytes}  {bytes_per_sec}",
            ),
        };
        bar.set_style(ProgressStyle::with_template(template).expect("a valid template"));
        bar.set_draw_target(ProgressDrawTarget::stderr());
        self.bar = bar;
    }

    /// `bytes` more are done.
    pub fn progress(&self, bytes: usize) {
        self.bar.inc(bytes as u64);
    }

    /// Takes the progress bar away.
    pub fn end_progress(&self) {
        self.bar.finish_and_clear();
    }

    /// An input failed: one line, and exit status 1 in the end.
    pub fn failure(&mut self, Failure { path, reason }: &Failure) {
        self.failed = true;
        self.line(&format!("{path}: {reason}"));
    }

    /// A file of a folder is no wire: something that only those who asked for details want to know.
    pub fn skipped(&self, skipped: &Failure) {
        if self.verbose {
            let Failure { path, reason } = skipped;
            self.line(&format!("{path}: skipped: {reason}"));
        }
    }

    /// Something that is no failure, but worth a line.
    pub fn note(&self, message: &str) {
        self.line(message);
    }

    /// So many files of a folder are no wires: one line, unless each had its own.
    pub fn passed_over(&self, folder: &str, files: usize) {
        if files > 0 && !self.verbose {
            let files = match files {
                1 => "1 file".to_owned(),
                files => format!("{files} files"),
            };
            self.line(&format!(
                "{folder}: {files} passed over, no news (-v names them)"
            ));
        }
    }

    fn line(&self, message: &str) {
        self.bar.suspend(|| say(message));
    }

    /// 0 when all is done, 1 when some input failed.
    pub fn status(&self) -> ExitCode {
        ExitCode::from(u8::from(self.failed))
    }
}

/// Tells of something that does not end the run.
pub fn warn(message: &str) {
    say(message);
}

/// One line on standard error, whatever the message holds. Nobody is left to tell when that fails.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "depeche: {}", sanitize(message));
}
