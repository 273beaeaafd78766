//! The thread that keeps the library for the reader: it answers, it writes, and it notices what other programs changed.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::dossier;
use super::handle::Event;
use super::reader::review::Log;
use super::review::Done;
use super::run::Feed;
use crate::library::dossier::{Appearance, load};
use crate::library::{Dossier, Flag, ItemId, LibraryError, Order, Query, Store, VersionId, Who};
use crate::review::event;
use crate::review::recorder::{Decision, Recorder};
use crate::review::steps::Steps;

/// What the reader wants of its library.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// List what matches.
    List {
        query: Query,
        order: Order,
    },
    /// Lines of the list, for the positions from the first on.
    Entries {
        first: usize,
        items: Vec<ItemId>,
    },
    /// A dispatch, to be opened at this position.
    Open {
        wire: usize,
        item: ItemId,
    },
    /// The next unread one of the list, from a position on, round at the ends.
    SeekUnread {
        from: usize,
        forward: bool,
    },
    Set {
        item: ItemId,
        flag: Flag,
        value: bool,
    },
    Undo,
    Redo,
    /// Look for changes now: something has come.
    Look,
    /// The reader has looked at what there was when this version was the newest.
    Seen(VersionId),
    /// All searches that are kept.
    Searches,
    /// List what a kept search finds: it has been looked at.
    ListSearch {
        name: String,
        query: Query,
        order: Order,
    },
    /// Keep a search; what came up to `seen` is not new to it.
    SaveSearch {
        name: String,
        query: String,
        seen: VersionId,
    },
    ForgetSearch(String),
    /// All versions of the story of an item.
    Story(ItemId),
    /// The dossier of an actor, with the first dispatches read.
    Dossier(Who),
    /// Dispatches that a dossier is to read next.
    Read(Vec<ItemId>),
    /// What was decided on a version that is shown again.
    Review(VersionId),
    /// Decisions that are one step.
    Decide {
        version: VersionId,
        decisions: Vec<Decision>,
    },
    UndoDecision(VersionId),
    RedoDecision(VersionId),
}

impl Request {
    /// Whether an answer follows that belongs on the next frame. That something was read may be seen later: the text comes first.
    pub fn is_answered(&self) -> bool {
        match self {
            Request::Set { flag, .. } => *flag != Flag::Read,
            Request::Undo | Request::Redo | Request::Look | Request::Seen(_) => false,
            _ => true,
        }
    }
}

/// How often it looks for changes of others. Looking costs microseconds.
const LOOK: Duration = Duration::from_secs(2);

/// How often at most when something comes: to list a hundred thousand takes a while, and keys are waiting.
const GATHER: Duration = Duration::from_millis(300);

/// A library with the one who reads in it.
pub struct Kept {
    pub store: Box<dyn Store + Send>,
    /// Who changes and decides; flags and steps of that author are undone.
    pub recorder: Recorder,
    pub clock: fn() -> Timestamp,
}

/// Starts to keep a library; requests are answered by events.
pub fn start(kept: Kept, feed: Feed) -> Sender<Request> {
    let (requests, waiting) = mpsc::channel();
    thread::spawn(move || {
        let mut keeper = Keeper {
            kept,
            listed: Arc::from([]),
            shown: (Query::default(), Order::Newest),
            stamp: None,
            newest: VersionId(0),
            seen: VersionId(0),
            open: None,
        };
        let mut looked = Instant::now();
        let mut patience = LOOK;
        loop {
            let answer = match waiting.recv_timeout(patience.saturating_sub(looked.elapsed())) {
                Ok(Request::Look) => {
                    patience = GATHER;
                    continue;
                }
                Ok(request) => keeper.answer(request),
                Err(RecvTimeoutError::Timeout) => {
                    let answer = keeper.look();
                    (looked, patience) = (Instant::now(), LOOK);
                    answer
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            match answer {
                Ok(events) => events.into_iter().for_each(|event| feed.send(event)),
                Err(error) => feed.send(Event::Trouble(error.to_string())),
            }
        }
    });
    requests
}

struct Keeper {
    kept: Kept,
    listed: Arc<[ItemId]>,
    shown: (Query, Order),
    stamp: Option<i64>,
    /// What had come last when the list was made, and when the reader last looked at it.
    newest: VersionId,
    seen: VersionId,
    /// The version on the screen.
    open: Option<VersionId>,
}

fn reviewed(version: VersionId, events: Vec<event::Event>, done: Done) -> Event {
    let log = Log {
        version,
        events: events.into(),
    };
    Event::Reviewed { log, done }
}

impl Keeper {
    fn answer(&mut self, request: Request) -> Result<Vec<Event>, LibraryError> {
        let store = &mut self.kept.store;
        Ok(match request {
            Request::List { query, order } => {
                self.shown = (query, order);
                self.seen = store.newest()?;
                vec![self.list()?]
            }
            Request::Look => self.look()?,
            Request::Seen(version) => {
                self.seen = self.seen.max(version);
                Vec::new()
            }
            Request::Entries { first, items } => vec![Event::Entries {
                first,
                entries: store.entries(&items)?,
            }],
            Request::Open { wire, item } => {
                let loaded = (store.load(item)?, store.entries(&[item])?.pop());
                let (Some(stored), Some(entry)) = loaded else {
                    // Somebody took it out meanwhile.
                    return Ok(vec![self.list()?]);
                };
                let version = stored.version;
                self.open = Some(version);
                let events = store.review(version)?.into();
                vec![Event::Loaded {
                    wire,
                    entry: Box::new(entry),
                    stored,
                    log: Log { version, events },
                }]
            }
            Request::SeekUnread { from, forward } => {
                vec![Event::Sought(self.next_unread(from, forward)?)]
            }
            Request::Set { item, flag, value } => {
                let now = (self.kept.clock)().as_second();
                let reader = &self.kept.recorder.author.user;
                store.set(&[item], flag, value, reader, now)?;
                // Only now does the screen show it: it is on the disk.
                let kept = Event::Kept { item, flag, value };
                match flag {
                    Flag::Deleted => vec![kept, self.list()?],
                    Flag::Read | Flag::Marked => vec![kept],
                }
            }
            Request::Searches => vec![Event::Searches(store.searches()?)],
            Request::ListSearch { name, query, order } => {
                self.shown = (query, order);
                self.seen = store.newest()?;
                let listed = self.list()?;
                self.kept.store.search_seen(&name, self.newest)?;
                vec![listed]
            }
            Request::SaveSearch { name, query, seen } => {
                store.save_search(&name, &query, seen)?;
                vec![Event::Searches(store.searches()?)]
            }
            Request::ForgetSearch(name) => {
                store.forget_search(&name)?;
                vec![Event::Searches(store.searches()?)]
            }
            Request::Dossier(who) => {
                let appeared = store.appearances(&who)?.into_iter();
                let appearances = appeared.map(Appearance::from).collect();
                let mut dossier = Dossier::new(who, appearances);
                dossier.read_from(&**store, dossier::WINDOW)?;
                vec![Event::Dossier(Box::new(dossier))]
            }
            Request::Read(items) => vec![Event::Read(load(&**store, &items)?)],
            Request::Story(item) => vec![Event::Story(store.story(item)?)],
            Request::Undo => {
                let items = store.undo(&self.kept.recorder.author.user)?;
                vec![Event::Undone(items.len()), self.list()?]
            }
            Request::Redo => {
                let items = store.redo(&self.kept.recorder.author.user)?;
                vec![Event::Redone(items.len()), self.list()?]
            }
            Request::Review(version) => {
                self.open = Some(version);
                let events = store.review(version)?;
                vec![reviewed(version, events, Done::Nothing)]
            }
            Request::Decide { version, decisions } => {
                let at = (self.kept.clock)();
                let events = self.kept.recorder.step(&decisions, at);
                let done = Done::Decided(decisions.len());
                vec![self.decide(version, &events, done)?]
            }
            Request::UndoDecision(version) => {
                vec![self.take_back(version, Steps::to_undo, Done::Undone)?]
            }
            Request::RedoDecision(version) => {
                vec![self.take_back(version, Steps::to_redo, Done::Redone)?]
            }
        })
    }

    fn decide(
        &mut self,
        version: VersionId,
        events: &[event::Event],
        done: Done,
    ) -> Result<Event, LibraryError> {
        let now = (self.kept.clock)().as_second();
        let log = self.kept.store.decide(version, events, now)?;
        Ok(reviewed(version, log, done))
    }

    fn take_back(
        &mut self,
        version: VersionId,
        which: fn(&Steps) -> &[event::EventId],
        done: fn(usize) -> Done,
    ) -> Result<Event, LibraryError> {
        let log = self.kept.store.review(version)?;
        let recorder = &mut self.kept.recorder;
        let steps = Steps::of(&log, &recorder.author);
        let events = recorder.undo(&log, which(&steps), (self.kept.clock)());
        self.decide(version, &events, done(events.len()))
    }

    fn list(&mut self) -> Result<Event, LibraryError> {
        let store = &self.kept.store;
        let (query, order) = &self.shown;
        self.stamp = Some(store.stamp()?);
        // Before the list: what comes between the two is told of once more, and not left out.
        self.newest = store.newest()?;
        self.listed = store.find(query, *order, usize::MAX >> 1)?.into();
        let unread = store.count(&query.and_unread())?;
        let new = if self.newest > self.seen {
            store.count_since(query, self.seen)?
        } else {
            0
        };
        Ok(Event::Listed {
            items: Arc::clone(&self.listed),
            unread,
            new,
            newest: self.newest,
        })
    }

    /// Lists again when somebody else changed something.
    fn look(&mut self) -> Result<Vec<Event>, LibraryError> {
        let stamp = self.kept.store.stamp()?;
        if self.stamp.is_none_or(|known| known == stamp) {
            return Ok(Vec::new());
        }
        let mut events = vec![self.list()?];
        if let Some(version) = self.open {
            let log = self.kept.store.review(version)?;
            events.push(reviewed(version, log, Done::Nothing));
        }
        Ok(events)
    }

    fn next_unread(&self, from: usize, forward: bool) -> Result<Option<usize>, LibraryError> {
        const STEP: usize = 200;
        let all = self.listed.len();
        let after = |distance: usize| {
            if forward {
                (from + distance) % all
            } else {
                (from + all - distance) % all
            }
        };
        for start in (1..=all).step_by(STEP) {
            let places: Vec<usize> = (start..=all.min(start + STEP - 1)).map(after).collect();
            let items: Vec<ItemId> = places.iter().map(|at| self.listed[*at]).collect();
            let entries = self.kept.store.entries(&items)?;
            let unread = entries
                .iter()
                .find(|entry| !entry.read)
                .and_then(|entry| entry.item);
            if let Some(item) = unread {
                return Ok(items
                    .iter()
                    .position(|one| *one == item)
                    .map(|at| places[at]));
            }
        }
        Ok(None)
    }
}
