//! Ranges of figures in a query: `>1000`, `10..20%`, `3,5M€`, and how the library files what a figure measures.

use crate::model::{CanonicalText, Figure, Value, fold};

/// Figures of one measure between two values, both included.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRange {
    pub least: f64,
    pub most: f64,
    /// As [`measure`] gives it; none for figures of any measure.
    pub measure: Option<String>,
}

const UNITS: &[(&str, &str)] = &[
    ("€", "eur"),
    ("euro", "eur"),
    ("$", "usd"),
    ("dollar", "usd"),
    ("£", "gbp"),
    ("¥", "jpy"),
    ("percent", "%"),
    ("pourcent", "%"),
];

/// What a figure measures, as the library files it: a unit in lower case, or the counted noun, folded and without its plural.
pub fn measure(unit_or_noun: &str) -> String {
    let folded = fold(unit_or_noun.trim());
    let singular = folded
        .strip_suffix(['s', 'x'])
        .filter(|stem| stem.len() > 2)
        .unwrap_or(&folded);
    let known = UNITS.iter().find(|(word, _)| *word == singular);
    known.map_or(singular, |(_, unit)| unit).to_owned()
}

/// What a figure measures.
pub fn measure_of(figure: &Figure, text: &CanonicalText) -> String {
    match (&figure.unit, figure.of) {
        (Some(unit), _) => measure(unit),
        (None, Some(of)) => measure(&text[of]),
        (None, None) => String::new(),
    }
}

impl FigureRange {
    pub(super) fn holds(&self, figure: &Figure, text: &CanonicalText) -> bool {
        let within = matches!(figure.value, Value::Number(value) if (self.least..=self.most).contains(&value));
        within
            && self
                .measure
                .as_ref()
                .is_none_or(|measure| *measure == measure_of(figure, text))
    }
}

/// `>1000`, `<=5%`, `10..20`, `3,5M`, `12 km`: the values that are wanted, and of what.
pub(super) fn range(value: &str, counted: Option<&str>) -> Option<FigureRange> {
    let signs = [
        (">=", true, false, 0),
        ("<=", false, true, 0),
        (">", true, false, 1),
        ("<", false, true, 1),
        ("=", false, false, 0),
    ];
    let sign = signs.iter().find(|(sign, ..)| value.starts_with(sign));
    let (body, upward, downward, strict) = match sign {
        Some((sign, up, down, strict)) => (value.strip_prefix(sign)?, *up, *down, *strict == 1),
        None => (value, false, false, false),
    };
    let split = body.rfind(|c: char| c.is_ascii_digit()).map(|at| at + 1)?;
    let (number, unit) = body.split_at(split);
    let (scale, unit) = match unit.chars().next() {
        Some('k') if unit.len() == 1 => (1e3, ""),
        Some('M') if !unit.starts_with("MW") => (1e6, unit.get(1..)?),
        Some('G') if unit.len() == 1 => (1e9, ""),
        _ => (1.0, unit),
    };
    let (least, most) = match number.split_once("..") {
        Some((from, to)) => (parse(from)? * scale, parse(to)? * scale),
        None => {
            let number = parse(number)? * scale;
            let (above, below) = if strict {
                (number.next_up(), number.next_down())
            } else {
                (number, number)
            };
            (
                if downward { f64::NEG_INFINITY } else { above },
                if upward { f64::INFINITY } else { below },
            )
        }
    };
    let unit = Some(unit.trim())
        .filter(|unit| !unit.is_empty())
        .or(counted);
    Some(FigureRange {
        least,
        most,
        measure: unit.map(measure),
    })
}

/// A number with blanks or apostrophes between thousands, and a comma or a point before decimals.
fn parse(number: &str) -> Option<f64> {
    let plain: String = number
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\''))
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use crate::library::query::{Query, Term};

    #[test]
    fn figures_have_bounds_and_measures() {
        let figure = |text: &str| {
            let query = Query::parse(text).unwrap();
            match &query.clauses[0].any[..] {
                [Term::Figure(figure)] => (figure.least, figure.most, figure.measure.clone()),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(
            figure("figure:>=1000 morts"),
            (1000.0, f64::INFINITY, Some("mort".to_owned()))
        );
        assert_eq!(
            figure("chiffre:10..20%"),
            (10.0, 20.0, Some("%".to_owned()))
        );
        assert_eq!(
            figure("figure:3,5M€"),
            (3.5e6, 3.5e6, Some("eur".to_owned()))
        );
        assert_eq!(
            figure("figure:\"<= 5 km\""),
            (f64::NEG_INFINITY, 5.0, Some("km".to_owned()))
        );
        let (least, most, measure) = figure("figure:>12");
        assert!(least > 12.0 && least < 12.001 && most.is_infinite() && measure.is_none());
    }
}
