//! The words of notes: `notes.toml`.

use std::collections::{HashMap, HashSet};

use super::super::lexicon::{Period, Phrases, pieces};
use super::super::view::View;
use super::rules::{self, Feast, Holiday};
use crate::annotate::language::{Language, PerLanguage, parse_data};

/// Which part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    Early,
    Middle,
    Late,
}

/// Which way from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Ago,
    Ahead,
}

/// Which side of a date words leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Until,
    /// From its beginning.
    Since,
    /// From its end.
    After,
}

/// Hours from the first up to the second.
pub type Hours = [i8; 2];

/// A part of the day, with the hours of its beginning, middle and end.
#[derive(Debug, serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[serde(deny_unknown_fields)]
pub struct DayPart {
    names: Vec<&'static str>,
    hours: Hours,
    /// Whether the name says that it is today's: `tonight`.
    #[serde(default)]
    today: bool,
    early: Option<Hours>,
    middle: Option<Hours>,
    late: Option<Hours>,
}

impl DayPart {
    pub fn hours(&self, edge: Option<Edge>) -> Hours {
        let hours = match edge {
            None => None,
            Some(Edge::Early) => self.early,
            Some(Edge::Middle) => self.middle,
            Some(Edge::Late) => self.late,
        };
        hours.unwrap_or(self.hours)
    }

    /// Whether the name says that it is today's.
    pub fn is_todays(&self) -> bool {
        self.today
    }

    /// Whether its twelve o'clock is midnight.
    pub fn is_night(&self) -> bool {
        self.hours[0] >= 18
    }

    /// Whether its hours are said as 1 to 12 and lie after noon.
    pub fn is_after_noon(&self) -> bool {
        self.hours[0] >= 12
    }
}

/// The days or months of the beginning, middle and end of a longer stretch, counted from its first; the second of a pair is the one after the last.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[serde(deny_unknown_fields)]
pub struct Thirds {
    pub early: [i8; 2],
    pub middle: [i8; 2],
    pub late: [i8; 2],
}

impl Thirds {
    pub fn of(&self, edge: Edge) -> [i8; 2] {
        match edge {
            Edge::Early => self.early,
            Edge::Middle => self.middle,
            Edge::Late => self.late,
        }
    }
}

/// Words of the longest limit.
const LONGEST_LIMIT: usize = 5;

#[derive(serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[serde(deny_unknown_fields)]
struct Season {
    names: Vec<&'static str>,
    /// First day, and the day after the last: month, day, month, day.
    days: [i8; 4],
}

#[derive(serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[serde(deny_unknown_fields)]
struct File {
    links: Vec<&'static str>,
    early: Vec<&'static str>,
    middle: Vec<&'static str>,
    late: Vec<&'static str>,
    now: Vec<&'static str>,
    /// `eom`: a part of the current period in one word.
    #[serde(default)]
    shorthand: Vec<Shorthand>,
    /// Before one whole period.
    whole: Vec<&'static str>,
    at: Vec<&'static str>,
    ago_before: Vec<&'static str>,
    ago_behind: Vec<&'static str>,
    ahead_before: Vec<&'static str>,
    ahead_behind: Vec<&'static str>,
    /// Before a period: what is left of it.
    rest: Vec<&'static str>,
    /// Behind a weekday: the one behind the next.
    after_next_behind: Vec<&'static str>,
    /// Before a duration: from now up to then.
    within_before: Vec<&'static str>,
    /// Between a duration and the day that it begins with.
    lasting_from: Vec<&'static str>,
    /// Before the time that the clock shows now.
    clock_says: Vec<&'static str>,
    until_before: Vec<&'static str>,
    until_behind: Vec<&'static str>,
    since_before: Vec<&'static str>,
    since_behind: Vec<&'static str>,
    after_before: Vec<&'static str>,
    week: Thirds,
    month: Thirds,
    year: Thirds,
    day_parts: Vec<DayPart>,
    seasons: Vec<Season>,
    holidays: Vec<Holiday>,
    /// Days from today.
    near_days: HashMap<&'static str, i64>,
}

/// A part of the current period in one word.
#[derive(serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[serde(deny_unknown_fields)]
struct Shorthand {
    names: Vec<&'static str>,
    edge: Edge,
    period: Period,
}

/// The words of notes in one language.
pub struct NoteWords {
    known: HashSet<&'static str>,
    links: HashSet<&'static str>,
    at: HashSet<&'static str>,
    whole: HashSet<&'static str>,
    now: Phrases<()>,
    edges: Phrases<Edge>,
    /// By their last word.
    before: Phrases<Way>,
    behind: Phrases<Way>,
    within: Phrases<()>,
    lasting_from: Phrases<()>,
    clock_says: Phrases<()>,
    rest: Phrases<()>,
    shorthand: Phrases<(Edge, Period)>,
    after_next: Phrases<()>,
    limits_before: Phrases<Limit>,
    limits_behind: Phrases<Limit>,
    parts: Phrases<usize>,
    pub day_parts: Vec<DayPart>,
    seasons: HashMap<&'static str, [i8; 4]>,
    holidays: Phrases<Feast>,
    near_days: Phrases<i64>,
    pub week: Thirds,
    pub month: Thirds,
    pub year: Thirds,
}

impl NoteWords {
    /// The words of a language.
    pub fn of(language: Language) -> &'static NoteWords {
        static WORDS: PerLanguage<NoteWords> = PerLanguage::new(NoteWords::read);
        WORDS.get(language)
    }

    fn read(language: Language) -> Self {
        let file: File = parse_data(language, "notes.toml", language.files().notes);
        let mut words = NoteWords {
            known: HashSet::new(),
            links: file.links.iter().copied().collect(),
            at: file.at.iter().copied().collect(),
            whole: file.whole.iter().copied().collect(),
            now: Phrases::new(),
            edges: Phrases::new(),
            before: Phrases::new(),
            behind: Phrases::new(),
            within: Phrases::new(),
            lasting_from: Phrases::new(),
            clock_says: Phrases::new(),
            rest: Phrases::new(),
            shorthand: Phrases::new(),
            after_next: Phrases::new(),
            limits_before: Phrases::new(),
            limits_behind: Phrases::new(),
            parts: Phrases::new(),
            day_parts: file.day_parts,
            seasons: HashMap::new(),
            holidays: Phrases::new(),
            near_days: Phrases::new(),
            week: file.week,
            month: file.month,
            year: file.year,
        };
        let known = &mut words.known;
        known.extend(file.links.into_iter().chain(file.at).chain(file.whole));
        add(known, &mut words.now, &file.now, ());
        add(known, &mut words.rest, &file.rest, ());
        for part in file.shorthand {
            let meaning = (part.edge, part.period);
            add(known, &mut words.shorthand, &part.names, meaning);
        }
        add(known, &mut words.after_next, &file.after_next_behind, ());
        for (names, edge) in [
            (&file.early, Edge::Early),
            (&file.middle, Edge::Middle),
            (&file.late, Edge::Late),
        ] {
            add(known, &mut words.edges, names, edge);
        }
        add(known, &mut words.behind, &file.ago_behind, Way::Ago);
        add(known, &mut words.behind, &file.ahead_behind, Way::Ahead);
        for (phrases, way) in [
            (&file.ago_before, Way::Ago),
            (&file.ahead_before, Way::Ahead),
        ] {
            add_reversed(known, &mut words.before, phrases, way);
        }
        add_reversed(known, &mut words.within, &file.within_before, ());
        add(known, &mut words.lasting_from, &file.lasting_from, ());
        add_reversed(known, &mut words.clock_says, &file.clock_says, ());
        for (phrases, limit) in [
            (&file.until_before, Limit::Until),
            (&file.since_before, Limit::Since),
            (&file.after_before, Limit::After),
        ] {
            add_reversed(known, &mut words.limits_before, phrases, limit);
        }
        for (phrases, limit) in [
            (&file.until_behind, Limit::Until),
            (&file.since_behind, Limit::Since),
        ] {
            add(known, &mut words.limits_behind, phrases, limit);
        }
        for (index, part) in words.day_parts.iter().enumerate() {
            add(known, &mut words.parts, &part.names, index);
        }
        for season in file.seasons {
            known.extend(season.names.iter().copied());
            let names = season.names.into_iter();
            words.seasons.extend(names.map(|name| (name, season.days)));
        }
        for (name, days) in file.near_days {
            add(known, &mut words.near_days, &[name], days);
        }
        for Holiday { names, lasts, rule } in file.holidays {
            add(known, &mut words.holidays, &names, Feast { rule, lasts });
        }
        // Their apostrophes elide nothing.
        for Holiday { names, lasts, rule } in rules::shared() {
            for name in names {
                known.extend(name.split(' '));
                words.holidays.add(name.split(' '), Feast { rule, lasts });
            }
        }
        words
    }

    /// Whether the word stands in any list of notes.
    pub fn knows(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    pub fn is_link(&self, word: &str) -> bool {
        self.links.contains(word)
    }

    /// Whether a time of day may follow the word.
    pub fn leads_to_time(&self, word: &str) -> bool {
        self.at.contains(word)
    }

    /// Whether a period behind the word lasts from end to end.
    pub fn is_whole(&self, word: &str) -> bool {
        self.whole.contains(word)
    }

    pub fn season(&self, word: &str) -> Option<[i8; 4]> {
        self.seasons.get(word).copied()
    }

    /// The part of the day named from token `at` on, and how many tokens name it.
    pub fn part(&self, view: &View, at: usize) -> Option<(&DayPart, usize)> {
        let (index, words) = from(&self.parts, view, at)?;
        Some((&self.day_parts[index], words))
    }

    pub fn edge(&self, view: &View, at: usize) -> Option<(Edge, usize)> {
        from(&self.edges, view, at)
    }

    pub fn now(&self, view: &View, at: usize) -> Option<usize> {
        from(&self.now, view, at).map(|((), words)| words)
    }

    /// The part of the current period that the words from token `at` on name.
    pub fn shorthand(&self, view: &View, at: usize) -> Option<((Edge, Period), usize)> {
        from(&self.shorthand, view, at)
    }

    /// How many words from token `at` on say that the rest of a period is meant.
    pub fn rest(&self, view: &View, at: usize) -> Option<usize> {
        from(&self.rest, view, at).map(|((), words)| words)
    }

    /// How many words from token `at` on say that the weekday before them is not the next but the one behind it.
    pub fn after_next(&self, view: &View, at: usize) -> Option<usize> {
        from(&self.after_next, view, at).map(|((), words)| words)
    }

    pub fn holiday(&self, view: &View, at: usize) -> Option<(Feast, usize)> {
        from(&self.holidays, view, at)
    }

    /// The feasts that are looked up in `assets/feasts.tsv`.
    #[cfg(test)]
    pub fn listed_feasts(&self) -> impl Iterator<Item = &'static str> {
        self.holidays
            .meanings()
            .filter_map(|feast| match feast.rule {
                rules::Rule::Listed(listed) => Some(listed.feast.0),
                _ => None,
            })
    }

    /// How many days from today the words from token `at` on lie.
    pub fn near_day(&self, view: &View, at: usize) -> Option<(i64, usize)> {
        from(&self.near_days, view, at)
    }

    /// Which way the words from token `at` on, behind a duration, count it.
    pub fn way_behind(&self, view: &View, at: usize) -> Option<(Way, usize)> {
        from(&self.behind, view, at)
    }

    /// Which way the words that end before token `at` count a duration.
    pub fn way_before(&self, view: &View, at: usize) -> Option<(Way, usize)> {
        before(&self.before, view, at)
    }

    /// How many words that end before token `at` say that a duration is the time from now up to its end.
    pub fn within_before(&self, view: &View, at: usize) -> Option<usize> {
        before(&self.within, view, at).map(|((), words)| words)
    }

    /// How many words from token `at` on say that a duration begins with the day behind them.
    pub fn lasting_from(&self, view: &View, at: usize) -> Option<usize> {
        from(&self.lasting_from, view, at).map(|((), words)| words)
    }

    /// Whether the words that end before token `at` say that the clock shows what follows.
    pub fn says_clock(&self, view: &View, at: usize) -> bool {
        before(&self.clock_says, view, at).is_some()
    }

    /// Which side of a date the words that end before token `at` leave open.
    pub fn limit_before(&self, view: &View, at: usize) -> Option<(Limit, usize)> {
        before(&self.limits_before, view, at)
    }

    /// Which side of a date the words from token `at` on, behind it, leave open.
    pub fn limit_behind(&self, view: &View, at: usize) -> Option<(Limit, usize)> {
        from(&self.limits_behind, view, at)
    }

    /// The limit whose words begin at token `at`, before a time.
    pub fn limit_from(&self, view: &View, at: usize) -> Option<(Limit, usize)> {
        (1..=LONGEST_LIMIT).rev().find_map(|words| {
            let (limit, found) = self.limit_before(view, at + words)?;
            (found == words).then_some((limit, words))
        })
    }
}

fn add<T: Copy>(
    known: &mut HashSet<&'static str>,
    phrases: &mut Phrases<T>,
    names: &[&'static str],
    meaning: T,
) {
    for name in names {
        known.extend(pieces(name));
        phrases.add(pieces(name).into_iter(), meaning);
    }
}

fn add_reversed<T: Copy>(
    known: &mut HashSet<&'static str>,
    phrases: &mut Phrases<T>,
    names: &[&'static str],
    meaning: T,
) {
    for name in names {
        known.extend(pieces(name));
        phrases.add(pieces(name).into_iter().rev(), meaning);
    }
}

/// What the words mean that end before token `at`, and how many they are.
fn before<T: Copy>(phrases: &Phrases<T>, view: &View, at: usize) -> Option<(T, usize)> {
    let last = at.checked_sub(1)?;
    view.kind(last)?;
    phrases.longest(view.lower(last), |n| Some(view.lower(last.checked_sub(n)?)))
}

fn from<T: Copy>(phrases: &Phrases<T>, view: &View, at: usize) -> Option<(T, usize)> {
    view.kind(at)?;
    phrases.longest(view.lower(at), |n| Some(view.lower(at + n)))
}
