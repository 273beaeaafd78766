//! Values that are kept with the library as a whole, by name.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// The value of a name.
pub fn read(db: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    db.prepare_cached("SELECT value FROM setting WHERE name = ?")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// Keeps a value in place of the one before.
pub fn write(db: &Transaction<'_>, name: &str, value: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO setting (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    db.execute(sql, params![name, value]).map(|_| ())
}
