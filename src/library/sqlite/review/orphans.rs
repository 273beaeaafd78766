//! What was decided in earlier versions and is nowhere in later ones.

use rusqlite::{Connection, params};

use super::{Page, ReviewError, events, lines, name};
use crate::library::store::Orphan;
use crate::model::Span;
use crate::review::fold::Fold;
use crate::review::state::State;
use crate::review::succession;

/// The decisions of versions before one that no version since has, up to that one.
pub fn orphans(db: &Connection, version: i64) -> Result<Vec<Orphan>, ReviewError> {
    let mut earlier = decided_before(db, version)?;
    if earlier.is_empty() {
        return Ok(Vec::new());
    }
    earlier.push((version, 0));
    let mut folds = Vec::new();
    for (version, arrived) in earlier {
        let page = Page::open(db, version)?;
        let (fold, _) = Fold::of(events(&page, &lines(db, version)?)?);
        folds.push((page, arrived, fold));
    }
    let mut orphans = Vec::new();
    for (at, (page, arrived, fold)) in folds.iter().enumerate() {
        let later = &folds[at + 1..];
        let Some((_, _, next)) = later.first() else {
            break;
        };
        let name = name(page.digest);
        for (id, state) in succession::orphans(&name, fold, next) {
            // What was decided late, on a version that had successors, went to the newest of them.
            let is_lost = |next: &Fold| {
                let mut lost = succession::orphans(&name, fold, next);
                lost.any(|(other, _)| other == id)
            };
            if later.iter().all(|(_, _, next)| is_lost(next)) {
                orphans.extend(orphan(page, *arrived, state));
            }
        }
    }
    Ok(orphans)
}

fn orphan(page: &Page, arrived: i64, state: &State) -> Option<Orphan> {
    let content = state.content()?;
    let text = &page.dispatch.text;
    let words = |part: &Span| text[*part].replace('\n', " ");
    let positions = state.positions.iter();
    Some(Orphan {
        label: content.label,
        words: content
            .parts
            .iter()
            .map(words)
            .collect::<Vec<_>>()
            .join(" (…) "),
        standing: state.standing(),
        by: positions.map(|one| one.author.user.clone()).collect(),
        arrived,
    })
}

/// Versions of the same item before one, with when they arrived, on which something was decided.
fn decided_before(db: &Connection, version: i64) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut statement = db.prepare_cached(
        "SELECT id, arrived FROM version WHERE item = (SELECT item FROM version WHERE id = ?1) AND id < ?1
            AND EXISTS (SELECT 1 FROM event WHERE event.version = version.id) ORDER BY id",
    )?;
    let rows = statement.query_map(params![version], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}
