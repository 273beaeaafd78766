//! Texts as sequences of tokens, compared by keys that white space, Unicode composition and the shape of quotation marks do not change.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::Span;

/// A run of letters, a run of digits, or any other single character; white space lies between tokens.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub span: Span,
    /// Equal for tokens that say the same.
    pub key: Key,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it is letters or digits.
    pub is_word: bool,
}

/// What a token says, as a number that its [`Keys`] give out.
pub type Key = u32;

/// What separates a token from the one before it, from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    Nothing,
    Blank,
    /// A blank after a sign that ends sentences.
    Sentence,
    Line,
    Paragraph,
}

/// Gives the same number to tokens that say the same, over all the texts that it has read.
#[derive(Default)]
pub struct Keys {
    known: FxHashMap<String, Key>,
    folded: String,
}

impl Keys {
    /// The tokens of a text, in order.
    pub fn read(&mut self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 4);
        let mut rest = text;
        let mut gap = Gap::Paragraph;
        while let Some(first) = rest.chars().next() {
            let (before, _) = text.split_at(text.len() - rest.len());
            let start = before.len();
            let kind = CharKind::of(first);
            let more = |c: char| match kind {
                CharKind::Sign => false,
                CharKind::Blank => CharKind::of(c) == CharKind::Blank,
                word => CharKind::of(c) == word || is_combining_mark(c),
            };
            let after = rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| !more(*c))
                .map_or(rest.len(), |(at, _)| at);
            let (word, tail) = rest.split_at(after);
            if kind == CharKind::Blank {
                gap = match word.bytes().filter(|byte| *byte == b'\n').count() {
                    0 if before.ends_with(ENDS_OF_SENTENCES) => Gap::Sentence,
                    0 => Gap::Blank,
                    1 => Gap::Line,
                    _ => Gap::Paragraph,
                };
            } else {
                tokens.push(Token {
                    span: Span::new(start, start + after),
                    key: self.key(word),
                    gap,
                    is_word: kind != CharKind::Sign,
                });
                gap = Gap::Nothing;
            }
            rest = tail;
        }
        tokens
    }

    fn key(&mut self, word: &str) -> Key {
        self.folded.clear();
        if word.is_ascii() {
            self.folded.push_str(word);
        } else {
            self.folded.extend(word.nfc().map(plain_sign));
        }
        if let Some(key) = self.known.get(&self.folded) {
            return *key;
        }
        let key = Key::try_from(self.known.len()).expect("texts are far shorter than 4 GiB");
        self.known.insert(self.folded.clone(), key);
        key
    }
}

const ENDS_OF_SENTENCES: [char; 6] = ['.', '!', '?', '…', '»', '”'];

#[derive(Clone, Copy, PartialEq, Eq)]
enum CharKind {
    Letter,
    Digit,
    Sign,
    Blank,
}

impl CharKind {
    fn of(c: char) -> Self {
        if c.is_alphabetic() {
            CharKind::Letter
        } else if c.is_numeric() {
            CharKind::Digit
        } else if c.is_whitespace() {
            CharKind::Blank
        } else {
            CharKind::Sign
        }
    }
}

/// One character for all shapes of a quotation mark, of an apostrophe, of a hyphen.
fn plain_sign(c: char) -> char {
    match c {
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | 'ʼ' | '′' => '\'',
        '‐' | '‑' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(texts: [&str; 2]) -> [Vec<Key>; 2] {
        let mut keys = Keys::default();
        texts.map(|text| keys.read(text).iter().map(|token| token.key).collect())
    }

    #[test]
    fn typography_does_not_tell_tokens_apart() {
        for same in [
            ["« L’été »", "\"L'été\""],
            ["l'e\u{301}te\u{301}", "l'été"],
            ["30\u{202F}000\u{A0}morts", "30 000\nmorts"],
        ] {
            let [one, other] = keys(same);
            assert_eq!(one, other, "{same:?}");
        }
    }

    #[test]
    fn figures_words_and_signs_do() {
        for different in [
            ["12 voix", "42 voix"],
            ["30 000", "30000"],
            ["+4", "4"],
            ["Non", "non"],
        ] {
            let [one, other] = keys(different);
            assert_ne!(one, other, "{different:?}");
        }
    }

    #[test]
    fn tokens_know_what_stands_before_them() {
        let gaps: Vec<Gap> = Keys::default()
            .read("a b\nc\n \nd7")
            .iter()
            .map(|token| token.gap)
            .collect();
        assert_eq!(
            gaps,
            [
                Gap::Paragraph,
                Gap::Blank,
                Gap::Line,
                Gap::Paragraph,
                Gap::Nothing
            ]
        );
    }
}
