//! Actors across dispatches: who is meant by a name, where they appear, who appears in what was found.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::add::filed_word;
use super::find::Condition;
use crate::annotate::actors::key;
use crate::library::store::{Appeared, ItemId, Known};
use crate::library::{Query, Who};
use crate::model::{ActorKind, Named};

/// Appearances of an actor.
pub fn appearances(db: &Connection, who: &Who) -> rusqlite::Result<Vec<Appeared>> {
    let mut values = Vec::new();
    let actors = actors_meant(who, &mut values);
    let sql = format!(
        "SELECT appearance.item, position, sent, mentions, appearance.quotations FROM appearance JOIN item ON item.id = appearance.item
            WHERE {actors} AND deleted = 0 ORDER BY sent DESC, item.id DESC, position"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok(Appeared {
            item: ItemId(row.get(0)?),
            position: row.get(1)?,
            sent: row.get(2)?,
            mentions: row.get(3)?,
            quotations: row.get(4)?,
        })
    })?;
    rows.collect()
}

/// The actors of the items that match.
pub fn cast(db: &Connection, query: &Query, most: usize) -> rusqlite::Result<Vec<Known>> {
    let condition = Condition::of(query);
    let sql = format!(
        "SELECT kind, name, count(*), sum(mentions), sum(quotations) FROM appearance JOIN actor ON actor.id = actor
            WHERE item IN (SELECT id FROM item WHERE {}) GROUP BY actor ORDER BY 3 DESC, 4 DESC, name LIMIT {most}",
        condition.sql()
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(condition.values()), |row| {
        let kind: String = row.get(0)?;
        Ok(Known {
            kind: ActorKind::from_name(&kind).unwrap_or(ActorKind::Organisation),
            name: row.get(1)?,
            items: row.get(2)?,
            mentions: row.get(3)?,
            quotations: row.get(4)?,
        })
    })?;
    rows.collect()
}

/// The actors that are meant; see [`Who::is`].
fn actors_meant(who: &Who, values: &mut Vec<Value>) -> String {
    match who.kind {
        None => actors_named(&who.name, values),
        Some(ActorKind::Person) => {
            let persons = having_words(ActorKind::Person, &who.name, values);
            format!("actor IN ({persons})")
        }
        Some(kind) => {
            values.push(key::key(kind, &who.name).into());
            "actor = (SELECT id FROM actor WHERE key = ?)".to_owned()
        }
    }
}

/// Actors that have all words of a name: by their sound, or by their letters.
pub fn actors_named(name: &str, values: &mut Vec<Value>) -> String {
    let persons = having_words(ActorKind::Person, name, values);
    let others = having_words(ActorKind::Organisation, name, values);
    format!("(actor IN ({persons}) OR actor IN ({others}))")
}

fn having_words(kind: ActorKind, name: &str, values: &mut Vec<Value>) -> String {
    let words = key::words(kind, name);
    let each = words.iter().map(|word| {
        values.push(filed_word(kind, word).into());
        "SELECT actor FROM actor_word WHERE word = ?"
    });
    let each = each.collect::<Vec<_>>().join(" INTERSECT ");
    if each.is_empty() {
        "SELECT 0".to_owned()
    } else {
        each
    }
}
