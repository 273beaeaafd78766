//! What watched sources bring → the library: read and annotated by many threads, put in by one, told of once it is on the disk.
//! Serves `depeche watch` and the reader, which differ in how they tell of it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use rayon::prelude::*;

use super::environment::authorities;
use super::inputs::{Piece, pieces_of, reason_of};
use super::pipeline::{Made, guarded, outcome, with_language};
use super::report::{CliError, Failure};
use crate::annotate::{Kinds, Language, annotate};
use crate::library::sqlite::Sqlite;
use crate::library::watch::fetch::{FetchError, Fetcher, Limits};
use crate::library::watch::{self, Arrival, Message, Options, Receipt, Source, Trouble};
use crate::library::{Added, Entry, Incoming, ItemId, LibraryError, Store};
use crate::model::Dispatch;

/// Arrivals that wait to be read; sources wait when there are more.
const WAITING: usize = 64;
/// Bytes of input that are worked on at a time, unless one piece is larger.
const BATCH: usize = 1 << 22;
/// Between two tries to write to a library that does not take anything.
const RETRY: Duration = Duration::from_secs(2);

/// What there is to tell.
pub enum Told {
    /// New dispatches, or new versions; they are on the disk.
    Added(Vec<Entry>),
    /// Something that came could not be read.
    Failed(Failure),
    /// It was no wire.
    Skipped(Failure),
    /// A source cannot be read now.
    Trouble(Failure),
    /// It can be read again.
    Well(Arc<str>),
    /// Nothing is lost, but nothing more is kept until the library takes it.
    Held(LibraryError),
}

/// Asks for an end of the intake, from any thread.
#[derive(Clone)]
pub struct Ender {
    ended: Arc<AtomicBool>,
    messages: SyncSender<Message>,
}

impl Ender {
    /// What is being put in is still put in.
    pub fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
        // Where too much waits for this to find room, the intake is awake anyway.
        let _ = self.messages.try_send(Message::Stop);
    }
}

/// The one writer.
pub struct Intake {
    library: Sqlite,
    language: Option<Language>,
    messages: Receiver<Message>,
    ender: Ender,
    /// Sources from which something may still come.
    alive: usize,
    /// Why what came from an address could not be read: said once for each reason.
    unread: HashMap<Arc<str>, String>,
}

impl Intake {
    /// Starts to watch the sources.
    pub fn start(
        library: Sqlite,
        sources: Vec<Source>,
        options: Options,
        language: Option<Language>,
    ) -> Intake {
        let (sender, messages) = sync_channel(WAITING);
        let alive = sources.len();
        // A value that cannot be read costs one answer that was known.
        let kept = |name: &str| library.setting(name).ok().flatten();
        let asks = sources
            .iter()
            .any(|source| matches!(source, Source::Web(_)));
        let authorities = asks.then(authorities).flatten();
        let fetcher = Fetcher::new(Limits::default(), authorities.as_deref());
        watch::start(sources, options, &sender, &fetcher, kept);
        let ender = Ender {
            ended: Arc::default(),
            messages: sender,
        };
        Intake {
            library,
            language,
            messages,
            ender,
            alive,
            unread: HashMap::new(),
        }
    }

    /// With which it is ended.
    pub fn ender(&self) -> Ender {
        self.ender.clone()
    }

    /// Puts in whatever comes, until the sources have nothing more or somebody wants an end.
    ///
    /// # Errors
    /// When the library cannot be used any more, or `tell` fails.
    pub fn run(
        mut self,
        mut tell: impl FnMut(Told) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        while self.alive > 0 && !self.is_ended() {
            let Ok(first) = self.messages.recv() else {
                break;
            };
            let waiting: Vec<Message> = self.messages.try_iter().take(WAITING).collect();
            let mut arrivals = Vec::new();
            for message in std::iter::once(first).chain(waiting) {
                match message {
                    Message::Arrived(arrival) => arrivals.push(arrival),
                    Message::Trouble { source, trouble } => {
                        tell(Told::Trouble(Failure::new(source, words(&trouble))))?;
                    }
                    Message::Well(source) => tell(Told::Well(source))?,
                    Message::Ended => self.alive -= 1,
                    Message::Stop => {}
                }
            }
            self.take_in(arrivals, &mut tell)?;
        }
        Ok(())
    }

    fn is_ended(&self) -> bool {
        self.ender.ended.load(Ordering::Relaxed)
    }

    fn take_in(
        &mut self,
        arrivals: Vec<Arrival>,
        tell: &mut impl FnMut(Told) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        let receipts: Vec<(Arc<str>, Receipt)> = arrivals
            .iter()
            .filter_map(|arrival| Some((Arc::clone(&arrival.source), arrival.receipt.clone()?)))
            .collect();
        let mut pieces = arrivals.into_iter().flat_map(pieces_of).peekable();
        while pieces.peek().is_some() && !self.is_ended() {
            let mut size = 0;
            let batch: Vec<Piece> = std::iter::from_fn(|| {
                let next = pieces.next_if(|_| size < BATCH)?;
                size += next.size().max(1 << 10);
                Some(next)
            })
            .collect();
            let dispatches = self.parse(batch, tell)?;
            let incoming = self.annotate(dispatches, tell)?;
            let added = self.add(&incoming, tell)?;
            if !added.is_empty() {
                tell(Told::Added(self.library.entries(&added)?))?;
            }
        }
        for (source, receipt) in receipts {
            // An answer that could not be read is asked for again the next time.
            if !self.is_ended() && !self.unread.contains_key(&source) {
                self.library.set_setting(&receipt.name, &receipt.value)?;
            }
        }
        Ok(())
    }

    fn parse(
        &mut self,
        pieces: Vec<Piece>,
        tell: &mut impl FnMut(Told) -> Result<(), CliError>,
    ) -> Result<Vec<Dispatch>, CliError> {
        let language = self.language;
        let stated = |dispatch| with_language(dispatch, language);
        let read = |piece: Piece| (Arc::clone(piece.path()), outcome(piece, &stated));
        let outcomes: Vec<_> = pieces.into_par_iter().map(read).collect();
        let mut dispatches = Vec::new();
        for (path, outcome) in outcomes {
            match outcome.result {
                Made::Results(results) => {
                    self.unread.remove(&path);
                    dispatches.extend(results);
                }
                Made::Failed(failure) if outcome.found => tell(Told::Failed(failure))?,
                Made::Failed(failure) => {
                    let before = self.unread.insert(path, failure.reason.clone());
                    if before.as_ref() != Some(&failure.reason) {
                        tell(Told::Failed(failure))?;
                    }
                }
                Made::Skipped(failure) | Made::NoNews(failure) => tell(Told::Skipped(failure))?,
                Made::FolderEnd(_) => {}
            }
        }
        Ok(dispatches)
    }

    /// Everything that is not in the library yet: to annotate what is would be work for nothing.
    fn annotate(
        &self,
        dispatches: Vec<Dispatch>,
        tell: &mut impl FnMut(Told) -> Result<(), CliError>,
    ) -> Result<Vec<Incoming>, CliError> {
        let mut unknown = Vec::new();
        for dispatch in dispatches {
            if !self
                .library
                .holds(&dispatch.id, Incoming::digest(&dispatch))?
            {
                unknown.push(dispatch);
            }
        }
        let ready = |dispatch: Dispatch| {
            let path: Arc<str> = dispatch.source.path.as_str().into();
            guarded(&path, || {
                Incoming::new(&dispatch, &annotate(&dispatch, Kinds::ALL))
            })
        };
        let ready: Vec<_> = unknown.into_par_iter().map(ready).collect();
        let mut incoming = Vec::with_capacity(ready.len());
        for made in ready {
            match made {
                Ok(made) => incoming.push(made),
                Err(failure) => tell(Told::Failed(failure))?,
            }
        }
        Ok(incoming)
    }

    /// The items that are new or have a new version. A full disk and a busy library are waited out.
    fn add(
        &mut self,
        incoming: &[Incoming],
        tell: &mut impl FnMut(Told) -> Result<(), CliError>,
    ) -> Result<Vec<ItemId>, CliError> {
        let mut told = false;
        while !incoming.is_empty() && !self.is_ended() {
            match self.library.add(incoming, Timestamp::now().as_second()) {
                Ok(added) => {
                    let mut items = Vec::new();
                    for one in added {
                        match one {
                            Added::New(item) | Added::Version(item) if !items.contains(&item) => {
                                items.push(item);
                            }
                            _ => {}
                        }
                    }
                    return Ok(items);
                }
                Err(error @ (LibraryError::Full(_) | LibraryError::Busy(_))) => {
                    if !std::mem::replace(&mut told, true) {
                        tell(Told::Held(error))?;
                    }
                    thread::park_timeout(RETRY);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Vec::new())
    }
}

fn words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Io(error) | Trouble::Fetch(FetchError::Io(error)) => reason_of(error),
        other => other.to_string(),
    }
}
