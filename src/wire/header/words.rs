//! What the words of header lines mean: levels, signals, embargoes, notes, bylines. Knows no line and no order of lines.

use std::sync::LazyLock;

use crate::model::{Level, Signal, fold};
use crate::wire::vocabulary::{self, Phrases};

/// What a level line or the words before a headline say.
#[derive(Clone, Copy, Default)]
pub struct Verdict {
    pub level: Option<Level>,
    pub signal: Option<Signal>,
    pub hold: bool,
}

/// The word lists of `assets/wire/header.toml`.
pub struct Words {
    levels: Vec<(Level, Phrases)>,
    signals: Vec<(Signal, Phrases)>,
    hold: Phrases,
    companions: Phrases,
    embargoes: Vec<String>,
    notes: Vec<String>,
    bylines: Vec<String>,
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
        while !rest.is_empty() {
            let taken = (1..=rest.len().min(4))
                .rev()
                .find(|&length| self.judge(&rest[..length].join(" "), &mut verdict))?;
            rest = &rest[taken..];
        }
        (verdict.level.is_some() || verdict.signal.is_some() || verdict.hold).then_some(verdict)
    }

    /// Whether a line in capitals holds nothing but what stands beside the words of a level: `3RD NET`, `EXTRA`.
    pub fn only_accompanies(&self, text: &str) -> bool {
        let shouted = !text.chars().any(char::is_lowercase);
        let words = few_words(text).filter(|words| shouted && !words.is_empty());
        words.is_some_and(|words| words.iter().all(|word| self.companions.contains(word)))
    }

    /// Whether a phrase is known; adds to the verdict what it says.
    fn judge(&self, phrase: &str, verdict: &mut Verdict) -> bool {
        let level = self
            .levels
            .iter()
            .find(|(_, phrases)| phrases.contains(phrase));
        let signal = self
            .signals
            .iter()
            .find(|(_, phrases)| phrases.contains(phrase));
        let hold = self.hold.contains(phrase);
        verdict.level = verdict.level.or(level.map(|(level, _)| *level));
        verdict.signal = verdict.signal.or(signal.map(|(signal, _)| *signal));
        verdict.hold |= hold;
        level.is_some() || signal.is_some() || hold || self.companions.contains(phrase)
    }

    pub fn begins_note(&self, text: &str) -> bool {
        let folded = fold(text);
        self.notes
            .iter()
            .any(|prefix| folded.starts_with(prefix.as_str()))
    }

    /// Stars and dashes before the word do not matter.
    pub fn begins_embargo(&self, text: &str) -> bool {
        let folded = fold(text);
        let bare = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.embargoes
            .iter()
            .any(|prefix| bare.starts_with(prefix.as_str()))
    }

    pub fn is_byline(&self, text: &str) -> bool {
        const LONGEST: usize = 100;
        let folded = fold(text);
        let named = self.bylines.iter().any(|prefix| {
            let length = prefix.chars().count();
            folded.starts_with(prefix.as_str())
                && text.chars().nth(length) == Some(' ')
                && text.chars().nth(length + 1).is_some_and(char::is_uppercase)
        });
        named && text.len() <= LONGEST && !text.ends_with(['.', '!', '?', ':'])
    }

    pub fn get() -> &'static Words {
        static WORDS: LazyLock<Words> = LazyLock::new(Words::load);
        &WORDS
    }

    fn load() -> Words {
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
        let folded = |given: Prefixes| given.prefixes.iter().map(|prefix| fold(prefix)).collect();
        Words {
            levels: vec![
                (Level::Flash, Phrases::new(file.levels.flash)),
                (Level::Alert, Phrases::new(file.levels.alert)),
                (Level::Bulletin, Phrases::new(file.levels.bulletin)),
                (Level::Urgent, Phrases::new(file.levels.urgent)),
                (Level::Lead, Phrases::new(file.levels.lead)),
                (Level::Update, Phrases::new(file.levels.update)),
                (Level::Wrap, Phrases::new(file.levels.wrap)),
                (Level::Factbox, Phrases::new(file.levels.factbox)),
            ],
            signals: vec![
                (Signal::Kill, Phrases::new(file.signals.kill)),
                (Signal::Correction, Phrases::new(file.signals.correction)),
                (Signal::Update, Phrases::new(file.signals.update)),
            ],
            hold: Phrases::new(file.signals.hold),
            companions: Phrases::new(file.companions.words),
            embargoes: folded(file.embargo),
            notes: folded(file.notes),
            bylines: folded(file.bylines),
        }
    }
}
