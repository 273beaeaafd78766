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
pub struct Phrases {
    folded: HashSet<String, BuildFnv1a>,
    shapes: Shapes,
}

impl Phrases {
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let folded: HashSet<String, BuildFnv1a> =
            words.into_iter().map(|word| fold(&word)).collect();
        Phrases {
            shapes: Shapes::new(folded.iter()),
            folded,
        }
    }

    pub fn contains(&self, words: &str) -> bool {
        self.shapes.may_contain(words) && self.folded.contains(&fold(words))
    }
}

/// First letters and lengths of folded phrases: most words are of none of them, which is found out without folding.
struct Shapes {
    /// For each first byte, the lengths in bytes that occur; the last bit is for all that are longer.
    lengths: [u64; 256],
}

impl Shapes {
    fn new<'a>(folded: impl Iterator<Item = &'a String>) -> Self {
        let mut lengths = [0; 256];
        for phrase in folded {
            if let Some(first) = phrase.bytes().next() {
                lengths[usize::from(first)] |= Self::bit(phrase.len());
            }
        }
        Shapes { lengths }
    }

    fn bit(length: usize) -> u64 {
        1 << length.min(63)
    }

    fn may_begin(&self, words: &str) -> bool {
        // What is no ASCII may be folded to anything.
        let first = words.bytes().next().map(|byte| byte.to_ascii_lowercase());
        first.is_some_and(|first| !first.is_ascii() || self.lengths[usize::from(first)] != 0)
    }

    fn may_contain(&self, words: &str) -> bool {
        let Some(first) = words.bytes().next() else {
            return false;
        };
        let lengths = self.lengths[usize::from(first.to_ascii_lowercase())];
        lengths & Self::bit(words.len()) != 0 || !words.is_ascii()
    }
}

/// Beginnings of lines, compared as [`Phrases`] are.
pub struct Beginnings {
    folded: Vec<String>,
    shapes: Shapes,
}

impl Beginnings {
    pub fn new(phrases: impl IntoIterator<Item = String>) -> Self {
        let folded: Vec<String> = phrases.into_iter().map(|phrase| fold(&phrase)).collect();
        Beginnings {
            shapes: Shapes::new(folded.iter()),
            folded,
        }
    }

    /// Whether a line begins with one of them.
    pub fn open(&self, line: &str) -> bool {
        self.shapes.may_begin(line) && self.opening(line).next().is_some()
    }

    /// Those with which a line begins, folded.
    pub fn opening(&self, line: &str) -> impl Iterator<Item = &str> {
        // Nearly all lines begin with another letter; one with an accent may be folded to any.
        let first = line.bytes().next().map(|byte| byte.to_ascii_lowercase());
        let accented = first.is_some_and(|byte| !byte.is_ascii());
        let may_open = move |phrase: &&String| accented || phrase.bytes().next() == first;
        let phrases = self.folded.iter().filter(may_open).map(String::as_str);
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
