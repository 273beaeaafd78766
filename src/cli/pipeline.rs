//! Inputs → results in input order: read by one thread, made by many, taken by the caller, in bounded memory.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use rayon::prelude::*;

use super::inputs::{self, Parsed, Piece};
use super::queue::{Receiver, queue};
use super::report::{CliError, Failure, Reporter};
use crate::annotate::Language;
use crate::model::Dispatch;

/// How the inputs are worked on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Threads that parse and make; without a number, as many as there are cores.
    pub jobs: Option<NonZero<usize>>,
    /// Language of the texts, whatever they say of themselves.
    pub language: Option<Language>,
}

/// Bytes of input that wait for each thread.
const WAITING: usize = 1 << 18;
/// Bytes that a piece takes beside its content, so that a million empty lines are bounded too.
const OVERHEAD: usize = 128;

/// Calls `make` for every dispatch, on any thread, and `take` for results as they become ready, in input order and on this thread.
///
/// Failures of inputs go to `reporter`, and so does progress.
///
/// # Errors
/// When `take` fails; what has not been read by then is left unread.
pub fn run<T: Send>(
    inputs: inputs::Inputs,
    options: Options,
    reporter: &mut Reporter,
    make: impl Fn(Dispatch) -> T + Sync,
    mut take: impl FnMut(Vec<T>) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let cores = || thread::available_parallelism().ok();
    let jobs = options.jobs.or_else(cores).map_or(1, NonZero::get);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build()
        .expect("the system starts threads");
    let pieces = start_reading(inputs, jobs * WAITING);
    let make = |dispatch| make(with_language(dispatch, options.language));
    let mut folder_holds_wires = false;
    let mut passed_over = 0;
    while let Some(pieces) = pieces.take() {
        let pieces = pieces.into_par_iter();
        let outcomes: Vec<_> = pool.install(|| pieces.map(|piece| outcome(piece, &make)).collect());
        let mut ready = Vec::new();
        for Outcome {
            size,
            found,
            result,
        } in outcomes
        {
            match result {
                Made::Results(results) => {
                    folder_holds_wires |= found;
                    ready.extend(results);
                }
                Made::Failed(failure) => {
                    folder_holds_wires |= found;
                    reporter.failure(&failure);
                }
                Made::Skipped(failure) => reporter.skipped(&failure),
                Made::NoNews(failure) => {
                    passed_over += 1;
                    reporter.skipped(&failure);
                }
                Made::FolderEnd(path) => {
                    let passed_over = std::mem::take(&mut passed_over);
                    if std::mem::take(&mut folder_holds_wires) {
                        reporter.passed_over(&path, passed_over);
                    } else {
                        reporter.failure(&Failure::empty_folder(path));
                    }
                }
            }
            reporter.progress(size);
        }
        take(ready)?;
    }
    Ok(())
}

/// Not a scoped thread: it may wait for standard input for ever, and must not keep the program from ending.
fn start_reading(inputs: inputs::Inputs, capacity: usize) -> Receiver<Piece> {
    let (sender, receiver) = queue(capacity);
    thread::spawn(move || {
        for piece in inputs::pieces(inputs) {
            let size = piece.size() + OVERHEAD;
            sender.push(piece, size);
        }
    });
    receiver
}

/// The dispatch with its language: as the user says, else as the wire says, else as detected.
pub fn with_language(mut dispatch: Dispatch, stated: Option<Language>) -> Dispatch {
    let code = |language: Language| language.code().to_owned();
    dispatch.lang = stated
        .map(code)
        .or(dispatch.lang)
        .or_else(|| Language::detect(dispatch.text.as_str()).map(code));
    dispatch
}

/// What came of a piece of input.
pub struct Outcome<T> {
    /// Bytes of input.
    pub size: usize,
    /// In a folder.
    pub found: bool,
    pub result: Made<T>,
}

/// As [`Parsed`], with what was made of the dispatches.
pub enum Made<T> {
    Results(Vec<T>),
    Failed(Failure),
    Skipped(Failure),
    NoNews(Failure),
    FolderEnd(Arc<str>),
}

/// Reads a piece, and makes something of every dispatch in it.
pub fn outcome<T: Send>(piece: Piece, make: &(impl Fn(Dispatch) -> T + Sync)) -> Outcome<T> {
    let (size, found, path) = (piece.size(), piece.found(), Arc::clone(piece.path()));
    let result = guarded(&path, || match piece.parse() {
        Parsed::Dispatches(dispatches) => {
            Made::Results(dispatches.into_par_iter().map(make).collect())
        }
        Parsed::Failed(failure) => Made::Failed(failure),
        Parsed::Skipped(failure) => Made::Skipped(failure),
        Parsed::NoNews(failure) => Made::NoNews(failure),
        Parsed::FolderEnd(path) => Made::FolderEnd(path),
    });
    Outcome {
        size,
        found,
        result: result.unwrap_or_else(Made::Failed),
    }
}

/// Works on an input: a fault of ours on one dispatch among a million must not lose the others.
///
/// # Errors
/// When the program has a fault that this input brings out.
pub fn guarded<T>(path: &Arc<str>, work: impl FnOnce() -> T) -> Result<T, Failure> {
    let reason = "the program has a fault that this input brings out";
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Failure::new(Arc::clone(path), reason))
}
