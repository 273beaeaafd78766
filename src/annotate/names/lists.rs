//! Long sorted lists: looked up by binary search over the bytes of the file, nothing is parsed at load.

use crate::model::fold_char;

/// Lines of `key` or `key<TAB>value`, sorted by the bytes of their keys.
#[derive(Clone, Copy, Debug)]
pub struct SortedList(&'static str);

impl SortedList {
    /// Takes a file as it stands.
    pub const fn new(text: &'static str) -> Self {
        SortedList(text)
    }

    /// The value of a key: empty where the line has none.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        let line = self.line_from(self.first_not_before(key))?;
        let (found, value) = line.split_once('\t').unwrap_or((line, ""));
        (found == key).then_some(value)
    }

    /// Whether a key is longer than `prefix` and begins with it.
    pub fn continues(&self, prefix: &str) -> bool {
        let mut at = self.first_not_before(prefix);
        if let Some(line) = self.line_from(at)
            && key_of(line) == prefix
        {
            at += line.len() + 1;
        }
        self.line_from(at)
            .is_some_and(|line| line.starts_with(prefix))
    }

    /// Keys in the order of the file.
    #[cfg(test)]
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.0.lines().map(key_of)
    }

    fn line_from(&self, at: usize) -> Option<&'static str> {
        self.0.get(at..)?.lines().next()
    }

    /// Byte at which the first line begins whose key does not sort before `key`.
    fn first_not_before(&self, key: &str) -> usize {
        let bytes = self.0.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = bytes[low..middle]
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(low, |newline| low + newline + 1);
            let length = bytes[start..]
                .iter()
                .position(|byte| matches!(byte, b'\n' | b'\t'))
                .unwrap_or(bytes.len() - start);
            if &bytes[start..start + length] < key.as_bytes() {
                low = bytes[start + length..]
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .map_or(bytes.len(), |newline| start + length + newline + 1);
            } else {
                high = start;
            }
        }
        low
    }
}

fn key_of(line: &str) -> &str {
    line.split_once('\t').map_or(line, |(key, _)| key)
}

/// Appends the form in which names are compared: folded, with hyphens as blanks and no two blanks in a row.
pub fn push_key(key: &mut String, text: &str) {
    for c in text.chars() {
        fold_char(c, |c| {
            if c == '-' || c.is_whitespace() {
                if !key.is_empty() && !key.ends_with(' ') {
                    key.push(' ');
                }
            } else {
                key.push(c);
            }
        });
    }
}

/// The form in which names are compared.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    push_key(&mut key, text);
    key.truncate(key.trim_end().len());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_key_and_nothing_else() {
        let list = SortedList::new("a\tone\nab\nab c\tthree\nb\tfour\n");
        assert_eq!(list.get("a"), Some("one"));
        assert_eq!(list.get("ab"), Some(""));
        assert_eq!(list.get("ab c"), Some("three"));
        assert_eq!(list.get("b"), Some("four"));
        for absent in ["", "0", "aa", "ab ", "ab d", "c"] {
            assert_eq!(list.get(absent), None, "{absent:?}");
        }
        assert!(list.continues("ab") && list.continues("ab "));
        assert!(!list.continues("ab c") && !list.continues("b"));
        assert_eq!(SortedList::new("").get("a"), None);
    }

    #[test]
    fn keys_do_not_tell_case_accents_and_hyphens_apart() {
        assert_eq!(key("ÉTATS-UNIS"), key("Etats-Unis"));
        assert_eq!(key("Saint - Denis"), "saint denis");
    }
}
