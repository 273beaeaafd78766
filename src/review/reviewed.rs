//! The annotations of a dispatch as they stand: what was found, with what was decided.
//!
//! Rejected ones stay, with their standing, for whoever wants to see or restore them; deleted ones and actors that were merged into
//! others are gone.

use rustc_hash::FxHashMap;

use super::event::{AnnotationId, Content, Label, Revision};
use super::fold::Fold;
use super::proposals::{Found, Proposals};
use super::standing::Standing;
use super::state::State;
use super::value;
use crate::model::{
    Actor, ActorId, Annotations, CanonicalText, Figure, Mention, MentionForm, Quotation, Span,
    Value,
};

/// Annotations with where each of them stands, in the order of the lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviewed {
    pub annotations: Annotations,
    pub quotations: Vec<Judged>,
    pub actors: Vec<Judged>,
    pub figures: Vec<Judged>,
}

/// Where an annotation stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub annotation: AnnotationId,
    pub standing: Standing,
    /// What the next event has to name as its base.
    pub revision: Revision,
    /// What it says now.
    pub content: Content,
    /// Users who hold something of it, in the order of their decisions.
    pub by: Vec<String>,
    /// What was written to it, with who wrote it.
    pub notes: Vec<(String, String)>,
    /// Whether it is to be decided again, for its passage has changed since.
    pub reopened: bool,
}

impl Reviewed {
    /// What was found in a text, as far as it was decided in `fold`.
    ///
    /// # Panics
    /// When it was found in another text.
    pub fn new(text: &CanonicalText, found: &Annotations, fold: &Fold) -> Self {
        let proposals = Proposals::new(text, found);
        let mut actors = actors(found, &proposals, fold);
        let mut places = FxHashMap::default();
        for (at, (_, judged)) in (0..).zip(&actors) {
            places.insert(judged.annotation, ActorId(at));
        }
        // Those that were merged are found where they went.
        for (id, _) in fold.states() {
            if let Some(into) = places.get(&fold.actor(id)).copied() {
                places.entry(id).or_insert(into);
            }
        }
        let quotations = quotations(found, &proposals, fold, &places);
        let figures = figures(found, &proposals, fold);
        let (quotations, quotations_judged) = in_order(quotations, Quotation::span).unzip();
        let (figures, figures_judged) = in_order(figures, |figure| figure.span).unzip();
        let judged = actors.iter().map(|(_, judged)| judged.clone()).collect();
        Reviewed {
            annotations: Annotations {
                quotations,
                actors: actors.drain(..).map(|(actor, _)| actor).collect(),
                figures,
                doubts: found.doubts.clone(),
            },
            quotations: quotations_judged,
            actors: judged,
            figures: figures_judged,
        }
    }

    /// Where each annotation stands, list after list.
    pub fn judged(&self) -> impl Iterator<Item = &Judged> {
        self.quotations
            .iter()
            .chain(&self.actors)
            .chain(&self.figures)
    }
}

/// In reading order; what begins at the same byte stays in its order.
fn in_order<T>(
    mut list: Vec<(T, Judged)>,
    span: impl Fn(&T) -> Span,
) -> impl Iterator<Item = (T, Judged)> {
    list.sort_by_key(|(one, _)| span(one).start());
    list.into_iter()
}

fn quotations(
    found: &Annotations,
    proposals: &Proposals,
    fold: &Fold,
    places: &FxHashMap<AnnotationId, ActorId>,
) -> Vec<(Quotation, Judged)> {
    let proposed = found.quotations.iter().zip(&proposals.quotations);
    let kept = proposed.filter_map(|(quotation, proposal)| {
        let judged = Judged::of(proposal, fold)?;
        let content = &judged.content;
        let mut quotation = quotation.clone();
        quotation.parts.clone_from(&content.parts);
        quotation.speaker = content.speaker;
        quotation.actor = content.actor.and_then(|actor| places.get(&actor).copied());
        if let Label::Quotation(kind) = content.label {
            quotation.kind = kind;
        }
        Some((quotation, judged))
    });
    let made = made(fold, proposals).filter_map(|judged| {
        let Label::Quotation(kind) = judged.content.label else {
            return None;
        };
        let content = &judged.content;
        let quotation = Quotation {
            kind,
            parts: content.parts.clone(),
            cue: None,
            speaker: content.speaker,
            actor: content.actor.and_then(|actor| places.get(&actor).copied()),
            confidence: 1.0,
        };
        Some((quotation, judged))
    });
    kept.chain(made).collect()
}

fn actors(found: &Annotations, proposals: &Proposals, fold: &Fold) -> Vec<(Actor, Judged)> {
    let proposed = found.actors.iter().zip(&proposals.actors);
    let kept = proposed.filter_map(|(actor, proposal)| {
        let judged = Judged::of(proposal, fold)?;
        Some((
            actor_of(&judged.content, actor.clone(), &actor.mentions)?,
            judged,
        ))
    });
    let made = made(fold, proposals).filter_map(|judged| {
        let Label::Actor(kind) = judged.content.label else {
            return None;
        };
        let plain = Actor {
            kind,
            name: String::new(),
            role: None,
            mentions: Vec::new(),
            confidence: 1.0,
        };
        Some((actor_of(&judged.content, plain, &[])?, judged))
    });
    let all: Vec<(Actor, Judged)> = kept.chain(made).collect();
    let merged_into = |judged: &Judged| {
        let into = fold.actor(judged.annotation);
        (into != judged.annotation && all.iter().any(|(_, other)| other.annotation == into))
            .then_some(into)
    };
    let mut left: Vec<(Actor, Judged)> = all
        .iter()
        .filter(|(_, judged)| merged_into(judged).is_none())
        .cloned()
        .collect();
    for (actor, judged) in &all {
        let Some(into) = merged_into(judged) else {
            continue;
        };
        if let Some((target, _)) = left.iter_mut().find(|(_, other)| other.annotation == into) {
            target.mentions.extend(&actor.mentions);
            target.mentions.sort_unstable_by_key(|mention| mention.span);
            target.mentions.dedup_by_key(|mention| mention.span);
        }
    }
    in_order(left, |actor| actor.mentions[0].span).collect()
}

/// An actor as a content has it, with what only the extractor knows; none without a mention.
fn actor_of(content: &Content, actor: Actor, known: &[Mention]) -> Option<Actor> {
    let form = |span: &Span| {
        let same = known.iter().find(|mention| mention.span == *span);
        same.map_or(MentionForm::Name, |mention| mention.form)
    };
    let mut mentions: Vec<Mention> = content
        .parts
        .iter()
        .map(|span| Mention {
            span: *span,
            form: form(span),
        })
        .collect();
    mentions.sort_unstable_by_key(|mention| mention.span);
    mentions.first()?;
    let Label::Actor(kind) = content.label else {
        return None;
    };
    Some(Actor {
        kind,
        name: content.value.clone().unwrap_or(actor.name),
        mentions,
        ..actor
    })
}

fn figures(found: &Annotations, proposals: &Proposals, fold: &Fold) -> Vec<(Figure, Judged)> {
    let proposed = found.figures.iter().zip(&proposals.figures);
    let kept = proposed.filter_map(|(figure, proposal)| {
        let judged = Judged::of(proposal, fold)?;
        Some((
            figure_of(&judged.content, Some((figure, &proposal.content)))?,
            judged,
        ))
    });
    let made = made(fold, proposals)
        .filter_map(|judged| Some((figure_of(&judged.content, None)?, judged)));
    kept.chain(made).collect()
}

/// A figure as a content has it; what the content does not say, or says as the extractor does, is the extractor's.
fn figure_of(content: &Content, known: Option<(&Figure, &Content)>) -> Option<Figure> {
    let Label::Figure(kind) = content.label else {
        return None;
    };
    let span = content.parts.iter().copied().reduce(Span::join)?;
    let word = content.value.as_deref().unwrap_or_default();
    let (value, upper) = match known {
        Some((figure, proposed)) if proposed.value == content.value => {
            (figure.value.clone(), figure.upper.clone())
        }
        _ => value::read(kind, word).unwrap_or((Value::Unknown, None)),
    };
    let known = known.map(|(figure, _)| figure);
    Some(Figure {
        kind,
        span,
        value,
        upper,
        unit: content.unit.clone(),
        of: known.and_then(|figure| figure.of),
        bound: known.and_then(|figure| figure.bound),
        cue: known.and_then(|figure| figure.cue),
        dimension: known.and_then(|figure| figure.dimension),
        toll: known.and_then(|figure| figure.toll),
        confidence: known.map_or(1.0, |figure| figure.confidence),
    })
}

/// Annotations that were not found but made, by hand or in an earlier version.
fn made<'a>(fold: &'a Fold, proposals: &'a Proposals) -> impl Iterator<Item = Judged> + 'a {
    let names: rustc_hash::FxHashSet<AnnotationId> =
        proposals.all().map(|found| found.annotation).collect();
    fold.states()
        .filter(move |(id, _)| !names.contains(id))
        .filter_map(|(id, state)| Judged::from_state(id, state, fold))
}

impl Judged {
    /// Of something found; none when it was deleted.
    fn of(found: &Found, fold: &Fold) -> Option<Self> {
        let Some(state) = fold.state(found.annotation) else {
            return Some(Judged {
                annotation: found.annotation,
                standing: Standing::Proposed,
                revision: fold.revision(found.annotation),
                content: found.content.clone(),
                by: Vec::new(),
                notes: Vec::new(),
                reopened: false,
            });
        };
        Judged::from_state(found.annotation, state, fold)
    }

    fn from_state(annotation: AnnotationId, state: &State, fold: &Fold) -> Option<Self> {
        let standing = state.standing();
        let content = state.content()?;
        if standing == Standing::Deleted {
            return None;
        }
        let user = |position: &super::state::Position| position.author.user.clone();
        Some(Judged {
            annotation,
            standing,
            revision: fold.revision(annotation),
            content: content.clone(),
            by: state.positions.iter().map(user).collect(),
            notes: state
                .notes
                .iter()
                .map(|(author, words)| (author.user.clone(), words.clone()))
                .collect(),
            reopened: state.is_reopened(),
        })
    }
}

#[cfg(test)]
mod tests;
