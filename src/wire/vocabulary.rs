//! Reads the word lists of `assets/wire`, in which a journalist finds what header lines, datelines and sign-offs are made of.

use std::collections::HashSet;

use crate::model::fold;

/// Reads a data file that is part of the program.
///
/// # Panics
/// When the file does not have the shape of `T`: a fault of the build, found by the first test that reads it.
pub fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("assets/wire/{file}: {error}"))
}

/// Words and phrases that are compared without case, accents and kinds of apostrophe.
pub struct Phrases(HashSet<String>);

impl Phrases {
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        Phrases(words.into_iter().map(|word| fold(&word)).collect())
    }

    pub fn contains(&self, words: &str) -> bool {
        self.0.contains(&fold(words))
    }
}
