//! The seam: what a library can do, in the words of those who use it. Knows nothing of how it is kept.

use std::path::PathBuf;
use std::sync::Arc;

use super::record::RecordError;
use super::{Entry, Incoming, Query, Who};
use crate::model::{ActorKind, Annotations, Dispatch};
use crate::review::event::{Event, Label};
use crate::review::fold::{Fold, Refusal};
use crate::review::standing::Standing;

/// A dispatch in the library, whatever its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub i64);

/// One transmission of a dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId(pub i64);

/// A library of dispatches.
///
/// What a method that changes something returned is on the disk, whatever happens next.
pub trait Store {
    /// Puts dispatches in, all or none, and says what came of each. `now` is in seconds since 1970, UTC.
    ///
    /// # Errors
    /// When the library cannot be written to.
    fn add(&mut self, batch: &[Incoming], now: i64) -> Result<Vec<Added>, LibraryError>;

    /// The items that match, in order, at most `most` of them.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn find(&self, query: &Query, order: Order, most: usize) -> Result<Vec<ItemId>, LibraryError>;

    /// How many items match.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn count(&self, query: &Query) -> Result<usize, LibraryError>;

    /// How many items match that came or changed after a version.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn count_since(&self, query: &Query, version: VersionId) -> Result<usize, LibraryError>;

    /// The version that came last; a number below all others while there is none.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn newest(&self) -> Result<VersionId, LibraryError>;

    /// Lines of a list, in the order asked for; those of items that are gone are left out.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn entries(&self, items: &[ItemId]) -> Result<Vec<Entry>, LibraryError>;

    /// The newest version of an item with what was found in it; none for one that is gone.
    ///
    /// # Errors
    /// When the library cannot be read, or the item is damaged.
    fn load(&self, item: ItemId) -> Result<Option<Stored>, LibraryError>;

    /// Every version of every item of the story that this one belongs to, the oldest first.
    ///
    /// # Errors
    /// When the library cannot be read, or a version is damaged.
    fn story(&self, item: ItemId) -> Result<Vec<Stored>, LibraryError>;

    /// The item that an agency calls by this name.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn named(&self, name: &str) -> Result<Option<ItemId>, LibraryError>;

    /// Appearances of an actor, those of the newest items first.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn appearances(&self, who: &Who) -> Result<Vec<Appeared>, LibraryError>;

    /// The actors of all items that match, those of most items first.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn cast(&self, query: &Query, most: usize) -> Result<Vec<Known>, LibraryError>;

    /// Sets or clears a flag of items for an author, as one step that can be undone.
    ///
    /// # Errors
    /// When the library cannot be written to.
    fn set(
        &mut self,
        items: &[ItemId],
        flag: Flag,
        value: bool,
        author: &str,
        now: i64,
    ) -> Result<(), LibraryError>;

    /// Takes back the last step of an author that was not taken back yet, and says which items it concerned; none when there is none.
    ///
    /// # Errors
    /// When the library cannot be written to.
    fn undo(&mut self, author: &str) -> Result<Vec<ItemId>, LibraryError>;

    /// Does again what was last taken back.
    ///
    /// # Errors
    /// When the library cannot be written to.
    fn redo(&mut self, author: &str) -> Result<Vec<ItemId>, LibraryError>;

    /// Searches that are kept, by name.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn searches(&self) -> Result<Vec<SavedSearch>, LibraryError>;

    /// Keeps a search under a name, in place of the one that had it; what came up to `seen` is not new to it.
    ///
    /// # Errors
    /// When the library cannot be written to.
    fn save_search(&mut self, name: &str, query: &str, seen: VersionId)
    -> Result<(), LibraryError>;

    /// Forgets a search.
    ///
    /// # Errors
    /// When the library cannot be written to.
    fn forget_search(&mut self, name: &str) -> Result<(), LibraryError>;

    /// Notes that what came up to a version has been looked at under a search; what another program showed meanwhile stays seen.
    ///
    /// # Errors
    /// When the library cannot be written to.
    fn search_seen(&mut self, name: &str, seen: VersionId) -> Result<(), LibraryError>;

    /// Everything that happened to the annotations of a version, in order.
    ///
    /// # Errors
    /// When the library cannot be read, or the log is damaged.
    fn review(&self, version: VersionId) -> Result<Vec<Event>, LibraryError>;

    /// The versions of an item that somebody decided on, the oldest first.
    ///
    /// # Errors
    /// When the library cannot be read, or a version is damaged.
    fn reviewed(&self, item: ItemId) -> Result<Vec<Stored>, LibraryError>;

    /// What was decided in earlier versions of the same item and has no passage in this one, or in another one between them.
    ///
    /// # Errors
    /// When the library cannot be read, or a log is damaged.
    fn orphans(&self, version: VersionId) -> Result<Vec<Orphan>, LibraryError>;

    /// Adds events to the log of a version, all or none, and gives the whole log; those that are in it already are passed over.
    /// What was decided on a version that is no longer the newest is brought to the newest, too. `now` as in [`Store::add`].
    ///
    /// # Errors
    /// When the library cannot be written to, or an event must not be.
    fn decide(
        &mut self,
        version: VersionId,
        events: &[Event],
        now: i64,
    ) -> Result<Vec<Event>, LibraryError>;

    /// Whether this very version of a dispatch is there: `digest` is the one of [`Incoming::digest`].
    ///
    /// # Errors
    /// When the library cannot be read.
    fn holds(&self, name: &str, digest: i64) -> Result<bool, LibraryError>;

    /// A value that was kept with the library as a whole.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn setting(&self, name: &str) -> Result<Option<String>, LibraryError>;

    /// Keeps a value in place of the one of the same name.
    ///
    /// # Errors
    /// When the library cannot be written to.
    fn set_setting(&mut self, name: &str, value: &str) -> Result<(), LibraryError>;

    /// What is wrong with the library, a line each; nothing when it is sound.
    ///
    /// # Errors
    /// When the library cannot be read at all.
    fn check(&self) -> Result<Vec<String>, LibraryError>;

    /// A number that changes whenever anybody changed something.
    ///
    /// # Errors
    /// When the library cannot be read.
    fn stamp(&self) -> Result<i64, LibraryError>;
}

/// What came of putting a dispatch in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// Nothing of it was there before.
    New(ItemId),
    /// Another version of an item that was there.
    Version(ItemId),
    /// It was there.
    Known(ItemId),
}

/// What a reader may set on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    Read,
    Marked,
    Deleted,
}

/// How a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    Oldest,
    /// The most urgent first, the newest first among them.
    Urgency,
    /// What fits best first; newer ones before older ones that fit as well.
    Relevance,
}

/// A version of a dispatch as it was put in.
#[derive(Clone, Debug)]
pub struct Stored {
    pub item: ItemId,
    pub version: VersionId,
    /// What this version is called in logs: a digest of what a reader would notice of it.
    pub name: String,
    /// Seconds since 1970, UTC.
    pub arrived: i64,
    pub dispatch: Arc<Dispatch>,
    pub found: Arc<Annotations>,
}

/// A decision that lost its passage in a later version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    pub label: Label,
    /// The words that it was taken on.
    pub words: String,
    pub standing: Standing,
    /// Users who hold something of it.
    pub by: Vec<String>,
    /// When the version arrived that it was taken on, in seconds since 1970, UTC.
    pub arrived: i64,
}

/// How far the review of a dispatch has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Annotations that were decided on, and are not disputed.
    pub decided: u32,
    pub disputed: u32,
    /// Decided in an earlier version, and to be decided again for their passage has changed.
    pub reopened: u32,
}

impl Progress {
    /// Of one version.
    pub fn of(fold: &Fold) -> Progress {
        let mut progress = Progress::default();
        for (_, state) in fold.states() {
            match state.standing() {
                Standing::Disputed => progress.disputed += 1,
                Standing::Proposed => progress.reopened += u32::from(state.is_reopened()),
                _ => progress.decided += 1,
            }
        }
        progress
    }
}

/// An actor in an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appeared {
    pub item: ItemId,
    /// In the list of the item's actors.
    pub position: usize,
    /// Seconds since 1970, UTC.
    pub sent: i64,
    pub mentions: usize,
    pub quotations: usize,
}

/// An actor across dispatches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub kind: ActorKind,
    /// As it was first written.
    pub name: String,
    pub items: usize,
    pub mentions: usize,
    pub quotations: usize,
}

/// A search that is asked again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    pub name: String,
    pub query: String,
    /// Items that it lists.
    pub all: usize,
    /// Those that came or changed since it was last looked at.
    pub new: usize,
    /// What had come last by then.
    pub seen: VersionId,
}

/// Why a library does not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    #[error("{}: no library there, `depeche add` makes one", .0.display())]
    Missing(PathBuf),
    #[error("{}: not a library", .0.display())]
    Foreign(PathBuf),
    #[error("{}: written by a newer version of this program", .0.display())]
    Newer(PathBuf),
    #[error(
        "{}: of an older version of this program, and cannot be written to; copy it to where it can be, and it is brought up to date",
        .0.display()
    )]
    Older(PathBuf),
    #[error("{}: damaged ({reason}); `depeche library repair` saves what is there", .path.display())]
    Damaged { path: PathBuf, reason: String },
    #[error("{}: no space left on device", .0.display())]
    Full(PathBuf),
    #[error("{}: in use by another program for too long", .0.display())]
    Busy(PathBuf),
    #[error("{}: can be read, but not written to", .0.display())]
    ReadOnly(PathBuf),
    /// A decision that cannot be: nothing was changed.
    #[error("not taken: {0}")]
    Refused(#[from] Refusal),
    #[error("{}: {reason}", .path.display())]
    Other { path: PathBuf, reason: String },
    #[error("{}: dispatch {item}: {source}", .path.display())]
    Record {
        path: PathBuf,
        item: i64,
        source: RecordError,
    },
}
