//! Which actor the speaker words of a quotation mean.

use std::ops::Range;

use super::cast::Cast;
use super::descriptions::{is_word, overlap};
use super::phrases::{Determiner, Phrase, Sort};
use super::quoted::Quoted;
use crate::annotate::names::lexicon::{Classes, Gender};
use crate::annotate::reading::TokenKind;
use crate::model::{ActorKind, MentionForm, Quotation};

/// How far back a pronoun may reach, in sentences.
const REACH: usize = 6;

/// Tokens or mentions of the longest way back inside a sentence: a sentence without an end must not cost more.
const FURTHEST: usize = 300;

/// The words that attributed the quotation before, and who spoke there where that is known.
struct Before {
    tokens: Range<usize>,
    member: Option<usize>,
}

/// The member that speaks each quotation; adds the words that name it as mentions. `open` are phrases without an actor.
pub fn speakers(cast: &mut Cast, open: &[Phrase], quotations: &[Quotation]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = Vec::with_capacity(quotations.len());
    let mut before: Option<Before> = None;
    let quoted = Quoted::new(quotations);
    for quotation in quotations {
        let words = quotation
            .speaker
            .map(|span| cast.words.reading.tokens_in(span))
            .filter(|tokens| !tokens.is_empty());
        let Some(tokens) = words else {
            found.push(None);
            continue;
        };
        // The same words may attribute several quotations.
        let member = match &before {
            Some(before) if before.tokens == tokens => before.member,
            _ => speaker(cast, open, &tokens, &quoted, before.as_ref()),
        };
        before = Some(Before { tokens, member });
        found.push(member);
    }
    found
}

fn speaker(
    cast: &mut Cast,
    open: &[Phrase],
    tokens: &Range<usize>,
    quotations: &Quoted,
    before: Option<&Before>,
) -> Option<usize> {
    let words = cast.words;
    if tokens.len() == 1 && words.is(tokens.start, Classes::PRONOUN_RELATIVE) {
        return right_before(cast, tokens.start);
    }
    if words.is(tokens.start, Classes::PRONOUN) && tokens.len() <= 2 {
        let member = pronoun(cast, open, tokens.start, quotations, before)?;
        let points_back = words.is(
            tokens.start,
            Classes::THIS_MASCULINE.or(Classes::THIS_FEMININE),
        );
        let form = match tokens.len() {
            1 if !points_back => MentionForm::Pronoun,
            _ => MentionForm::Description,
        };
        cast.describe(member, tokens.clone(), form);
        return Some(member);
    }
    if let Some(member) = described(cast, tokens) {
        return Some(member);
    }
    if let Some(name) = head_name(cast, open, tokens) {
        return Some(cast.member_of_name[name]);
    }
    let first = open.partition_point(|phrase| phrase.tokens.end <= tokens.start);
    let phrase = open.get(first).filter(|phrase| {
        phrase.tokens.start <= tokens.start + 1 && overlap(&phrase.tokens, tokens)
    })?;
    let member = pointed_at(cast, phrase, quotations, before)?;
    cast.describe(member, phrase.tokens.clone(), MentionForm::Description);
    Some(member)
}

/// The actor whose mention ends right before a relative pronoun, a comma and a preposition allowed: `X, selon lequel`.
fn right_before(cast: &Cast, at: usize) -> Option<usize> {
    let comma = |end: usize| end > 0 && is_word(cast.words, end - 1, ",");
    let end = match at.checked_sub(1) {
        Some(before) if comma(before) => before - 1,
        _ if comma(at) => at - 1,
        _ => at,
    };
    // `X, présidente de l’association Y, pour qui …`: X.
    let described = (0..cast.members.len()).find(|&member| {
        let mut others = cast.members[member].others.iter();
        others.any(|(tokens, _)| tokens.end == end)
    });
    described.or_else(|| Some(cast.member_of_name[cast.name_to(end)?]))
}

/// The name that is no complement of another noun in these words.
fn head_name(cast: &Cast, open: &[Phrase], tokens: &Range<usize>) -> Option<usize> {
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
        let around = open.partition_point(|phrase| phrase.tokens.end <= start);
        let described = open
            .get(around)
            .is_some_and(|phrase| phrase.sort == Sort::Title && phrase.tokens.contains(&start));
        !complement && !described
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

/// `cet officier`, `l’institution`, `le suspect`: the actor of the kind that the text is about.
fn pointed_at(
    cast: &Cast,
    phrase: &Phrase,
    quotations: &Quoted,
    before: Option<&Before>,
) -> Option<usize> {
    let at = phrase.tokens.start;
    let bare = phrase.tokens.end == phrase.head + 1;
    let definite = phrase.determiner == Determiner::Definite;
    let demonstrative = phrase.determiner == Determiner::Demonstrative;
    // Any body may be called `l’institution`; `le journal` asks for one that acts in the text.
    let generic = cast.words.is(phrase.head, Classes::ORGANISATION_ANAPHOR);
    let agreeing = |kind: ActorKind| {
        (0..cast.members.len()).filter(move |&member| {
            let gender = phrase.gender.filter(|_| kind == ActorKind::Person);
            let known = &cast.members[member];
            known.kind == kind && !known.plural && cast.agrees(member, gender)
        })
    };
    let told = phrase.sort == Sort::Inhabitant
        || cast.words.is(phrase.head - 1, Classes::PREMODIFIER)
        || tells_age(cast, phrase);
    match phrase.sort {
        // `le Serbe`, `l’ancien champion`, `le coureur de 26 ans`: other words for whom the text has just named.
        Sort::Inhabitant | Sort::Title if definite && told => {
            most_present(cast, agreeing(ActorKind::Person), at, quotations, before)
        }
        // `le prévenu`, `le suspect`: whom the dispatch is about.
        Sort::Title if definite && bare && cast.words.is(phrase.head, Classes::RANK) => {
            agreeing(ActorKind::Person)
                .filter(|&member| cast.last_before(member, at).is_some())
                .max_by_key(|&member| (cast.mentions(member).count(), std::cmp::Reverse(member)))
        }
        Sort::Title if demonstrative => {
            most_present(cast, agreeing(ActorKind::Person), at, quotations, before)
        }
        Sort::Organisation if bare && (definite || demonstrative) => {
            let spoke = before.and_then(|before| before.member);
            let acts = |&member: &usize| {
                let last = cast.last_before(member, at);
                generic
                    || spoke == Some(member)
                    || last.is_some_and(|last| is_subject(cast, member, &last))
            };
            let bodies = agreeing(ActorKind::Organisation).filter(acts);
            most_present(cast, bodies, at, quotations, before)
        }
        _ => None,
    }
}

/// `de 26 ans` behind a phrase.
fn tells_age(cast: &Cast, phrase: &Phrase) -> bool {
    let of = phrase.tokens.end;
    let reading = cast.words.reading;
    let number = reading.tokens.get(of + 1);
    cast.words.is(of, Classes::OF) && number.is_some_and(|token| token.kind == TokenKind::Number)
}

/// The most present of some members at a token; who spoke last has an advantage.
fn most_present(
    cast: &Cast,
    members: impl Iterator<Item = usize>,
    at: usize,
    quotations: &Quoted,
    before: Option<&Before>,
) -> Option<usize> {
    let spoke = before
        .filter(|before| near(cast, before.tokens.start, at, 3))
        .and_then(|before| before.member);
    members
        .filter_map(|member| {
            let salience = salience(cast, member, at, quotations)?;
            let person = cast.members[member].kind == ActorKind::Person;
            let weight = 12 * i32::from(spoke == Some(member)) + 8 * i32::from(person);
            Some((salience + weight, member))
        })
        .max_by_key(|(salience, member)| {
            (
                *salience,
                cast.last_before(*member, at).map(|last| last.start),
            )
        })
        .map(|(_, member)| member)
}

/// The actor that a pronoun in an attribution means: who spoke last, else the subject of what was just said.
fn pronoun(
    cast: &Cast,
    open: &[Phrase],
    at: usize,
    quotations: &Quoted,
    before: Option<&Before>,
) -> Option<usize> {
    let words = cast.words;
    if words.is(at, Classes::PRONOUN_PLURAL) {
        let families = (0..cast.members.len()).filter(|&member| cast.members[member].plural);
        return most_present(cast, families, at, quotations, before);
    }
    let gender = match () {
        () if words.is(at, Classes::PRONOUN_MASCULINE) => Some(Gender::Masculine),
        () => Some(Gender::Feminine),
    };
    if let Some(before) = before
        && before.member.is_none()
        && near(cast, before.tokens.start, at, 2)
        && !person_between(cast, before.tokens.end..at, gender, quotations)
    {
        // Somebody without a name spoke: the pronoun goes on with them.
        return None;
    }
    // `Le skipper n’a pas caché sa joie : « … », a-t-il dit`: somebody without a name, too.
    let sentence = &words.reading.sentences[words.reading.sentence_of(at)];
    let unnamed = |phrase: &Phrase| {
        let agrees = phrase.gender.is_none() || phrase.gender == gender;
        phrase.tokens.start == sentence.start && phrase.sort == Sort::Title && agrees
    };
    let first = open.partition_point(|phrase| phrase.tokens.start < sentence.start);
    if open.get(first).is_some_and(unnamed) {
        return None;
    }
    let spoke = before.and_then(|before| before.member);
    let members = (0..cast.members.len()).filter(|&member| {
        let person = cast.members[member].kind == ActorKind::Person && !cast.members[member].plural;
        let subject = || {
            cast.last_before(member, at).is_some_and(|last| {
                near(cast, last.start, at, 2) && is_subject(cast, member, &last)
            })
        };
        cast.agrees(member, gender)
            && (person
                || spoke == Some(member)
                || cast.members[member].kind == ActorKind::Organisation && subject())
    });
    most_present(cast, members, at, quotations, before)
}

/// Whether somebody of that gender is named in some words, outside of quotations.
fn person_between(
    cast: &Cast,
    words: Range<usize>,
    gender: Option<Gender>,
    quotations: &Quoted,
) -> bool {
    words.into_iter().any(|at| {
        cast.name_at(at).is_some_and(|name| {
            let known = &cast.names[name];
            known.kind == ActorKind::Person
                && cast.agrees(cast.member_of_name[name], gender)
                && !quotations.hold(cast.words.reading.span(known.tokens.clone()))
        })
    })
}

/// How present a member is at a token: near mentions, subjects of their sentence, and words outside quotations count more.
fn salience(cast: &Cast, member: usize, at: usize, quotations: &Quoted) -> Option<i32> {
    let reading = cast.words.reading;
    let here = reading.sentence_of(at);
    cast.mentions_before(member, at)
        .filter_map(|tokens| {
            let distance = here - reading.sentence_of(tokens.start);
            if distance > REACH {
                return None;
            }
            let span = reading.span(tokens.clone());
            let quoted = quotations.hold(span);
            if quoted && quotations.hold_verbatim(span) {
                return None;
            }
            let subject = is_subject(cast, member, &tokens);
            // Whoever is the subject of this very sentence comes before who spoke in the one before.
            let own = subject && distance == 0 && !quoted;
            let distance = i32::try_from(distance).unwrap_or(i32::MAX);
            Some(
                20 - 4 * distance + 10 * i32::from(subject) + 12 * i32::from(own)
                    - 15 * i32::from(quoted),
            )
        })
        .max()
}

/// Whether a mention opens its clause: most often the subject. Titles before it belong to it.
fn is_subject(cast: &Cast, member: usize, tokens: &Range<usize>) -> bool {
    let words = cast.words;
    let sentence = words.reading.sentences[words.reading.sentence_of(tokens.start)].clone();
    let mut start = tokens.start;
    let title_before = |start: usize| {
        let others = &cast.members[member].others;
        let mut titles = others[others.len().saturating_sub(FURTHEST)..].iter();
        titles
            .find(|(title, _)| {
                title.end == start || title.end + 1 == start && is_word(words, title.end, ",")
            })
            .map(|(title, _)| title.start)
    };
    while start > sentence.start {
        match title_before(start) {
            Some(title) => start = title,
            None if words.is(start - 1, Classes::CIVILITY.or(Classes::DETERMINER)) => start -= 1,
            None => break,
        }
    }
    let opens = start == sentence.start
        || words.reading.tokens[start - 1].kind == TokenKind::Mark
        || words.is(start - 1, Classes::AND.or(Classes::THAT));
    let nearby = sentence.start.max(start.saturating_sub(FURTHEST))..start;
    let earlier = nearby.into_iter().any(|at| {
        cast.name_at(at)
            .is_some_and(|name| cast.names[name].kind == ActorKind::Person)
    });
    opens && !earlier
}

fn near(cast: &Cast, from: usize, to: usize, sentences: usize) -> bool {
    let reading = cast.words.reading;
    reading
        .sentence_of(to)
        .saturating_sub(reading.sentence_of(from))
        <= sentences
}
