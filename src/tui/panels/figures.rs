//! The figures panel: value normalised, what is counted, the words as they stand; grouped by what they measure.

use jiff::civil::Date;
use ratatui::text::{Line, Span as Piece};

use super::{PARAGRAPH, mark, marker, paragraph_mark};
use crate::model::{Bound, Figure, FigureKind, Value};
use crate::tui::canvas::column;
use crate::tui::reader::{Reader, Selection};
use crate::tui::state::Look;
use crate::tui::texts::Texts;
use crate::tui::theme::Signs;

/// The groups of the panel, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Tolls,
    Counts,
    Money,
    Percentages,
    Measures,
    Dates,
}

const GROUPS: [Group; 6] = [
    Group::Tolls,
    Group::Counts,
    Group::Money,
    Group::Percentages,
    Group::Measures,
    Group::Dates,
];

/// Every figure, group by group.
pub fn targets(reader: &Reader) -> Vec<Selection> {
    let Some(found) = &reader.annotations else {
        return Vec::new();
    };
    let of_group =
        |group| (0..found.figures.len()).filter(move |at| group_of(&found.figures[*at]) == group);
    GROUPS
        .into_iter()
        .flat_map(of_group)
        .map(Selection::Figure)
        .collect()
}

/// The heading over a figure: the name of its group where it is the first one of it.
pub(super) fn heading(
    reader: &Reader,
    target: Selection,
    before: Option<Selection>,
    texts: &Texts,
) -> Option<&'static str> {
    let found = reader.annotations.as_ref()?;
    let group = |target| match target {
        Selection::Figure(at) => found.figures.get(at).map(group_of),
        _ => None,
    };
    let own = group(target)?;
    (before.and_then(group) != Some(own)).then(|| title(own, texts))
}

/// `▶ ~2 000         soldats        2.000       ¶5`
pub(super) fn line(reader: &Reader, at: usize, look: &Look, width: usize) -> Line<'static> {
    let Some(figure) = reader
        .annotations
        .as_ref()
        .and_then(|found| found.figures.get(at))
    else {
        return Line::default();
    };
    let text = &reader.dispatch.text;
    let selected = reader.selection == Some(Selection::Figure(at));
    let mut opening = vec![marker(selected, false, look)];
    if reader.review.is_some() {
        opening.push(mark(reader, Selection::Figure(at), figure.confidence, look));
    }
    opening.push(Piece::raw(" "));
    let room = width.saturating_sub(opening.len() + PARAGRAPH);
    let value_width = (room / 2).min(if figure.of.is_some() { 19 } else { 26 });
    let rest = room - value_width;
    let words = text[figure.span].replace('\n', " ");
    let mut pieces = opening;
    pieces.push(Piece::styled(
        column(
            &value_text(figure, look.texts(), look.theme.signs),
            value_width,
            look,
        ),
        look.theme.text,
    ));
    match figure.of {
        Some(of) => {
            let of_width = rest / 2;
            pieces.push(Piece::raw(column(&text[of], of_width, look)));
            pieces.push(Piece::styled(
                column(&words, rest - of_width, look),
                look.theme.dim,
            ));
        }
        None => pieces.push(Piece::styled(column(&words, rest, look), look.theme.dim)),
    }
    pieces.push(paragraph_mark(reader, figure.span.start(), look));
    Line::from(pieces)
}

fn group_of(figure: &Figure) -> Group {
    match figure.kind {
        FigureKind::Number if figure.toll.is_some() => Group::Tolls,
        FigureKind::Number | FigureKind::Ordinal | FigureKind::Score | FigureKind::Ratio => {
            Group::Counts
        }
        FigureKind::Money => Group::Money,
        FigureKind::Percentage => Group::Percentages,
        FigureKind::Quantity => Group::Measures,
        FigureKind::Duration
        | FigureKind::Age
        | FigureKind::Date
        | FigureKind::Time
        | FigureKind::DateTime => Group::Dates,
    }
}

fn title(group: Group, texts: &Texts) -> &'static str {
    match group {
        Group::Tolls => texts.tolls,
        Group::Counts => texts.counts,
        Group::Money => texts.money,
        Group::Percentages => texts.percentages,
        Group::Measures => texts.measures,
        Group::Dates => texts.dates,
    }
}

/// A value as people read it: `≥ 12`, `~2 000`, `3 200 000 000 EUR`, `sam. 21 nov. 2020`, `3 – 4`.
pub fn value_text(figure: &Figure, texts: &Texts, signs: &Signs) -> String {
    let one = |value: &Value| match value {
        Value::Number(number) => grouped(*number, texts),
        Value::Iso(iso) => iso_text(iso, texts, signs),
        Value::Score(ours, theirs) => format!("{ours}-{theirs}"),
        Value::Ratio(part, whole) => format!("{part}/{whole}"),
        Value::Unknown => "?".to_owned(),
    };
    let mut value = one(&figure.value);
    if let Some(upper) = &figure.upper {
        value = format!("{value} {} {}", signs.dash, one(upper));
    }
    let value = match (figure.kind, figure.unit.as_deref()) {
        (FigureKind::Ordinal, _) => format!("n° {value}"),
        (_, Some(unit)) => format!("{value} {unit}"),
        (FigureKind::Age, None) if matches!(figure.value, Value::Number(_)) => {
            format!("{value} {}", texts.durations[0])
        }
        _ => value,
    };
    match figure.bound {
        None => value,
        Some(Bound::Approximate) => format!("~{value}"),
        Some(Bound::Vague) => format!("{} {value}", signs.about),
        Some(Bound::Minimum) => format!("{} {value}", signs.at_least),
        Some(Bound::Maximum) => format!("{} {value}", signs.at_most),
    }
}

/// Thousands parted by blanks, the decimal sign of the language.
fn grouped(number: f64, texts: &Texts) -> String {
    let plain = format!("{}", number.abs());
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let blank = if texts.decimal_comma { ' ' } else { ',' };
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 && whole.len() > 3 {
            out.push(blank);
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(if texts.decimal_comma { ',' } else { '.' });
        out.push_str(decimals);
    }
    if number < 0.0 { format!("-{out}") } else { out }
}

fn iso_text(iso: &str, texts: &Texts, signs: &Signs) -> String {
    if let Some((start, end)) = iso.split_once('/') {
        return format!(
            "{} {} {}",
            iso_text(start, texts, signs),
            signs.arrow,
            iso_text(end, texts, signs)
        );
    }
    if iso.starts_with('P') {
        return duration_text(iso, texts);
    }
    if let Some(time) = iso.strip_prefix('T') {
        return time_text(time);
    }
    match iso.split_once('T') {
        Some((day, time)) => format!("{} {}", day_text(day, texts), time_text(time)),
        None => day_text(iso, texts),
    }
}

fn time_text(time: &str) -> String {
    match time.strip_suffix('Z') {
        Some(local) => format!("{local} GMT"),
        None => time.to_owned(),
    }
}

fn day_text(day: &str, texts: &Texts) -> String {
    let month_name = |month: &str| {
        month
            .parse::<usize>()
            .ok()
            .and_then(|number| texts.months.get(number.checked_sub(1)?))
            .copied()
    };
    if let Ok(date) = day.parse::<Date>() {
        return texts.day(date);
    }
    let mut parts = day.split('-');
    match (
        parts.next(),
        parts.next().and_then(month_name),
        parts.next(),
    ) {
        (Some(year), Some(month), None) => format!("{month} {year}"),
        _ => day.to_owned(),
    }
}

/// `P6W` → `6 sem.`, `PT1H30M` → `1 h 30 min`.
fn duration_text(iso: &str, texts: &Texts) -> String {
    let [years, months, weeks, days, hours, minutes, seconds] = texts.durations;
    let mut parts = Vec::new();
    let mut time = false;
    let mut number = String::new();
    for c in iso.chars().skip(1) {
        let unit = match (c, time) {
            ('T', _) => {
                time = true;
                continue;
            }
            ('Y', _) => years,
            ('M', false) => months,
            ('W', _) => weeks,
            ('D', _) => days,
            ('H', _) => hours,
            ('M', true) => minutes,
            ('S', _) => seconds,
            (digit, _) => {
                number.push(digit);
                continue;
            }
        };
        parts.push(format!("{} {unit}", std::mem::take(&mut number)));
    }
    if parts.is_empty() {
        iso.to_owned()
    } else {
        parts.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::tui::texts::Locale;
    use crate::tui::theme::{Palette, Theme};

    fn shown(kind: FigureKind, value: Value, unit: Option<&str>, bound: Option<Bound>) -> String {
        let figure = Figure {
            kind,
            span: Span::new(0, 1),
            value,
            upper: None,
            unit: unit.map(str::to_owned),
            of: None,
            bound,
            cue: None,
            dimension: None,
            toll: None,
            confidence: 1.0,
        };
        value_text(
            &figure,
            Locale::French.texts(),
            Theme::new(Palette::Terminal, false).signs,
        )
    }

    #[test]
    fn values_read_as_people_write_them() {
        let iso = |text: &str| Value::Iso(text.to_owned());
        assert_eq!(
            shown(
                FigureKind::Number,
                Value::Number(2000.0),
                None,
                Some(Bound::Approximate)
            ),
            "~2 000"
        );
        assert_eq!(
            shown(
                FigureKind::Number,
                Value::Number(12.0),
                None,
                Some(Bound::Minimum)
            ),
            "≥ 12"
        );
        assert_eq!(
            shown(FigureKind::Money, Value::Number(3.2e9), Some("EUR"), None),
            "3 200 000 000 EUR"
        );
        assert_eq!(
            shown(
                FigureKind::Percentage,
                Value::Number(-0.14),
                Some("%"),
                None
            ),
            "-0,14 %"
        );
        assert_eq!(
            shown(FigureKind::Date, iso("2020-11-21"), None, None),
            "sam. 21 nov. 2020"
        );
        assert_eq!(
            shown(FigureKind::Date, iso("2020-11"), None, None),
            "nov. 2020"
        );
        assert_eq!(
            shown(FigureKind::Date, iso("2020-10-01/2020-12-31"), None, None),
            "jeu. 1 oct. 2020 → jeu. 31 déc. 2020"
        );
        assert_eq!(
            shown(FigureKind::Time, iso("T14:00Z"), None, None),
            "14:00 GMT"
        );
        assert_eq!(
            shown(FigureKind::Duration, iso("PT1H30M"), None, None),
            "1 h 30 min"
        );
        assert_eq!(
            shown(FigureKind::Duration, iso("P6W"), None, None),
            "6 sem."
        );
    }
}
