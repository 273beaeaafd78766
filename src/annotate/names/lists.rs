//! Long sorted lists: looked up by binary search over the bytes of the file, nothing is parsed at load.

use std::cmp::Ordering;
use std::sync::OnceLock;

use crate::model::fold_char;

/// Lines of `key` or `key<TAB>value`, sorted by the bytes of their keys.
#[derive(Debug)]
pub struct SortedList {
    text: &'static str,
    /// Made when first asked for.
    index: OnceLock<Index>,
}

#[derive(Debug)]
struct Index {
    /// One line of each [`BLOCK`], in order.
    marks: Vec<Mark>,
    /// A bit for the hash of every beginning: most words of a text are on no list, and one bit says so.
    beginnings: Vec<u64>,
}

/// Bits for beginnings: many times as many as a list has lines.
const BITS: u64 = 1 << 18;

/// Bytes between two marks: a look-up reads so many, and one in so many is read at the start.
const BLOCK: usize = 48;

/// Where a line begins, and its first bytes, which decide most comparisons without a look at the line.
#[derive(Clone, Copy, Debug)]
struct Mark {
    head: u64,
    line: u32,
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
            index: OnceLock::new(),
        }
    }

    /// The value of a key: empty where the line has none.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        self.entry(key).value
    }

    /// The value of a key, and whether longer keys begin with it.
    pub fn entry(&self, key: &str) -> Entry {
        self.find(&Sought::new(key))
    }

    /// As [`SortedList::entry`], for a key that several lists are asked about.
    pub fn find(&self, sought: &Sought) -> Entry {
        let index = self.index.get_or_init(|| Index::new(self.text.as_bytes()));
        if !index.may_hold(sought) {
            return Entry::default();
        }
        let key = sought.key;
        let Some(mut rest) = self.text.get(self.first_not_before(&index.marks, key)..) else {
            return Entry::default();
        };
        let mut entry = Entry::default();
        if let Some(after) = rest.strip_prefix(key)
            && after.bytes().next().is_none_or(ends_key)
        {
            let (line, next) = after.split_at(line_length(after.as_bytes()));
            entry.value = Some(line.trim_matches(['\t', '\n']));
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
    fn first_not_before(&self, marks: &[Mark], key: &str) -> usize {
        let (text, key) = (self.text.as_bytes(), key.as_bytes());
        let head = head(key);
        let after = marks.partition_point(|mark| match mark.head.cmp(&head) {
            Ordering::Equal => compare(&text[mark.line as usize..], key).is_lt(),
            order => order.is_lt(),
        });
        let mut line = match after.checked_sub(1) {
            Some(before) => marks[before].line as usize,
            None => 0,
        };
        while line < text.len() && compare(&text[line..], key).is_lt() {
            line += line_length(&text[line..]);
        }
        line
    }
}

impl Index {
    fn new(text: &[u8]) -> Index {
        let mut beginnings = vec![0; (BITS / 64) as usize];
        for line in text.split(|byte| *byte == b'\n') {
            let (at, bit) = place(line);
            beginnings[at] |= bit;
        }
        Index {
            marks: marks(text),
            beginnings,
        }
    }

    /// Whether any key may begin with the letters that this one begins with.
    fn may_hold(&self, sought: &Sought) -> bool {
        self.beginnings[sought.at] & sought.bit != 0
    }
}

/// A key with where its beginning is marked, which is the same in every list.
pub struct Sought<'k> {
    pub key: &'k str,
    at: usize,
    bit: u64,
}

impl<'k> Sought<'k> {
    /// Works a key out.
    pub fn new(key: &'k str) -> Self {
        let (at, bit) = place(key.as_bytes());
        Sought { key, at, bit }
    }
}

/// The bit of the letters that a key begins with, of which eight bytes count: `canal+` may be asked for as `canal`.
fn place(key: &[u8]) -> (usize, u64) {
    let mut word = 0;
    for byte in key.iter().take(size_of::<u64>()) {
        if !byte.is_ascii_alphanumeric() && byte.is_ascii() {
            break;
        }
        word = word << 8 | u64::from(*byte);
    }
    let hash = word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS.trailing_zeros());
    ((hash / 64) as usize, 1 << (hash % 64))
}

fn marks(text: &[u8]) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(text.len() / BLOCK + 1);
    let mut line = 0;
    while line < text.len() {
        marks.push(Mark {
            head: head(&text[line..]),
            line: u32::try_from(line).expect("a list is far below 4 GiB"),
        });
        let next = (line + BLOCK).min(text.len() - 1);
        line = next + line_length(&text[next..]);
    }
    marks
}

/// The first bytes of the key that a text begins with, so that heads are ordered as keys are.
fn head(text: &[u8]) -> u64 {
    let mut head = [0; size_of::<u64>()];
    for (to, byte) in head.iter_mut().zip(text) {
        if ends_key(*byte) {
            break;
        }
        *to = *byte;
    }
    u64::from_be_bytes(head)
}

/// How the key of the line that a text begins with sorts against another.
fn compare(line: &[u8], key: &[u8]) -> Ordering {
    for (at, wanted) in key.iter().enumerate() {
        match line.get(at) {
            Some(byte) if !ends_key(*byte) => match byte.cmp(wanted) {
                Ordering::Equal => {}
                order => return order,
            },
            _ => return Ordering::Less,
        }
    }
    match line.get(key.len()) {
        Some(byte) if !ends_key(*byte) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

/// Bytes of the line that a text begins with, its end included.
fn line_length(text: &[u8]) -> usize {
    let end = text.iter().position(|byte| *byte == b'\n');
    end.map_or(text.len(), |end| end + 1)
}

fn ends_key(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t')
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
        let list_of_marks = SortedList::new("canal+\nl'est\n");
        assert!(list_of_marks.entry("canal").continues && list_of_marks.entry("l'").continues);
        for absent in ["", "0", "aa", "ab ", "ab d", "c"] {
            assert_eq!(list.get(absent), None, "{absent:?}");
        }
        assert!(list.entry("ab").continues && list.entry("ab ").continues);
        assert!(!list.entry("ab c").continues && !list.entry("b").continues);
        assert_eq!(SortedList::new("").get("a"), None);
    }

    #[test]
    fn finds_the_place_of_any_key_in_a_long_list() {
        let mut keys: Vec<String> = (0..2_000)
            .map(|number: u32| format!("saint-{}", number.pow(2)))
            .collect();
        keys.sort();
        let list = SortedList::new(keys.join("\n").leak());
        for key in &keys {
            assert_eq!(list.get(key), Some(""), "{key}");
            let longer = format!("{key}0");
            let known = keys.binary_search(&longer).is_ok();
            assert_eq!(list.get(&longer).is_some(), known, "{longer}");
            let continues = |other: &String| other.len() > key.len() && other.starts_with(key);
            assert_eq!(
                list.entry(key).continues,
                keys.iter().any(continues),
                "{key}"
            );
        }
    }

    #[test]
    fn keys_do_not_tell_case_accents_and_hyphens_apart() {
        assert_eq!(key("ÉTATS-UNIS"), key("Etats-Unis"));
        assert_eq!(key("Saint - Denis"), "saint denis");
    }
}
