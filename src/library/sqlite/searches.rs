//! Searches that are kept, with how much is new since each was last looked at.

use rusqlite::{Connection, Transaction, params};

use super::find;
use crate::library::Query;
use crate::library::store::SavedSearch;

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
        })
    })
    .collect()
}

/// Keeps or forgets one.
pub fn save(db: &Transaction<'_>, name: &str, query: &str) -> rusqlite::Result<()> {
    if query.trim().is_empty() {
        db.execute("DELETE FROM search WHERE name = ?", [name])?;
    } else {
        let sql = "INSERT INTO search (name, query, seen) VALUES (?1, ?2, (SELECT coalesce(max(id), 0) FROM version))
            ON CONFLICT (name) DO UPDATE SET query = excluded.query";
        db.execute(sql, params![name, query])?;
    }
    Ok(())
}

/// Everything there is now has been seen under it.
pub fn seen(db: &Transaction<'_>, name: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE search SET seen = (SELECT coalesce(max(id), 0) FROM version) WHERE name = ?";
    db.execute(sql, [name]).map(|_| ())
}
