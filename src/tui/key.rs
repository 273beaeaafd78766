//! Keys as the reader knows them, and how they are written in the key table and the configuration file.

use std::fmt;

/// One key press. Alt does not exist here: terminals send it as Escape followed by the key, and so it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub code: KeyCode,
    /// Control was held. `C-h` and `C-j` never arrive: terminals use them for Backspace and Enter.
    pub ctrl: bool,
    /// Shift was held, for keys that are not characters: a character says it itself (`j`, `J`).
    pub shift: bool,
}

/// Which key; letters carry their case themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// The names of the keys that are no letters.
const NAMES: [(&str, KeyCode); 16] = [
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("S-Tab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Key {
        Key {
            code,
            ctrl: false,
            shift: false,
        }
    }

    /// A character with Control held.
    pub const fn ctrl(character: char) -> Key {
        Key {
            code: KeyCode::Char(character),
            ctrl: true,
            shift: false,
        }
    }

    /// The letter that the key types, when it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl => Some(c),
            _ => None,
        }
    }

    /// Reads `c`, `C-d`, `Space`, `PgDn`.
    pub fn parse(text: &str) -> Option<Key> {
        if let Some((_, code)) = NAMES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text))
        {
            return Some(Key::plain(*code));
        }
        if let Some(number) = text
            .strip_prefix('F')
            .and_then(|number| number.parse().ok())
        {
            return (1..=12)
                .contains(&number)
                .then_some(Key::plain(KeyCode::F(number)));
        }
        if let Some(letter) = text.strip_prefix("C-").and_then(only_char) {
            return Some(Key {
                code: KeyCode::Char(letter.to_ascii_lowercase()),
                ctrl: true,
                shift: false,
            });
        }
        only_char(text).map(|c| Key::plain(KeyCode::Char(c)))
    }

    /// Reads a sequence: keys with blanks between them, or letters written together (`gc`).
    pub fn parse_sequence(text: &str) -> Option<Vec<Key>> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            [] => None,
            [word] => match Key::parse(word) {
                Some(key) => Some(vec![key]),
                None => letters(word),
            },
            words => words.iter().map(|word| Key::parse(word)).collect(),
        }
    }
}

/// As [`Key::parse`] reads it.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(c) if self.ctrl => write!(f, "C-{c}"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            other => write!(f, "{other:?}"),
        }
    }
}

/// A few letters written together, pressed one after the other; a longer word is meant as the name of a key.
fn letters(word: &str) -> Option<Vec<Key>> {
    const MOST: usize = 3;
    let letter = |c: char| c.is_alphabetic().then(|| Key::plain(KeyCode::Char(c)));
    if word.chars().count() > MOST {
        return None;
    }
    word.chars().map(letter).collect()
}

fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for text in ["c", "C-d", "Space", "S-Tab", "PgDn", ";", "é"] {
            assert_eq!(
                Key::parse(text).map(|key| key.to_string()).as_deref(),
                Some(text)
            );
        }
        assert_eq!(Key::parse("word"), None);
        assert_eq!(Key::parse("F5").map(|key| key.code), Some(KeyCode::F(5)));
        assert_eq!(Key::parse_sequence("PageDown"), None);
        assert_eq!(Key::parse_sequence("gc"), Key::parse_sequence("g c"));
        assert_eq!(
            Key::parse_sequence("g Space").map(|keys| keys.len()),
            Some(2)
        );
        assert_eq!(Key::parse_sequence(" "), None);
    }
}
