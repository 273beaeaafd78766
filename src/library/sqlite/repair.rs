//! A new library of everything that can still be read of a damaged one.
//!
//! Rows are asked for one by one: damage to one page of the file must not hide the others, as it does in a scan.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, params};

use super::{Durability, Sqlite, explained, review};
use crate::library::store::LibraryError;
use crate::library::{Incoming, Store, record};

/// What came of a repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// Versions of dispatches.
    pub saved: usize,
    pub lost: usize,
    /// Where the damaged file is now.
    pub old: PathBuf,
}

impl Sqlite {
    /// Puts a new library in the place of a damaged one.
    ///
    /// # Errors
    /// When nothing of it can be read, or there is no room for a second one. The damaged file is untouched then.
    pub fn repair(path: &Path) -> Result<Repaired, LibraryError> {
        if !path.exists() {
            return Err(LibraryError::Missing(path.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let damaged =
            Connection::open_with_flags(path, flags).map_err(|error| explained(path, error))?;
        let last = last(&damaged).map_err(|error| explained(path, error))?;
        let fresh = beside(path, "repaired");
        let mut library = Sqlite::create(&fresh)?;
        library.set_durability(Durability::Series)?;
        let (mut saved, mut lost) = (0, 0);
        for id in 1..=last {
            match version(&damaged, id) {
                Some((incoming, arrived)) => {
                    library.add(&[incoming], arrived)?;
                    saved += 1;
                }
                None => lost += 1,
            }
        }
        keep_flags(&damaged, &mut library)?;
        keep_reviews(&damaged, &mut library, last)?;
        library.settle()?;
        drop((library, damaged));
        let old = beside(path, "damaged");
        let moved = std::fs::rename(path, &old)
            .and_then(|()| std::fs::remove_file(beside_exactly(path, "-wal")).or(Ok(())))
            .and_then(|()| std::fs::remove_file(beside_exactly(path, "-shm")).or(Ok(())))
            .and_then(|()| std::fs::rename(&fresh, path));
        moved.map_err(|error| LibraryError::Other {
            path: path.to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Repaired { saved, lost, old })
    }
}

/// The largest id of a version, by whichever way still leads there.
fn last(db: &Connection) -> rusqlite::Result<i64> {
    let by_table = db.query_row("SELECT coalesce(max(id), 0) FROM version", [], |row| {
        row.get(0)
    });
    by_table.or_else(|_| {
        db.query_row("SELECT coalesce(max(newest), 0) FROM item", [], |row| {
            row.get(0)
        })
    })
}

fn version(db: &Connection, id: i64) -> Option<(Incoming, i64)> {
    let sql = "SELECT body, arrived FROM version WHERE id = ?";
    let row = db
        .prepare_cached(sql)
        .ok()?
        .query_row([id], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)));
    let (body, arrived) = row.ok()?;
    let (dispatch, found) = record::read(&body).ok()?;
    Some((Incoming::new(&dispatch, &found), arrived))
}

/// What readers set, and the searches they keep; of a table that cannot be read, as far as it can be.
fn keep_flags(damaged: &Connection, library: &mut Sqlite) -> Result<(), LibraryError> {
    let mut flags: Vec<(String, [bool; 3])> = Vec::new();
    let mut searches: Vec<(String, String)> = Vec::new();
    if let Ok(mut statement) = damaged.prepare("SELECT name, read, marked, deleted FROM item")
        && let Ok(rows) = statement.query_map([], |row| {
            Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]))
        })
    {
        flags.extend(rows.map_while(Result::ok));
    }
    if let Ok(mut statement) = damaged.prepare("SELECT name, query FROM search")
        && let Ok(rows) = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
    {
        searches.extend(rows.map_while(Result::ok));
    }
    let newest = library.newest()?;
    for (name, query) in searches {
        library.save_search(&name, &query, newest)?;
    }
    library.writing(|transaction| {
        let sql = "UPDATE item SET read = ?, marked = ?, deleted = ? WHERE name = ?";
        let mut statement = transaction.prepare(sql)?;
        for (name, [read, marked, deleted]) in &flags {
            statement.execute(params![read, marked, deleted, name])?;
        }
        Ok(())
    })
}

/// What reviewers decided, version by version.
fn keep_reviews(damaged: &Connection, library: &mut Sqlite, last: i64) -> Result<(), LibraryError> {
    // One version at a time, for the same reason as dispatches are asked for one by one.
    let sql = "SELECT event.id, line, name, digest FROM event JOIN version ON version.id = version
        JOIN item ON item.id = item WHERE version = ? ORDER BY seq";
    let Ok(mut statement) = damaged.prepare(sql) else {
        // Of a version of this program that had no reviews.
        return Ok(());
    };
    for version in 1..=last {
        let Ok(rows) = statement.query_map([version], |row| {
            Ok(review::Kept {
                id: row.get(0)?,
                line: row.get(1)?,
                item: row.get(2)?,
                digest: row.get(3)?,
            })
        }) else {
            continue;
        };
        let kept: Vec<review::Kept> = rows.map_while(Result::ok).collect();
        library.writing(|transaction| review::restore(transaction, &kept))?;
    }
    Ok(())
}

/// `library.db` → `library.repaired.db`, with a number where that is taken.
fn beside(path: &Path, what: &str) -> PathBuf {
    let numbered = |number: usize| match number {
        1 => path.with_extension(format!("{what}.db")),
        number => path.with_extension(format!("{what}-{number}.db")),
    };
    (1..)
        .map(numbered)
        .find(|path| !path.exists())
        .expect("some number is free")
}

fn beside_exactly(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
