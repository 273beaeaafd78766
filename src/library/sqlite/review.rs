//! The log of reviews: events are added, and what follows from them is kept beside them.

mod orphans;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Sqlite, read};
use crate::library::record::{self, RecordError};
use crate::library::store::{LibraryError, Orphan, Progress, VersionId};
use crate::model::{Annotations, Dispatch, Named};
use crate::review::event::{AnnotationId, Author, Event, StepId};
use crate::review::fold::{Fold, Refusal};
use crate::review::log::{self, LogError};
use crate::review::proposals::EXTRACTOR;
use crate::review::standing::Standing;
use crate::review::succession::{self, Inherited};

/// Why a review does not go on.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// A version with the text that its log speaks of.
struct Page {
    version: i64,
    digest: i64,
    dispatch: Dispatch,
    found: Annotations,
}

/// The log of a version; see [`crate::library::Store::review`].
pub fn review(library: &Sqlite, version: VersionId) -> Result<Vec<Event>, LibraryError> {
    let read = || {
        let lines = lines(&library.db, version.0)?;
        if lines.is_empty() {
            return Ok(Vec::new());
        }
        events(&Page::open(&library.db, version.0)?, &lines)
    };
    read().map_err(|error| explained(library, version.0, error))
}

/// What was decided before a version and is not in it; see [`crate::library::Store::orphans`].
pub fn orphans(library: &Sqlite, version: VersionId) -> Result<Vec<Orphan>, LibraryError> {
    orphans::orphans(&library.db, version.0).map_err(|error| explained(library, version.0, error))
}

/// Adds to the log of a version; see [`crate::library::Store::decide`].
pub fn decide(
    library: &mut Sqlite,
    version: VersionId,
    new: &[Event],
    now: i64,
) -> Result<Vec<Event>, LibraryError> {
    let decided = library.writing(
        |transaction| match record_all(transaction, version.0, new) {
            Ok(events) => {
                let newest: i64 = transaction.query_row(
                    "SELECT newest FROM item WHERE id = (SELECT item FROM version WHERE id = ?)",
                    [version.0],
                    |row| row.get(0),
                )?;
                if newest != version.0 {
                    // Whoever decided had not seen the newer version yet.
                    inherit(transaction, version.0, newest, now)?;
                }
                Ok(Ok(events))
            }
            Err(ReviewError::Sqlite(error)) => Err(error),
            Err(other) => Ok(Err(other)),
        },
    )?;
    decided.map_err(|error| explained(library, version.0, error))
}

fn explained(library: &Sqlite, version: i64, error: ReviewError) -> LibraryError {
    match error {
        ReviewError::Sqlite(error) => super::explained(&library.path, error),
        ReviewError::Refused(refusal) => LibraryError::Refused(refusal),
        other => LibraryError::Damaged {
            path: library.path.clone(),
            reason: format!("review of version {version}: {other}"),
        },
    }
}

/// Brings what was decided in one version to a newer one; what was brought before is passed over. What is damaged stays where it is:
/// it must keep neither a decision nor a new version out.
pub fn inherit(db: &Transaction<'_>, from: i64, to: i64, now: i64) -> rusqlite::Result<()> {
    match bring(db, from, to, now) {
        Err(ReviewError::Sqlite(error)) => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn bring(db: &Transaction<'_>, from: i64, to: i64, now: i64) -> Result<(), ReviewError> {
    let lines = lines(db, from)?;
    if lines.is_empty() {
        return Ok(());
    }
    let (old, new) = (Page::open(db, from)?, Page::open(db, to)?);
    let (fold, _) = Fold::of(events(&old, &lines)?);
    let (old_name, new_name) = (name(old.digest), name(new.digest));
    let version = |name, page| succession_version(name, page);
    let inherited =
        succession::inherited(version(&old_name, &old), &fold, version(&new_name, &new));
    let at = Timestamp::from_second(now).unwrap_or_default();
    let mut kept = events(&new, &self::lines(db, to)?)?;
    let (mut fold, _) = Fold::of(kept.iter().cloned());
    for one in inherited {
        let event = event(one, at);
        // Known already, or without sense beside what was decided here: the new version has its own say.
        if fold.apply(event.clone()).is_ok() {
            insert(db, &new, &event)?;
            kept.push(event);
        }
    }
    keep(db, to, &fold)?;
    Ok(())
}

fn succession_version<'a>(name: &'a str, page: &'a Page) -> succession::Version<'a> {
    succession::Version {
        name,
        text: &page.dispatch.text,
        found: &page.found,
    }
}

fn event(inherited: Inherited, at: Timestamp) -> Event {
    let program = || Author {
        user: EXTRACTOR.to_owned(),
        origin: None,
    };
    Event {
        step: StepId(inherited.event.0.clone()),
        id: inherited.event,
        annotation: inherited.annotation,
        base: 0,
        op: inherited.op,
        author: inherited.author.unwrap_or_else(program),
        at,
        session: EXTRACTOR.to_owned(),
        tool: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// What a version is called in logs: the digest of what it says.
#[expect(clippy::cast_sign_loss, reason = "the number is a pattern of bits")]
pub fn name(digest: i64) -> String {
    format!("{:016x}", digest as u64)
}

fn record_all(
    db: &Transaction<'_>,
    version: i64,
    new: &[Event],
) -> Result<Vec<Event>, ReviewError> {
    let page = Page::open(db, version)?;
    let mut kept = events(&page, &lines(db, version)?)?;
    let (mut fold, _) = Fold::of(kept.iter().cloned());
    let mut fresh = Vec::new();
    for event in new {
        match fold.apply(event.clone()) {
            Ok(_) => fresh.push(event.clone()),
            Err(Refusal::Known) => {}
            Err(refusal) => return Err(refusal.into()),
        }
    }
    for event in &fresh {
        insert(db, &page, event)?;
    }
    kept.extend(fresh);
    keep(db, version, &fold)?;
    Ok(kept)
}

impl Page {
    fn open(db: &Connection, version: i64) -> Result<Page, ReviewError> {
        let digest = db
            .prepare_cached("SELECT digest FROM version WHERE id = ?")?
            .query_row([version], |row| row.get(0))?;
        let (dispatch, found) = record::read(&read::body(db, version)?)?;
        Ok(Page {
            version,
            digest,
            dispatch,
            found,
        })
    }
}

fn lines(db: &Connection, version: i64) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        db.prepare_cached("SELECT line FROM event WHERE version = ? ORDER BY seq")?;
    let rows = statement.query_map([version], |row| row.get(0))?;
    rows.collect()
}

fn events(page: &Page, lines: &[String]) -> Result<Vec<Event>, ReviewError> {
    let text = &page.dispatch.text;
    lines
        .iter()
        .map(|line| Ok(log::read(text, line)?))
        .collect()
}

fn insert(db: &Transaction<'_>, page: &Page, event: &Event) -> rusqlite::Result<()> {
    let line = log::write(&page.dispatch.text, event);
    db.prepare_cached("INSERT INTO event (id, version, line) VALUES (?, ?, ?)")?
        .execute(params![event.id.0, page.version, line])?;
    Ok(())
}

/// An event as a damaged library has it.
pub struct Kept {
    pub id: String,
    pub line: String,
    /// The name of the item, and the digest of the version.
    pub item: String,
    pub digest: i64,
}

/// Puts the log of one version of another library into this one, where that version is here.
pub fn restore(db: &Transaction<'_>, kept: &[Kept]) -> rusqlite::Result<()> {
    let Some(Kept { item, digest, .. }) = kept.first() else {
        return Ok(());
    };
    let sql =
        "SELECT version.id FROM version JOIN item ON item.id = item WHERE name = ? AND digest = ?";
    let version: Option<i64> = db
        .prepare_cached(sql)?
        .query_row(params![item, digest], |row| row.get(0))
        .optional()?;
    let Some(version) = version else {
        return Ok(());
    };
    let sql = "INSERT OR IGNORE INTO event (id, version, line) VALUES (?, ?, ?)";
    let mut insert = db.prepare_cached(sql)?;
    for event in kept {
        insert.execute(params![event.id, version, event.line])?;
    }
    // A line that was damaged stays in the log, and is told of by the check.
    if let Ok(events) = log_of(db, version) {
        keep(db, version, &Fold::of(events).0)?;
    }
    Ok(())
}

fn log_of(db: &Connection, version: i64) -> Result<Vec<Event>, ReviewError> {
    events(&Page::open(db, version)?, &lines(db, version)?)
}

/// Where each annotation stands that something happened to.
fn standings(fold: &Fold) -> impl Iterator<Item = (AnnotationId, u32, Standing)> {
    fold.states()
        .map(|(id, state)| (id, fold.revision(id), state.standing()))
}

/// Keeps what follows from the log of a version.
fn keep(db: &Transaction<'_>, version: i64, fold: &Fold) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM standing WHERE version = ?")?
        .execute([version])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO standing (version, annotation, revision, standing) VALUES (?, ?, ?, ?)",
    )?;
    for (annotation, revision, standing) in standings(fold) {
        insert.execute(params![
            version,
            bits(annotation),
            revision,
            standing.name()
        ])?;
    }
    let progress = Progress::of(fold);
    db.prepare_cached(
        "UPDATE item SET decided = ?, disputed = ?, reopened = ? WHERE newest = ? AND id = (SELECT item FROM version WHERE id = ?4)",
    )?
    .execute(params![progress.decided, progress.disputed, progress.reopened, version])?;
    Ok(())
}

#[expect(clippy::cast_possible_wrap, reason = "the number is a pattern of bits")]
fn bits(annotation: AnnotationId) -> i64 {
    annotation.0 as i64
}

/// Reviews whose kept standings are not those that follow from the log, a line each.
pub fn check(library: &Sqlite) -> Result<Vec<String>, LibraryError> {
    let db = &library.db;
    let versions = || -> rusqlite::Result<Vec<i64>> {
        let mut statement = db.prepare("SELECT DISTINCT version FROM event")?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    let mut findings = Vec::new();
    for version in library.explain(versions())? {
        match sound(db, version) {
            Ok(true) => {}
            Ok(false) => findings.push(format!(
                "version {version}: decisions are shown otherwise than they were taken"
            )),
            Err(error) => findings.push(format!("version {version}: review: {error}")),
        }
    }
    Ok(findings)
}

fn sound(db: &Connection, version: i64) -> Result<bool, ReviewError> {
    let page = Page::open(db, version)?;
    let (fold, _) = Fold::of(events(&page, &lines(db, version)?)?);
    let mut wanted: Vec<(i64, u32, String)> = standings(&fold)
        .map(|(id, revision, standing)| (bits(id), revision, standing.name().to_owned()))
        .collect();
    wanted.sort_unstable();
    let mut statement = db.prepare_cached(
        "SELECT annotation, revision, standing FROM standing WHERE version = ? ORDER BY annotation",
    )?;
    let rows = statement.query_map([version], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let kept: Vec<(i64, u32, String)> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(wanted == kept)
}

#[cfg(test)]
mod tests;
