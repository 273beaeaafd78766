//! What all annotators read: tokens, sentences, paragraphs, the language and the day.
//!
//! Tokens are words, numbers and single marks; blanks belong to none. Elided articles (`l’`), inverted pronouns (`a` `-t-` `il`)
//! and abbreviations with their point (`M.`) are tokens of their own, by the rules of `tokens.toml`.

use std::ops::Range;

use jiff::civil::{Date, DateTime};
use rustc_hash::FxHashSet;

use super::language::{Language, PerLanguage, parse_data};
use crate::model::{CanonicalText, Dateline, Dispatch, Paragraph, Span};

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    lower: (u32, u32),
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, possibly with hyphens, apostrophes and digits inside: `cessez-le-feu`, `l’`, `M.`, `F-16`.
    Word,
    /// Digits, possibly grouped: `2.000`, `52,3`, `16`. A blank always ends a number.
    Number,
    /// One mark or symbol, `...` as one; also the hyphen of an inversion (`-t-`).
    Mark,
}

/// A dispatch as the annotators see it.
pub struct Reading<'a> {
    pub text: &'a CanonicalText,
    pub paragraphs: &'a [Paragraph],
    pub dateline: Option<&'a Dateline>,
    pub language: Language,
    /// What relative dates resolve against.
    pub reference: Option<Date>,
    /// What relative times resolve against, where the time of day is known too.
    pub moment: Option<DateTime>,
    pub tokens: Vec<Token>,
    /// Ranges of [`Reading::tokens`]; no sentence reaches over a paragraph end, and the dateline is in none.
    pub sentences: Vec<Range<usize>>,
    /// All tokens in lower case, one after the other.
    lower: String,
}

impl<'a> Reading<'a> {
    /// Splits a dispatch into tokens and sentences.
    pub fn new(dispatch: &'a Dispatch) -> Self {
        let stated = dispatch.lang.as_deref().and_then(Language::from_tag);
        let language = stated
            .or_else(|| Language::detect(dispatch.text.as_str()))
            .unwrap_or(Language::French);
        let mut reading = Reading {
            text: &dispatch.text,
            paragraphs: &dispatch.paragraphs,
            dateline: dispatch.dateline.as_ref(),
            language,
            reference: dispatch.reference_date(),
            moment: dispatch.moment,
            tokens: Vec::with_capacity(dispatch.text.len() / 5),
            sentences: Vec::new(),
            lower: String::with_capacity(dispatch.text.len()),
        };
        for paragraph in &dispatch.paragraphs {
            let body = match &dispatch.dateline {
                Some(line) if paragraph.span.covers(line.span) => {
                    Span::new(line.span.end(), paragraph.span.end())
                }
                _ => paragraph.span,
            };
            let first = reading.tokens.len();
            reading.tokenize(body);
            reading.split_sentences(first);
        }
        reading
    }

    /// The token's words as they stand.
    pub fn word(&self, token: usize) -> &'a str {
        &self.text[self.tokens[token].span]
    }

    /// The token in lower case with straight apostrophes; accents stay.
    pub fn lower(&self, token: usize) -> &str {
        let (start, end) = self.tokens[token].lower;
        self.lower
            .get(start as usize..end as usize)
            .expect("made together with the token")
    }

    /// From the first byte of the first token to the last byte of the last one. The range must not be empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start]
            .span
            .join(self.tokens[tokens.end - 1].span)
    }

    /// The tokens that touch a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self
            .tokens
            .partition_point(|token| token.span.end() <= span.start());
        let end = self
            .tokens
            .partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }

    /// Index of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.end <= token)
    }

    /// Index of the paragraph that holds byte `at`.
    pub fn paragraph_of(&self, at: usize) -> usize {
        self.paragraphs
            .partition_point(|paragraph| paragraph.span.end() <= at)
    }

    /// Whether no blank stands between a token and the next one.
    pub fn touches_next(&self, token: usize) -> bool {
        self.tokens
            .get(token + 1)
            .is_some_and(|next| self.tokens[token].span.end() == next.span.start())
    }

    /// Whether the token begins with a capital letter.
    pub fn is_capitalised(&self, token: usize) -> bool {
        self.word(token)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        let span = Span::new(start, end);
        let from = self.lower.len();
        let word = &self.text[span];
        self.lower.push_str(word);
        if word.is_ascii() {
            self.lower
                .get_mut(from..)
                .expect("a boundary before it was lengthened")
                .make_ascii_lowercase();
        } else {
            self.lower.truncate(from);
            word.chars().for_each(|c| push_lower(&mut self.lower, c));
        }
        let offset = |at: usize| u32::try_from(at).expect("texts are bounded far below 4 GiB");
        self.tokens.push(Token {
            span,
            kind,
            lower: (offset(from), offset(self.lower.len())),
        });
    }

    fn tokenize(&mut self, body: Span) {
        let rules = rules(self.language);
        let mut at = body.start();
        while at < body.end() {
            let rest = &self.text[Span::new(at, body.end())];
            let c = rest.chars().next().expect("not at the end");
            if is_blank(c) {
                at += c.len_utf8();
            } else if c.is_ascii_digit() {
                let end = at + number_length(rest);
                self.push(at, end, TokenKind::Number);
                at = end;
            } else if c.is_alphabetic() {
                let glued = at > body.start()
                    && self.tokens.last().is_some_and(|last| {
                        last.kind == TokenKind::Number && last.span.end() == at
                    });
                at = self.tokenize_word(rules, at, rest, glued);
            } else {
                let dots = rest.bytes().take_while(|byte| *byte == b'.').count();
                let end = at + if dots > 1 { dots } else { c.len_utf8() };
                self.push(at, end, TokenKind::Mark);
                at = end;
            }
        }
    }

    /// Pushes the tokens of the run of letters, hyphens and apostrophes that `rest` begins with, of letters alone where it is `glued`
    /// to a number; returns where the next token may begin.
    fn tokenize_word(&mut self, rules: &TokenRules, at: usize, rest: &str, glued: bool) -> usize {
        let letters = alphanumeric_length(rest);
        if let Some(elided) = rules.elision_length(rest, letters) {
            self.push(at, at + elided, TokenKind::Word);
            return at + elided;
        }
        let length = if glued {
            letters_length(rest)
        } else {
            word_length(rest, letters)
        };
        let word = rest.get(..length).expect("measured in whole characters");
        let end = at + length;
        if rest
            .get(length..)
            .is_some_and(|after| after.starts_with('.'))
            && rules.takes_point(word)
        {
            self.push(at, end + 1, TokenKind::Word);
            return end + 1;
        }
        // Without a hyphen or an apostrophe inside it is one word, as most are.
        if length <= letters {
            self.push(at, end, TokenKind::Word);
            return end;
        }
        match rules.inversion(word) {
            Some((verb, pronoun)) => {
                self.push(at, at + verb, TokenKind::Word);
                self.push(at + verb, at + pronoun, TokenKind::Mark);
                self.push(at + pronoun, end, TokenKind::Word);
            }
            None => match rules.clitic_start(word) {
                Some(clitic) => {
                    self.push(at, at + clitic, TokenKind::Word);
                    self.push(at + clitic, end, TokenKind::Word);
                }
                None => self.push(at, end, TokenKind::Word),
            },
        }
        end
    }

    /// A sentence ends after `.`, `!`, `?` or `…` and the closing marks behind it, before a blank and something that can begin one.
    fn split_sentences(&mut self, first: usize) {
        let ordinal_point = rules(self.language).ordinal_point;
        let mut start = first;
        let mut at = first;
        while at < self.tokens.len() {
            let ordinal = ordinal_point && at > first && self.is_ordinal_point(at);
            let ends = self.tokens[at].kind == TokenKind::Mark
                && matches!(self.word(at), "." | "!" | "?" | "…" | "...")
                && !ordinal;
            at += 1;
            if !ends {
                continue;
            }
            while at < self.tokens.len()
                && matches!(
                    self.word(at),
                    "\"" | "»" | "”" | "’" | "'" | ")" | "]" | "›" | "." | "!" | "?"
                )
            {
                // A straight mark after a blank opens the next sentence.
                if self.word(at) == "\"" && !self.touches_next(at - 1) {
                    break;
                }
                at += 1;
            }
            let begins = at < self.tokens.len() && self.can_begin_sentence(at);
            if begins {
                self.sentences.push(start..at);
                start = at;
            }
        }
        if start < self.tokens.len() {
            self.sentences.push(start..self.tokens.len());
        }
    }

    /// `am 4. März`: a point at once behind one or two digits.
    fn is_ordinal_point(&self, at: usize) -> bool {
        let number = self.tokens[at - 1];
        self.word(at) == "."
            && number.kind == TokenKind::Number
            && number.span.len() <= 2
            && self.touches_next(at - 1)
    }

    fn can_begin_sentence(&self, at: usize) -> bool {
        let spaced = self.tokens[at - 1].span.end() < self.tokens[at].span.start();
        let first = self.word(at).chars().next().unwrap_or(' ');
        let opens = matches!(
            first,
            '"' | '«' | '“' | '„' | '‘' | '(' | '[' | '-' | '–' | '—' | '+'
        );
        spaced && (first.is_uppercase() || first.is_numeric() || opens)
    }
}

/// The rules of one language for splitting words: `tokens.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct TokenRules {
    elisions: FxHashSet<&'static str>,
    inverted_pronouns: FxHashSet<&'static str>,
    linking_letters: FxHashSet<&'static str>,
    clitics: Vec<&'static str>,
    abbreviations: FxHashSet<&'static str>,
    frequent: FxHashSet<&'static str>,
    #[serde(default)]
    ordinal_point: bool,
}

/// The rules of a language.
pub fn rules(language: Language) -> &'static TokenRules {
    static RULES: PerLanguage<TokenRules> = PerLanguage::new(TokenRules::read);
    RULES.get(language)
}

impl TokenRules {
    fn read(language: Language) -> Self {
        parse_data(language, "tokens.toml", language.files().tokens)
    }

    /// The most frequent words of the language, in lower case.
    pub fn frequent(&self) -> impl Iterator<Item = &'static str> {
        self.frequent.iter().copied()
    }

    /// Whether a point behind the word belongs to it: `M.`, `Dr.`, the initial `J.`
    pub fn takes_point(&self, word: &str) -> bool {
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        initial || word.contains('.') || self.abbreviations.contains(word)
    }

    /// Bytes of the elided word with its apostrophe that a text begins with; a blank may follow: `qu' «`. `length` are the bytes of the
    /// letters and digits that the text begins with.
    fn elision_length(&self, text: &str, length: usize) -> Option<usize> {
        let (word, after) = text.split_at_checked(length)?;
        let mark = after.chars().next().filter(|c| is_apostrophe(*c))?;
        self.elisions
            .contains(word.to_lowercase().as_str())
            .then_some(length + mark.len_utf8())
    }

    /// Where the hyphen and the pronoun of an inversion begin: `a-t-il` → after `a`, before `il`.
    fn inversion(&self, word: &str) -> Option<(usize, usize)> {
        let (before, pronoun) = word.rsplit_once('-')?;
        if before.is_empty()
            || !self
                .inverted_pronouns
                .contains(pronoun.to_lowercase().as_str())
        {
            return None;
        }
        let verb = match before.rsplit_once('-') {
            Some((verb, letter)) if self.linking_letters.contains(letter) => verb,
            _ => before,
        };
        Some((verb.len(), before.len() + 1))
    }

    /// Where a clitic such as `'s` begins.
    fn clitic_start(&self, word: &str) -> Option<usize> {
        self.clitics.iter().find_map(|clitic| {
            let mut chars = word.char_indices().rev();
            let (start, _) = chars.nth(clitic.chars().count().checked_sub(1)?)?;
            let mut tail = String::with_capacity(clitic.len());
            let letters = word.get(start..)?.chars();
            letters.for_each(|c| push_lower(&mut tail, c));
            (start > 0 && tail == *clitic).then_some(start)
        })
    }
}

/// Appends a character in lower case, apostrophes straight.
fn push_lower(lower: &mut String, c: char) {
    match c {
        '’' | '‘' | 'ʼ' => lower.push('\''),
        c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
        c => lower.extend(c.to_lowercase()),
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Bytes of a number: digits, and single points, commas or apostrophes between digits.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let separator = match bytes.get(at) {
            Some(b'.' | b',' | b'\'') => 1,
            Some(_) if text.get(at..).is_some_and(|rest| rest.starts_with('’')) => '’'.len_utf8(),
            _ => return at,
        };
        if !bytes.get(at + separator).is_some_and(u8::is_ascii_digit) {
            return at;
        }
        at += separator;
    }
}

fn letters_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic() && !is_combining(c))
        .unwrap_or(text.len())
}

/// Bytes of the letters and digits that a text begins with.
fn alphanumeric_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ascii = bytes
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(bytes.len());
    if bytes.get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    let rest = text.get(ascii..).unwrap_or_default();
    let beyond = |c: char| !is_alphanumeric(c) && !is_combining(c);
    ascii + rest.find(beyond).unwrap_or(rest.len())
}

/// As the standard library says, without a look into its tables for the letters of Western languages.
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\u{C0}'..='\u{24F}' => !matches!(c, '×' | '÷'),
        _ => c.is_alphanumeric(),
    }
}

/// Bytes of a word that begins with so many bytes of letters and digits: these, and hyphens, apostrophes or points with a letter or digit on either side.
fn word_length(text: &str, letters: usize) -> usize {
    let after = text.get(letters..).unwrap_or_default();
    if !after.starts_with(|c: char| c == '.' || is_joint(c)) {
        return letters;
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    // Of `U.S`, `J.-P`: whether all are single capitals with points and hyphens between them, and whether one was the last.
    let (mut initials, mut after_letter) = (true, false);
    while let Some((at, c)) = chars.next() {
        if is_alphanumeric(c) || is_combining(c) {
            end = at + c.len_utf8();
            initials = initials && !after_letter && c.is_uppercase();
            after_letter = true;
            continue;
        }
        let next_is_letter = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let point = c == '.' && initials && {
            let after = text.get(at + 1..).unwrap_or_default();
            after
                .trim_start_matches('-')
                .starts_with(char::is_uppercase)
        };
        if !(point || is_joint(c) && next_is_letter) {
            break;
        }
        initials = initials && matches!(c, '.' | '-');
        after_letter = false;
    }
    end
}

/// Whether a character may stand between two letters of one word.
fn is_joint(c: char) -> bool {
    matches!(c, '-' | '‑' | '‐' | '&') || is_apostrophe(c)
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ParagraphKind;

    /// The tokens of a text, with ` | ` between them and ` || ` between sentences.
    fn split(lang: &str, text: &str) -> String {
        let text = CanonicalText::new(text);
        let paragraphs = vec![Paragraph {
            span: text.whole(),
            kind: ParagraphKind::Prose,
        }];
        let dispatch = Dispatch {
            lang: Some(lang.into()),
            text,
            paragraphs,
            ..Dispatch::default()
        };
        let reading = Reading::new(&dispatch);
        let sentence = |range: &Range<usize>| {
            range
                .clone()
                .map(|at| reading.word(at))
                .collect::<Vec<_>>()
                .join(" | ")
        };
        reading
            .sentences
            .iter()
            .map(sentence)
            .collect::<Vec<_>>()
            .join(" || ")
    }

    #[test]
    fn elisions_inversions_and_abbreviations_are_tokens() {
        assert_eq!(
            split("fr", "L’accord d'hier, a-t-il dit."),
            "L’ | accord | d' | hier | , | a | -t- | il | dit | ."
        );
        assert_eq!(split("fr", "qu’ « il »"), "qu’ | « | il | »");
        assert_eq!(
            split("fr", "M. Pachinian, dit-elle"),
            "M. | Pachinian | , | dit | - | elle"
        );
        assert_eq!(
            split("fr", "aujourd'hui le cessez-le-feu"),
            "aujourd'hui | le | cessez-le-feu"
        );
        assert_eq!(
            split("en", "Britain's U.S. envoy, J.-P. O'Neil"),
            "Britain | 's | U.S. | envoy | , | J.-P. | O'Neil"
        );
    }

    #[test]
    fn numbers_keep_their_groups() {
        assert_eq!(
            split("fr", "2.000 et 52,3%, 16H00 le 1er."),
            "2.000 | et | 52,3 | % | , | 16 | H | 00 | le | 1 | er | ."
        );
        assert_eq!(
            split("fr", "25-30 F-16 au G20"),
            "25 | - | 30 | F-16 | au | G20"
        );
    }

    #[test]
    fn sentences_end_before_a_capital_and_not_after_an_abbreviation() {
        assert_eq!(
            split("fr", "Il part. M. Roy reste."),
            "Il | part | . || M. | Roy | reste | ."
        );
        assert_eq!(
            split("fr", "\"Non !\" \"Si.\" Rien"),
            "\" | Non | ! | \" || \" | Si | . | \" || Rien"
        );
        assert_eq!(split("fr", "Oui... peut-être"), "Oui | ... | peut-être");
        assert_eq!(split("de", "Am 4. März"), "Am | 4 | . | März");
        assert_eq!(
            split("fr", "Il y en a 4. Rien"),
            "Il | y | en | a | 4 | . || Rien"
        );
    }

    proptest::proptest! {
        #[test]
        fn tokens_lie_in_order_and_hold_every_letter(text in "\\PC{0,300}") {
            let canonical = CanonicalText::new(text.clone());
            let paragraphs = vec![Paragraph { span: canonical.whole(), kind: ParagraphKind::Prose }];
            let dispatch = Dispatch { text: canonical, paragraphs, ..Dispatch::default() };
            let reading = Reading::new(&dispatch);
            let mut at = 0;
            for token in &reading.tokens {
                proptest::prop_assert!(!token.span.is_empty());
                let between = text.get(at..token.span.start()).expect("on boundaries");
                proptest::prop_assert!(between.chars().all(is_blank));
                at = token.span.end();
            }
            proptest::prop_assert!(text.get(at..).expect("on a boundary").chars().all(is_blank));
        }
    }
}
