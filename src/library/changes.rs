//! What changed between two versions of a dispatch: words, quotations, and figures that moved.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Stored;
use super::query::measure_of;
use crate::model::{CanonicalText, Figure, FigureKind, Quotation, QuotationKind, Span, fold};

/// What changed from one version to the next; offsets belong to the version named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The text of both, in the order of the new one.
    pub pieces: Vec<Piece>,
    pub figures: Vec<Change>,
    pub quotations: Vec<Change>,
}

/// A stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both; as it stands in the new version.
    Kept(Span),
    /// In the old version alone.
    Removed(Span),
    /// In the new version alone.
    Added(Span),
}

/// What became of an annotation: positions in the lists of the old version and of the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Removed(usize),
    Added(usize),
    /// The same thing is counted otherwise, or the same words were corrected.
    Moved {
        from: usize,
        to: usize,
    },
}

impl Changes {
    /// From the old version to the new one.
    pub fn between(old: &Stored, new: &Stored) -> Changes {
        Changes {
            pieces: pieces(&old.dispatch.text, &new.dispatch.text),
            figures: figures(old, new),
            quotations: quotations(old, new),
        }
    }

    /// Whether a reader would see no difference.
    pub fn is_empty(&self) -> bool {
        let kept = |piece: &Piece| matches!(piece, Piece::Kept(_));
        self.figures.is_empty() && self.quotations.is_empty() && self.pieces.iter().all(kept)
    }
}

/// Word by word (Myers 1986): words with the blanks behind them, so that the pieces tile both texts.
fn pieces(old: &CanonicalText, new: &CanonicalText) -> Vec<Piece> {
    let (before, after) = (words(old), words(new));
    let texts = |text: &CanonicalText, spans: &[Span]| -> Vec<String> {
        spans.iter().map(|span| text[*span].to_owned()).collect()
    };
    let operations =
        capture_diff_slices(Algorithm::Myers, &texts(old, &before), &texts(new, &after));
    let joined = |spans: &[Span]| match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => Some(first.join(*last)),
        _ => None,
    };
    let mut pieces = Vec::new();
    for operation in operations {
        let (from, to) = (
            &before[operation.old_range()],
            &after[operation.new_range()],
        );
        match operation {
            DiffOp::Equal { .. } => pieces.extend(joined(to).map(Piece::Kept)),
            _ => {
                pieces.extend(joined(from).map(Piece::Removed));
                pieces.extend(joined(to).map(Piece::Added));
            }
        }
    }
    pieces
}

fn words(text: &CanonicalText) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut blank = false;
    for (at, c) in text.as_str().char_indices() {
        if blank && !c.is_whitespace() {
            spans.push(Span::new(start, at));
            start = at;
        }
        blank = c.is_whitespace();
    }
    if start < text.len() {
        spans.push(Span::new(start, text.len()));
    }
    spans
}

/// The share of words that two passages must have in common for their figures, or quotations, to be the same one.
const ALIKE: f64 = 0.4;

/// Figures that count the same before and after are no news; of the others, those of one measure in sentences that are alike moved.
fn figures(old: &Stored, new: &Stored) -> Vec<Change> {
    let value = |stored: &Stored, figure: &Figure| {
        let measure = measure_of(figure, &stored.dispatch.text);
        (
            figure.kind,
            measure,
            figure.value.clone(),
            figure.upper.clone(),
            figure.bound,
        )
    };
    let same = |from: usize, to: usize| {
        value(old, &old.found.figures[from]) == value(new, &new.found.figures[to])
    };
    let counts = |figure: &Figure| {
        !matches!(
            figure.kind,
            FigureKind::Date | FigureKind::Time | FigureKind::DateTime | FigureKind::Ordinal
        )
    };
    let alike = |from: usize, to: usize| {
        let (before, after) = (&old.found.figures[from], &new.found.figures[to]);
        let measures = [(old, before), (new, after)]
            .map(|(stored, figure)| measure_of(figure, &stored.dispatch.text));
        if before.kind != after.kind || measures[0] != measures[1] || measures[0].is_empty() {
            return 0.0;
        }
        // Whatever else the sentences say, what is counted is the same.
        ALIKE
            + resemblance(
                sentence(&old.dispatch.text, before.span),
                sentence(&new.dispatch.text, after.span),
            )
    };
    matched(
        positions(&old.found.figures, counts),
        positions(&new.found.figures, counts),
        same,
        alike,
    )
}

fn quotations(old: &Stored, new: &Stored) -> Vec<Change> {
    let said = |stored: &Stored, at: usize| {
        let parts = stored.found.quotations[at].parts.iter();
        fold(
            &parts
                .map(|part| &stored.dispatch.text[*part])
                .collect::<Vec<_>>()
                .join(" "),
        )
    };
    let utterance = |quotation: &Quotation| quotation.kind != QuotationKind::Term;
    matched(
        positions(&old.found.quotations, utterance),
        positions(&new.found.quotations, utterance),
        |from, to| said(old, from) == said(new, to),
        |from, to| resemblance(&said(old, from), &said(new, to)),
    )
}

fn positions<T>(all: &[T], wanted: impl Fn(&T) -> bool) -> Vec<usize> {
    (0..all.len()).filter(|at| wanted(&all[*at])).collect()
}

/// Takes out what is the same, then pairs what is most alike; what is left over came or went. In the order of the new version,
/// what went first.
fn matched(
    mut old: Vec<usize>,
    mut new: Vec<usize>,
    same: impl Fn(usize, usize) -> bool,
    alike: impl Fn(usize, usize) -> f64,
) -> Vec<Change> {
    old.retain(|from| match new.iter().position(|to| same(*from, *to)) {
        Some(at) => {
            new.remove(at);
            false
        }
        None => true,
    });
    let mut pairs: Vec<(f64, usize, usize)> = old
        .iter()
        .flat_map(|from| new.iter().map(|to| (alike(*from, *to), *from, *to)))
        .filter(|(likeness, ..)| *likeness > ALIKE)
        .collect();
    pairs.sort_by(|one, other| {
        other
            .0
            .total_cmp(&one.0)
            .then(one.1.cmp(&other.1))
            .then(one.2.cmp(&other.2))
    });
    let mut moved = Vec::new();
    for (_, from, to) in pairs {
        if old.contains(&from) && new.contains(&to) {
            old.retain(|at| *at != from);
            new.retain(|at| *at != to);
            moved.push((from, to));
        }
    }
    let mut changes: Vec<(usize, Change)> = moved
        .into_iter()
        .map(|(from, to)| (to, Change::Moved { from, to }))
        .chain(new.into_iter().map(|to| (to, Change::Added(to))))
        .collect();
    changes.sort_by_key(|(to, _)| *to);
    let removed = old.into_iter().map(Change::Removed);
    removed
        .chain(changes.into_iter().map(|(_, change)| change))
        .collect()
}

/// Words in common, of all words of both (Jaccard), figures aside.
fn resemblance(one: &str, other: &str) -> f64 {
    let words = |text: &str| {
        let folded = fold(text);
        let mut words: Vec<String> = folded
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (one, other) = (words(one), words(other));
    let shared = one
        .iter()
        .filter(|word| other.binary_search(word).is_ok())
        .count();
    let all = one.len() + other.len() - shared;
    #[expect(clippy::cast_precision_loss, reason = "words of two sentences")]
    let share = shared as f64 / all.max(1) as f64;
    share
}

/// From the end of the sentence before to the end of this one, near enough to compare by.
fn sentence(text: &CanonicalText, span: Span) -> &str {
    let whole = text.as_str();
    let before = whole.get(..span.start()).unwrap_or_default();
    let after = whole.get(span.end()..).unwrap_or_default();
    let start = before
        .rfind(". ")
        .max(before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let end = after
        .find(". ")
        .into_iter()
        .chain(after.find('\n'))
        .min()
        .unwrap_or(after.len());
    whole.get(start..span.end() + end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Kinds, annotate};
    use crate::library::{ItemId, VersionId};
    use crate::wire;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn stored(text: &str) -> Stored {
        let wire = format!("Nordstadt, 21 nov 2020 (AFP) - {text}");
        let dispatch = wire::dispatches("w", wire.as_bytes()).unwrap().remove(0);
        let found = annotate(&dispatch, Kinds::ALL);
        Stored {
            item: ItemId(1),
            version: VersionId(1),
            name: String::new(),
            arrived: 0,
            dispatch: Arc::new(dispatch),
            found: Arc::new(found),
        }
    }

    /// Changes in words: `-old`, `+new`, `old → new`.
    fn told(
        old: &str,
        new: &str,
        kind: fn(&Changes) -> &Vec<Change>,
        words: fn(&Stored, usize) -> String,
    ) -> Vec<String> {
        let (old, new) = (stored(old), stored(new));
        let changes = Changes::between(&old, &new);
        let told = kind(&changes).iter().map(|change| match *change {
            Change::Removed(at) => format!("-{}", words(&old, at)),
            Change::Added(at) => format!("+{}", words(&new, at)),
            Change::Moved { from, to } => format!("{} → {}", words(&old, from), words(&new, to)),
        });
        told.collect()
    }

    fn figures_told(old: &str, new: &str) -> Vec<String> {
        told(
            old,
            new,
            |changes| &changes.figures,
            |stored, at| stored.dispatch.text[stored.found.figures[at].span].to_owned(),
        )
    }

    #[test]
    fn a_toll_that_rises_moves() {
        assert_eq!(
            figures_told(
                "L'attaque de samedi a fait 12 morts et 40 blessés au Nordland.",
                "L'attaque de samedi a fait 15 morts et 40 blessés au Nordland, ainsi que 3 disparus."
            ),
            ["12 → 15", "+3"]
        );
    }

    #[test]
    fn figures_of_other_things_come_and_go() {
        assert_eq!(
            figures_told(
                "Le plan prévoit 200 postes.",
                "Le plan coûte 3 millions d'euros."
            ),
            ["-200", "+3 millions d'euros"]
        );
        assert_eq!(
            figures_told("Il y a 12 morts.", "Il y a, dit-on, 12 morts."),
            [] as [&str; 0]
        );
    }

    #[test]
    fn quotations_are_added_removed_and_corrected() {
        let said = |stored: &Stored, at: usize| {
            stored.dispatch.text[stored.found.quotations[at].span()].to_owned()
        };
        assert_eq!(
            told(
                "\"Nous tiendrons bon jusqu'au bout\", a déclaré Anton Berg. \"Tout va bien chez nous\", a dit Eva Holm.",
                "\"Nous tiendrons bon jusqu'à la fin\", a déclaré Anton Berg. \"Il faut une enquête complète\", a dit Eva Holm.",
                |changes| &changes.quotations,
                said
            ),
            [
                "-Tout va bien chez nous",
                "Nous tiendrons bon jusqu'au bout → Nous tiendrons bon jusqu'à la fin",
                "+Il faut une enquête complète"
            ]
        );
    }

    #[test]
    fn the_same_text_has_not_changed() {
        let one = stored("Il y a 12 morts. \"Nous tiendrons bon\", a dit Anton Berg.");
        assert!(Changes::between(&one, &one).is_empty());
    }

    proptest! {
        #[test]
        fn pieces_give_both_texts_back(old in "[ab \n]{0,30}", new in "[ab \n]{0,30}") {
            let (old, new) = (CanonicalText::new(old), CanonicalText::new(new));
            let pieces = pieces(&old, &new);
            let after: String = pieces.iter().filter_map(|piece| match piece {
                Piece::Kept(span) | Piece::Added(span) => Some(&new[*span]),
                Piece::Removed(_) => None,
            }).collect();
            prop_assert_eq!(after, new.as_str());
            let removed: usize = pieces.iter().map(|piece| match piece { Piece::Removed(span) | Piece::Kept(span) => span.len(), _ => 0 }).sum();
            prop_assert_eq!(removed, old.len());
        }
    }
}
