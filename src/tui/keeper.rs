//! The thread that keeps the library for the reader: it answers, it writes, and it notices what other programs changed.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::dossier;
use super::handle::Event;
use super::overlay::searches::Filed;
use super::reader::review::Log;
use super::request::Request;
use super::review::Done;
use super::review::queue::Onward;
use super::run::Feed;
use crate::library::dossier::{Appearance, load};
use crate::library::{
    Counts, Dossier, Entry, Flag, ItemId, LibraryError, Order, Orphan, Progress, Query, Store,
    VersionId,
};
use crate::review::event;
use crate::review::fold::Fold;
use crate::review::recorder::Recorder;
use crate::review::reviewed::Reviewed;
use crate::review::steps::{Steps, subjects};
use crate::review::viewpoint::Viewpoint;

/// Items of the first page of a list.
const PAGE: usize = 200;

/// How often it looks for changes of others. Looking costs microseconds.
const LOOK: Duration = Duration::from_secs(2);

/// How often at most when something comes: to list a hundred thousand takes a while, and keys are waiting.
const GATHER: Duration = Duration::from_millis(300);

/// A library with the one who reads in it.
pub struct Kept {
    pub store: Box<dyn Store + Send>,
    /// Who changes and decides; flags and steps of that author are undone.
    pub recorder: Recorder,
    /// Whether what others decided is hidden.
    pub blind: bool,
    pub clock: fn() -> Timestamp,
}

/// How long a reader that ends waits for what it asked to be kept.
const GRACE: Duration = Duration::from_secs(2);

/// The way to the thread. Dropping it waits until everything that was asked for is done.
pub struct Requests {
    /// None once the thread is to end.
    sender: Option<Sender<Request>>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
}

impl Requests {
    /// Asks for something; lost when the thread has ended, which it does not do before this.
    pub fn send(&self, request: Request) {
        if let Some(sender) = &self.sender {
            let _ = sender.send(request);
        }
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        self.sender = None;
        // Nothing is ever sent: an error says that the thread has ended, or that it takes too long.
        let _ = self.ended.recv_timeout(GRACE);
    }
}

/// Starts to keep a library; requests are answered by events.
pub fn start(kept: Kept, feed: Feed) -> Requests {
    let (sender, waiting) = mpsc::channel();
    let (ends, ended) = mpsc::channel();
    thread::spawn(move || {
        let _ends: Sender<()> = ends;
        let mut keeper = Keeper {
            kept,
            listed: Arc::from([]),
            shown: (Query::default(), Order::Newest),
            stamp: None,
            newest: VersionId(0),
            seen: VersionId(0),
            open: None,
            partial: false,
        };
        let mut looked = Instant::now();
        let mut patience = LOOK;
        loop {
            let left = patience.saturating_sub(looked.elapsed());
            let left = if keeper.partial { Duration::ZERO } else { left };
            let answer = match waiting.recv_timeout(left) {
                Ok(Request::Look) => {
                    patience = GATHER;
                    continue;
                }
                Ok(request) => keeper.answer(request),
                Err(RecvTimeoutError::Timeout) if keeper.partial => {
                    keeper.list().map(|listed| vec![listed])
                }
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
    Requests {
        sender: Some(sender),
        ended,
    }
}

struct Keeper {
    kept: Kept,
    listed: Arc<[ItemId]>,
    shown: (Query, Order),
    stamp: Option<i64>,
    /// What had come last when the list was made, and when the reader last looked at it.
    newest: VersionId,
    seen: VersionId,
    /// The version on the screen, with what was decided before it and is not in it.
    open: Option<(VersionId, Arc<[Orphan]>)>,
    /// Whether only the first page of what is to be listed has been.
    partial: bool,
}

impl Keeper {
    fn answer(&mut self, request: Request) -> Result<Vec<Event>, LibraryError> {
        let store = &mut self.kept.store;
        Ok(match request {
            Request::List { query, order } => {
                self.shown = (query, order);
                self.seen = store.newest()?;
                vec![self.first_page()?]
            }
            Request::Look => self.look()?,
            Request::Seen(version) => {
                self.seen = self.seen.max(version);
                Vec::new()
            }
            Request::Entries { first, items } => vec![Event::Entries {
                first,
                entries: self.entries(&items)?,
            }],
            Request::Open { wire, item } => {
                let loaded = (store.load(item)?, self.entries(&[item])?.pop());
                let (Some(stored), Some(entry)) = loaded else {
                    // Somebody took it out meanwhile.
                    return Ok(vec![self.list()?]);
                };
                let log = self.open(stored.version)?;
                vec![Event::Loaded {
                    wire,
                    entry: Box::new(entry),
                    stored,
                    log,
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
            Request::Searches => vec![Event::Searches(store.searches()?, None)],
            Request::ListSearch { name, query, order } => {
                self.shown = (query, order);
                self.seen = store.newest()?;
                let listed = self.first_page()?;
                self.kept.store.search_seen(&name, self.seen)?;
                vec![listed]
            }
            Request::SaveSearch {
                name,
                query,
                seen,
                filed,
            } => {
                store.save_search(&name, &query, seen)?;
                vec![Event::Searches(store.searches()?, Some(filed))]
            }
            Request::ForgetSearch(name) => {
                store.forget_search(&name)?;
                vec![Event::Searches(store.searches()?, Some(Filed::Forgotten))]
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
                let (log, done) = (self.open(version)?, Done::Nothing);
                vec![Event::Reviewed { log, done }]
            }
            Request::Decide { version, decisions } => {
                let at = (self.kept.clock)();
                let events = self.kept.recorder.step(&decisions, at);
                let done = Done::Decided(decisions.len());
                vec![match self.decide(version, &events, done) {
                    Ok(kept) => kept,
                    Err(error) => Event::NotKept {
                        annotations: decisions.iter().map(|one| one.annotation).collect(),
                        reason: error.to_string(),
                    },
                }]
            }
            Request::SeekUndecided { from } => {
                vec![Event::SoughtUndecided(self.next_undecided(from)?)]
            }
            Request::UndoDecision(version) => {
                vec![self.take_back(version, Steps::to_undo, Done::Undone)?]
            }
            Request::RedoDecision(version) => {
                vec![self.take_back(version, Steps::to_redo, Done::Redone)?]
            }
        })
    }

    fn viewpoint(&self) -> Viewpoint {
        Viewpoint {
            user: self.kept.recorder.author.user.clone(),
            blind: self.kept.blind,
        }
    }

    /// The log of a version that is now on the screen.
    fn open(&mut self, version: VersionId) -> Result<Log, LibraryError> {
        let viewpoint = self.viewpoint();
        let mut orphans = self.kept.store.orphans(version)?;
        orphans.retain(|orphan| orphan.by.iter().any(|user| viewpoint.sees_user(user)));
        self.open = Some((version, orphans.into()));
        let events = self.kept.store.review(version)?;
        Ok(self.log(version, events))
    }

    fn log(&self, version: VersionId, events: Vec<event::Event>) -> Log {
        let open = self.open.as_ref().filter(|(open, _)| *open == version);
        Log {
            version,
            events: events.into(),
            orphans: open.map_or_else(|| Arc::from([]), |(_, orphans)| Arc::clone(orphans)),
        }
    }

    fn decide(
        &mut self,
        version: VersionId,
        events: &[event::Event],
        done: Done,
    ) -> Result<Event, LibraryError> {
        let now = (self.kept.clock)().as_second();
        let events = self.kept.store.decide(version, events, now)?;
        let log = self.log(version, events);
        Ok(Event::Reviewed { log, done })
    }

    fn take_back(
        &mut self,
        version: VersionId,
        which: fn(&Steps) -> &[event::EventId],
        done: fn(Vec<event::Event>) -> Done,
    ) -> Result<Event, LibraryError> {
        let log = self.kept.store.review(version)?;
        let recorder = &mut self.kept.recorder;
        let steps = Steps::of(&log, &recorder.author);
        let names = which(&steps);
        let subjects = subjects(&log, names).cloned().collect();
        let events = recorder.undo(&log, names, (self.kept.clock)());
        self.decide(version, &events, done(subjects))
    }

    fn list(&mut self) -> Result<Event, LibraryError> {
        // Also when it fails: that is told once, and not tried again until something else is asked for.
        self.partial = false;
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
            whole: true,
        })
    }

    /// The first page of the list, to be looked at while the rest is looked for; all of it where it is no longer.
    fn first_page(&mut self) -> Result<Event, LibraryError> {
        let (query, order) = &self.shown;
        self.listed = self.kept.store.find(query, *order, PAGE)?.into();
        if self.listed.len() < PAGE {
            return self.list();
        }
        self.partial = true;
        Ok(Event::Listed {
            items: Arc::clone(&self.listed),
            unread: 0,
            new: 0,
            newest: self.newest,
            whole: false,
        })
    }

    /// Lists again when somebody else changed something.
    fn look(&mut self) -> Result<Vec<Event>, LibraryError> {
        let stamp = self.kept.store.stamp()?;
        if self.stamp.is_none_or(|known| known == stamp) {
            return Ok(Vec::new());
        }
        let mut events = vec![self.list()?];
        if let Some((version, _)) = self.open {
            let (log, done) = (self.open(version)?, Done::Nothing);
            events.push(Event::Reviewed { log, done });
        }
        Ok(events)
    }

    /// Lines of the list; of a review that is blind, with the user's own progress.
    fn entries(&self, items: &[ItemId]) -> Result<Vec<Entry>, LibraryError> {
        let mut entries = self.kept.store.entries(items)?;
        if self.kept.blind {
            for entry in &mut entries {
                if entry.progress != Progress::default() {
                    entry.progress = self.own_progress(entry)?;
                }
            }
        }
        Ok(entries)
    }

    fn own_progress(&self, entry: &Entry) -> Result<Progress, LibraryError> {
        let store = &self.kept.store;
        let stored = match entry.item {
            Some(item) => store.load(item)?,
            None => None,
        };
        let Some(stored) = stored else {
            return Ok(Progress::default());
        };
        let seen = self.viewpoint().of(&store.review(stored.version)?);
        Ok(Progress::of(&Fold::of(seen.events).0))
    }

    /// The next dispatch in which something is to be decided. Only where something was decided already is it opened to find out.
    fn next_undecided(&self, from: usize) -> Result<Option<Onward>, LibraryError> {
        const STEP: usize = 50;
        let all = self.listed.len();
        for start in (1..all).step_by(STEP) {
            let after = (start..all.min(start + STEP)).map(|distance| (from + distance) % all);
            let places: Vec<usize> = after.collect();
            let items: Vec<ItemId> = places.iter().map(|at| self.listed[*at]).collect();
            for entry in self.kept.store.entries(&items)? {
                let Some(at) = items.iter().position(|item| Some(*item) == entry.item) else {
                    continue;
                };
                if self.has_undecided(&entry)? {
                    let (wire, title) = (places[at], entry.title);
                    return Ok(Some(Onward { wire, title }));
                }
            }
        }
        Ok(None)
    }

    fn has_undecided(&self, entry: &Entry) -> Result<bool, LibraryError> {
        let counts = entry.counts.unwrap_or_default();
        if entry.progress == Progress::default() && counts != Counts::default() {
            return Ok(true);
        }
        let store = &self.kept.store;
        let stored = match entry.item {
            Some(item) => store.load(item)?,
            None => None,
        };
        let Some(stored) = stored else {
            return Ok(false);
        };
        let seen = self.viewpoint().of(&store.review(stored.version)?);
        let (fold, _) = Fold::of(seen.events);
        let reviewed = Reviewed::new(&stored.dispatch.text, &stored.found, &fold);
        let mut judged = reviewed.judged();
        Ok(judged.any(|judged| judged.standing.is_open()))
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
