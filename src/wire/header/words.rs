//! What the words of header lines mean: levels, signals, embargoes, notes, bylines. Knows no line and no order of lines.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::{BuildFnv1a, Level, Signal, fold};
use crate::wire::vocabulary::{self, Beginnings, Phrases};

/// What a level line or the words before a headline say.
#[derive(Clone, Copy, Default)]
pub struct Verdict {
    pub level: Option<Level>,
    pub signal: Option<Signal>,
    pub hold: bool,
}

impl Verdict {
    /// What was said first holds.
    fn add(&mut self, other: Verdict) {
        self.level = self.level.or(other.level);
        self.signal = self.signal.or(other.signal);
        self.hold |= other.hold;
    }
}

type Meanings = HashMap<String, Verdict, BuildFnv1a>;

/// The word lists of `assets/wire/header.toml`.
pub struct Words {
    /// What phrases say, by the folded phrase.
    meanings: Meanings,
    /// The first words of all phrases with a meaning, and of companions.
    openers: Phrases,
    companions: Phrases,
    embargoes: Beginnings,
    notes: Beginnings,
    bylines: Beginnings,
}

/// The words of a line without marks and numbers; none of a line that is too long to be made of known words.
fn few_words(text: &str) -> Option<Vec<&str>> {
    const MOST: usize = 8;
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .map(|word| word.trim_start_matches(|c: char| c.is_ascii_digit()))
        .filter(|word| word.contains(char::is_alphanumeric))
        .take(MOST + 1)
        .collect();
    (words.len() <= MOST).then_some(words)
}

impl Words {
    /// The verdict of words that are all known: phrases of levels and signals, companions, numbers; none for other words.
    pub fn verdict(&self, text: &str) -> Option<Verdict> {
        let words = few_words(text)?;
        let mut verdict = Verdict::default();
        let mut rest = &words[..];
        while let Some(first) = rest.first() {
            if !self.openers.contains(first) {
                return None;
            }
            let taken = (1..=rest.len().min(4))
                .rev()
                .find(|&length| self.judge(&rest[..length].join(" "), &mut verdict))?;
            rest = &rest[taken..];
        }
        (verdict.level.is_some() || verdict.signal.is_some() || verdict.hold).then_some(verdict)
    }

    /// Whether a line in capitals holds nothing but what stands beside the words of a level: `3RD NET`, `EXTRA`.
    pub fn only_accompanies(&self, text: &str) -> bool {
        if text.chars().any(char::is_lowercase) {
            return false;
        }
        let words = few_words(text).filter(|words| !words.is_empty());
        words.is_some_and(|words| words.iter().all(|word| self.companions.contains(word)))
    }

    /// Whether a phrase is known; adds to the verdict what it says.
    fn judge(&self, phrase: &str, verdict: &mut Verdict) -> bool {
        let meaning = self.meanings.get(&fold(phrase));
        if let Some(meaning) = meaning {
            verdict.add(*meaning);
        }
        meaning.is_some() || self.companions.contains(phrase)
    }

    pub fn begins_note(&self, text: &str) -> bool {
        self.notes.open(text)
    }

    /// Stars and dashes before the word do not matter.
    pub fn begins_embargo(&self, text: &str) -> bool {
        let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.embargoes.open(bare)
    }

    pub fn is_byline(&self, text: &str) -> bool {
        const LONGEST: usize = 100;
        if text.len() > LONGEST || text.ends_with(['.', '!', '?', ':']) {
            return false;
        }
        self.bylines.opening(text).any(|prefix| {
            let length = prefix.chars().count();
            text.chars().nth(length) == Some(' ')
                && text.chars().nth(length + 1).is_some_and(char::is_uppercase)
        })
    }

    pub fn get() -> &'static Words {
        static WORDS: LazyLock<Words> = LazyLock::new(Words::load);
        &WORDS
    }

    fn load() -> Words {
        #[derive(serde::Deserialize)]
        struct Companions {
            words: Vec<String>,
        }
        #[derive(serde::Deserialize)]
        struct Prefixes {
            prefixes: Vec<String>,
        }
        #[derive(serde::Deserialize)]
        struct File {
            levels: Levels,
            signals: Signals,
            companions: Companions,
            embargo: Prefixes,
            notes: Prefixes,
            bylines: Prefixes,
        }
        let file: File = vocabulary::parse(
            "header.toml",
            include_str!("../../../assets/wire/header.toml"),
        );
        let meanings = meanings(file.levels, file.signals);
        let phrases = meanings.keys().chain(&file.companions.words);
        let first = |phrase: &String| phrase.split(' ').next().map(str::to_owned);
        Words {
            openers: Phrases::new(phrases.filter_map(first)),
            meanings,
            companions: Phrases::new(file.companions.words),
            embargoes: Beginnings::new(file.embargo.prefixes),
            notes: Beginnings::new(file.notes.prefixes),
            bylines: Beginnings::new(file.bylines.prefixes),
        }
    }
}

#[derive(serde::Deserialize)]
struct Levels {
    flash: Vec<String>,
    alert: Vec<String>,
    bulletin: Vec<String>,
    urgent: Vec<String>,
    lead: Vec<String>,
    update: Vec<String>,
    wrap: Vec<String>,
    factbox: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Signals {
    kill: Vec<String>,
    correction: Vec<String>,
    update: Vec<String>,
    hold: Vec<String>,
}

/// Where a phrase is in two lists, the first one counts.
fn meanings(levels: Levels, signals: Signals) -> Meanings {
    let level = |level, phrases| {
        (
            phrases,
            Verdict {
                level: Some(level),
                ..Verdict::default()
            },
        )
    };
    let signal = |signal, phrases| {
        (
            phrases,
            Verdict {
                signal: Some(signal),
                ..Verdict::default()
            },
        )
    };
    let hold = Verdict {
        hold: true,
        ..Verdict::default()
    };
    let mut meanings = Meanings::default();
    for (phrases, meaning) in [
        level(Level::Flash, levels.flash),
        level(Level::Alert, levels.alert),
        level(Level::Bulletin, levels.bulletin),
        level(Level::Urgent, levels.urgent),
        level(Level::Lead, levels.lead),
        level(Level::Update, levels.update),
        level(Level::Wrap, levels.wrap),
        level(Level::Factbox, levels.factbox),
        signal(Signal::Kill, signals.kill),
        signal(Signal::Correction, signals.correction),
        signal(Signal::Update, signals.update),
        (signals.hold, hold),
    ] {
        for phrase in phrases {
            meanings.entry(fold(&phrase)).or_default().add(meaning);
        }
    }
    meanings
}
