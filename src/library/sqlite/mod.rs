//! The library in one file: SQLite in WAL mode, several programs at once.
//!
//! Every change is a transaction that starts as a writer (`BEGIN IMMEDIATE`): one that starts as a reader and then writes fails at
//! once when another wrote meanwhile, whatever the time-out. On network file systems shared memory does not work, and with it WAL:
//! there the library keeps a rollback journal and says so. A file that cannot be written to is opened for reading.

mod actors;
mod add;
mod check;
mod find;
mod flags;
mod read;
mod repair;
mod review;
mod searches;
mod settings;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use rustc_hash::FxHashMap;

pub use repair::Repaired;

use super::store::{
    Added, Appeared, Flag, ItemId, Known, LibraryError, Order, Orphan, SavedSearch, Store, Stored,
    VersionId,
};
use super::{Entry, Incoming, Query, Who};
use crate::review::event::Event;

/// `depe` as a number: what the header of the file says it is.
const APPLICATION: i32 = 0x6465_7065;

/// Steps from an empty file to the present shape. Only ever added to: files of every length of this list exist.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/1.sql"),
    include_str!("migrations/2.sql"),
];

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of a page of a new file: most records fit with others on one, where half of a smaller page would stay empty.
const PAGE: i64 = 8192;

/// KiB of pages in memory.
const CACHE: i64 = 16_000;

/// How long to wait before another try where SQLite itself does not wait.
const RETRY: Duration = Duration::from_millis(10);

/// What a user should know of a library that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// It lies on a network file system: slower, and no longer safe when several machines write at once.
    Network,
    /// It cannot be written to.
    ReadOnly,
}

/// Whether commits wait for the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Each one: for what people decide.
    Each,
    /// Only the end of a series does ([`Sqlite::settle`]): a loss of power may cost the last ones, which can be put in again.
    Series,
}

/// A library in a file.
pub struct Sqlite {
    path: PathBuf,
    db: Connection,
    warning: Option<Warning>,
    /// Ids of actors by key, so that those who appear every day are not looked up every time.
    actors: RefCell<FxHashMap<String, i64>>,
}

impl Sqlite {
    /// Opens a library.
    ///
    /// # Errors
    /// When there is none, it is another kind of file, a newer version of this program wrote it, or it is damaged.
    pub fn open(path: &Path) -> Result<Sqlite, LibraryError> {
        if !path.exists() {
            return Err(LibraryError::Missing(path.to_owned()));
        }
        let writable = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened =
            Connection::open_with_flags(path, writable).map_err(|error| explained(path, error))?;
        if opened
            .is_readonly("main")
            .map_err(|error| explained(path, error))?
        {
            return Sqlite::open_to_read(path);
        }
        match Sqlite::prepare(path, opened) {
            Err(LibraryError::ReadOnly(_)) => Sqlite::open_to_read(path),
            prepared => prepared,
        }
    }

    /// Opens a library, or makes an empty one where there is none.
    ///
    /// # Errors
    /// As [`Sqlite::open`], and when nothing can be made there.
    pub fn create(path: &Path) -> Result<Sqlite, LibraryError> {
        if path.exists() {
            return Sqlite::open(path);
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| LibraryError::Other {
                path: path.to_owned(),
                reason: error.to_string(),
            })?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened =
            Connection::open_with_flags(path, flags).map_err(|error| explained(path, error))?;
        Sqlite::prepare(path, opened)
    }

    /// A library in memory, gone when it is closed.
    ///
    /// # Errors
    /// When there is not enough memory.
    pub fn in_memory() -> Result<Sqlite, LibraryError> {
        let path = Path::new(":memory:");
        let opened = Connection::open_in_memory().map_err(|error| explained(path, error))?;
        Sqlite::prepare(path, opened)
    }

    /// What the user should know of it.
    pub fn warning(&self) -> Option<Warning> {
        self.warning
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Says whether commits wait for the disk from now on.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn set_durability(&self, durability: Durability) -> Result<(), LibraryError> {
        // A series touches the same pages again and again: they are kept, and moved into the main file seldom.
        let (level, kibibytes, pages) = match durability {
            Durability::Each => ("FULL", CACHE, 1_000),
            Durability::Series => ("NORMAL", 3 * CACHE, 8_000),
        };
        let set = self
            .db
            .pragma_update(None, "synchronous", level)
            .and_then(|()| self.db.pragma_update(None, "cache_size", -kibibytes))
            .and_then(|()| self.db.pragma_update(None, "wal_autocheckpoint", pages));
        self.explain(set)
    }

    /// Waits until all commits are on the disk, and moves them into the main file.
    ///
    /// # Errors
    /// When the disk takes no more.
    pub fn settle(&self) -> Result<(), LibraryError> {
        let moved = self
            .db
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        self.explain(moved)
    }

    fn open_to_read(path: &Path) -> Result<Sqlite, LibraryError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let plain =
            Connection::open_with_flags(path, flags).map_err(|error| explained(path, error))?;
        let readable =
            |db: &Connection| db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
        let db = if readable(&plain).is_ok() {
            plain
        } else {
            // Without the shared memory that WAL needs beside the file, only one that nobody writes to can be read.
            let escaped = path
                .display()
                .to_string()
                .replace('%', "%25")
                .replace('?', "%3f")
                .replace('#', "%23");
            let flags = flags | OpenFlags::SQLITE_OPEN_URI;
            let unchanging =
                Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags);
            unchanging.map_err(|error| explained(path, error))?
        };
        let library = Sqlite::new(path, db, Some(Warning::ReadOnly));
        let version = library.version()?;
        if version != MIGRATIONS.len() {
            return Err(LibraryError::Older(path.to_owned()));
        }
        Ok(library)
    }

    fn new(path: &Path, db: Connection, warning: Option<Warning>) -> Sqlite {
        Sqlite {
            path: path.to_owned(),
            db,
            warning,
            actors: RefCell::default(),
        }
    }

    fn prepare(path: &Path, db: Connection) -> Result<Sqlite, LibraryError> {
        let on_network = is_on_network(path);
        let mut library = Sqlite::new(path, db, on_network.then_some(Warning::Network));
        let journal = if on_network { "DELETE" } else { "WAL" };
        library.explain(library.db.busy_timeout(PATIENCE))?;
        library.version()?;
        let db = &library.db;
        let configured = db
            .pragma_update(None, "page_size", PAGE)
            .and_then(|()| keep_journal(db, journal))
            .and_then(|()| db.pragma_update(None, "temp_store", "MEMORY"));
        library.explain(configured)?;
        library.set_durability(Durability::Each)?;
        library.db.set_prepared_statement_cache_capacity(64);
        library.migrate()?;
        Ok(library)
    }

    /// The number of migrations that the file has seen: 0 for an empty one.
    fn version(&self) -> Result<usize, LibraryError> {
        // In one statement: between two, another program may have made a library of it.
        let sql = "SELECT (SELECT application_id FROM pragma_application_id),
            (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)";
        let read = self.db.query_row(sql, [], |row| {
            Ok((
                row.get::<_, i32>(0)?,
                row.get::<_, i32>(1)?,
                row.get::<_, i64>(2)?,
            ))
        });
        let (application, version, tables) = self.explain(read)?;
        match usize::try_from(version) {
            _ if application != APPLICATION && tables > 0 => {
                Err(LibraryError::Foreign(self.path.clone()))
            }
            Ok(version) if version <= MIGRATIONS.len() => Ok(version),
            _ => Err(LibraryError::Newer(self.path.clone())),
        }
    }

    fn migrate(&mut self) -> Result<(), LibraryError> {
        if self.version()? == MIGRATIONS.len() {
            return Ok(());
        }
        self.writing(|transaction| {
            // Another program may have been quicker.
            let seen: usize =
                transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
            for migration in MIGRATIONS.iter().skip(seen) {
                transaction.execute_batch(migration)?;
            }
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", MIGRATIONS.len())
        })
    }

    /// Does something as the only writer: all of it, or nothing.
    fn writing<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        let path = &self.path;
        let done = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|transaction| {
                let result = work(&transaction)?;
                transaction.commit()?;
                Ok(result)
            });
        done.map_err(|error| explained(path, error))
    }

    fn explain<T>(&self, result: rusqlite::Result<T>) -> Result<T, LibraryError> {
        result.map_err(|error| explained(&self.path, error))
    }
}

impl Store for Sqlite {
    fn add(&mut self, batch: &[Incoming], now: i64) -> Result<Vec<Added>, LibraryError> {
        add::add(self, batch, now)
    }

    fn find(&self, query: &Query, order: Order, most: usize) -> Result<Vec<ItemId>, LibraryError> {
        self.explain(find::find(&self.db, query, order, most))
    }

    fn count(&self, query: &Query) -> Result<usize, LibraryError> {
        self.explain(find::count(&self.db, query))
    }

    fn count_since(&self, query: &Query, version: VersionId) -> Result<usize, LibraryError> {
        self.explain(find::count_after(&self.db, query, version.0))
    }

    fn newest(&self) -> Result<VersionId, LibraryError> {
        self.explain(read::newest(&self.db))
    }

    fn entries(&self, items: &[ItemId]) -> Result<Vec<Entry>, LibraryError> {
        self.explain(read::entries(&self.db, items))
    }

    fn load(&self, item: ItemId) -> Result<Option<Stored>, LibraryError> {
        read::load(self, item)
    }

    fn story(&self, item: ItemId) -> Result<Vec<Stored>, LibraryError> {
        read::story(self, item)
    }

    fn named(&self, name: &str) -> Result<Option<ItemId>, LibraryError> {
        self.explain(read::named(&self.db, name))
    }

    fn appearances(&self, who: &Who) -> Result<Vec<Appeared>, LibraryError> {
        self.explain(actors::appearances(&self.db, who))
    }

    fn cast(&self, query: &Query, most: usize) -> Result<Vec<Known>, LibraryError> {
        self.explain(actors::cast(&self.db, query, most))
    }

    fn set(
        &mut self,
        items: &[ItemId],
        flag: Flag,
        value: bool,
        author: &str,
        now: i64,
    ) -> Result<(), LibraryError> {
        self.writing(|transaction| flags::set(transaction, items, flag, value, author, now))
    }

    fn undo(&mut self, author: &str) -> Result<Vec<ItemId>, LibraryError> {
        self.writing(|transaction| flags::undo(transaction, author))
    }

    fn redo(&mut self, author: &str) -> Result<Vec<ItemId>, LibraryError> {
        self.writing(|transaction| flags::redo(transaction, author))
    }

    fn searches(&self) -> Result<Vec<SavedSearch>, LibraryError> {
        self.explain(searches::all(&self.db))
    }

    fn save_search(
        &mut self,
        name: &str,
        query: &str,
        seen: VersionId,
    ) -> Result<(), LibraryError> {
        self.writing(|transaction| searches::save(transaction, name, query, seen))
    }

    fn forget_search(&mut self, name: &str) -> Result<(), LibraryError> {
        self.writing(|transaction| searches::forget(transaction, name))
    }

    fn search_seen(&mut self, name: &str, seen: VersionId) -> Result<(), LibraryError> {
        self.writing(|transaction| searches::seen(transaction, name, seen))
    }

    fn review(&self, version: VersionId) -> Result<Vec<Event>, LibraryError> {
        review::review(self, version)
    }

    fn reviewed(&self, item: ItemId) -> Result<Vec<Stored>, LibraryError> {
        read::reviewed(self, item)
    }

    fn orphans(&self, version: VersionId) -> Result<Vec<Orphan>, LibraryError> {
        review::orphans(self, version)
    }

    fn decide(
        &mut self,
        version: VersionId,
        events: &[Event],
        now: i64,
    ) -> Result<Vec<Event>, LibraryError> {
        review::decide(self, version, events, now)
    }

    fn holds(&self, name: &str, digest: i64) -> Result<bool, LibraryError> {
        self.explain(read::holds(&self.db, name, digest))
    }

    fn setting(&self, name: &str) -> Result<Option<String>, LibraryError> {
        self.explain(settings::read(&self.db, name))
    }

    fn set_setting(&mut self, name: &str, value: &str) -> Result<(), LibraryError> {
        self.writing(|transaction| settings::write(transaction, name, value))
    }

    fn check(&self) -> Result<Vec<String>, LibraryError> {
        check::check(self)
    }

    fn stamp(&self) -> Result<i64, LibraryError> {
        self.explain(
            self.db
                .pragma_query_value(None, "data_version", |row| row.get(0)),
        )
    }
}

/// Sets how changes are kept until they are in the main file. SQLite does not wait for others here, whatever the time-out.
fn keep_journal(db: &Connection, kind: &str) -> rusqlite::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let set = db.pragma_update_and_check(None, "journal_mode", kind, |_| Ok(()));
        let busy = matches!(&set, Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy));
        if !busy || Instant::now() > deadline {
            return set;
        }
        thread::sleep(RETRY);
    }
}

/// What an error of SQLite means to whoever uses the library.
fn explained(path: &Path, error: rusqlite::Error) -> LibraryError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => LibraryError::Foreign(path),
        Some(ErrorCode::DatabaseCorrupt) => LibraryError::Damaged {
            path,
            reason: error.to_string(),
        },
        Some(ErrorCode::DiskFull) => LibraryError::Full(path),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LibraryError::Busy(path),
        Some(ErrorCode::ReadOnly) => LibraryError::ReadOnly(path),
        _ => LibraryError::Other {
            path,
            reason: error.to_string(),
        },
    }
}

/// Whether a path lies on a file system that other machines may write to.
fn is_on_network(path: &Path) -> bool {
    /// Of `linux/magic.h`, and of FUSE, through which sshfs and others come.
    const NETWORK: &[u64] = &[
        0x6969,      // NFS
        0xFF53_4D42, // CIFS
        0xFE53_4D42, // SMB2
        0x517B,      // SMB
        0x5346_414F, // AFS
        0x6573_5546, // FUSE
        0x0102_1997, // 9P
        0x00C3_6400, // Ceph
    ];
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let system = rustix::fs::statfs(folder.unwrap_or(Path::new(".")));
    #[expect(clippy::cast_sign_loss, reason = "the number is a pattern of bits")]
    system.is_ok_and(|system| NETWORK.contains(&(system.f_type as u64 & 0xFFFF_FFFF)))
}

#[cfg(test)]
mod tests;
