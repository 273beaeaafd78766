//! Figures in a query: `>1000 morts`, `10..20%`, `3,5M€`, `12 km`, and the names under which the library files what it counts.
//!
//! What the words mean is the vocabulary's affair ([`vocabulary`]); what was put in before tolls had a name of their own is found by
//! the nouns that tell them.

use crate::annotate::figures::vocabulary::{self, What};
use crate::library::words::without_separators;
use crate::model::{CanonicalText, Figure, Named, Toll, Value, fold};

/// Figures of one measure between two values, both included.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRange {
    pub least: f64,
    pub most: f64,
    /// What is measured, by the size of its units; none for figures of any measure.
    pub of: Option<Vec<Filed>>,
}

/// A name under which figures are filed.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed {
    pub name: String,
    /// How many of it are one of the unit that the range is in.
    pub times: f64,
}

/// What a figure measures: a unit in lower case, or the counted noun, folded and without its plural.
fn measure(unit_or_noun: &str) -> String {
    let folded = fold(unit_or_noun.trim());
    let singular = folded
        .strip_suffix(['s', 'x'])
        .filter(|stem| stem.len() > 2);
    singular.unwrap_or(&folded).to_owned()
}

/// What a figure measures.
pub fn measure_of(figure: &Figure, text: &CanonicalText) -> String {
    match (&figure.unit, figure.of) {
        (Some(unit), _) => measure(unit),
        (None, Some(of)) => measure(&text[of]),
        (None, None) => String::new(),
    }
}

/// The names under which a figure is filed: what it measures, and its toll. A noun that says no more than the toll is none.
pub fn filed(figure: &Figure, text: &CanonicalText) -> Vec<String> {
    let Some(toll) = figure.toll else {
        return vec![measure_of(figure, text)];
    };
    let says_more = figure
        .of
        .is_some_and(|of| vocabulary::toll(&text[of]) != Some(toll));
    let noun = says_more.then(|| measure_of(figure, text));
    noun.into_iter().chain([toll_name(toll)]).collect()
}

/// Nouns have no colon.
fn toll_name(toll: Toll) -> String {
    format!("toll:{}", toll.name())
}

impl FigureRange {
    pub(super) fn holds(&self, figure: &Figure, text: &CanonicalText) -> bool {
        let Value::Number(value) = figure.value else {
            return false;
        };
        let within = |times: f64| (self.least * times..=self.most * times).contains(&value);
        let Some(of) = &self.of else {
            return within(1.0);
        };
        let filed = filed(figure, text);
        of.iter()
            .any(|one| within(one.times) && filed.contains(&one.name))
    }
}

/// The figures that `value` and the words behind it ask for, and how many of these words it takes; none without a number.
pub(super) fn range(value: &str, following: &[&str]) -> Option<(FigureRange, usize)> {
    let mut words: Vec<&str> = value.split_whitespace().collect();
    let own = words.len();
    words.extend(following);
    let mut taken = 0;
    let (sign, first) = split_sign(words.first()?);
    if first.is_empty() {
        taken += 1;
    } else {
        words[0] = first;
    }
    let (number, letters) = split_number(words.get(taken)?);
    let mut number = number.to_owned();
    if letters.is_empty() {
        taken += 1;
        // `1 000 000`
        let group =
            |word: &&&str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        let whole = number.bytes().all(|byte| byte.is_ascii_digit()) && number.len() <= 3;
        while let Some(thousands) = words.get(taken).filter(|_| whole).filter(group) {
            number += thousands;
            taken += 1;
        }
    } else {
        words[taken] = letters;
    }
    let asked = vocabulary::asked(&words[taken..]);
    taken += asked.words;
    let (least, most) = sign.bounds(&number, asked.scale)?;
    let of = names(asked.what);
    let range = FigureRange { least, most, of };
    Some((range, taken.saturating_sub(own)))
}

/// The names under which what is asked for is filed; none for anything.
fn names(what: What) -> Option<Vec<Filed>> {
    let once = |name: String| Filed { name, times: 1.0 };
    let mut names: Vec<Filed> = match what {
        What::Anything => return None,
        What::Counted(noun) => vec![once(measure(&noun))],
        What::Units(units) => units
            .iter()
            .map(|(symbol, times)| Filed {
                name: measure(symbol),
                times: *times,
            })
            .collect(),
        What::Toll(toll) => {
            let nouns = vocabulary::words_of(toll).map(|word| once(measure(word)));
            nouns.chain([once(toll_name(toll))]).collect()
        }
    };
    names.sort_by(|one, other| {
        one.times
            .total_cmp(&other.times)
            .then_with(|| one.name.cmp(&other.name))
    });
    names.dedup();
    Some(names)
}

/// What stands before a number.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Exactly,
    Above { strictly: bool },
    Below { strictly: bool },
}

fn split_sign(word: &str) -> (Sign, &str) {
    const SIGNS: [(&str, Sign); 7] = [
        (">=", Sign::Above { strictly: false }),
        ("≥", Sign::Above { strictly: false }),
        ("<=", Sign::Below { strictly: false }),
        ("≤", Sign::Below { strictly: false }),
        (">", Sign::Above { strictly: true }),
        ("<", Sign::Below { strictly: true }),
        ("=", Sign::Exactly),
    ];
    let found = SIGNS
        .iter()
        .find_map(|(written, sign)| Some((*sign, word.strip_prefix(written)?)));
    found.unwrap_or((Sign::Exactly, word))
}

impl Sign {
    /// The least and the most of what is meant, both included.
    fn bounds(self, number: &str, scale: f64) -> Option<(f64, f64)> {
        if let Some((from, to)) = number.split_once("..") {
            return Some((parse(from)? * scale, parse(to)? * scale));
        }
        let number = parse(number)? * scale;
        Some(match self {
            Sign::Exactly => (number, number),
            Sign::Above { strictly: false } => (number, f64::INFINITY),
            Sign::Above { strictly: true } => (number.next_up(), f64::INFINITY),
            Sign::Below { strictly: false } => (f64::NEG_INFINITY, number),
            Sign::Below { strictly: true } => (f64::NEG_INFINITY, number.next_down()),
        })
    }
}

/// Digits with what may stand between them, and the letters that are written together with them.
fn split_number(word: &str) -> (&str, &str) {
    let in_number =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '-' | '\u{A0}' | '\u{202F}');
    word.split_at(word.find(|c| !in_number(c)).unwrap_or(word.len()))
}

/// A number with points, commas, blanks or apostrophes between thousands, and a comma or a point before decimals.
fn parse(number: &str) -> Option<f64> {
    let blanks = number.replace(['\u{A0}', '\u{202F}'], " ");
    let plain = if blanks.starts_with('0') {
        blanks
    } else {
        without_separators(&blanks)
    };
    let parsed = plain.replace(',', ".").parse();
    parsed.ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use crate::library::query::{Query, Term};

    #[test]
    fn figures_have_bounds_and_measures() {
        let figure = |text: &str| {
            let query = Query::parse(text).unwrap();
            match &query.clauses[0].any[..] {
                [Term::Figure(figure)] => (figure.least, figure.most, figure.of.clone()),
                other => panic!("{other:?}"),
            }
        };
        let names = |text: &str| -> Vec<String> {
            let of = figure(text).2.unwrap();
            of.into_iter().map(|filed| filed.name).collect()
        };
        let bounds = |text: &str| (figure(text).0, figure(text).1);
        assert_eq!(bounds("figure:>=1000 morts"), (1000.0, f64::INFINITY));
        for word in ["figure:>=1000 morts", "figure:>=1000 killed"] {
            assert!(names(word).contains(&"toll:dead".to_owned()), "{word}");
            assert!(names(word).contains(&"mort".to_owned()), "{word}");
        }
        assert_eq!(bounds("chiffre:10..20%"), (10.0, 20.0));
        assert_eq!(names("chiffre:10..20 pour cent"), ["%"]);
        for text in [
            "figure:3,5M€",
            "figure:3.5m eur",
            "figure:3,5 millions d'euros",
            "figure:\"3 500 000 €\"",
            "figure:3 500 000 euros",
            "figure:3.500.000 euros",
        ] {
            assert_eq!(
                (bounds(text), names(text)),
                ((3.5e6, 3.5e6), vec!["eur".to_owned()]),
                "{text}"
            );
        }
        assert_eq!(bounds("figure:\"<= 5 km\""), (f64::NEG_INFINITY, 5.0));
        let (least, most, of) = figure("figure:>12");
        assert!(least > 12.0 && least < 12.001 && most.is_infinite() && of.is_none());
        assert!(figure("figure:> 12").0 > 12.0);
        assert_eq!(bounds("figure:0.500"), (0.5, 0.5));
    }

    #[test]
    fn words_behind_a_figure_are_searched_for() {
        for (text, clauses) in [
            ("figure:>5% hausse", 2),
            ("figure:>1m eur hausse", 2),
            ("figure:>1000 morts séisme", 2),
            ("figure:>1000 -morts", 2),
            ("figure:>1000 by:Berg", 2),
            ("figure:>1000 OR figure:<10", 1),
        ] {
            assert_eq!(Query::parse(text).unwrap().clauses.len(), clauses, "{text}");
        }
    }
}
