//! The annotations of a dispatch, as marks.

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::{Document, Mark, label};
use crate::model::{ActorKind, Annotations, Dispatch, Figure, Named, Quotation, Span};
use crate::review::event::AnnotationId;
use crate::review::fold::Fold;
use crate::review::reviewed::{Judged, Reviewed};
use crate::review::standing::Standing;
use crate::review::value;

/// A dispatch with everything that was found in it; nobody has decided on it.
///
/// Marks are named as in the JSON of the dispatch: `q1` is a quotation, `q1.cue` its cue, `a1.2` the second mention of the first
/// actor, `f1` a figure.
pub fn document(dispatch: &Dispatch, found: &Annotations) -> Document {
    let nobody = Said::default();
    let said = Sayings {
        quotations: vec![nobody.clone(); found.quotations.len()],
        actors: vec![nobody.clone(); found.actors.len()],
        figures: vec![nobody; found.figures.len()],
    };
    marked(dispatch, found, &said)
}

/// A dispatch with those of its annotations that are wanted as they stand in its log, and what was said of them. Marks are named by
/// the same scheme.
pub fn reviewed_document(
    dispatch: &Dispatch,
    reviewed: &Reviewed,
    fold: &Fold,
    is_wanted: impl Fn(AnnotationId) -> bool,
) -> Document {
    let all = |list: &[Judged]| {
        let said = list.iter().map(|one| Said {
            left_out: !is_wanted(one.annotation),
            ..Said::of(one, fold)
        });
        said.collect()
    };
    let said = Sayings {
        quotations: all(&reviewed.quotations),
        actors: all(&reviewed.actors),
        figures: all(&reviewed.figures),
    };
    marked(dispatch, &reviewed.annotations, &said)
}

/// What was said of each annotation, in the order of the lists.
struct Sayings {
    quotations: Vec<Said>,
    actors: Vec<Said>,
    figures: Vec<Said>,
}

/// What reviewers said of an annotation.
#[derive(Clone, Default)]
struct Said {
    decision: Standing,
    by: Option<String>,
    at: Option<Timestamp>,
    note: Option<String>,
    /// Whether nobody asked for it.
    left_out: bool,
}

impl Said {
    fn of(judged: &Judged, fold: &Fold) -> Self {
        let by = judged.by.last().cloned();
        let history = fold.history(judged.annotation).iter().rev();
        let own = |entry: &&crate::review::fold::Entry| {
            entry.is_in_force() && Some(&entry.event.author.user) == by.as_ref()
        };
        let at = history.clone().find(own).map(|entry| entry.event.at);
        let notes: Vec<&str> = judged
            .notes
            .iter()
            .map(|(_, words)| words.as_str())
            .collect();
        Said {
            decision: judged.standing,
            at,
            by,
            note: Some(notes.join("\n")).filter(|note| !note.is_empty()),
            left_out: false,
        }
    }
}

fn marked(dispatch: &Dispatch, found: &Annotations, said: &Sayings) -> Document {
    let mut marks: Vec<Mark> = Vec::new();
    let mut marked: FxHashMap<Span, String> = FxHashMap::default();
    for ((actor, said), number) in found.actors.iter().zip(&said.actors).zip(1..) {
        if said.left_out {
            continue;
        }
        for (mention, at) in actor.mentions.iter().zip(1..) {
            let id = format!("a{number}.{at}");
            marked.entry(mention.span).or_insert_with(|| id.clone());
            let label = match actor.kind {
                ActorKind::Person => label::PERSON,
                ActorKind::Organisation => label::ORGANISATION,
                ActorKind::Place => label::PLACE,
            };
            marks.push(Mark {
                kind: Some(mention.form.name().to_owned()),
                chain: Some(format!("a{number}")),
                ..mark(id, label, vec![mention.span], actor.confidence, said)
            });
        }
    }
    for ((quotation, said), number) in found.quotations.iter().zip(&said.quotations).zip(1..) {
        if said.left_out {
            continue;
        }
        let id = format!("q{number}");
        marks.extend(quotation_marks(quotation, &id, said, &mut marked));
    }
    for ((figure, said), number) in found.figures.iter().zip(&said.figures).zip(1..) {
        if !said.left_out {
            marks.push(figure_mark(figure, number, said));
        }
    }
    marks.sort_by_key(|mark| {
        let hull = mark.hull();
        (hull.start(), std::cmp::Reverse(hull.end()))
    });
    Document {
        id: dispatch.id.clone(),
        lang: dispatch.lang.clone(),
        text: dispatch.text.clone(),
        marks,
    }
}

fn mark(id: String, label: &str, parts: Vec<Span>, confidence: f32, said: &Said) -> Mark {
    Mark {
        id,
        label: label.to_owned(),
        parts,
        // Two decimals: what lies beyond is noise, and would differ from one processor to the next.
        score: Some((f64::from(confidence) * 100.0).round() / 100.0),
        decision: Some(said.decision),
        by: said.by.clone(),
        at: said.at,
        note: said.note.clone(),
        ..Mark::default()
    }
}

/// The quotation, its cue, and its speaker unless that is marked already.
fn quotation_marks(
    quotation: &Quotation,
    id: &str,
    said: &Said,
    marked: &mut FxHashMap<Span, String>,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    // What belongs to a quotation is decided with it; the note stands at the quotation.
    let with_it = Said {
        note: None,
        ..said.clone()
    };
    let link = quotation.speaker.map(|speaker| {
        let source = || {
            let id = format!("{id}.speaker");
            marks.push(Mark {
                chain: quotation.actor.map(|actor| format!("a{}", actor.0 + 1)),
                ..mark(
                    id.clone(),
                    label::SOURCE,
                    vec![speaker],
                    quotation.confidence,
                    &with_it,
                )
            });
            id
        };
        marked.entry(speaker).or_insert_with(source).clone()
    });
    if let Some(cue) = quotation.cue {
        marks.push(Mark {
            link: Some(id.to_owned()),
            ..mark(
                format!("{id}.cue"),
                label::CUE,
                vec![cue],
                quotation.confidence,
                &with_it,
            )
        });
    }
    marks.push(Mark {
        kind: Some(quotation.kind.name().to_owned()),
        link,
        ..mark(
            id.to_owned(),
            label::QUOTATION,
            quotation.parts.clone(),
            quotation.confidence,
            said,
        )
    });
    marks
}

fn figure_mark(figure: &Figure, number: usize, said: &Said) -> Mark {
    Mark {
        kind: Some(figure.kind.name().to_owned()),
        value: Some(value::write(figure)).filter(|value| !value.is_empty()),
        unit: figure.unit.clone(),
        ..mark(
            format!("f{number}"),
            label::FIGURE,
            vec![figure.span],
            figure.confidence,
            said,
        )
    }
}
