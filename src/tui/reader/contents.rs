//! What a dispatch holds, in the order in which the reader lists it: made once, when the annotators are through.

use crate::model::{ActorKind, Annotations, QuotationKind};

/// Positions in the lists of a dispatch's annotations.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Quotations that are utterances, in reading order; also those that reviewers have rejected, so that the others keep their
    /// numbers.
    pub utterances: Vec<usize>,
    /// Quotations that are terms in marks: listed apart.
    pub terms: Vec<usize>,
    /// People, organisations, places, each by first mention.
    pub actors: Vec<usize>,
    /// For each quotation its number among the utterances, from 1; 0 for a term.
    numbers: Vec<usize>,
    /// For each actor how many utterances are attributed to it.
    spoken: Vec<usize>,
    /// How many utterances are right, as far as anybody has said.
    pub right: usize,
}

impl Contents {
    /// The order of these annotations; `wrong` says which quotations reviewers have rejected.
    pub fn new(found: &Annotations, wrong: impl Fn(usize) -> bool) -> Self {
        let is_term = |at: &usize| found.quotations[*at].kind == QuotationKind::Term;
        let (terms, utterances): (Vec<usize>, Vec<usize>) =
            (0..found.quotations.len()).partition(is_term);
        let mut numbers = vec![0; found.quotations.len()];
        let mut spoken = vec![0; found.actors.len()];
        for (number, at) in (1..).zip(&utterances) {
            numbers[*at] = number;
            if let Some(actor) = found.quotations[*at].actor.filter(|_| !wrong(*at)) {
                spoken[actor.0] += 1;
            }
        }
        let of_kind =
            |kind| (0..found.actors.len()).filter(move |at| found.actors[*at].kind == kind);
        let kinds = [ActorKind::Person, ActorKind::Organisation, ActorKind::Place];
        let actors = kinds.into_iter().flat_map(of_kind).collect();
        Contents {
            right: utterances.iter().filter(|at| !wrong(**at)).count(),
            utterances,
            terms,
            actors,
            numbers,
            spoken,
        }
    }

    /// The number under which an utterance is listed, from 1.
    pub fn number_of(&self, quotation: usize) -> Option<usize> {
        self.numbers
            .get(quotation)
            .copied()
            .filter(|number| *number > 0)
    }

    /// How many utterances are attributed to an actor.
    pub fn spoken_by(&self, actor: usize) -> usize {
        self.spoken.get(actor).copied().unwrap_or(0)
    }
}
