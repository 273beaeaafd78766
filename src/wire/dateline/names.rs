//! What can be the name of an agency or of a place in a dateline. Words come from `assets/wire/dateline.toml`.

use std::sync::LazyLock;

use super::is_blank;
use crate::wire::vocabulary::{self, Phrases};

/// One or more places: words that begin with a capital, and particles; no digit.
pub fn is_place(text: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '.' || is_mark(c)))
        .filter(|word| !word.is_empty())
        .collect();
    let capital = |word: &&str| {
        word.chars()
            .next()
            .is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
    };
    let allowed = |c: char| {
        c.is_alphabetic()
            || is_mark(c)
            || is_blank(c)
            || matches!(c, '.' | ',' | '/' | '-' | '‑' | '\'' | '’' | '(' | ')')
    };
    text.chars().all(allowed)
        && words.len() <= MOST_WORDS
        && words.first().is_some_and(capital)
        && words
            .iter()
            .all(|word| capital(word) || WORDS.particles.contains(word))
}

/// Whether a text is the name of one agency, or of several that are joined.
pub fn is_agency(text: &str) -> bool {
    let text = text.trim();
    WORDS.agencies.contains(text)
        || text
            .split(['/', '+', ' ', '\u{A0}'])
            .any(|part| WORDS.agencies.contains(part))
            && text.split_whitespace().count() <= 3
            && text
                .chars()
                .all(|c| c.is_alphabetic() || "/+- .".contains(c) || is_blank(c))
}

/// Whether what looks like a place is an agency with its article.
pub fn names_agency(place: &str) -> bool {
    let name = place
        .split_once(['\'', '’', ' '])
        .map_or(place, |(_, rest)| rest);
    is_agency(place) || is_agency(name)
}

/// A name that is in no list; only a date before it and a dash behind it make it an agency.
pub fn could_be_agency(text: &str) -> bool {
    const LONGEST_NAME: usize = 30;
    !text.is_empty()
        && text.chars().count() <= LONGEST_NAME
        && text
            .chars()
            .all(|c| c.is_alphabetic() || is_blank(c) || "/-+.&".contains(c))
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

struct Words {
    agencies: Phrases,
    particles: Phrases,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct File {
        agencies: Vec<String>,
        particles: Vec<String>,
    }
    let file: File = vocabulary::parse(
        "dateline.toml",
        include_str!("../../../assets/wire/dateline.toml"),
    );
    Words {
        agencies: Phrases::new(file.agencies),
        particles: Phrases::new(file.particles),
    }
});
