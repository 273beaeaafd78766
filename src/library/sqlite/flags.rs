//! What readers set on items, and the way back: every step is a row, undone and redone by its author alone.

use rusqlite::{OptionalExtension, Transaction, params};

use crate::library::store::{Flag, ItemId};

/// Sets a flag as one step; items that have the value already are no part of it.
pub fn set(
    db: &Transaction<'_>,
    items: &[ItemId],
    flag: Flag,
    value: bool,
    author: &str,
    now: i64,
) -> rusqlite::Result<()> {
    let flag = column(flag);
    let mut update = db.prepare_cached(&format!(
        "UPDATE item SET {flag} = ?2 WHERE id = ?1 AND {flag} != ?2"
    ))?;
    let changed = items
        .iter()
        .filter_map(|item| match update.execute(params![item.0, value]) {
            Ok(0) => None,
            Ok(_) => Some(Ok(item.0)),
            Err(error) => Some(Err(error)),
        })
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    if changed.is_empty() {
        return Ok(());
    }
    // A new step forgets what lay ahead.
    db.prepare_cached("DELETE FROM change WHERE author = ? AND undone = 1")?
        .execute([author])?;
    let batch: i64 = db.query_row(
        "SELECT coalesce(max(batch), 0) + 1 FROM change",
        [],
        |row| row.get(0),
    )?;
    let sql = "INSERT INTO change (batch, author, at, item, flag, value) VALUES (?, ?, ?, ?, ?, ?)";
    let mut insert = db.prepare_cached(sql)?;
    for item in changed {
        insert.execute(params![batch, author, now, item, flag, value])?;
    }
    Ok(())
}

/// Takes the author's last step back.
pub fn undo(db: &Transaction<'_>, author: &str) -> rusqlite::Result<Vec<ItemId>> {
    step(
        db,
        author,
        "SELECT max(batch) FROM change WHERE author = ? AND undone = 0",
        true,
    )
}

/// Does the step again that was taken back last.
pub fn redo(db: &Transaction<'_>, author: &str) -> rusqlite::Result<Vec<ItemId>> {
    step(
        db,
        author,
        "SELECT min(batch) FROM change WHERE author = ? AND undone = 1",
        false,
    )
}

fn step(
    db: &Transaction<'_>,
    author: &str,
    which: &str,
    back: bool,
) -> rusqlite::Result<Vec<ItemId>> {
    let batch: Option<i64> = db
        .prepare_cached(which)?
        .query_row([author], |row| row.get(0))
        .optional()?
        .flatten();
    let Some(batch) = batch else {
        return Ok(Vec::new());
    };
    let mut statement =
        db.prepare_cached("SELECT item, flag, value FROM change WHERE batch = ?")?;
    let rows = statement.query_map([batch], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, bool>(2)?,
        ))
    })?;
    let mut items = Vec::new();
    for row in rows {
        let (item, flag, value) = row?;
        let Some(flag) = FLAGS.iter().find(|known| column(**known) == flag) else {
            continue;
        };
        let sql = format!("UPDATE item SET {} = ? WHERE id = ?", column(*flag));
        db.prepare_cached(&sql)?
            .execute(params![value != back, item])?;
        items.push(ItemId(item));
    }
    db.prepare_cached("UPDATE change SET undone = ? WHERE batch = ?")?
        .execute(params![back, batch])?;
    Ok(items)
}

const FLAGS: [Flag; 3] = [Flag::Read, Flag::Marked, Flag::Deleted];

fn column(flag: Flag) -> &'static str {
    match flag {
        Flag::Read => "read",
        Flag::Marked => "marked",
        Flag::Deleted => "deleted",
    }
}
