//! The review of the dispatch on the screen: where its annotations stand, and which of them are still to be decided.

use std::collections::VecDeque;
use std::sync::Arc;

use super::contents::Contents;
use super::{Reader, Selection};
use crate::library::{Orphan, VersionId};
use crate::model::{Annotations, Span};
use crate::review::event::{AnnotationId, Content, Event, Label, Op};
use crate::review::fold::Fold;
use crate::review::proposals::Proposals;
use crate::review::recorder::Decision;
use crate::review::reviewed::{Judged, Reviewed};
use crate::review::standing::Standing;
use crate::review::viewpoint::{Seen, Viewpoint};
use crate::tui::review::filter::Filter;

/// The log of a version, as the library last gave it.
#[derive(Clone, Debug)]
pub struct Log {
    pub version: VersionId,
    pub events: Arc<[Event]>,
    /// What was decided in earlier versions and has no passage in this one.
    pub orphans: Arc<[Orphan]>,
}

/// What follows from a log.
#[derive(Clone, Debug)]
pub struct Review {
    pub version: VersionId,
    pub viewpoint: Viewpoint,
    /// Of the events that are seen from the viewpoint.
    pub fold: Fold,
    pub orphans: Arc<[Orphan]>,
    seen: Seen,
    /// What the extractor found, whatever was decided.
    found: Arc<Annotations>,
    proposals: Proposals,
    quotations: Vec<Judged>,
    actors: Vec<Judged>,
    figures: Vec<Judged>,
    /// Annotations of steps that the library was asked to keep, and has not answered yet; the oldest first.
    asked: VecDeque<Vec<AnnotationId>>,
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
            seen: self.seen.base(judged.annotation, judged.revision),
            op,
            found: self.proposals.get(judged.annotation).cloned(),
        }
    }

    /// The library was asked to keep a step on these annotations: until it answers, nobody has to decide on them.
    pub fn ask(&mut self, annotations: Vec<AnnotationId>) {
        self.asked.push_back(annotations);
    }

    /// The library has answered the oldest step that it was asked to keep.
    pub fn answered(&mut self) {
        self.asked.pop_front();
    }

    fn is_asked(&self, annotation: AnnotationId) -> bool {
        self.asked.iter().any(|step| step.contains(&annotation))
    }
}

impl Reader {
    /// Takes in the log of what was found: from now on annotations are shown as they stand, seen from a viewpoint. What is selected
    /// stays selected, as far as it is there.
    pub fn take_review(&mut self, log: &Log, found: Arc<Annotations>, viewpoint: &Viewpoint) {
        let chosen = self.selection.and_then(|selection| {
            let annotation = self.judged(selection)?.annotation;
            Some((annotation, self.passage(selection)))
        });
        let seen = viewpoint.of(&log.events);
        let (fold, _) = Fold::of(seen.events.iter().cloned());
        let reviewed = Reviewed::new(&self.dispatch.text, &found, &fold);
        let same = self
            .review
            .take()
            .filter(|before| before.version == log.version);
        let wrong = |at: usize| reviewed.quotations[at].standing == Standing::Rejected;
        self.contents = Contents::new(&reviewed.annotations, wrong);
        self.annotations = Some(Arc::new(reviewed.annotations));
        self.review = Some(Review {
            version: log.version,
            viewpoint: viewpoint.clone(),
            fold,
            orphans: Arc::clone(&log.orphans),
            seen,
            proposals: Proposals::new(&self.dispatch.text, &found),
            found,
            quotations: reviewed.quotations,
            actors: reviewed.actors,
            figures: reviewed.figures,
            asked: same.map(|before| before.asked).unwrap_or_default(),
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

    /// What an annotation is called: an actor by its name, else by its words.
    pub fn told<'a>(&'a self, judged: &'a Judged) -> &'a str {
        let content = &judged.content;
        match (content.label, &content.value) {
            (Label::Actor(_), Some(name)) => name,
            _ => &self.dispatch.text[content.parts[0]],
        }
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

    /// Takes in a newer log of the version that is shown; false when it is of another one.
    pub fn renew_review(&mut self, log: &Log) -> bool {
        let shown = self.review.as_ref();
        let Some(shown) = shown.filter(|review| review.version == log.version) else {
            return false;
        };
        let (found, viewpoint) = (Arc::clone(&shown.found), shown.viewpoint.clone());
        self.take_review(log, found, &viewpoint);
        true
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

    /// Whether reviewers say that it is no annotation: it is listed, but not lit, counted, copied or gone to.
    pub fn is_rejected(&self, selection: Selection) -> bool {
        let judged = self.judged(selection);
        judged.is_some_and(|judged| judged.standing == Standing::Rejected)
    }

    /// Whether the filter of the panels lets it through.
    pub fn is_listed(&self, selection: Selection) -> bool {
        let Some(review) = &self.review else {
            return true;
        };
        let judged = self.judged(selection);
        judged.is_some_and(|judged| self.filter.lets_through(judged, &review.viewpoint.user))
    }

    /// Whether the keys that go from one to the next stop there.
    pub fn is_stop(&self, selection: Selection) -> bool {
        self.is_listed(selection) && (self.filter == Filter::Mine || !self.is_rejected(selection))
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

    /// Whether somebody still has to decide, as far as the library was not asked to keep a decision already.
    pub fn is_undecided(&self, selection: Selection) -> bool {
        let (Some(review), Some(judged)) = (&self.review, self.judged(selection)) else {
            return false;
        };
        judged.standing.is_open() && !review.is_asked(judged.annotation)
    }
}
