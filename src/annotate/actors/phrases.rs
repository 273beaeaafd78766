//! Noun phrases that may describe an actor: `le ministre russe de la Défense`, `son épouse`, `Ce dernier`, `l’institution`.

use std::ops::Range;

use super::cast::Cast;
use crate::annotate::names::lexicon::{Classes, Gender};
use crate::annotate::names::words::{Shape, Words};
use crate::model::ActorKind;

/// A phrase that may describe an actor.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// With the determiner, unless that is contracted with a preposition.
    pub tokens: Range<usize>,
    pub head: usize,
    /// First token behind the determiner.
    bare: usize,
    pub determiner: Determiner,
    pub gender: Option<Gender>,
    pub sort: Sort,
}

/// What introduces a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    None,
    Definite,
    Demonstrative,
    Possessive,
    Indefinite,
}

/// What a phrase is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A function, rank or kinship.
    Title,
    /// `Le Belge`.
    Inhabitant,
    /// `Ce dernier`, `Celle-ci`.
    Last,
    /// `l’institution`, `le petit parti écologiste`.
    Organisation,
    /// `La famille`, `les parents`.
    Family,
}

impl Phrase {
    /// The tokens without article, demonstrative or possessive.
    pub fn without_determiner(&self) -> Range<usize> {
        self.bare..self.tokens.end
    }
}

/// Nouns by which a text names an organisation again.
const ORGANISATION_NOUN: Classes = Classes::ORGANISATION_ANAPHOR
    .or(Classes::ORGANISATION_HEAD)
    .or(Classes::ORGANISATION_TRIGGER);

/// All phrases of a dispatch in reading order; none overlap.
pub fn phrases(cast: &Cast) -> Vec<Phrase> {
    let mut found = Vec::new();
    for sentence in &cast.words.reading.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            match phrase_at(cast, at, sentence.end) {
                Some(phrase) => {
                    at = phrase.tokens.end;
                    found.push(phrase);
                }
                None => at += 1,
            }
        }
    }
    found
}

fn phrase_at(cast: &Cast, at: usize, end: usize) -> Option<Phrase> {
    let words = cast.words;
    if let Some(phrase) = last(words, at, end) {
        return Some(phrase);
    }
    let opens = words.is(at, Classes::DETERMINER) && cast.name_at(at).is_none();
    let bare = if opens { at + 1 } else { at };
    let contracted = !opens && words.before_is(at, Classes::CONTRACTED);
    let determiner = match () {
        () if contracted => Determiner::Definite,
        () if !opens => Determiner::None,
        () if words.is(at, Classes::ARTICLE_PLURAL) && !words.is(bare, Classes::COUPLE) => {
            return None;
        }
        () if words.is(at, Classes::DEMONSTRATIVE) => Determiner::Demonstrative,
        () if words.is(at, Classes::POSSESSIVE) => Determiner::Possessive,
        () if words.is(at, Classes::ARTICLE_INDEFINITE) => Determiner::Indefinite,
        () => Determiner::Definite,
    };
    let mut head = bare;
    while head < end && head < bare + 3 && is_premodifier(cast, head) && !is_head(cast, head) {
        head += 1;
    }
    if head >= end || cast.name_at(head).is_some() {
        return None;
    }
    let sort = if determiner == Determiner::Definite
        && words.is(head, Classes::FAMILY.or(Classes::COUPLE))
        && cast.name_from(head + 1).is_none()
    {
        Sort::Family
    } else if is_head(cast, head) {
        Sort::Title
    } else if determiner == Determiner::Definite
        && words.is(head, Classes::DEMONYM)
        && words.shape(head) != Shape::Low
    {
        Sort::Inhabitant
    } else if determiner != Determiner::None && words.is(head, ORGANISATION_NOUN) {
        Sort::Organisation
    } else {
        return None;
    };
    let to = match sort {
        Sort::Title | Sort::Organisation | Sort::Family => complement_end(cast, head, end),
        _ => adjectives_end(words, head + 1, end),
    };
    Some(Phrase {
        tokens: at..to,
        head,
        bare,
        determiner,
        gender: match determiner {
            // `son épouse`: the possessive follows the sound.
            Determiner::Possessive => None,
            _ => gender_of_determiner(words, if contracted { at - 1 } else { at }),
        },
        sort,
    })
}

/// `ancien`, `Premier`; a demonym where it stands before the head, as in `Danish Prime Minister`.
fn is_premodifier(cast: &Cast, at: usize) -> bool {
    let words = cast.words;
    words.is(at, Classes::PREMODIFIER)
        || words.is(at, Classes::DEMONYM)
            && (is_head(cast, at + 1) || words.is(at + 1, Classes::PREMODIFIER))
}

fn is_head(cast: &Cast, at: usize) -> bool {
    cast.words.is(at, Classes::PERSON_NOUN) && cast.name_at(at).is_none()
}

fn gender_of_determiner(words: &Words, at: usize) -> Option<Gender> {
    if words.is(at, Classes::ARTICLE_FEMININE) {
        Some(Gender::Feminine)
    } else if words.is(at, Classes::ARTICLE_MASCULINE.or(Classes::CONTRACTED)) {
        Some(Gender::Masculine)
    } else {
        None
    }
}

/// `Ce dernier`, `celle-ci`.
fn last(words: &Words, at: usize, end: usize) -> Option<Phrase> {
    let next = at + 1;
    let pair = words.is(at, Classes::DEMONSTRATIVE) && next < end;
    let (tokens, gender) = match () {
        () if words.is(at, Classes::THIS_MASCULINE) => (at..next, Gender::Masculine),
        () if words.is(at, Classes::THIS_FEMININE) => (at..next, Gender::Feminine),
        () if pair && words.is(next, Classes::LAST_MASCULINE) => (at..next + 1, Gender::Masculine),
        () if pair && words.is(next, Classes::LAST_FEMININE) => (at..next + 1, Gender::Feminine),
        () => return None,
    };
    Some(Phrase {
        head: at,
        bare: at,
        tokens,
        determiner: Determiner::Demonstrative,
        gender: Some(gender),
        sort: Sort::Last,
    })
}

/// One past the bracket that closes the short one that opens at `at`.
fn bracket_end(words: &Words, at: usize, end: usize) -> Option<usize> {
    let reading = words.reading;
    if reading.word(at) != "(" {
        return None;
    }
    let close = (at + 1..end.min(at + 5)).find(|&at| reading.word(at) == ")")?;
    Some(close + 1)
}

fn adjectives_end(words: &Words, from: usize, end: usize) -> usize {
    (from..end)
        .find(|&at| !words.is_adjective(at))
        .unwrap_or(end)
}

/// The end of a title: adjectives and complements behind its head.
fn complement_end(cast: &Cast, head: usize, end: usize) -> usize {
    let words = cast.words;
    let mut to = adjectives_end(words, head + 1, end);
    let mut plain = 0;
    while to < end {
        // `candidat LR`, `maire (UDE) de`.
        if is_head(cast, head)
            && let Some(name) = cast.name_from(to).map(|name| &cast.names[name])
            && name.kind == ActorKind::Organisation
        {
            to = adjectives_end(words, name.tokens.end, end);
            continue;
        }
        if words.reading.word(to) == "("
            && let Some(name) = cast.name_from(to + 1).map(|name| &cast.names[name])
            && name.kind == ActorKind::Organisation
            && words.of(name.tokens.end + 1, end).is_some()
        {
            to = name.tokens.end + 1;
            continue;
        }
        // `présidente de l’ONG Mains propres`: a name that was not taken for one.
        if plain > 0 && words.is_capital(to) && cast.name_at(to).is_none() {
            let next = (to..end).find(|&at| !words.is_capital(at)).unwrap_or(end);
            to = adjectives_end(words, next, end);
            continue;
        }
        // `maire (divers gauche) Paul Roy`
        if let Some(close) = bracket_end(words, to, end)
            && cast
                .name_from(close)
                .is_some_and(|name| cast.names[name].kind == ActorKind::Person)
        {
            to = close;
            break;
        }
        // `ministre et maire de Lyon`
        if is_head(cast, head) && words.is(to, Classes::AND) && is_head(cast, to + 1) {
            to = adjectives_end(words, to + 2, end);
            continue;
        }
        let and = words.is(to, Classes::AND) && to > head + 2;
        let from = if and { to + 1 } else { to };
        let at = || {
            let takes = words.is(head, Classes::TAKES_AT) && !and;
            takes.then(|| words.link(from, end, Classes::AT)).flatten()
        };
        // `directeur du PAM pour le Sahel`.
        let toward = || {
            let after = words.link(from, end, Classes::TOWARD)?;
            (!and && words.is_capital(after)).then_some(after)
        };
        let Some(mut after) = words.of(from, end).or_else(at).or_else(toward) else {
            break;
        };
        if words.is(after, Classes::CIVILITY) {
            after += 1;
        }
        let next = match cast.name_at(after) {
            Some(name) => cast.names[name].tokens.end,
            None if words.is_capital(after) && !words.is(after, Classes::CIVILITY) => (after..end)
                .find(|&at| !words.is_capital(at) || cast.name_at(at).is_some())
                .unwrap_or(end),
            None if words.is_plain_word(after) && plain < 3 => {
                plain += 1;
                after + 1
            }
            None => break,
        };
        to = adjectives_end(words, next, end);
    }
    to
}
