//! Searches that are kept, with how much is new since each was last looked at.

use rusqlite::{Connection, Transaction, params};

use super::find;
use crate::library::Query;
use crate::library::store::{SavedSearch, VersionId};

/// All of them, by name.
pub fn all(db: &Connection) -> rusqlite::Result<Vec<SavedSearch>> {
    let mut statement = db.prepare_cached("SELECT name, query, seen FROM search ORDER BY name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.map(|row| {
        let (name, query, seen): (String, String, i64) = row?;
        // One that was saved and is not understood finds nothing; it still shows in the list, to be mended.
        let (all, new) = match Query::parse(&query) {
            Ok(parsed) => (
                find::count(db, &parsed)?,
                find::count_after(db, &parsed, seen)?,
            ),
            Err(_) => (0, 0),
        };
        Ok(SavedSearch {
            name,
            query,
            all,
            new,
            seen: VersionId(seen),
        })
    })
    .collect()
}

/// Keeps one.
pub fn save(
    db: &Transaction<'_>,
    name: &str,
    query: &str,
    seen: VersionId,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO search (name, query, seen) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET query = excluded.query, seen = excluded.seen";
    db.execute(sql, params![name, query, seen.0]).map(|_| ())
}

/// Forgets one.
pub fn forget(db: &Transaction<'_>, name: &str) -> rusqlite::Result<()> {
    db.execute("DELETE FROM search WHERE name = ?", [name])
        .map(|_| ())
}

/// What came up to a version has been seen under it.
pub fn seen(db: &Transaction<'_>, name: &str, seen: VersionId) -> rusqlite::Result<()> {
    let sql = "UPDATE search SET seen = max(seen, ?) WHERE name = ?";
    db.execute(sql, params![seen.0, name]).map(|_| ())
}
