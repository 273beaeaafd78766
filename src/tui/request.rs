//! What the reader asks of its library.

use super::overlay::searches::Filed;
use crate::library::{Flag, ItemId, Order, Query, VersionId, Who};
use crate::review::recorder::Decision;

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
        filed: Filed,
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
    /// The next dispatch of the list in which something is to be decided, after a position and round at the end.
    SeekUndecided {
        from: usize,
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
