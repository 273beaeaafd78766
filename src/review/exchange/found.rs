//! What the annotators found in a dispatch, as marks.

use rustc_hash::FxHashMap;

use super::{Document, Mark, label};
use crate::model::{ActorKind, Annotations, Dispatch, Figure, Named, Quotation, Span};
use crate::review::standing::Standing;
use crate::review::value;

/// A dispatch with everything that was found in it; nobody has decided on it.
///
/// Marks are named as in the JSON of the dispatch: `q1` is a quotation, `q1.cue` its cue, `a1.2` the second mention of the first
/// actor, `f1` a figure.
pub fn document(dispatch: &Dispatch, found: &Annotations) -> Document {
    let mut marks: Vec<Mark> = Vec::new();
    let mut marked: FxHashMap<Span, String> = FxHashMap::default();
    for (actor, number) in found.actors.iter().zip(1..) {
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
                ..mark(id, label, vec![mention.span], actor.confidence)
            });
        }
    }
    for (quotation, number) in found.quotations.iter().zip(1..) {
        marks.extend(quotation_marks(
            quotation,
            &format!("q{number}"),
            &mut marked,
        ));
    }
    marks.extend(
        found
            .figures
            .iter()
            .zip(1..)
            .map(|(figure, number)| figure_mark(figure, number)),
    );
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

fn mark(id: String, label: &str, parts: Vec<Span>, confidence: f32) -> Mark {
    Mark {
        id,
        label: label.to_owned(),
        parts,
        // Two decimals: what lies beyond is noise, and would differ from one processor to the next.
        score: Some((f64::from(confidence) * 100.0).round() / 100.0),
        decision: Some(Standing::Proposed),
        ..Mark::default()
    }
}

/// The quotation, its cue, and its speaker unless that is marked already.
fn quotation_marks(
    quotation: &Quotation,
    id: &str,
    marked: &mut FxHashMap<Span, String>,
) -> Vec<Mark> {
    let mut marks = Vec::new();
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
        )
    });
    marks
}

fn figure_mark(figure: &Figure, number: usize) -> Mark {
    Mark {
        kind: Some(figure.kind.name().to_owned()),
        value: Some(value::write(figure)).filter(|value| !value.is_empty()),
        unit: figure.unit.clone(),
        ..mark(
            format!("f{number}"),
            label::FIGURE,
            vec![figure.span],
            figure.confidence,
        )
    }
}
