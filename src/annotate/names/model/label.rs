//! What the model says of a token: outside of names, or the first or a later token of a name of some kind.

use std::ops::Range;

use crate::model::ActorKind;

/// Number of labels.
pub const LABELS: usize = 1 + 2 * KINDS.len();

/// The label of tokens outside of names.
pub const OUTSIDE: u8 = 0;

/// Kinds of names in the order of their labels. Names of events, works and products are learnt too, so as not to be taken for others.
pub const KINDS: [Option<ActorKind>; 4] = [
    Some(ActorKind::Person),
    Some(ActorKind::Organisation),
    Some(ActorKind::Place),
    None,
];

/// The kinds as a model file names them.
pub const KIND_NAMES: &str = "PER ORG LOC MISC";

/// Position of a kind in [`KINDS`].
pub fn kind_index(kind: Option<ActorKind>) -> u8 {
    match kind {
        Some(ActorKind::Person) => 0,
        Some(ActorKind::Organisation) => 1,
        Some(ActorKind::Place) => 2,
        None => 3,
    }
}

/// The label of the first token of a name.
pub fn begin(kind: Option<ActorKind>) -> u8 {
    1 + 2 * kind_index(kind)
}

/// The label of later tokens of a name.
pub fn inside(kind: Option<ActorKind>) -> u8 {
    begin(kind) + 1
}

/// Whether a label may follow another, or, after none, stand first: what is inside a name follows a token of the same name.
pub fn may_follow(before: Option<u8>, label: u8) -> bool {
    let is_inside = label != OUTSIDE && label.is_multiple_of(2);
    !is_inside || before.is_some_and(|before| before == label || before + 1 == label)
}

/// The names that a row of labels spells.
pub fn spans(labels: &[u8]) -> impl Iterator<Item = (Range<usize>, Option<ActorKind>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < labels.len() && labels[at] == OUTSIDE {
            at += 1;
        }
        let label = *labels.get(at)?;
        let start = at;
        at += 1;
        while labels.get(at) == Some(&(label + 1)) {
            at += 1;
        }
        Some((start..at, KINDS[usize::from(label - 1) / 2]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_side_by_side_are_told_apart() {
        let (person, place) = (KINDS[0], KINDS[2]);
        let labels = [
            begin(place),
            begin(place),
            inside(place),
            OUTSIDE,
            begin(person),
        ];
        let found: Vec<_> = spans(&labels).collect();
        assert_eq!(found, [(0..1, place), (1..3, place), (4..5, person)]);
    }
}
