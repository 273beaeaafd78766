//! Looks for damage: of the file, of the indexes, and of what lists say against what was put in.

use super::{Sqlite, review};
use crate::library::record;
use crate::library::store::LibraryError;

/// Findings that are listed one by one, at most.
const MOST: usize = 100;

/// What is wrong, a line each.
pub fn check(library: &Sqlite) -> Result<Vec<String>, LibraryError> {
    let db = &library.db;
    let mut findings: Vec<String> = library.explain(
        db.prepare("PRAGMA integrity_check")
            .and_then(|mut statement| {
                let rows = statement.query_map([], |row| row.get(0))?;
                rows.collect::<rusqlite::Result<Vec<String>>>()
            }),
    )?;
    findings.retain(|finding| finding != "ok");
    let lost = "SELECT count(*) FROM item LEFT JOIN version ON version.id = newest WHERE version.item IS NOT item.id";
    let count: i64 = library.explain(db.query_row(lost, [], |row| row.get(0)))?;
    if count > 0 {
        findings.push(format!("{count} dispatches without their newest version"));
    }
    let unread = library.explain(db.prepare("SELECT item, id, body FROM version").and_then(
        |mut statement| {
            let mut rows = statement.query([])?;
            let mut unread = Vec::new();
            while let Some(row) = rows.next()? {
                if let Err(error) = record::read(row.get_ref(2)?.as_blob()?) {
                    unread.push(format!(
                        "dispatch {}, version {}: {error}",
                        row.get::<_, i64>(0)?,
                        row.get::<_, i64>(1)?
                    ));
                }
                if unread.len() >= MOST {
                    break;
                }
            }
            Ok(unread)
        },
    ))?;
    findings.extend(unread);
    findings.extend(review::check(library)?);
    Ok(findings)
}
