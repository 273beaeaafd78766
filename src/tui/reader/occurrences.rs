//! Everything of one actor in reading order: mentions and quotations, as `o` goes through them.

use super::{Reader, Selection};
use crate::model::{Actor, ActorId, Span};

impl Reader {
    /// The mentions of an actor and the utterances attributed to it, in reading order: `o` goes from a quotation to the words that
    /// name its speaker, and on to the speaker's other mentions and quotations.
    pub fn occurrences(&self, actor: usize) -> Vec<Selection> {
        let Some(found) = &self.annotations else {
            return Vec::new();
        };
        let Some(who) = found.actors.get(actor) else {
            return Vec::new();
        };
        let own = |at: &usize| found.quotations[*at].actor == Some(ActorId(actor));
        let quotations = self
            .contents
            .utterances
            .iter()
            .copied()
            .filter(own)
            .filter(|at| !self.is_rejected(Selection::Quotation(*at)))
            .map(|at| {
                (
                    found.quotations[at].span().start(),
                    Selection::Quotation(at),
                )
            });
        let mentions = who
            .mentions
            .iter()
            .enumerate()
            .map(|(mention, m)| (m.span.start(), Selection::Mention { actor, mention }));
        let mut all: Vec<_> = quotations.chain(mentions).collect();
        all.sort_by_key(|(start, _)| *start);
        all.into_iter().map(|(_, selection)| selection).collect()
    }

    /// The mentions of all actors, in reading order.
    pub fn all_mentions(&self) -> Vec<Selection> {
        let actors = self
            .annotations
            .iter()
            .flat_map(|found| found.actors.iter().enumerate());
        let of = |(actor, who): (usize, &Actor)| {
            (0..who.mentions.len()).map(move |mention| Selection::Mention { actor, mention })
        };
        let mut all: Vec<Selection> = actors.flat_map(of).collect();
        all.sort_by_key(|one| self.passage(*one).map_or(0, Span::start));
        all
    }

    /// The mentions of an actor.
    pub fn mentions(&self, actor: usize) -> impl Iterator<Item = Span> {
        let who = self
            .annotations
            .as_ref()
            .and_then(|found| found.actors.get(actor));
        who.into_iter()
            .flat_map(|who| who.mentions.iter().map(|mention| mention.span))
    }
}
