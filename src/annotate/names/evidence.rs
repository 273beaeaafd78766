//! What speaks for each kind: the words of a candidate and the words around it.
//!
//! Evidence is counted in points, for persons, organisations, places and names that are no actors. Three points are about
//! what one clear sign is worth; the document adds up what all mentions of a name have.

use super::acronyms::spells_loosely;
use super::candidates::{Candidate, Form};
use super::lexicon::Classes;
use super::words::{Shape, Words};
use crate::annotate::reading::TokenKind;
use crate::model::ActorKind;

/// Points for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    pub person: i32,
    pub organisation: i32,
    pub place: i32,
    pub other: i32,
}

impl Evidence {
    /// The kind with most points, and its points; no kind for names that are no actors.
    pub fn best(self) -> (Option<ActorKind>, i32) {
        let kinds = [
            (Some(ActorKind::Place), self.place),
            (Some(ActorKind::Organisation), self.organisation),
            (Some(ActorKind::Person), self.person),
            (None, self.other),
        ];
        kinds
            .into_iter()
            .max_by_key(|(_, points)| *points)
            .expect("four kinds")
    }

    /// Adds the points of another mention.
    pub fn add(&mut self, other: Evidence) {
        self.person += other.person;
        self.organisation += other.organisation;
        self.place += other.place;
        self.other += other.other;
    }

    fn kind(&mut self, kind: Option<ActorKind>) -> &mut i32 {
        match kind {
            Some(ActorKind::Person) => &mut self.person,
            Some(ActorKind::Organisation) => &mut self.organisation,
            Some(ActorKind::Place) => &mut self.place,
            None => &mut self.other,
        }
    }
}

/// What a candidate's own words and neighbours say.
pub fn evidence(words: &Words, candidate: &Candidate) -> Evidence {
    let mut points = inside(words, candidate);
    left(words, candidate, &mut points);
    right(words, candidate, &mut points);
    points
}

fn inside(words: &Words, candidate: &Candidate) -> Evidence {
    let mut points = Evidence::default();
    let (first, last) = (candidate.tokens.start, candidate.tokens.end - 1);
    match candidate.form {
        Form::Known(kind) => *points.kind(kind) += 5,
        Form::Headed(kind) => *points.kind(kind) += 7,
        Form::Doubtful | Form::Run => {}
    }
    let several = last > first;
    // A name that is known as a whole is not the name of a person whose first name it begins with: `San Marino`.
    let whole = matches!(
        candidate.form,
        Form::Known(_) | Form::Headed(Some(ActorKind::Place))
    );
    if words.is_first_name(first) && !(several && whole) {
        points.person += if several { 5 } else { 2 };
    } else if several && candidate.form == Form::Run {
        points.person += if words.is_common(first) || words.is_common(last) {
            1
        } else {
            2
        };
        let tail = words.is(last, Classes::ORGANISATION_TAIL)
            || words
                .known_name(last, last + 1)
                .is_some_and(|(_, kind)| kind == Some(ActorKind::Place));
        if tail {
            points.organisation += 3;
        }
        if words.is(last, Classes::PLACE_TAIL) {
            points.place += 3;
        }
        // The part of a longer run that is known says something of the whole.
        if let Some((to, kind)) = words.known_name(first, last + 1) {
            *points.kind(kind) += if to > first + 1 { 2 } else { 1 };
        }
    }
    if !several && words.shape(first) == Shape::Upper {
        let letters = candidate.key.chars().count();
        points.organisation += if (2..=6).contains(&letters) { 3 } else { 1 };
        points.person -= 2;
    }
    if !several && has_inner_capital(words.reading.word(first)) {
        points.organisation += 2;
    }
    let unknown = !several && candidate.form == Form::Run && words.shape(first) == Shape::Capital;
    if unknown && !words.is_first_name(first) {
        // Of names without any other sign, organisations are the most frequent.
        points.organisation += 1;
    }
    if !several && is_road(words, &candidate.key) {
        points.place += 9;
    }
    if !several && is_compound_place(words, &candidate.key) {
        points.place += 4;
    }
    if is_roman_number(words.reading.word(first)) && !several {
        points.other += 9;
    }
    if candidate.key.contains(|c: char| c.is_ascii_digit()) {
        points.other += 2;
        points.person -= 3;
    }
    points
}

/// `BioVal`: a capital right behind a small letter.
fn has_inner_capital(word: &str) -> bool {
    let mut chars = word.chars().skip(1).peekable();
    std::iter::from_fn(|| chars.next().map(|c| (c, chars.peek().copied())))
        .any(|(c, next)| c.is_lowercase() && next.is_some_and(char::is_uppercase))
}

/// `Neuilly-sur-Seine`, `Saint-Ouen`.
fn is_compound_place(words: &Words, key: &str) -> bool {
    let part = |part: &str| words.lexicon.classes(part).is(Classes::PLACE_PART);
    let mut parts = key.split(' ');
    let saint = parts
        .next()
        .is_some_and(|first| first.len() > 3 && part(first))
        && parts.next().is_some();
    let inner = key.split(' ').count() > 2 && key.split(' ').skip(1).any(part);
    saint || inner
}

/// `A7`, `RN12`.
fn is_road(words: &Words, key: &str) -> bool {
    let letters = key.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < key.len() && words.lexicon.classes(letters).is(Classes::ROAD)
}

fn is_roman_number(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && !word.is_empty()
}

fn left(words: &Words, candidate: &Candidate, points: &mut Evidence) {
    let first = candidate.tokens.start;
    let Some(before) = first.checked_sub(1) else {
        return;
    };
    if words.reading.sentence_of(before) != words.reading.sentence_of(first) {
        return;
    }
    if words.is(before, Classes::CIVILITY) {
        points.person += 9;
        return;
    }
    // `la Canadienne Anne Roy`.
    if words.is_capital(before) && words.is(before, Classes::DEMONYM) {
        points.person += 4;
    }
    if let Some(noun) = noun_before(words, first) {
        if words.is(noun, Classes::PERSON_NOUN.or(Classes::FAMILY)) {
            points.person += 5;
        } else if words.is(noun, Classes::ORGANISATION_TRIGGER) {
            points.organisation += 4;
        } else if words.is(noun, Classes::PLACE_TRIGGER) {
            points.place += 2;
        } else if words.is(noun, Classes::OTHER_HEAD) {
            points.other += 3;
        }
    }
    let article = words.is(before, Classes::ARTICLE_DEFINITE);
    if let Some(of) = before.checked_sub(usize::from(article))
        && words.is(of, Classes::OF)
    {
        points.place += i32::from(!article);
        if let Some(noun) = of.checked_sub(1).map(|at| skip_adjectives(words, at))
            && words.is(noun, Classes::PLACE_TRIGGER)
        {
            points.place += 3;
        }
    }
    if words.is(before, Classes::PREPOSITION_PLACE) && !words.is_capital(before) {
        points.place += 3;
    } else if words.is(before, Classes::PREPOSITION_INSIDE) {
        points.place += 1;
    } else if words.is(before, Classes::PREPOSITION_PERSON) {
        points.person += 1;
    }
    if words.is(before, Classes::ARTICLE_DEFINITE.or(Classes::CONTRACTED))
        && !words.is_capital(before)
    {
        points.person -= 3;
        points.organisation += 1;
        let inside = before.checked_sub(1).is_some_and(|at| {
            words.is(
                at,
                Classes::PREPOSITION_INSIDE.or(Classes::PREPOSITION_PLACE),
            )
        });
        if inside {
            points.place += 2;
        }
    }
}

fn right(words: &Words, candidate: &Candidate, points: &mut Evidence) {
    let reading = words.reading;
    let after = candidate.tokens.end;
    let word = |at: usize| reading.tokens.get(at).map_or("", |_| reading.word(at));
    match word(after) {
        // `Nantes (Loire-Atlantique)`, `Haut-Commissariat (HCR)`.
        "(" if word(after + 2) == ")" => {
            let known = words
                .known_name(after + 1, after + 2)
                .and_then(|(_, kind)| kind);
            if known == Some(ActorKind::Place) {
                points.place += 2;
            } else if words.shape(after + 1) == Shape::Upper {
                let acronym = words.key(after + 1..after + 2);
                if spells_loosely(&candidate.key, &acronym) {
                    points.organisation += 5;
                } else if candidate.tokens.len() > 1 {
                    points.person += 2;
                }
            }
        }
        // `Roy, 46 ans,`; `Roy, maire de`.
        "," => {
            let age = reading
                .tokens
                .get(after + 1)
                .is_some_and(|token| token.kind == TokenKind::Number)
                && word(after + 2)
                    .chars()
                    .next()
                    .is_some_and(char::is_alphabetic)
                && matches!(word(after + 3), "," | "." | ")");
            let age = age && candidate.form != Form::Known(Some(ActorKind::Place));
            if age || words.is(after + 1, Classes::FUNCTION) && !words.is_capital(after + 1) {
                points.person += 3;
            }
        }
        _ => {}
    }
}

/// The noun that stands right before a name, adjectives skipped: `le président américain Donald Trump`.
pub fn noun_before(words: &Words, first: usize) -> Option<usize> {
    let mut at = skip_adjectives(words, first.checked_sub(1)?);
    // `le parti écologiste Terre et Mer`: what can be a noun is an adjective behind one.
    if words.is(at, Classes::ADJECTIVE) && words.before_is(at, Classes::ORGANISATION_TRIGGER) {
        at -= 1;
    }
    let noun = Classes::PERSON_NOUN
        .or(Classes::FAMILY)
        .or(Classes::ORGANISATION_TRIGGER)
        .or(Classes::PLACE_TRIGGER)
        .or(Classes::OTHER_HEAD);
    words.is(at, noun).then_some(at)
}

fn skip_adjectives(words: &Words, from: usize) -> usize {
    let mut at = from;
    for _ in 0..2 {
        if at > 0 && words.is_adjective(at) && !words.is(at, Classes::PERSON_NOUN) {
            at -= 1;
        }
    }
    at
}
