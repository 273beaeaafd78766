//! Reads the word lists of `assets/wire`, in which a journalist finds what header lines, datelines and sign-offs are made of.

use std::collections::HashSet;

use crate::model::{BuildFnv1a, fold, fold_char};

/// Reads a data file that is part of the program.
///
/// # Panics
/// When the file does not have the shape of `T`: a fault of the build, found by the first test that reads it.
pub fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("assets/wire/{file}: {error}"))
}

/// Words and phrases that are compared without case, accents and kinds of apostrophe.
pub struct Phrases(HashSet<String, BuildFnv1a>);

impl Phrases {
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        Phrases(words.into_iter().map(|word| fold(&word)).collect())
    }

    pub fn contains(&self, words: &str) -> bool {
        self.0.contains(&fold(words))
    }
}

/// Beginnings of lines, compared as [`Phrases`] are.
pub struct Beginnings(Vec<String>);

impl Beginnings {
    pub fn new(phrases: impl IntoIterator<Item = String>) -> Self {
        Beginnings(phrases.into_iter().map(|phrase| fold(&phrase)).collect())
    }

    /// Whether a line begins with one of them.
    pub fn open(&self, line: &str) -> bool {
        self.opening(line).next().is_some()
    }

    /// Those with which a line begins, folded.
    pub fn opening(&self, line: &str) -> impl Iterator<Item = &str> {
        // Nearly all lines begin with another letter; one with an accent may be folded to any.
        let first = line.bytes().next().map(|byte| byte.to_ascii_lowercase());
        let accented = first.is_some_and(|byte| !byte.is_ascii());
        let may_open = move |phrase: &&String| accented || phrase.bytes().next() == first;
        let phrases = self.0.iter().filter(may_open).map(String::as_str);
        phrases.filter(move |phrase| opens_with(line, phrase))
    }
}

/// Folds no more of the line than agrees with the phrase.
fn opens_with(line: &str, phrase: &str) -> bool {
    let mut wanted = phrase.chars();
    for c in line.chars() {
        let mut agrees = true;
        fold_char(c, |folded| {
            agrees &= wanted.next().is_none_or(|wanted| wanted == folded);
        });
        if !agrees || wanted.as_str().is_empty() {
            return agrees;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_agree_whatever_their_case_and_accents() {
        let beginnings = Beginnings::new(["Né à".to_owned(), "Sœur".to_owned()]);
        for line in ["NE A Oslo", "ne\u{301}\u{A0}à Oslo", "Sœur Anne", "SOEUR"] {
            assert!(beginnings.open(line), "{line}");
        }
        for line in ["", "Né", "Né e", "Une sœur"] {
            assert!(!beginnings.open(line), "{line}");
        }
    }
}
