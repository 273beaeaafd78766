//! Months, quarters and halves of a year: `mars 2019`, `en novembre`, `mi-avril`, `premier trimestre 2020`.

use std::ops::Range;

use jiff::civil::Date;

use super::super::lexicon::{Period, Role};
use super::super::numeral::{self, Form};
use super::super::view::View;
use super::absolute::{is_small_word, month_at, year_at};
use super::resolve::{self, Anchor, Day, Direction};
use super::{Found, tense};

/// A month without a day: behind a preposition, before a year, or beside `dernier` and its like.
pub fn month(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let month = view.sense(at).month?;
    let mut tokens = at..at + 1;
    if let Some((year, end)) = year_at(view, tokens.end) {
        tokens.end = end;
        return Some(Found::new(tokens, Day::Month { year, month }));
    }
    // `Nov to March`, in a note
    let joined = view.note.is_some()
        && (view.has(tokens.end, Role::To) || matches!(view.word(tokens.end), "-" | "–"))
        && view.sense(tokens.end + 1).month.is_some();
    if is_too_short(view, at) && !joined || is_small_word(view, at) {
        return None;
    }
    let beside = view.has(tokens.end, Role::Last) || view.has(tokens.end, Role::Next);
    let led = [
        Role::YearCue,
        Role::Edge,
        Role::DateLink,
        Role::During,
        Role::Between,
        Role::To,
        Role::Last,
        Role::Next,
        Role::This,
        Role::And,
    ]
    .into_iter()
    .any(|role| view.after(at, role));
    // `Mars` inside a sentence is the planet, where months have no capital.
    let grammar = &view.lexicon.grammar;
    let name = view.is_name(at) && !grammar.month_first && !grammar.capital_nouns;
    let noted = view.note.is_some();
    if !beside && !led && !joined && !view.is_bare_note() || name && !noted {
        return None;
    }
    // The tense of the sentence says nothing of `les législatives de juin`.
    let of_noun = view.after(at, Role::DateLink)
        && at >= 2
        && view.is_word(at - 2)
        && !view.has(at - 2, Role::Function)
        && view.period(at - 2).is_none();
    let direction = tense::beside(view, &tokens)
        .or_else(|| tense::direction(view, &tokens).filter(|_| !of_noun))
        .unwrap_or(Direction::Nearest);
    let mut found = Found::new(tokens, resolve::month(anchor.reference, month, direction));
    // `entre les mois d'avril et d'octobre`, `de mars à mai`
    let end = found.tokens.end;
    if (view.has(end, Role::And) || view.has(end, Role::To))
        && let Some((last, behind)) = month_at(view, end + 1)
        && let Day::Month { year, .. } = found.day
    {
        let stated = year_at(view, behind);
        // Where no year is stated the stretch begins in the year that was found, unless it has begun and is not over.
        let year = anchor
            .reference
            .filter(|_| stated.is_none())
            .and_then(|today| running(today, month, last))
            .unwrap_or(year);
        let over = i16::from(month > last && stated.is_none());
        let (year, behind) = stated.unwrap_or((year + over, behind));
        let first = if month <= last { year } else { year - 1 };
        found.day = Day::Month { year: first, month };
        found.end = Some(Day::Month { year, month: last });
        found.tokens.end = behind;
    }
    Some(found)
}

/// `mer`, `sept`: an abbreviation without a point or a number beside it says nothing.
pub fn is_too_short(view: &View, at: usize) -> bool {
    view.sense(at).short && !view.word(at).ends_with('.') && !is_alone(view)
}

/// Whether a note holds no other word.
fn is_alone(view: &View) -> bool {
    view.is_bare_note() && view.reading.tokens.len() <= 2
}

/// The year in which the stretch between two months begins that holds the day, if one does.
fn running(today: Date, first: i8, last: i8) -> Option<i16> {
    let now = today.month();
    match first <= last {
        true => (first..=last).contains(&now).then_some(today.year()),
        false if now >= first => Some(today.year()),
        false => (now <= last).then_some(today.year() - 1),
    }
}

/// `avril-juin 2020`: two months in one word, with their year.
pub fn pair(view: &View, at: usize) -> Option<Found> {
    let month = |name: &str| view.lexicon.sense(name)?.month;
    let (first, last) = view.lower(at).split_once('-')?;
    let (first, last) = (month(first)?, month(last)?);
    let (year, end) = year_at(view, at + 1)?;
    let begun = if first <= last { year } else { year - 1 };
    Some(Found {
        end: Some(Day::Month { year, month: last }),
        ..Found::new(
            at..end,
            Day::Month {
                year: begun,
                month: first,
            },
        )
    })
}

/// `mi-avril`: one word with a hyphen, or two with `mi` before.
pub fn middle(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let lexicon = view.lexicon;
    let (month, end) = match view.lower(at).split_once('-') {
        Some((before, name)) => {
            let middle = lexicon.sense(before)?.roles.has(Role::Middle);
            (lexicon.sense(name)?.month.filter(|_| middle)?, at + 1)
        }
        None => {
            let name = if view.word(at + 1) == "-" {
                at + 2
            } else {
                at + 1
            };
            (view.sense(name).month?, name + 1)
        }
    };
    if let Some((year, end)) = year_at(view, end) {
        return Some(Found::new(at..end, Day::Month { year, month }));
    }
    let tokens = at..end;
    let direction = tense::direction(view, &tokens).unwrap_or(Direction::Nearest);
    Some(Found::new(
        tokens,
        resolve::month(anchor.reference, month, direction),
    ))
}

/// `Q3 2019`, `2017-Q1`, `H2 2016`: a letter and the number of the quarter or half, beside its year.
pub fn lettered(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    // Most words that ask have no number.
    if !view.lower(at).ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (year, word, start) = match view.lower(at).split_once('-') {
        Some((year, word)) => (Some(year.parse().ok()?), word, at),
        None if view.is_number(at) => {
            let joined = matches!(view.word(at + 1), "-" | "/");
            let word = view.lower(at + 1 + usize::from(joined));
            (
                Some(year_at(view, at)?.0),
                word,
                at + 1 + usize::from(joined),
            )
        }
        None => (None, view.lower(at), at),
    };
    let (letter, number) = word.split_at_checked(1)?;
    let number: i8 = number.parse().ok()?;
    let grammar = &view.lexicon.grammar;
    let length = match letter {
        _ if grammar.quarter_letters.contains(&letter) => 3,
        _ if grammar.half_year_letters.contains(&letter) => 6,
        _ => return None,
    };
    if !(1..=12 / length).contains(&number) {
        return None;
    }
    let mut end = start + 1;
    let year = match year {
        Some(year) => year,
        None => match year_at(view, end) {
            Some((year, behind)) => {
                end = behind;
                year
            }
            // Alone it may be a name.
            None if view.is_bare_note() || view.note.is_some() && view.after(at, Role::During) => {
                anchor.reference?.year()
            }
            None => return None,
        },
    };
    let (first, last) = (length * (number - 1) + 1, length * number);
    Some(Found::new(at..end, Day::Months { year, first, last }))
}

/// `premier trimestre 2020`, `second semestre de l'année`
pub fn quarter(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let numeral = numeral::read(view, at).filter(|numeral| numeral.form == Form::Ordinal)?;
    let (ordinal, noun) = (numeral.value, numeral.tokens.end);
    let length = match view.period(noun)? {
        Period::Quarter => 3,
        Period::HalfYear => 6,
        _ => return None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the ordinal lies between 1 and 4"
    )]
    let number = (1.0..=f64::from(12 / length))
        .contains(&ordinal)
        .then_some(ordinal as i8)?;
    let (first, last) = (length * (number - 1) + 1, length * number);
    let mut end = noun + 1;
    if let Some((year, behind)) = year_at(view, end) {
        end = behind;
        return Some(Found::new(at..end, Day::Months { year, first, last }));
    }
    let tokens: Range<usize> = at..end;
    let direction = tense::direction(view, &tokens).unwrap_or(Direction::Nearest);
    let Day::Month { year, .. } = resolve::month(anchor.reference, first, direction) else {
        return Some(Found::new(tokens, Day::Unknown));
    };
    Some(Found::new(tokens, Day::Months { year, first, last }))
}
