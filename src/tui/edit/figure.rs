//! The value of a figure: read from the words of its passage as the extractor reads them, or typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::passage::Passage;
use super::words::words;
use super::{Mode, Turn};
use crate::annotate::figures::figures;
use crate::annotate::reading::Reading;
use crate::model::{CanonicalText, Dispatch, Figure, FigureKind, Paragraph, ParagraphKind, Span};
use crate::review::event::Label;
use crate::review::value;
use crate::tui::key::{Key, KeyCode};
use crate::tui::overlay::prompt::{self, Edit, edit};
use crate::tui::state::State;

/// What the extractor reads in a passage by itself: the one figure that is in it.
pub fn read(dispatch: &Dispatch, passage: Span) -> Option<Figure> {
    let text = CanonicalText::new(dispatch.text.get(passage)?);
    let alone = Dispatch {
        lang: dispatch.lang.clone(),
        reference: dispatch
            .reference
            .or(dispatch.reference_date().map(|day| day.at(0, 0, 0, 0))),
        moment: dispatch.moment,
        paragraphs: vec![Paragraph {
            span: text.whole(),
            kind: ParagraphKind::Prose,
        }],
        text,
        ..Dispatch::default()
    };
    let found = figures(&Reading::new(&alone));
    <[Figure; 1]>::try_from(found).ok().map(|[figure]| figure)
}

/// A value and a unit as typed: a blank parts them.
pub fn parse(kind: FigureKind, typed: &str) -> Option<(Option<String>, Option<String>)> {
    let typed = typed.trim();
    let (value, unit) = match typed.split_once(char::is_whitespace) {
        Some((value, unit)) => (value, Some(unit.trim().to_owned())),
        None => (typed, None),
    };
    is_value(kind, value).then(|| (Some(value.to_owned()), unit))
}

/// Whether a word can be the value of a figure of a kind; dates and times are such as there are.
pub fn is_value(kind: FigureKind, word: &str) -> bool {
    let moments = || word.splitn(2, '/');
    !word.is_empty()
        && value::read(kind, word).is_some()
        && match kind {
            FigureKind::Date => moments().all(is_date),
            FigureKind::Time => moments().all(is_time),
            FigureKind::DateTime => moments().all(|moment| {
                let (date, time) = moment.split_at_checked(10).unwrap_or_default();
                is_date(date) && is_time(time)
            }),
            FigureKind::Duration => moments().all(is_duration),
            _ => true,
        }
}

/// `2020`, `2020-11`, `2020-W47`, `2020-11-21`
fn is_date(word: &str) -> bool {
    let number = |digits: &str, most: u8| {
        let is_number = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number
            && digits
                .parse()
                .is_ok_and(|number: u8| (1..=most).contains(&number))
    };
    let (year, rest) = word.split_at_checked(4).unwrap_or_default();
    let is_year = !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit());
    is_year
        && match rest.strip_prefix('-') {
            None => rest.is_empty(),
            Some(rest) if rest.len() == 5 => word.parse::<jiff::civil::Date>().is_ok(),
            Some(rest) => match rest.strip_prefix('W') {
                Some(week) => number(week, 53),
                None => number(rest, 12),
            },
        }
}

/// `T14:00`, also with `Z` or an offset
fn is_time(word: &str) -> bool {
    let Some(clock) = word.strip_prefix('T') else {
        return false;
    };
    let clock = clock.strip_suffix('Z').unwrap_or(clock);
    let at = clock.find(['+', '-']).unwrap_or(clock.len());
    let (clock, offset) = clock.split_at_checked(at).unwrap_or_default();
    let is_clock = |word: &str| word.contains(':') && word.parse::<jiff::civil::Time>().is_ok();
    is_clock(clock) && (offset.is_empty() || offset.get(1..).is_some_and(is_clock))
}

/// `P6W`, `PT2H`, `P1Y6M`
fn is_duration(word: &str) -> bool {
    let units = |part: &str, allowed: &str| {
        part.chars()
            .all(|c| c.is_ascii_digit() || c == '.' || allowed.contains(c))
            && part.starts_with(|c: char| c.is_ascii_digit())
            && part.ends_with(|c: char| allowed.contains(c))
    };
    let Some(period) = word.strip_prefix('P') else {
        return false;
    };
    match period.split_once('T') {
        Some(("", clock)) => units(clock, "HMS"),
        Some((days, clock)) => units(days, "YMWD") && units(clock, "HMS"),
        None => units(period, "YMWD"),
    }
}

/// As [`parse`] reads it.
pub fn write(value: Option<&str>, unit: Option<&str>) -> String {
    let words: Vec<&str> = value.into_iter().chain(unit).collect();
    words.join(" ")
}

/// A line to type a value in; the passage waits.
#[derive(Clone, Debug)]
pub struct Prompt {
    passage: Passage,
    kind: FigureKind,
    line: String,
}

impl Prompt {
    /// For a passage that is a figure of a kind, with the value that it has so far.
    pub fn new(passage: Passage, kind: FigureKind, line: String) -> Self {
        Prompt {
            passage,
            kind,
            line,
        }
    }

    /// Takes a key; a line that is no value stays to be mended.
    pub fn key(mut self, state: &mut State, key: Key) -> Turn {
        match key.code {
            KeyCode::Esc => return Turn::stay(Mode::Passage(self.passage)),
            KeyCode::Enter => match parse(self.kind, &self.line) {
                Some((value, unit)) => {
                    return self
                        .passage
                        .with_value(state, Label::Figure(self.kind), value, unit);
                }
                None => {
                    let said = words(state.look.locale);
                    let (why, example) = (said.no_value, said.example(self.kind));
                    state.warn(format!("{why} {example}"));
                }
            },
            _ if edit(&mut self.line, key) == Edit::Closed => {
                return Turn::stay(Mode::Passage(self.passage));
            }
            _ => {}
        }
        Turn::stay(Mode::Value(self))
    }

    /// The passage whose value is typed.
    pub fn passage(&self) -> &Passage {
        &self.passage
    }

    /// Draws the line; returns where the cursor stands.
    pub fn draw(&self, state: &State, buffer: &mut Buffer) -> Position {
        let said = words(state.look.locale);
        let kind = said.label(Label::Figure(self.kind));
        let line = format!(
            "{} ({kind}, {}){}{}",
            said.value,
            said.example(self.kind),
            state.look.texts().colon,
            self.line
        );
        prompt::draw(state, &line, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(passage: &str, expected: Option<(FigureKind, &str)>) {
        let text = CanonicalText::new(format!("Quelque {passage} soldats"));
        let dispatch = Dispatch {
            lang: Some("fr".to_owned()),
            text,
            ..Dispatch::default()
        };
        let found = read(&dispatch, Span::new(8, 8 + passage.len()));
        let found = found.map(|figure| {
            let word = write(Some(&value::write(&figure)), figure.unit.as_deref());
            (figure.kind, word)
        });
        let expected = expected.map(|(kind, word)| (kind, word.to_owned()));
        assert_eq!(found, expected, "{passage}");
    }

    #[test]
    fn the_words_of_a_figure_say_its_value() {
        check("2.000", Some((FigureKind::Number, "2000")));
        check("3,5 km", Some((FigureKind::Quantity, "3.5 km")));
        check("12 euros", Some((FigureKind::Money, "12 EUR")));
        check("trois ans", Some((FigureKind::Duration, "P3Y")));
        check("aucun", None);
        check("2 sur 3 et 12", None);
    }

    #[test]
    fn dates_times_and_durations_are_such_as_there_are() {
        let check = |kind, good: &[&str], bad: &[&str]| {
            for word in good {
                assert!(is_value(kind, word), "{word}");
            }
            for word in bad {
                assert!(!is_value(kind, word), "{word}");
            }
        };
        check(
            FigureKind::Date,
            &["2020", "2020-11", "2020-W47", "2020-11-21", "1990/1999"],
            &[
                "2020-13",
                "2020-11-31",
                "2020-11-0927",
                "20",
                "2020-",
                "é20-1",
                "demain",
            ],
        );
        check(
            FigureKind::Time,
            &["T14:00", "T14:00Z", "T14:00+01:00", "T14:00/T16:30"],
            &["14:00", "T25:00", "T1", "T14:00+"],
        );
        check(
            FigureKind::DateTime,
            &["2020-11-21T14:00"],
            &["2020-11-21", "2020-11-21T"],
        );
        check(
            FigureKind::Duration,
            &["P6W", "PT2H", "P1Y6M", "P1DT2H", "PT1.5H"],
            &["P", "6W", "PT", "P6", "PW6", "P6X"],
        );
    }

    #[test]
    fn a_typed_value_is_read_or_refused() {
        let typed = |line| parse(FigureKind::Quantity, line);
        let some = |word: &str| Some(word.to_owned());
        assert_eq!(typed(" 40  km/h"), Some((some("40"), some("km/h"))));
        assert_eq!(typed("40"), Some((some("40"), None)));
        assert_eq!(typed("beaucoup"), None);
        assert_eq!(typed(""), None);
    }
}
