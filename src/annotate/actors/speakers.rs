//! Which actor the speaker words of a quotation mean.

use std::ops::Range;

use super::cast::Cast;
use super::descriptions::{antecedent, overlap};
use super::phrases::{Determiner, Phrase, Sort};
use crate::annotate::names::lexicon::{Classes, Gender};
use crate::model::{ActorKind, MentionForm, Quotation};

/// How far back a pronoun may reach, in sentences.
const REACH: usize = 6;

/// The member that speaks each quotation; adds the words that name it as mentions. `open` are phrases without an actor.
pub fn speakers(cast: &mut Cast, open: &[Phrase], quotations: &[Quotation]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = Vec::with_capacity(quotations.len());
    let mut before: Option<(Range<usize>, usize)> = None;
    for quotation in quotations {
        let words = quotation
            .speaker
            .map(|span| cast.words.reading.tokens_in(span))
            .filter(|tokens| !tokens.is_empty());
        let member = words
            .as_ref()
            .and_then(|tokens| speaker(cast, open, tokens, quotations, before.as_ref()));
        if let (Some(member), Some(tokens)) = (member, words) {
            before = Some((tokens, member));
        }
        found.push(member);
    }
    found
}

fn speaker(
    cast: &mut Cast,
    open: &[Phrase],
    tokens: &Range<usize>,
    quotations: &[Quotation],
    before: Option<&(Range<usize>, usize)>,
) -> Option<usize> {
    let words = cast.words;
    // The same words may attribute several quotations.
    if let Some((known, member)) = before
        && known == tokens
    {
        return Some(*member);
    }
    if tokens.len() == 1 && words.is(tokens.start, Classes::PRONOUN_RELATIVE) {
        return antecedent(cast, tokens.start, None);
    }
    if words.is(tokens.start, Classes::PRONOUN) && tokens.len() <= 2 {
        let member = pronoun(cast, tokens.start, quotations, before)?;
        let form = if tokens.len() == 1
            && !words.is(
                tokens.start,
                Classes::THIS_MASCULINE.or(Classes::THIS_FEMININE),
            ) {
            MentionForm::Pronoun
        } else {
            MentionForm::Description
        };
        cast.describe(member, tokens.clone(), form);
        return Some(member);
    }
    if let Some(member) = described(cast, tokens) {
        return Some(member);
    }
    if let Some(name) = head_name(cast, tokens) {
        return Some(cast.member_of_name[name]);
    }
    let phrase = open.iter().find(|phrase| {
        phrase.tokens.start <= tokens.start + 1 && overlap(&phrase.tokens, tokens)
    })?;
    let member = pointed_at(cast, phrase, before)?;
    cast.describe(member, phrase.tokens.clone(), MentionForm::Description);
    Some(member)
}

/// The name that is no complement of another noun in these words.
fn head_name(cast: &Cast, tokens: &Range<usize>) -> Option<usize> {
    let words = cast.words;
    if words.is(tokens.start, Classes::ARTICLE_INDEFINITE) {
        return None;
    }
    let mut names = tokens.clone().filter_map(|at| cast.name_from(at));
    let head = |name: &usize| {
        let start = cast.names[*name].tokens.start;
        let link = (tokens.start..start).rev().take(3).take_while(|&at| {
            words.is(
                at,
                Classes::OF
                    .or(Classes::AT)
                    .or(Classes::DETERMINER)
                    .or(Classes::CIVILITY)
                    .or(Classes::CONTRACTED),
            )
        });
        let complement = link
            .into_iter()
            .any(|at| words.is(at, Classes::OF.or(Classes::AT)));
        !complement
    };
    let people = tokens
        .clone()
        .filter_map(|at| cast.name_from(at))
        .filter(head)
        .find(|&name| cast.names[name].kind == ActorKind::Person);
    people.or_else(|| names.find(head))
}

/// The actor whose description fills these words.
fn described(cast: &Cast, tokens: &Range<usize>) -> Option<usize> {
    (0..cast.members.len()).find(|&member| {
        cast.members[member].others.iter().any(|(known, form)| {
            *form == MentionForm::Description
                && known.start.abs_diff(tokens.start) <= 1
                && overlap(known, tokens)
        })
    })
}

/// `cet officier`, `l’institution`, `Le coureur`: the last actor of the kind that may be called so.
fn pointed_at(
    cast: &Cast,
    phrase: &Phrase,
    before: Option<&(Range<usize>, usize)>,
) -> Option<usize> {
    let kind = match (phrase.sort, phrase.determiner) {
        (Sort::Organisation, Determiner::Definite | Determiner::Demonstrative) => {
            ActorKind::Organisation
        }
        (Sort::Title, Determiner::Demonstrative) => ActorKind::Person,
        (Sort::Title, Determiner::Definite) if phrase.tokens.end == phrase.head + 1 => {
            ActorKind::Person
        }
        (Sort::Inhabitant, _) => ActorKind::Person,
        _ => return None,
    };
    let at = phrase.tokens.start;
    let sentence = cast.words.reading.sentence_of(at);
    let spoke = before.map(|(_, member)| *member);
    let head = cast.words.key(phrase.head..phrase.head + 1);
    (0..cast.members.len())
        .filter(|&member| {
            cast.members[member].kind == kind
                && cast.agrees(member, phrase.gender.filter(|_| kind == ActorKind::Person))
        })
        .filter_map(|member| {
            let last = cast.last_before(member, at)?;
            let near = sentence - cast.words.reading.sentence_of(last.start) <= REACH;
            let named = cast.members[member]
                .names
                .iter()
                .any(|&name| cast.names[name].key.split(' ').any(|part| part == head));
            near.then_some((named, spoke == Some(member), last.start, member))
        })
        .max()
        .map(|(.., member)| member)
}

/// The person that a pronoun in an attribution means: who spoke last, else the subject of what was just said.
fn pronoun(
    cast: &Cast,
    at: usize,
    quotations: &[Quotation],
    before: Option<&(Range<usize>, usize)>,
) -> Option<usize> {
    let words = cast.words;
    let gender = match () {
        () if words.is(at, Classes::PRONOUN_PLURAL) => return None,
        () if words.is(at, Classes::PRONOUN_MASCULINE) => Some(Gender::Masculine),
        () => Some(Gender::Feminine),
    };
    let spoke = before
        .filter(|(tokens, _)| near(cast, tokens.start, at, 3))
        .map(|(_, member)| *member);
    let best = (0..cast.members.len())
        .filter(|&member| {
            cast.members[member].kind == ActorKind::Person && cast.agrees(member, gender)
        })
        .filter_map(|member| {
            let salience = salience(cast, member, at, quotations)?;
            Some((salience + 12 * i32::from(spoke == Some(member)), member))
        })
        .max_by_key(|(salience, member)| {
            (
                *salience,
                cast.last_before(*member, at).map(|last| last.start),
            )
        });
    match best {
        Some((_, member)) => Some(member),
        None => spoke.filter(|&member| cast.members[member].kind != ActorKind::Person),
    }
}

/// How present a member is at a token: near mentions, subjects of their sentence, and words outside quotations count more.
fn salience(cast: &Cast, member: usize, at: usize, quotations: &[Quotation]) -> Option<i32> {
    let reading = cast.words.reading;
    let here = reading.sentence_of(at);
    cast.mentions(member)
        .filter(|(tokens, _)| tokens.end <= at)
        .filter_map(|(tokens, _)| {
            let distance = here - reading.sentence_of(tokens.start);
            if distance > REACH {
                return None;
            }
            let span = reading.span(tokens.clone());
            let quoted = quotations
                .iter()
                .any(|quotation| quotation.parts.iter().any(|part| part.covers(span)));
            let distance = i32::try_from(distance).unwrap_or(i32::MAX);
            Some(
                20 - 4 * distance + 10 * i32::from(is_subject(cast, &tokens))
                    - 15 * i32::from(quoted),
            )
        })
        .max()
}

/// Whether a mention stands at the head of its sentence without a preposition: most often the subject.
fn is_subject(cast: &Cast, tokens: &Range<usize>) -> bool {
    let words = cast.words;
    let sentence = words.reading.sentences[words.reading.sentence_of(tokens.start)].clone();
    let preposition = Classes::OF
        .or(Classes::AT)
        .or(Classes::TOWARD)
        .or(Classes::PREPOSITION_PLACE)
        .or(Classes::PREPOSITION_INSIDE)
        .or(Classes::CONTRACTED)
        .or(Classes::PREPOSITION_PERSON);
    let free = (sentence.start..tokens.start)
        .rev()
        .take(3)
        .take_while(|&at| {
            words.is(
                at,
                Classes::CIVILITY.or(Classes::DETERMINER).or(preposition),
            )
        })
        .all(|at| !words.is(at, preposition));
    let earlier = (sentence.start..tokens.start).any(|at| {
        cast.name_at(at)
            .is_some_and(|name| cast.names[name].kind == ActorKind::Person)
    });
    free && !earlier
}

fn near(cast: &Cast, from: usize, to: usize, sentences: usize) -> bool {
    let reading = cast.words.reading;
    reading
        .sentence_of(to)
        .saturating_sub(reading.sentence_of(from))
        <= sentences
}
