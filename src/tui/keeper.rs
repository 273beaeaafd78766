//! The thread that keeps the library for the reader: it answers, it writes, and it notices what other programs changed.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::handle::Event;
use super::run::Feed;
use crate::library::{Flag, ItemId, LibraryError, Order, Query, Store};

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
    /// All versions of the story of an item.
    Story(ItemId),
}

impl Request {
    /// Whether an answer follows that belongs on the next frame. That something was read may be seen later: the text comes first.
    pub fn is_answered(&self) -> bool {
        match self {
            Request::Set { flag, .. } => *flag != Flag::Read,
            Request::Undo | Request::Redo => false,
            _ => true,
        }
    }
}

/// How often it looks for changes of others. Looking costs microseconds.
const LOOK: Duration = Duration::from_secs(2);

/// A library with the one who reads in it.
pub struct Kept {
    pub store: Box<dyn Store + Send>,
    /// Whose changes it undoes.
    pub reader: String,
    /// Seconds since 1970, UTC.
    pub clock: fn() -> i64,
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
        };
        loop {
            let answer = match waiting.recv_timeout(LOOK) {
                Ok(request) => keeper.answer(request),
                Err(RecvTimeoutError::Timeout) => keeper.look(),
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
}

impl Keeper {
    fn answer(&mut self, request: Request) -> Result<Vec<Event>, LibraryError> {
        let store = &mut self.kept.store;
        Ok(match request {
            Request::List { query, order } => {
                self.shown = (query, order);
                vec![self.list()?]
            }
            Request::Entries { first, items } => vec![Event::Entries {
                first,
                entries: store.entries(&items)?,
            }],
            Request::Open { wire, item } => match store.load(item)? {
                Some(stored) => vec![Event::Loaded { wire, stored }],
                // Somebody took it out meanwhile.
                None => vec![self.list()?],
            },
            Request::SeekUnread { from, forward } => {
                vec![Event::Sought(self.next_unread(from, forward)?)]
            }
            Request::Set { item, flag, value } => {
                let now = (self.kept.clock)();
                store.set(&[item], flag, value, &self.kept.reader, now)?;
                // Only now does the screen show it: it is on the disk.
                let kept = Event::Kept { item, flag, value };
                match flag {
                    Flag::Deleted => vec![kept, self.list()?],
                    Flag::Read | Flag::Marked => vec![kept],
                }
            }
            Request::Story(item) => vec![Event::Story(store.story(item)?)],
            Request::Undo => {
                let items = store.undo(&self.kept.reader)?;
                vec![Event::Undone(items.len()), self.list()?]
            }
            Request::Redo => {
                let items = store.redo(&self.kept.reader)?;
                vec![Event::Redone(items.len()), self.list()?]
            }
        })
    }

    fn list(&mut self) -> Result<Event, LibraryError> {
        let store = &self.kept.store;
        let (query, order) = &self.shown;
        self.stamp = Some(store.stamp()?);
        self.listed = store.find(query, *order, usize::MAX >> 1)?.into();
        let unread = store.count(&query.and_unread())?;
        Ok(Event::Listed {
            items: Arc::clone(&self.listed),
            unread,
        })
    }

    /// Lists again when somebody else changed something.
    fn look(&mut self) -> Result<Vec<Event>, LibraryError> {
        let stamp = self.kept.store.stamp()?;
        if self.stamp.is_none_or(|known| known == stamp) {
            return Ok(Vec::new());
        }
        Ok(vec![self.list()?])
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
