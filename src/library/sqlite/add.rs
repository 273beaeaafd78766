//! Puts dispatches in: new items, new versions, the story they belong to, and everything they are found by.

use rusqlite::{OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;

use super::{Sqlite, read, review};
use crate::annotate::actors::key;
use crate::library::incoming::{self, Appearance, Measure};
use crate::library::sketch::Sketch;
use crate::library::store::{Added, ItemId, LibraryError};
use crate::library::{Incoming, record};
use crate::model::{ActorKind, Named};

/// Actors that are remembered between batches.
const REMEMBERED: usize = 200_000;

/// Versions without a common identifier are looked for this long before and after, in seconds: a day and a half.
const CHAIN_REACH: i64 = 36 * 3600;

/// Puts a batch in; see [`crate::library::Store::add`].
pub fn add(library: &mut Sqlite, batch: &[Incoming], now: i64) -> Result<Vec<Added>, LibraryError> {
    let mut actors = library.actors.take();
    if actors.len() > REMEMBERED {
        actors.clear();
    }
    let added = library.writing(|transaction| {
        let mut writer = Writer::new(transaction, &mut actors, now)?;
        batch.iter().map(|incoming| writer.add(incoming)).collect()
    });
    // Ids given in a transaction that failed are ids of nobody.
    if added.is_ok() {
        library.actors.replace(actors);
    }
    added
}

struct Writer<'a> {
    db: &'a Transaction<'a>,
    actors: &'a mut FxHashMap<String, i64>,
    now: i64,
    next_item: i64,
    next_version: i64,
}

/// An item of the library that a dispatch is another version of.
struct Present {
    item: i64,
    story: i64,
    newest: i64,
    number: Option<String>,
    sent: Option<i64>,
}

impl<'a> Writer<'a> {
    fn new(
        db: &'a Transaction<'a>,
        actors: &'a mut FxHashMap<String, i64>,
        now: i64,
    ) -> rusqlite::Result<Self> {
        let next = |table| {
            let largest = format!("SELECT coalesce(max(id), 0) + 1 FROM {table}");
            db.query_row(&largest, [], |row| row.get(0))
        };
        Ok(Writer {
            db,
            actors,
            now,
            next_item: next("item")?,
            next_version: next("version")?,
        })
    }

    fn add(&mut self, incoming: &Incoming) -> rusqlite::Result<Added> {
        let Some(present) = self.present(&incoming.name)? else {
            return self.add_item(incoming);
        };
        let known = "SELECT 1 FROM version WHERE item = ? AND digest = ?";
        if self
            .db
            .prepare_cached(known)?
            .exists(params![present.item, incoming.digest])?
        {
            return Ok(Added::Known(ItemId(present.item)));
        }
        let version = self.add_version(present.item, incoming)?;
        if is_newer(incoming, &present) {
            self.forget_words(&present)?;
            self.show(present.item, present.story, version, incoming)?;
            self.index(present.item, incoming)?;
            review::inherit(self.db, present.newest, version, self.now)?;
        } else {
            self.db
                .prepare_cached("UPDATE item SET versions = versions + 1 WHERE id = ?")?
                .execute([present.item])?;
        }
        Ok(Added::Version(ItemId(present.item)))
    }

    fn present(&self, name: &str) -> rusqlite::Result<Option<Present>> {
        let sql = "SELECT item.id, story, newest, number, version.sent FROM item JOIN version ON version.id = newest WHERE name = ?";
        self.db
            .prepare_cached(sql)?
            .query_row([name], |row| {
                Ok(Present {
                    item: row.get(0)?,
                    story: row.get(1)?,
                    newest: row.get(2)?,
                    number: row.get(3)?,
                    sent: row.get(4)?,
                })
            })
            .optional()
    }

    fn add_item(&mut self, incoming: &Incoming) -> rusqlite::Result<Added> {
        let item = self.next_item;
        self.next_item += 1;
        let story = self.story_of(incoming)?.unwrap_or(item);
        self.show(item, story, self.next_version, incoming)?;
        self.add_version(item, incoming)?;
        self.index(item, incoming)?;
        Ok(Added::New(ItemId(item)))
    }

    fn add_version(&mut self, item: i64, incoming: &Incoming) -> rusqlite::Result<i64> {
        let version = self.next_version;
        self.next_version += 1;
        let sql = "INSERT INTO version (id, item, number, digest, sent, arrived, body) VALUES (?, ?, ?, ?, ?, ?, ?)";
        self.db.prepare_cached(sql)?.execute(params![
            version,
            item,
            incoming.number,
            incoming.digest,
            incoming.sent,
            self.now,
            incoming.body
        ])?;
        Ok(version)
    }

    /// The story of an item that is not there yet: of the item that it replaces, else of one with the same slug or place, close
    /// in time, that has most of its text.
    fn story_of(&self, incoming: &Incoming) -> rusqlite::Result<Option<i64>> {
        if let Some(replaced) = &incoming.supersedes {
            let sql = "SELECT story FROM item WHERE name = ?";
            let story = self
                .db
                .prepare_cached(sql)?
                .query_row([replaced], |row| row.get(0))
                .optional()?;
            if story.is_some() {
                return Ok(story);
            }
        }
        let Some(chain) = incoming.chain else {
            return Ok(None);
        };
        let sent = incoming.sent.unwrap_or(self.now);
        let sql = "SELECT story, hashes FROM item JOIN sketch ON sketch.item = item.id
            WHERE chain = ? AND item.sent BETWEEN ? AND ? ORDER BY item.sent DESC LIMIT 30";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows =
            statement.query(params![chain.hash, sent - CHAIN_REACH, sent + CHAIN_REACH])?;
        let mut best = None;
        while let Some(row) = rows.next()? {
            let sketch = Sketch::from_bytes(row.get_ref(1)?.as_blob()?);
            let containment = sketch.containment(&incoming.sketch);
            if containment >= chain.containment && best.is_none_or(|(most, _)| containment > most) {
                best = Some((containment, row.get(0)?));
            }
        }
        Ok(best.map(|(_, story)| story))
    }

    /// Makes a version the one that lists show; what is new is unread.
    fn show(
        &self,
        item: i64,
        story: i64,
        version: i64,
        incoming: &Incoming,
    ) -> rusqlite::Result<()> {
        let entry = &incoming.entry;
        let counts = entry.counts.unwrap_or_default();
        // Written once where it is new: a row that is made empty and filled then would change every index twice.
        let sql = "INSERT INTO item (id, name, story, versions, newest, sent, day, agency, lang, urgency, level, status, signal,
                embargo, place, slug, title, quotations, actors, figures, chain)
            VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET versions = versions + 1, newest = excluded.newest, sent = excluded.sent,
                day = excluded.day, agency = excluded.agency, lang = excluded.lang, urgency = excluded.urgency,
                level = excluded.level, status = excluded.status, signal = excluded.signal, embargo = excluded.embargo,
                place = excluded.place, slug = excluded.slug, title = excluded.title, quotations = excluded.quotations,
                actors = excluded.actors, figures = excluded.figures, chain = excluded.chain,
                read = 0, decided = 0, disputed = 0, reopened = 0";
        self.db.prepare_cached(sql)?.execute(params![
            item,
            incoming.name,
            story,
            version,
            incoming.sent.unwrap_or(self.now),
            entry.day.map(|day| day.to_string()),
            entry.agency,
            entry.lang,
            entry.urgency,
            entry.level.map(Named::name),
            entry.status.name(),
            entry.signal.map(Named::name),
            incoming.embargo,
            entry.place,
            entry.slug,
            entry.title,
            counts.quotations,
            counts.actors,
            counts.figures,
            incoming.chain.map(|chain| chain.hash),
        ])?;
        let sql = "INSERT OR REPLACE INTO sketch (item, hashes) VALUES (?, ?)";
        self.db
            .prepare_cached(sql)?
            .execute(params![item, incoming.sketch.to_bytes()])?;
        Ok(())
    }

    fn index(&mut self, item: i64, incoming: &Incoming) -> rusqlite::Result<()> {
        let sql = "INSERT INTO word (rowid, text, folded) VALUES (?, ?, ?)";
        self.db
            .prepare_cached(sql)?
            .execute(params![item, incoming.written, incoming.folded])?;
        for appearance in &incoming.appearances {
            let actor = self.actor(appearance)?;
            let sql = "INSERT INTO appearance (actor, item, position, mentions, quotations) VALUES (?, ?, ?, ?, ?)";
            self.db.prepare_cached(sql)?.execute(params![
                actor,
                item,
                appearance.position,
                appearance.mentions,
                appearance.quotations
            ])?;
        }
        let sql = "INSERT INTO figure (measure, value, item, position) VALUES (?, ?, ?, ?)";
        let mut statement = self.db.prepare_cached(sql)?;
        for Measure {
            measure,
            value,
            position,
        } in &incoming.measures
        {
            statement.execute(params![measure, value, item, position])?;
        }
        Ok(())
    }

    /// Takes out what the version shown so far is found by.
    fn forget_words(&mut self, present: &Present) -> rusqlite::Result<()> {
        self.db
            .prepare_cached("DELETE FROM word WHERE rowid = ?")?
            .execute([present.item])?;
        let body = read::body(self.db, present.newest)?;
        // A damaged version leaves entries behind that lead to a newer one of the same dispatch.
        let Ok((dispatch, found)) = record::read(&body) else {
            return Ok(());
        };
        for appearance in incoming::appearances(&found) {
            let actor = self.actor(&appearance)?;
            let sql = "DELETE FROM appearance WHERE actor = ? AND item = ? AND position = ?";
            self.db.prepare_cached(sql)?.execute(params![
                actor,
                present.item,
                appearance.position
            ])?;
        }
        let sql =
            "DELETE FROM figure WHERE measure = ? AND value = ? AND item = ? AND position = ?";
        let mut statement = self.db.prepare_cached(sql)?;
        for Measure {
            measure,
            value,
            position,
        } in incoming::measures_ever(&dispatch, &found)
        {
            statement.execute(params![measure, value, present.item, position])?;
        }
        Ok(())
    }

    /// The id of an actor, who becomes known with this appearance if it is the first.
    fn actor(&mut self, appearance: &Appearance) -> rusqlite::Result<i64> {
        let Appearance {
            key, kind, name, ..
        } = appearance;
        if let Some(id) = self.actors.get(key) {
            return Ok(*id);
        }
        let sql = "SELECT id FROM actor WHERE key = ?";
        let known = self
            .db
            .prepare_cached(sql)?
            .query_row([key], |row| row.get(0))
            .optional()?;
        let id = match known {
            Some(id) => id,
            None => {
                let sql = "INSERT INTO actor (key, kind, name) VALUES (?, ?, ?)";
                let id = self
                    .db
                    .prepare_cached(sql)?
                    .insert(params![key, kind.name(), name])?;
                let sql = "INSERT OR IGNORE INTO actor_word (word, actor) VALUES (?, ?)";
                let mut statement = self.db.prepare_cached(sql)?;
                for word in key::words(*kind, name) {
                    statement.execute(params![filed_word(*kind, &word), id])?;
                }
                id
            }
        };
        self.actors.insert(key.clone(), id);
        Ok(id)
    }
}

/// Sounds of persons' names and letters of other names are kept apart.
pub fn filed_word(kind: ActorKind, word: &str) -> String {
    if kind == ActorKind::Person {
        format!("~{word}")
    } else {
        word.to_owned()
    }
}

/// By number where both have one, else by the time they were sent; what arrives later is newer where neither tells.
fn is_newer(incoming: &Incoming, present: &Present) -> bool {
    let number = |number: &Option<String>| {
        number
            .as_deref()
            .and_then(|number| number.trim().parse::<u64>().ok())
    };
    match (number(&incoming.number), number(&present.number)) {
        (Some(new), Some(old)) if new != old => return new > old,
        _ => {}
    }
    match (incoming.sent, present.sent) {
        (Some(new), Some(old)) => new >= old,
        _ => true,
    }
}
