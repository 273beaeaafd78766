//! The value of a figure as a word: what logs and interchange formats carry, and people type.

use crate::model::{Figure, FigureKind, Value};

/// As in the JSON of a dispatch; a range has a stroke between its ends. Empty for a value that is not known.
pub fn write(figure: &Figure) -> String {
    match &figure.upper {
        Some(upper) => format!("{}/{}", one(&figure.value), one(upper)),
        None => one(&figure.value),
    }
}

fn one(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Iso(text) => text.clone(),
        Value::Score(first, second) => format!("{first}-{second}"),
        Value::Ratio(part, whole) => format!("{part}/{whole}"),
        Value::Unknown => String::new(),
    }
}

/// What a word says of a figure of a kind: its value and the upper end of a range; none for what [`write`] would never give.
pub fn read(kind: FigureKind, word: &str) -> Option<(Value, Option<Value>)> {
    let number = |digits: &str| {
        let number = digits.trim().parse::<f64>().ok()?;
        number.is_finite().then_some(Value::Number(number))
    };
    match kind {
        FigureKind::Score => {
            let (first, second) = word.split_once('-')?;
            let points = |side: &str| side.trim().parse().ok();
            Some((Value::Score(points(first)?, points(second)?), None))
        }
        FigureKind::Ratio => {
            let (part, whole) = word.split_once('/')?;
            let parts = |side: &str| side.trim().parse().ok();
            Some((Value::Ratio(parts(part)?, parts(whole)?), None))
        }
        FigureKind::Date | FigureKind::Time | FigureKind::DateTime | FigureKind::Duration => {
            let plain = |c: char| c.is_ascii_alphanumeric() || "-+:./".contains(c);
            let value = match word {
                "" => Value::Unknown,
                _ => Value::Iso(word.chars().all(plain).then(|| word.to_owned())?),
            };
            Some((value, None))
        }
        _ => match word.split_once('/') {
            Some((lower, upper)) => Some((number(lower)?, Some(number(upper)?))),
            None => Some((number(word)?, None)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Named;

    #[test]
    fn what_is_written_is_read_again() {
        let cases: &[(FigureKind, &str)] = &[
            (FigureKind::Number, "12"),
            (FigureKind::Number, "3/4"),
            (FigureKind::Money, "1500000.5"),
            (FigureKind::Quantity, "-3"),
            (FigureKind::Score, "2-1"),
            (FigureKind::Ratio, "2/3"),
            (FigureKind::Date, "2020-11-21"),
            (FigureKind::Date, "2020-11/2020-12"),
            (FigureKind::DateTime, "2020-11-21T14:00+01:00"),
            (FigureKind::Duration, "P6W"),
            (FigureKind::Date, ""),
        ];
        for (kind, word) in cases {
            let (value, upper) = read(*kind, word).expect(word);
            let written = match upper {
                Some(upper) => format!("{}/{}", one(&value), one(&upper)),
                None => one(&value),
            };
            assert_eq!(&written, word, "{}", kind.name());
        }
    }

    #[test]
    fn words_that_are_no_value_are_refused() {
        for (kind, word) in [
            (FigureKind::Number, "douze"),
            (FigureKind::Number, "NaN"),
            (FigureKind::Number, "inf"),
            (FigureKind::Score, "2"),
            (FigureKind::Ratio, "2/x"),
            (FigureKind::Date, "jeudi dernier"),
        ] {
            assert_eq!(read(kind, word), None, "{word}");
        }
    }
}
