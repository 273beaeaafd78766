//! Decisions brought from one version of a dispatch to the next.
//!
//! What was decided is looked for in the new text and joined to what the extractor found there: an actor to the one who shares most
//! mentions with it, a quotation or a figure to the one that has most of its passage. What changed is asked again; what is gone
//! stays with its own version and is listed by [`orphans`].

use super::anchor::Difference;
use super::carry::{Carried, carry};
use super::event::{AnnotationId, Author, Content, EventId, Label, Match, Op, Reanchored, Verdict};
use super::fold::Fold;
use super::proposals::{Found, Proposals};
use super::standing::Standing;
use super::state::State;
use crate::model::{Annotations, CanonicalText, Span};

/// A version of a dispatch.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// What it is called in logs.
    pub name: &'a str,
    pub text: &'a CanonicalText,
    pub found: &'a Annotations,
}

/// Something that the new version has from the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct Inherited {
    /// The same however often it is brought over.
    pub event: EventId,
    /// Its name in the new version.
    pub annotation: AnnotationId,
    pub op: Op,
    /// Whose it is; none for what the program does by itself.
    pub author: Option<Author>,
}

/// Everything that was decided in `old`, as `fold` has it, and is found again in `new`.
pub fn inherited(old: Version<'_>, fold: &Fold, new: Version<'_>) -> Vec<Inherited> {
    let difference = Difference::new(old.text, new.text);
    let before = Proposals::new(old.text, old.found);
    let now = Proposals::new(new.text, new.found);
    let brought = |content: &Content, actor: &dyn Fn(AnnotationId) -> Option<AnnotationId>| {
        let carried = carry(&difference, new.text, content, actor)?;
        Some(joined(carried, &now))
    };
    let actor = |id: AnnotationId| {
        let decided = fold.state(id).and_then(State::content);
        let content = decided.or_else(|| before.get(id).map(|found| &found.content))?;
        brought(content, &|_| None).map(|carried| carried.annotation)
    };
    let mut inherited = Vec::new();
    for (id, state) in decided(fold) {
        let Some(carried) = state.content().and_then(|content| brought(content, &actor)) else {
            continue;
        };
        let last = state.positions.last();
        let verdict = match (state.standing(), last) {
            (Standing::Disputed, _) | (_, None) => Verdict::Open,
            (_, Some(last)) => last.verdict,
        };
        let revision = fold.revision(id);
        inherited.push(Inherited {
            event: EventId(format!("{}/{id}/{revision}@{}", old.name, new.name)),
            annotation: carried.annotation,
            op: Op::Reanchor(Reanchored {
                version: old.name.to_owned(),
                annotation: id,
                quality: carried.quality,
                verdict,
                decided_by: last.map(|position| position.author.clone()),
                content: carried.content,
            }),
            author: None,
        });
        let notes = fold.history(id).iter().filter(|entry| entry.is_in_force());
        for note in notes.map(|entry| &entry.event) {
            if !matches!(note.op, Op::Note(_)) {
                continue;
            }
            inherited.push(Inherited {
                // A note is brought once, whatever else happens to its annotation.
                event: EventId(format!("{}@{}", note.id.0, new.name)),
                annotation: carried.annotation,
                op: note.op.clone(),
                author: Some(note.author.clone()),
            });
        }
    }
    inherited
}

/// What was decided in a version called `name` and has nothing in the next one.
pub fn orphans<'a>(
    name: &'a str,
    fold: &'a Fold,
    next: &'a Fold,
) -> impl Iterator<Item = (AnnotationId, &'a State)> {
    let found_again = move |id: AnnotationId| {
        next.states().any(|(_, state)| {
            let mut earlier = state.earlier.iter();
            earlier.any(|earlier| earlier.version == name && earlier.annotation == id)
        })
    };
    // What was rejected or taken away is no loss.
    let is_held =
        |state: &State| state.standing().holds() || state.standing() == Standing::Disputed;
    decided(fold).filter(move |(id, state)| is_held(state) && !found_again(*id))
}

/// What somebody holds or wrote something of.
fn decided(fold: &Fold) -> impl Iterator<Item = (AnnotationId, &State)> {
    fold.states()
        .filter(|(_, state)| !state.positions.is_empty() || !state.notes.is_empty())
}

/// The annotation as one of those that were found, where one of them is the same.
fn joined(carried: Carried, found: &Proposals) -> Carried {
    let list = match carried.content.label {
        Label::Quotation(_) => &found.quotations,
        Label::Actor(_) => &found.actors,
        Label::Figure(_) => &found.figures,
    };
    let common = |other: &Found| common(&carried.content.parts, &other.content.parts);
    let most = list.iter().max_by_key(|other| common(other));
    let length = |parts: &[Span]| parts.iter().map(|part| part.len()).sum::<usize>();
    let own = length(&carried.content.parts);
    let Some(same) = most.filter(|other| {
        let others = length(&other.content.parts);
        let half = match carried.content.label {
            // A name that comes more often than before is still the same name.
            Label::Actor(_) => own.min(others),
            _ => own.max(others),
        };
        common(other) * 2 > half
    }) else {
        return carried;
    };
    let annotation = same.annotation;
    let content = match (carried.content.label, carried.quality) {
        (Label::Actor(_), _) => {
            let mut parts = carried.content.parts.clone();
            parts.extend(&same.content.parts);
            parts.sort_unstable();
            parts.dedup();
            Content {
                parts,
                ..carried.content
            }
        }
        // To be asked again anyway: as it now reads.
        (Label::Figure(_), Match::Changed) => same.content.clone(),
        _ => carried.content,
    };
    Carried {
        annotation,
        content,
        ..carried
    }
}

/// Bytes that two lists of passages share.
fn common(some: &[Span], others: &[Span]) -> usize {
    let shared = |one: &Span, other: &Span| {
        let end = one.end().min(other.end());
        end.saturating_sub(one.start().max(other.start()))
    };
    some.iter()
        .flat_map(|one| others.iter().map(move |other| shared(one, other)))
        .sum()
}

#[cfg(test)]
mod tests;
