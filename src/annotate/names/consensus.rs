//! What the document as a whole says: all mentions of a name count for each of them, and a surname follows the full name.

use std::collections::HashMap;

use super::candidates::{Candidate, Form};
use super::evidence::{Evidence, evidence};
use super::words::{Shape, Words};
use crate::model::ActorKind;

/// Points that a name needs: when its capital is sure, for an ordinary word with a capital, for one that opens a sentence.
const ENOUGH: i32 = 2;
const ENOUGH_FOR_ORDINARY: i32 = 4;
const ENOUGH_FOR_OPENING: i32 = 6;

/// What the rules say of a candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// None for events, works and products.
    pub kind: Option<ActorKind>,
    /// Whether there are points enough for a name.
    pub enough: bool,
    /// A mention's points for the kind, on average.
    pub points: i32,
    /// How many points, over all mentions, the next kind of actor is behind.
    pub lead: i32,
}

/// What the rules say of each candidate.
pub fn verdicts(words: &Words, candidates: &[Candidate]) -> Vec<Verdict> {
    let mut document: HashMap<&str, Tally> = HashMap::with_capacity(candidates.len());
    for candidate in candidates {
        let tally = document.entry(&candidate.key).or_default();
        tally.points.add(evidence(words, candidate));
        tally.mentions += 1;
        tally.inside |= words.shape(candidate.tokens.start) != Shape::Opening;
        tally.sure |= candidate.form != Form::Doubtful;
    }
    let people = people(&document);
    candidates
        .iter()
        .map(|candidate| verdict(candidate, document[candidate.key.as_str()], &people))
        .collect()
}

#[derive(Clone, Copy, Default)]
struct Tally {
    points: Evidence,
    mentions: i32,
    /// Whether one mention owes its capital neither to its position nor to an ordinary word.
    sure: bool,
    /// Whether one mention stands inside a sentence.
    inside: bool,
}

/// First and last words of the full names of persons, with the points of the best of them.
fn people<'k>(document: &HashMap<&'k str, Tally>) -> HashMap<&'k str, i32> {
    let mut parts: HashMap<&str, i32> = HashMap::new();
    for (key, tally) in document {
        let (kind, points) = tally.points.best();
        if kind != Some(ActorKind::Person) || points < ENOUGH {
            continue;
        }
        if let Some((first, rest)) = key.split_once(' ') {
            let last = rest.rsplit_once(' ').map_or(rest, |(_, last)| last);
            for part in [first, last, rest] {
                let best = parts.entry(part).or_default();
                *best = points.max(*best);
            }
        }
    }
    parts
}

fn verdict(candidate: &Candidate, tally: Tally, people: &HashMap<&str, i32>) -> Verdict {
    let mut points = tally.points;
    if let Some(person) = people.get(candidate.key.as_str()) {
        points.person += (5 + person / 2) * tally.mentions;
    }
    let (kind, best) = points.best();
    let doubtful = candidate.form == Form::Doubtful && !(tally.sure && best >= ENOUGH);
    let enough = match (doubtful, tally.inside) {
        (false, _) => ENOUGH,
        (true, true) => ENOUGH_FOR_ORDINARY,
        (true, false) => ENOUGH_FOR_OPENING,
    };
    let rest = [
        (ActorKind::Person, points.person),
        (ActorKind::Organisation, points.organisation),
        (ActorKind::Place, points.place),
    ];
    let second = rest
        .into_iter()
        .filter(|(other, _)| Some(*other) != kind)
        .map(|(_, points)| points)
        .max()
        .unwrap_or(0);
    Verdict {
        kind,
        enough: best >= enough,
        points: best / tally.mentions.max(1),
        lead: best - second,
    }
}

impl Verdict {
    /// The kind of a name; none for what is no name of an actor.
    pub fn name(self) -> Option<ActorKind> {
        self.kind.filter(|_| self.enough)
    }

    /// Between 0.5 and 0.98: by the points a mention has on average and the lead over the next kind.
    pub fn confidence(self) -> f32 {
        let weight = (self.points.clamp(0, 8) + self.lead.clamp(0, 8)) as f32;
        0.5 + 0.03 * weight
    }
}
