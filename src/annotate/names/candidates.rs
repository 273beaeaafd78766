//! Where a name may stand: known names, heads with their complement, runs of capitals, expansions of an acronym.

use std::collections::HashSet;
use std::ops::Range;

use super::acronyms::spells_loosely;
use super::evidence::noun_before;
use super::lexicon::Classes;
use super::words::{Shape, Words};
use crate::annotate::reading::TokenKind;
use crate::model::ActorKind;

/// A passage that may be a name.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub tokens: Range<usize>,
    /// The form in which it is compared.
    pub key: String,
    pub form: Form,
}

/// How a candidate was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In the list of names.
    Known(Option<ActorKind>),
    /// By a word such as `ministère` or `rue` at its head.
    Headed(Option<ActorKind>),
    /// Capitals in a row.
    Run,
    /// One word that has its capital from its position, or an ordinary word: no name without other evidence.
    Doubtful,
}

/// All candidates in reading order; none overlap.
pub fn candidates(words: &Words) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in &words.reading.sentences {
        scan(words, sentence.clone(), &mut found);
    }
    confirm_openings(words, &mut found);
    found
}

fn scan(words: &Words, sentence: Range<usize>, found: &mut Vec<Candidate>) {
    let mut at = sentence.start;
    while at < sentence.end {
        let next = expansion(words, at, sentence.end).or_else(|| name_at(words, at, sentence.end));
        match next {
            Some((end, form)) => {
                found.push(Candidate {
                    tokens: at..end,
                    key: words.key(at..end),
                    form,
                });
                at = end;
            }
            None => at += 1,
        }
    }
}

/// An ordinary word that opens a sentence is part of a name where the same capitals stand inside another sentence.
fn confirm_openings(words: &Words, found: &mut Vec<Candidate>) {
    let inside: HashSet<String> = found
        .iter()
        .filter(|candidate| {
            candidate.form != Form::Doubtful
                && words.shape(candidate.tokens.start) == Shape::Capital
        })
        .map(|candidate| candidate.key.clone())
        .collect();
    for sentence in &words.reading.sentences {
        let Some(at) = sentence
            .clone()
            .find(|&at| words.shape(at) == Shape::Opening)
        else {
            continue;
        };
        if !can_stand_in_run(words, at) {
            continue;
        }
        let tokens = at..run_end(words, at, sentence.end);
        let key = words.key(tokens.clone());
        let place = found.partition_point(|candidate| candidate.tokens.end <= at);
        let known = found
            .get(place)
            .is_some_and(|candidate| candidate.tokens.start == at);
        if known || !inside.contains(&key) {
            continue;
        }
        let over = found[place..]
            .iter()
            .take_while(|candidate| candidate.tokens.start < tokens.end)
            .count();
        let form = Form::Run;
        found.splice(place..place + over, [Candidate { tokens, key, form }]);
    }
}

/// The name that begins at `at`: the longest of what the list, the heads and the capitals propose.
fn name_at(words: &Words, at: usize, end: usize) -> Option<(usize, Form)> {
    let headed = headed(words, at, end);
    if !words.is_capital(at) {
        let head = words.is(at, Classes::ORGANISATION_HEAD);
        return head.then(|| known(words, at, end)).flatten().or(headed);
    }
    let known = known(words, at, end);
    let run = run(words, at, end);
    let introduced = introduced(words, at, end);
    [run, headed, known, introduced]
        .into_iter()
        .flatten()
        .max_by_key(|(end, form)| (*end, *form != Form::Run && *form != Form::Doubtful))
}

fn known(words: &Words, at: usize, end: usize) -> Option<(usize, Form)> {
    let (to, kind) = words.known_name(at, end)?;
    let kind_only_by_position = words.shape(at) == Shape::Opening
        && to == at + 1
        && (words.is_common(at) || words.is(at, Classes::NEVER));
    (!kind_only_by_position).then_some((to, Form::Known(kind)))
}

/// A name of ordinary words that the noun before shows to be an organisation's: `l’ONG Mains propres`, `le parti Terre et Mer`.
fn introduced(words: &Words, at: usize, end: usize) -> Option<(usize, Form)> {
    if words.shape(at) != Shape::Capital || !words.is_common(at) || words.is(at, Classes::NEVER) {
        return None;
    }
    let noun = noun_before(words, at)?;
    if !words.is(noun, Classes::ORGANISATION_TRIGGER) || words.shape(noun) == Shape::Capital {
        return None;
    }
    let closed = |to: usize| to >= end || words.reading.tokens[to].kind == TokenKind::Mark;
    let pair = words.is(at + 1, Classes::AND) && at + 2 < end && words.is_capital(at + 2);
    let to = match () {
        () if pair => at + 3,
        () if words.is_plain_word(at + 1) && closed(at + 2) => at + 2,
        () => return None,
    };
    Some((to, Form::Headed(Some(ActorKind::Organisation))))
}

/// Capitals in a row from `at` on, with particles between them.
fn run(words: &Words, at: usize, end: usize) -> Option<(usize, Form)> {
    if words.shape(at) == Shape::Shouted || !can_stand_in_run(words, at) {
        return None;
    }
    let article = words.is(at, Classes::ARTICLE_DEFINITE);
    if article && (words.shape(at) == Shape::Opening || !words.is_capital(at + 1)) {
        return None;
    }
    let opens = words.shape(at) == Shape::Opening;
    if opens && words.is_common(at) && !words.is_first_name(at) {
        return None;
    }
    let to = run_end(words, at, end);
    let alone = to == at + 1;
    let upper = words.shape(at) == Shape::Upper;
    let ordinary = !upper && (words.lexicon.capital_nouns || words.is_common(at));
    let doubtful = alone && (opens && !words.is_first_name(at) || ordinary);
    Some((to, if doubtful { Form::Doubtful } else { Form::Run }))
}

/// One past the last token of the capitals in a row that begin at `at`.
pub fn run_end(words: &Words, at: usize, end: usize) -> usize {
    let mut to = at + 1;
    loop {
        if to < end && can_stand_in_run(words, to) {
            if begins_person(words, at, to, end) {
                return to;
            }
            to += 1;
            continue;
        }
        let particles = (to..end.min(to + 2))
            .take_while(|&at| words.is(at, Classes::PARTICLE) && !words.is_capital(at))
            .count();
        if particles > 0 && to + particles < end && can_stand_in_run(words, to + particles) {
            to += particles + 1;
            continue;
        }
        // `Charles de Gaulle`: behind a first name alone.
        if to <= at + 2
            && (at..to).all(|at| words.is_first_name(at))
            && let Some(after) = words.of(to, end)
            && can_stand_in_run(words, after)
            && !words.is(after, Classes::ORGANISATION_HEAD)
        {
            to = after + 1;
            continue;
        }
        return to;
    }
}

/// `RÚV Katrín Björnsdóttir`: behind a known name or an acronym a first name begins another name.
fn begins_person(words: &Words, at: usize, to: usize, end: usize) -> bool {
    // `ministre des Finances Anne Roy`: behind an ordinary word too.
    let ordinary = (at..to).all(|at| words.is_common(at) && !words.is_first_name(at));
    begins_full_name(words, to, end)
        && (to == at + 1 && words.shape(at) == Shape::Upper
            || ordinary
            || words.known_name(at, to).is_some_and(|(known, kind)| {
                known == to && matches!(kind, Some(ActorKind::Place | ActorKind::Organisation))
            }) && !words.is_first_name(at))
}

/// A first name and another capital.
fn begins_full_name(words: &Words, at: usize, end: usize) -> bool {
    words.is_first_name(at) && at + 1 < end && can_stand_in_run(words, at + 1)
}

fn can_stand_in_run(words: &Words, at: usize) -> bool {
    let shape = words.shape(at);
    let title = Classes::CIVILITY.or(Classes::FUNCTION).or(Classes::NEVER);
    let demonym = words.is(at, Classes::DEMONYM) && words.known_name(at, at + 1).is_none();
    let noun = || words.lexicon.capital_nouns && words.is_common(at) && !words.is_first_name(at);
    shape != Shape::Low && shape != Shape::Shouted && !words.is(at, title) && !demonym && !noun()
}

/// A head noun with what tells which one: `parquet de Lyon`, `Fédération islandaise du tourisme`, `rue de Lorraine`.
fn headed(words: &Words, at: usize, end: usize) -> Option<(usize, Form)> {
    let capital = words.is_capital(at);
    let sure = matches!(words.shape(at), Shape::Capital | Shape::Upper);
    // `Marine Le Pen`, `Nouveau Parti socialiste`.
    let person =
        capital && words.is_first_name(at) && at + 1 < end && can_stand_in_run(words, at + 1);
    let prefixed = sure && words.is(at, Classes::PREMODIFIER) && words.is_capital(at + 1);
    let head = if prefixed { at + 1 } else { at };
    let organisation = words.is(head, Classes::ORGANISATION_HEAD)
        || sure && words.is(head, Classes::ORGANISATION_HEAD_CAPITAL);
    if organisation
        && !person
        && let Some(to) = organisation_end(words, head, end, sure)
    {
        return Some((to, Form::Headed(Some(ActorKind::Organisation))));
    }
    if words.is(at, Classes::REGION) && words.is(at + 1, Classes::DEMONYM) && at + 1 < end {
        return Some((at + 2, Form::Headed(Some(ActorKind::Place))));
    }
    if words.is(at, Classes::PLACE_HEAD)
        && let Some(to) = place_end(words, at, end)
    {
        return Some((to, Form::Headed(Some(ActorKind::Place))));
    }
    if words.is(at, Classes::OTHER_HEAD)
        && let Some(to) = other_end(words, at, end, capital)
    {
        return Some((to, Form::Headed(None)));
    }
    None
}

/// The end of an organisation's name whose head stands at `at`. Without a capital it needs a name or a demonym behind it.
fn organisation_end(words: &Words, at: usize, end: usize, capital: bool) -> Option<usize> {
    let mut to = at + 1;
    let mut certain = capital.then_some(to);
    let mut plain = 0;
    while to < end {
        if words.is_adjective(to) {
            let body = words.is(at, Classes::STATE_BODY) && words.is(to, Classes::DEMONYM);
            let tells = certain.is_some() || body;
            to += 1;
            if tells {
                certain = Some(to);
            }
            continue;
        }
        let names = capital || !words.is(at, Classes::ORGANISATION_TRIGGER);
        let adjective = capital && words.is_capital(to) && words.is(to, Classes::ADJECTIVE);
        if names
            && (can_stand_in_run(words, to) || adjective)
            && (capital || !words.is_first_name(to))
        {
            to = run_end(words, to, end);
            certain = Some(to);
            continue;
        }
        let and = words.is(to, Classes::AND) && certain.is_some();
        let from = if and { to + 1 } else { to };
        let Some(after) = words.of(from, end).or_else(|| {
            let toward = certain.is_some()
                && capital
                && !and
                && (words.is(to + 1, Classes::ARTICLE_DEFINITE) || words.is_capital(to + 1));
            toward
                .then(|| words.link(to, end, Classes::TOWARD))
                .flatten()
        }) else {
            break;
        };
        if words.is_capital(after) {
            if words.is(after, Classes::CIVILITY)
                || words.is_first_name(after) && words.known_name(after, end).is_none()
            {
                break;
            }
            let known = words.known_name(after, end).map_or(0, |(to, _)| to);
            to = run_end(words, after, end).max(known);
            certain = Some(to);
        } else if (capital || certain.is_none() && words.is(at, Classes::ORGANISATION_HEAD_PLAIN))
            && !words.is_infinitive(after)
            && words.is_plain_word(after)
            && plain < 3
            && !words.is(after, Classes::FUNCTION)
        {
            // `cour d’appel de Lyon`: in lower case only a name behind it makes it certain.
            plain += 1;
            to = after + 1;
            certain = certain.map(|_| to);
        } else {
            break;
        }
    }
    certain
}

/// The end of a place's name whose head stands at `at`: `gare du Nord`, `rue Saint-Just`, `île de Ré`.
fn place_end(words: &Words, at: usize, end: usize) -> Option<usize> {
    let direct = at + 1;
    if direct < end && can_stand_in_run(words, direct) {
        return Some(run_end(words, direct, end));
    }
    let after = words.of(direct, end)?;
    let person = words.is_first_name(after) && words.known_name(after, end).is_none();
    (can_stand_in_run(words, after) && !person).then(|| run_end(words, after, end))
}

/// The end of the name of an event, a work or a product.
fn other_end(words: &Words, at: usize, end: usize, capital: bool) -> Option<usize> {
    let mut to = at + 1;
    let mut certain = None;
    while to < end {
        if words.is_adjective(to) {
            to += 1;
            if capital {
                certain = Some(to);
            }
        } else if can_stand_in_run(words, to) {
            // `la directrice du tournoi Anne Roy`
            if words.is(at, Classes::EVENT_HEAD) && begins_full_name(words, to, end) {
                break;
            }
            to = run_end(words, to, end);
            certain = Some(to);
        } else if (capital || words.is(at, Classes::EVENT_HEAD))
            && let Some(after) = words.of(to, end)
            && (can_stand_in_run(words, after) || capital && words.is_plain_word(after))
        {
            to = if words.is_capital(after) {
                run_end(words, after, end)
            } else {
                after + 1
            };
            certain = Some(to);
        } else {
            break;
        }
    }
    certain
}

/// A phrase whose initials are the acronym in brackets behind it: `régie autonome des transports parisiens (RATP)`.
fn expansion(words: &Words, at: usize, end: usize) -> Option<(usize, Form)> {
    let head = words.is(
        at,
        Classes::ORGANISATION_HEAD.or(Classes::ORGANISATION_HEAD_CAPITAL),
    );
    if !head && !words.is_capital(at) || words.is(at, Classes::DETERMINER) {
        return None;
    }
    let open = (at + 2..end.min(at + 14)).find(|&at| words.reading.word(at) == "(")?;
    let acronym = open + 1;
    if words.shape(acronym) == Shape::Low
        || words.reading.tokens.get(acronym + 1).is_none()
        || words.reading.word(acronym + 1) != ")"
    {
        return None;
    }
    let known_other = words
        .known_name(acronym, acronym + 1)
        .is_some_and(|(_, kind)| kind != Some(ActorKind::Organisation));
    (!known_other && spells_loosely(&words.key(at..open), &words.key(acronym..acronym + 1)))
        .then_some((open, Form::Headed(Some(ActorKind::Organisation))))
}
