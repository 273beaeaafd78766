//! Long sorted lists: looked up by binary search over the bytes of the file, nothing is parsed at load.

use std::sync::OnceLock;

use crate::model::fold_char;

/// Lines of `key` or `key<TAB>value`, sorted by the bytes of their keys.
#[derive(Debug)]
pub struct SortedList {
    text: &'static str,
    /// Where the lines begin whose first byte is 0, 1, … and where the last of them end; found when first asked for.
    starts: OnceLock<Vec<u32>>,
}

/// What a list says of a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The value of the key: empty where the line has none.
    pub value: Option<&'static str>,
    /// Whether a longer key begins with this one.
    pub continues: bool,
}

impl SortedList {
    /// Takes a file as it stands.
    pub const fn new(text: &'static str) -> Self {
        SortedList {
            text,
            starts: OnceLock::new(),
        }
    }

    /// The value of a key: empty where the line has none.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        self.entry(key).value
    }

    /// The value of a key, and whether longer keys begin with it.
    pub fn entry(&self, key: &str) -> Entry {
        let Some(mut rest) = self.text.get(self.first_not_before(key)..) else {
            return Entry::default();
        };
        let mut entry = Entry::default();
        if let Some(after) = rest.strip_prefix(key)
            && matches!(after.as_bytes().first(), None | Some(b'\n' | b'\t'))
        {
            let (line, next) = after.split_once('\n').unwrap_or((after, ""));
            entry.value = Some(line.trim_start_matches('\t'));
            rest = next;
        }
        entry.continues = !rest.is_empty() && rest.starts_with(key);
        entry
    }

    /// Keys in the order of the file.
    #[cfg(test)]
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.text.lines().map(key_of)
    }

    /// Byte at which the first line begins whose key does not sort before `key`.
    fn first_not_before(&self, key: &str) -> usize {
        let bytes = self.text.as_bytes();
        let starts = self.starts.get_or_init(|| starts(self.text));
        let first = usize::from(key.as_bytes().first().copied().unwrap_or(0));
        let (mut low, mut high) = (starts[first] as usize, starts[first + 1] as usize);
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

/// For each first byte, where its lines begin; one more for the end.
fn starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::with_capacity(257);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let first = usize::from(line.as_bytes()[0]);
        while starts.len() <= first {
            starts.push(at);
        }
        at += u32::try_from(line.len()).expect("a list is far below 4 GiB");
    }
    starts.resize(257, at);
    starts
}

#[cfg(test)]
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
        assert!(list.entry("ab").continues && list.entry("ab ").continues);
        assert!(!list.entry("ab c").continues && !list.entry("b").continues);
        assert_eq!(SortedList::new("").get("a"), None);
    }

    #[test]
    fn keys_do_not_tell_case_accents_and_hyphens_apart() {
        assert_eq!(key("ÉTATS-UNIS"), key("Etats-Unis"));
        assert_eq!(key("Saint - Denis"), "saint denis");
    }
}
