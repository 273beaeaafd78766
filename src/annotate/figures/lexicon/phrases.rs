//! Look-up of phrases of one or more words. Knows nothing of what they mean.

use rustc_hash::FxHashMap;

/// Phrases by the word they are found with.
pub struct Phrases<T>(FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>);

impl<T: Copy> Phrases<T> {
    pub fn new() -> Self {
        Phrases(FxHashMap::default())
    }

    pub fn add(&mut self, mut words: impl Iterator<Item = &'static str>, meaning: T) {
        let Some(first) = words.next() else { return };
        let phrases = self.0.entry(first).or_default();
        phrases.push((words.collect(), meaning));
        phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }

    pub fn longest<'t>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'t str>,
    ) -> Option<(T, usize)> {
        let fits = |rest: &[&str]| {
            rest.iter()
                .enumerate()
                .all(|(n, expected)| word(n + 1) == Some(expected))
        };
        self.0
            .get(first)?
            .iter()
            .find(|(rest, _)| fits(rest))
            .map(|(rest, meaning)| (*meaning, rest.len() + 1))
    }

    #[cfg(test)]
    pub fn meanings(&self) -> impl Iterator<Item = T> {
        self.0.values().flatten().map(|(_, meaning)| *meaning)
    }

    #[cfg(test)]
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        let rest = self.0.values().flatten().flat_map(|(rest, _)| rest);
        self.0.keys().chain(rest).copied()
    }
}
