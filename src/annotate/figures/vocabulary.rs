//! What words mean in a question about figures, in whatever language they are: `morts`, `killed`, `millions d'euros`, `km²`.
//!
//! The data are those that figures in texts are read with. A question has no language of its own, so all of them are asked, in the
//! order of [`Language::ALL`]. Knows nothing of how questions are asked.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, NumberWord, Role, Unit, pieces};
use crate::annotate::Language;
use crate::model::{Toll, fold};

/// The words that tell tolls, folded.
static TOLLS: LazyLock<FxHashMap<String, Toll>> = LazyLock::new(|| {
    let words = lexicons().flat_map(Lexicon::tolls);
    words.map(|(word, toll)| (fold(word), toll)).collect()
});

/// What is asked for behind a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// What the number is multiplied by.
    pub scale: f64,
    pub what: What,
    /// Words that say so.
    pub words: usize,
}

/// Of what figures are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum What {
    /// Of whatever they are.
    #[default]
    Anything,
    Toll(Toll),
    /// Symbols or currency codes, each with how many of it are one of what was asked for.
    Units(Vec<(&'static str, f64)>),
    /// A noun that is counted.
    Counted(String),
}

/// Reads the words behind a number, the first of which may have been written together with it: `M€`, `millions d'euros`, `km`,
/// `morts`. Where languages give a word of scale different numbers, the smallest is meant: a billion is 1e9.
pub fn asked(words: &[&str]) -> Asked {
    let parts = words.iter().enumerate();
    let parts: Vec<(usize, &str)> = parts
        .flat_map(|(at, word)| pieces(word).into_iter().map(move |piece| (at, piece)))
        .collect();
    let lower: Vec<String> = parts.iter().map(|(_, part)| part.to_lowercase()).collect();
    let said = |scale: f64, what: What, next: usize| Asked {
        scale,
        what,
        words: next.checked_sub(1).map_or(0, |last| parts[last].0 + 1),
    };
    let Some((_, first)) = parts.first() else {
        return said(1.0, What::Anything, 0);
    };
    if let Some((code, scale)) = lexicons().find_map(|lexicon| lexicon.scaled_currency(first)) {
        return said(scale, What::Units(vec![(code, 1.0)]), 1);
    }
    let (scale, mut at) = scale(first, &lower);
    let (of, named) = (at, |at: &usize| {
        lexicons().any(|lexicon| is_of(lexicon, &lower, *at))
    });
    at += usize::from(of > 0 && named(&of));
    if let Some((unit, length)) = unit(&lower, at) {
        return said(scale, What::Units(unit), at + length);
    }
    match lower.get(at) {
        None => said(scale, What::Anything, of),
        Some(noun) => {
            let noun = fold(noun);
            let what = TOLLS
                .get(&noun)
                .map_or(What::Counted(noun), |toll| What::Toll(*toll));
            said(scale, what, at + 1)
        }
    }
}

/// All words that tell a toll, folded.
pub fn words_of(toll: Toll) -> impl Iterator<Item = &'static str> {
    let told = TOLLS.iter().filter(move |(_, told)| **told == toll);
    told.map(|(word, _)| word.as_str())
}

/// The toll that a word tells, whatever its case and accents.
pub fn toll(word: &str) -> Option<Toll> {
    TOLLS.get(&fold(word)).copied()
}

fn lexicons() -> impl Iterator<Item = &'static Lexicon> {
    Language::ALL.into_iter().map(Lexicon::of)
}

/// What the first words multiply by, and how many they are. Letters that are a unit too (`m`) multiply where a unit follows, or
/// where they are no unit as they are written.
fn scale(first: &str, lower: &[String]) -> (f64, usize) {
    let short = lexicons().find_map(|lexicon| lexicon.short_scale(first));
    if let Some(scale) = short
        && (unit(lower, 1).is_some() || unit(lower, 0).is_none() || first != lower[0])
    {
        return (scale, 1);
    }
    let word = |word: &String| {
        let numbers = lexicons().filter_map(|lexicon| lexicon.sense(word)?.number);
        let scales = numbers.filter_map(|number| match number {
            NumberWord::Scale(scale) | NumberWord::Collective(scale) => Some(scale),
            _ => None,
        });
        scales.min_by(f64::total_cmp)
    };
    let scales: Vec<f64> = lower.iter().map_while(word).collect();
    (scales.iter().product(), scales.len())
}

fn is_of(lexicon: &Lexicon, lower: &[String], at: usize) -> bool {
    let sense = lower.get(at).and_then(|word| lexicon.sense(word));
    sense.is_some_and(|sense| sense.roles.has(Role::Of))
}

/// The longest unit from a word on, with what it can be converted to and how many words it takes.
fn unit(lower: &[String], at: usize) -> Option<(Vec<(&'static str, f64)>, usize)> {
    let first = lower.get(at)?;
    let mut longest: Option<(&Lexicon, Unit, usize)> = None;
    for lexicon in lexicons() {
        let found = lexicon.unit(first, |n| lower.get(at + n).map(String::as_str));
        if let Some((unit, length)) = found
            && longest.is_none_or(|(.., most)| length > most)
        {
            longest = Some((lexicon, unit, length));
        }
    }
    let (lexicon, unit, length) = longest?;
    let symbols = match unit {
        Unit::Percent => vec![("%", 1.0)],
        Unit::Point(symbol) => vec![(symbol, 1.0)],
        Unit::Money(code) => vec![(code, 1.0)],
        Unit::SharedMoney(family) => {
            let family = &lexicon.families()[family];
            match family.usual {
                Some(code) => vec![(code, 1.0)],
                None => family.homes.values().map(|code| (*code, 1.0)).collect(),
            }
        }
        Unit::Cent(_) => vec![("cent", 1.0)],
        Unit::Measure(symbol, _) => lexicon.convertible(symbol),
    };
    Some((symbols, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> (f64, What, usize) {
        let words: Vec<&str> = words.split(' ').collect();
        let asked = asked(&words);
        (asked.scale, asked.what, asked.words)
    }

    fn units(what: What) -> Vec<&'static str> {
        match what {
            What::Units(units) => units.into_iter().map(|(symbol, _)| symbol).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn amounts_of_money_are_scaled() {
        for (words, scale, taken) in [
            ("M€", 1e6, 1),
            ("m eur", 1e6, 2),
            ("millions d'euros", 1e6, 2),
            ("milliard de dollars hier", 1e9, 3),
            ("billion usd", 1e9, 2),
            ("MEUR", 1e6, 1),
            ("k€ hier", 1e3, 1),
            ("euros", 1.0, 1),
        ] {
            let (read_scale, what, read_words) = read(words);
            assert_eq!((read_scale, read_words), (scale, taken), "{words}");
            assert!(["EUR", "USD"].contains(&units(what)[0]), "{words}");
        }
        assert_eq!(read("M"), (1e6, What::Anything, 1));
    }

    #[test]
    fn measures_come_with_their_multiples() {
        let (scale, what, words) = read("km hier");
        assert_eq!((scale, words), (1.0, 1));
        let What::Units(units) = what else { panic!() };
        assert!(units.contains(&("m", 1000.0)) && units.contains(&("km", 1.0)));
        assert_eq!(read("m").0, 1.0);
        assert_eq!(read("kilomètres par heure").2, 3);
        assert_eq!(read("pour cent"), (1.0, What::Units(vec![("%", 1.0)]), 2));
    }

    #[test]
    fn tolls_are_told_in_any_language() {
        for word in [
            "morts", "tués", "tues", "deces", "killed", "Tote", "muertos",
        ] {
            assert_eq!(read(word).1, What::Toll(Toll::Dead), "{word}");
        }
        assert_eq!(read("injured").1, What::Toll(Toll::Injured));
        assert_eq!(read("soldats").1, What::Counted("soldats".to_owned()));
        assert!(words_of(Toll::Dead).any(|word| word == "fatalities"));
    }
}
