//! The archive: dispatches with all their versions, what was found in them, and what their readers did with them.
//!
//! | module | holds |
//! | --- | --- |
//! | [`store`] | the seam: what a library can do, whatever keeps it |
//! | [`sqlite`] | the library in one file |
//! | [`incoming`] | a dispatch made ready to be put in: everything that can be computed beforehand, on any thread |
//! | [`record`] | the shape in which a dispatch is kept |
//! | [`dossier`] | what is known of an actor across dispatches |
//! | [`entry`] | what lists show of a dispatch |
//! | [`query`] | the search language |
//! | [`changes`] | what changed between two versions |
//! | [`watch`] | where news comes from while one waits: folders, feeds, standard input |
//! | [`words`], [`sketch`] | what is indexed of a text, and how versions of one story are told |
//!
//! Knows nothing of screens and commands; nothing above it knows SQL. The clock and the user's name come in as arguments.

pub mod changes;
pub mod dossier;
pub mod entry;
pub mod incoming;
pub mod query;
pub mod record;
pub mod sketch;
pub mod sqlite;
pub mod store;
pub mod watch;
pub mod words;

pub use changes::Changes;
pub use dossier::{Dossier, Who};
pub use entry::{Counts, Entry};
pub use incoming::Incoming;
pub use query::Query;
pub use store::{
    Added, Flag, ItemId, Known, LibraryError, Order, Orphan, Progress, SavedSearch, Store, Stored,
    VersionId,
};
