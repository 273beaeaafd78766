//! What two reviewers of the library say of the same annotations; one of them may be the extractor.

use rustc_hash::FxHashSet;

use crate::library::{LibraryError, Order, Query, Store, Stored};
use crate::review::event::{AnnotationId, Event, Op};
use crate::review::exchange::{Document, reviewed_document};
use crate::review::fold::Fold;
use crate::review::proposals::EXTRACTOR;
use crate::review::reviewed::Reviewed;

/// A document of each, for every dispatch of which both have decided on something: what they have both decided on, and in these
/// documents nothing else.
///
/// # Errors
/// When the library cannot be read.
pub fn pairs(
    library: &impl Store,
    query: &Query,
    reviewers: [&str; 2],
) -> Result<Vec<(Document, Document)>, LibraryError> {
    let mut pairs = Vec::new();
    for item in library.find(query, Order::Oldest, usize::MAX >> 1)? {
        for stored in library.reviewed(item)? {
            let log = library.review(stored.version)?;
            let folds = reviewers.map(|user| fold_of(&log, user));
            let [first, second] = [0, 1].map(|one| decided(&folds[one]));
            let both: FxHashSet<AnnotationId> = match reviewers {
                [EXTRACTOR, _] => second,
                [_, EXTRACTOR] => first,
                _ => first.intersection(&second).copied().collect(),
            };
            if !both.is_empty() {
                let [first, second] = folds.map(|fold| document(&stored, &fold, &both));
                pairs.push((first, second));
            }
        }
    }
    Ok(pairs)
}

/// What follows from the decisions of one reviewer alone.
fn fold_of(log: &[Event], user: &str) -> Fold {
    let own = |event: &&Event| {
        event.author.user == user || matches!(event.op, Op::Propose { .. } | Op::Reanchor(_))
    };
    Fold::of(log.iter().filter(own).cloned()).0
}

fn decided(fold: &Fold) -> FxHashSet<AnnotationId> {
    fold.states()
        .filter(|(_, state)| !state.standing().is_open())
        .map(|(annotation, _)| annotation)
        .collect()
}

fn document(stored: &Stored, fold: &Fold, among: &FxHashSet<AnnotationId>) -> Document {
    let reviewed = Reviewed::new(&stored.dispatch.text, &stored.found, fold);
    reviewed_document(&stored.dispatch, &reviewed, fold, |annotation| {
        among.contains(&annotation)
    })
}
