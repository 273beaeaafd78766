//! What the document as a whole says: all mentions of a name count for each of them, and a surname follows the full name.

use std::collections::HashMap;

use super::Name;
use super::candidates::{Candidate, Form};
use super::evidence::{Evidence, evidence};
use super::words::{Shape, Words};
use crate::model::ActorKind;

/// Points that a name needs: when its capital is sure, for an ordinary word with a capital, for one that opens a sentence.
const ENOUGH: i32 = 2;
const ENOUGH_FOR_ORDINARY: i32 = 4;
const ENOUGH_FOR_OPENING: i32 = 6;

/// The names among the candidates, each with its kind.
pub fn decide(words: &Words, candidates: &[Candidate]) -> Vec<Name> {
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
        .filter_map(|candidate| {
            decide_one(words, candidate, document[candidate.key.as_str()], &people)
        })
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

fn decide_one(
    words: &Words,
    candidate: &Candidate,
    tally: Tally,
    people: &HashMap<&str, i32>,
) -> Option<Name> {
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
    let kind = kind.filter(|_| best >= enough)?;
    let rest = [
        (ActorKind::Person, points.person),
        (ActorKind::Organisation, points.organisation),
        (ActorKind::Place, points.place),
    ];
    let second = rest
        .into_iter()
        .filter(|(other, _)| *other != kind)
        .map(|(_, points)| points)
        .max()
        .unwrap_or(0);
    Some(Name {
        span: words.reading.span(candidate.tokens.clone()),
        kind,
        confidence: confidence(best / tally.mentions.max(1), best - second),
    })
}

/// Between 0.5 and 0.98: by the points a mention has on average and the lead over the next kind.
fn confidence(points: i32, lead: i32) -> f32 {
    let weight = (points.clamp(0, 8) + lead.clamp(0, 8)) as f32;
    0.5 + 0.03 * weight
}
