//! The review of the dispatch on the screen: where its annotations stand, and which of them are still to be decided.

use std::sync::Arc;

use super::{Reader, Selection};
use crate::library::VersionId;
use crate::model::{Annotations, Span};
use crate::review::event::{AnnotationId, Content, Event, Op};
use crate::review::fold::Fold;
use crate::review::proposals::Proposals;
use crate::review::recorder::Decision;
use crate::review::reviewed::{Judged, Reviewed};

/// The log of a version, as the library last gave it.
#[derive(Clone, Debug)]
pub struct Log {
    pub version: VersionId,
    pub events: Arc<[Event]>,
}

/// What follows from a log.
#[derive(Clone, Debug)]
pub struct Review {
    pub version: VersionId,
    pub fold: Fold,
    /// What the extractor found, whatever was decided.
    proposals: Proposals,
    quotations: Vec<Judged>,
    actors: Vec<Judged>,
    figures: Vec<Judged>,
}

impl Review {
    /// Where each annotation stands, list after list.
    pub fn judged(&self) -> impl Iterator<Item = &Judged> {
        let lists = self.quotations.iter().chain(&self.actors);
        lists.chain(&self.figures)
    }

    /// Annotations that nobody has to decide on any more, and all there are.
    pub fn progress(&self) -> (usize, usize) {
        let settled = self.judged().filter(|one| !one.standing.is_open());
        (settled.count(), self.judged().count())
    }

    /// What is to be done to an annotation that is shown.
    pub fn decision(&self, judged: &Judged, op: Op) -> Decision {
        Decision {
            annotation: judged.annotation,
            seen: judged.revision,
            op,
            found: self.proposals.get(judged.annotation).cloned(),
        }
    }
}

impl Reader {
    /// Takes in a log: from now on annotations are shown as they stand. What is selected stays selected, as far as it is there.
    pub fn take_review(&mut self, log: &Log, found: &Annotations) {
        let chosen = self.selection.and_then(|selection| {
            let annotation = self.judged(selection)?.annotation;
            Some((annotation, self.passage(selection)))
        });
        let (fold, _) = Fold::of(log.events.iter().cloned());
        let reviewed = Reviewed::new(&self.dispatch.text, found, &fold);
        self.annotate(Arc::new(reviewed.annotations));
        self.review = Some(Review {
            version: log.version,
            fold,
            proposals: Proposals::new(&self.dispatch.text, found),
            quotations: reviewed.quotations,
            actors: reviewed.actors,
            figures: reviewed.figures,
        });
        if let Some((annotation, passage)) = chosen {
            self.selection = self.find(annotation, passage);
        }
        let awaited = self
            .awaited
            .and_then(|annotation| self.find(annotation, None));
        if let Some(selection) = awaited {
            self.awaited = None;
            self.select(selection);
        }
    }

    /// What is to be done to annotations as they were seen; nothing where nothing is reviewed.
    pub fn decisions<'a>(&self, ops: impl IntoIterator<Item = (&'a Judged, Op)>) -> Vec<Decision> {
        let Some(review) = &self.review else {
            return Vec::new();
        };
        let ops = ops.into_iter();
        ops.map(|(judged, op)| review.decision(judged, op))
            .collect()
    }

    /// An annotation made by hand.
    pub fn addition(&self, annotation: AnnotationId, content: Content) -> Option<Decision> {
        let review = self.review.as_ref()?;
        Some(Decision {
            annotation,
            seen: review.fold.revision(annotation),
            op: Op::Add(content),
            found: review.proposals.get(annotation).cloned(),
        })
    }

    /// Where a selected annotation stands; none where nothing is reviewed.
    pub fn judged(&self, selection: Selection) -> Option<&Judged> {
        let review = self.review.as_ref()?;
        match selection {
            Selection::Quotation(at) => review.quotations.get(at),
            Selection::Mention { actor, .. } => review.actors.get(actor),
            Selection::Figure(at) => review.figures.get(at),
        }
    }

    /// The selection that is an annotation; of an actor the mention at a passage, else the first.
    pub fn find(&self, annotation: AnnotationId, passage: Option<Span>) -> Option<Selection> {
        let review = self.review.as_ref()?;
        let place = |list: &[Judged]| {
            list.iter()
                .position(|judged| judged.annotation == annotation)
        };
        if let Some(at) = place(&review.quotations) {
            return Some(Selection::Quotation(at));
        }
        if let Some(at) = place(&review.figures) {
            return Some(Selection::Figure(at));
        }
        let actor = place(&review.actors)?;
        let mention = self.mentions(actor).position(|span| Some(span) == passage);
        Some(Selection::Mention {
            actor,
            mention: mention.unwrap_or(0),
        })
    }

    /// Everything that can be decided on, in the order of the text; an actor at its first mention.
    pub fn reviewable(&self) -> Vec<Selection> {
        let Some(review) = &self.review else {
            return Vec::new();
        };
        let mut all: Vec<Selection> = (0..review.quotations.len())
            .map(Selection::Quotation)
            .chain((0..review.actors.len()).map(|actor| Selection::Mention { actor, mention: 0 }))
            .chain((0..review.figures.len()).map(Selection::Figure))
            .collect();
        all.sort_by_key(|one| self.passage(*one).map_or(0, Span::start));
        all
    }

    /// What is still to be decided, in the order of the text.
    pub fn undecided(&self) -> Vec<Selection> {
        let is_open = |one: &Selection| self.judged(*one).is_some_and(|j| j.standing.is_open());
        self.reviewable().into_iter().filter(is_open).collect()
    }
}
