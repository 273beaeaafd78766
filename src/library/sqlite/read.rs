//! Reads what lists and readers show.

use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Sqlite, review};
use crate::library::entry::{Counts, Entry};
use crate::library::record;
use crate::library::store::{ItemId, LibraryError, Progress, Stored, VersionId};
use crate::model::{Level, Named, Signal, Status};

/// An embargo as [`crate::model::Dispatch::is_embargoed`] tells it.
pub const IS_EMBARGOED: &str = "(status = 'embargoed' OR status = 'usable' AND embargo > sent)";

/// Lines of a list; see [`crate::library::Store::entries`].
pub fn entries(db: &Connection, items: &[ItemId]) -> rusqlite::Result<Vec<Entry>> {
    let sql = format!(
        "SELECT id, day, agency, lang, urgency, level, status, signal, {IS_EMBARGOED}, place, slug, title, quotations, actors,
            figures, versions, read, marked, name, sent, decided, disputed, reopened FROM item WHERE id = ?"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut entries = Vec::with_capacity(items.len());
    for item in items {
        entries.extend(statement.query_row([item.0], entry).optional()?);
    }
    Ok(entries)
}

fn entry(row: &Row) -> rusqlite::Result<Entry> {
    let text = |at| row.get::<_, Option<String>>(at);
    let word = |at| Ok::<_, rusqlite::Error>(text(at)?.unwrap_or_default());
    Ok(Entry {
        item: Some(ItemId(row.get(0)?)),
        name: row.get(18)?,
        sent: row.get(19)?,
        day: text(1)?.and_then(|day| day.parse::<Date>().ok()),
        agency: text(2)?,
        lang: text(3)?,
        urgency: row.get(4)?,
        level: Level::from_name(&word(5)?),
        status: Status::from_name(&word(6)?).unwrap_or_default(),
        signal: Signal::from_name(&word(7)?),
        embargoed: row.get::<_, Option<bool>>(8)?.unwrap_or(false),
        place: text(9)?,
        slug: text(10)?,
        title: word(11)?,
        counts: Some(Counts {
            quotations: row.get(12)?,
            actors: row.get(13)?,
            figures: row.get(14)?,
        }),
        versions: row.get(15)?,
        read: row.get(16)?,
        marked: row.get(17)?,
        progress: Progress {
            decided: row.get(20)?,
            disputed: row.get(21)?,
            reopened: row.get(22)?,
        },
    })
}

/// The newest version of an item.
pub fn load(library: &Sqlite, item: ItemId) -> Result<Option<Stored>, LibraryError> {
    let sql = "SELECT item.id, version.id, arrived, body, digest FROM item JOIN version ON version.id = newest WHERE item.id = ?";
    let row = library.explain(
        library
            .db
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([item.0], kept).optional()),
    )?;
    row.map(|row| restored(library, row)).transpose()
}

/// The versions of an item that somebody decided on, the oldest first.
pub fn reviewed(library: &Sqlite, item: ItemId) -> Result<Vec<Stored>, LibraryError> {
    let sql = "SELECT item, id, arrived, body, digest FROM version
        WHERE item = ? AND EXISTS (SELECT 1 FROM event WHERE version = version.id)
        ORDER BY coalesce(sent, arrived), id";
    versions(library, sql, item)
}

/// Every version of a story, the oldest first.
pub fn story(library: &Sqlite, item: ItemId) -> Result<Vec<Stored>, LibraryError> {
    let sql =
        "SELECT item.id, version.id, arrived, body, digest FROM item JOIN version ON version.item = item.id
        WHERE story = (SELECT story FROM item WHERE id = ?) AND (deleted = 0 OR item.id = ?1)
        ORDER BY coalesce(version.sent, arrived), version.id";
    versions(library, sql, item)
}

fn versions(library: &Sqlite, sql: &str, item: ItemId) -> Result<Vec<Stored>, LibraryError> {
    let rows = library.explain(library.db.prepare_cached(sql).and_then(|mut statement| {
        let rows = statement.query_map(params![item.0], kept)?;
        rows.collect::<rusqlite::Result<Vec<_>>>()
    }))?;
    rows.into_iter().map(|row| restored(library, row)).collect()
}

/// The item of a name.
pub fn named(db: &Connection, name: &str) -> rusqlite::Result<Option<ItemId>> {
    db.prepare_cached("SELECT id FROM item WHERE name = ?")?
        .query_row([name], |row| row.get(0).map(ItemId))
        .optional()
}

/// The version that came last.
pub fn newest(db: &Connection) -> rusqlite::Result<VersionId> {
    db.prepare_cached("SELECT coalesce(max(id), 0) FROM version")?
        .query_row([], |row| row.get(0).map(VersionId))
}

/// Whether a version with this digest is there.
pub fn holds(db: &Connection, name: &str, digest: i64) -> rusqlite::Result<bool> {
    let sql =
        "SELECT 1 FROM item JOIN version ON version.item = item.id WHERE name = ? AND digest = ?";
    db.prepare_cached(sql)?.exists(params![name, digest])
}

/// The record of a version.
pub fn body(db: &Connection, version: i64) -> rusqlite::Result<Vec<u8>> {
    db.prepare_cached("SELECT body FROM version WHERE id = ?")?
        .query_row([version], |row| row.get(0))
}

type Kept = (i64, i64, i64, Vec<u8>, i64);

fn kept(row: &Row) -> rusqlite::Result<Kept> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
    ))
}

fn restored(
    library: &Sqlite,
    (item, version, arrived, body, digest): Kept,
) -> Result<Stored, LibraryError> {
    let (dispatch, found) = record::read(&body).map_err(|source| LibraryError::Record {
        path: library.path.clone(),
        item,
        source,
    })?;
    Ok(Stored {
        item: ItemId(item),
        version: VersionId(version),
        name: review::name(digest),
        arrived,
        dispatch: Arc::new(dispatch),
        found: Arc::new(found),
    })
}
