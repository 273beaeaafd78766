//! Characters → clean lines: one kind of line end, no control characters, indents measured.
//! Knows nothing of headers, paragraphs or widths.

use super::bytes;

/// One line of a wire, without the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// As it came, but for the white space at its end.
    pub raw: &'a str,
    pub text: &'a str,
    /// Columns before the text; a tab goes on to the next multiple of [`TAB`].
    pub indent: usize,
    /// Length of the text in code points.
    pub columns: usize,
    /// Whether a tab stands in the text, or a blank beside another.
    pub has_gaps: bool,
}

/// Columns from one tab stop to the next.
pub const TAB: usize = 8;

impl<'a> Line<'a> {
    pub fn new(raw: &'a str) -> Self {
        let raw = raw.trim_end();
        let text = raw.trim_start();
        let lead = raw.get(..raw.len() - text.len()).unwrap_or_default();
        Line {
            raw,
            text,
            indent: lead.chars().fold(0, column_after),
            columns: text.chars().count(),
            has_gaps: bytes::doubled(text.as_bytes(), b' ')
                || bytes::any(text.as_bytes(), |byte| byte == b'\t'),
        }
    }

    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    pub fn words(&self) -> usize {
        if self.has_gaps || self.is_blank() {
            return self.text.split_whitespace().count();
        }
        1 + self.text.bytes().filter(|byte| *byte == b' ').count()
    }

    /// Whether a sentence, a quotation or an announcement may end with this line.
    pub fn ends_sentence(&self) -> bool {
        self.text.ends_with(['.', '!', '?', '…', ':']) || self.text.ends_with(is_closing)
    }

    /// Whether it ends with a full stop, perhaps inside closing marks.
    pub fn ends_with_stop(&self) -> bool {
        let bare = self
            .text
            .trim_end_matches(|c| is_closing(c) || c.is_whitespace());
        bare.ends_with(['.', '!', '?', '…'])
    }

    /// Whether it begins with a small letter, as inside a sentence; an address of the web or of mail does not count.
    pub fn begins_lower(&self) -> bool {
        self.text.starts_with(char::is_lowercase) && !self.begins_with_address()
    }

    fn begins_with_address(&self) -> bool {
        // Hardly any line has such a mark before its first blank.
        let mut start = self.text.bytes().take_while(|byte| *byte != b' ');
        let marked = start.any(|byte| matches!(byte, b':' | b'@'));
        let word = || self.text.split_whitespace().next().unwrap_or_default();
        marked && (word().contains("://") || word().contains('@')) || self.text.starts_with("www.")
    }

    /// Whether a sentence can begin with this line.
    pub fn begins_sentence(&self) -> bool {
        self.text.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || "\"«“„‘(+–—-".contains(c) || is_uncased_letter(c)
        })
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '»' | '”' | ')' | ']' | '›')
}

fn is_uncased_letter(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

/// The column behind `c` when it stands at `column`.
pub fn column_after(column: usize, c: char) -> usize {
    if c == '\t' {
        (column / TAB + 1) * TAB
    } else {
        column + 1
    }
}

/// Lines as one, with single blanks. A hyphen at the end of a line stays, and what it joins is not set apart.
pub fn joined(lines: &[Line<'_>]) -> String {
    let mut out = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for line in lines {
        let mut before = out.chars().rev();
        let hyphenated =
            before.next() == Some('-') && before.next().is_some_and(char::is_alphabetic);
        let goes_on = hyphenated && line.text.starts_with(char::is_alphabetic);
        if !out.is_empty() && !goes_on {
            out.push(' ');
        }
        if line.has_gaps {
            push_single_spaced(&mut out, line.text);
        } else {
            out.push_str(line.text);
        }
    }
    out
}

/// No-break and thin blanks are part of the typography and stay.
fn push_single_spaced(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            ' ' | '\t' if out.ends_with(' ') => {}
            ' ' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
}

/// The lines of a text that went through [`clean`].
pub fn lines(clean: &str) -> Vec<Line<'_>> {
    const USUAL_LENGTH: usize = 60;
    let mut lines = Vec::with_capacity(clean.len() / USUAL_LENGTH);
    lines.extend(pieces(clean, [b'\n']).map(Line::new));
    if clean.is_empty() || clean.ends_with('\n') {
        lines.push(Line::new(""));
    }
    lines
}

/// The pieces of a text that end with bytes of ASCII, each with the byte at its end.
pub fn pieces<const FEW: usize>(text: &str, ends: [u8; FEW]) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = bytes::first_of(rest.as_bytes(), ends).map_or(rest.len(), |at| at + 1);
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        Some(piece)
    })
}

/// The first characters of a text, so many at most.
pub fn leading(text: &str, characters: usize) -> &str {
    if text.len() <= characters {
        return text;
    }
    let end = text.char_indices().nth(characters).map(|(at, _)| at);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The text with `\n` for every kind of line end and without any other control but the tab.
///
/// Line ends: CR LF (also CR CR LF, which broken transfers leave), CR, LF, NEL, LS; PS ends a paragraph; a form feed or a
/// vertical tab ends a line that has begun. Escape sequences of terminals (ECMA-48) go as a whole, and other controls alone.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, from_control) = rest.split_at(plain_length(rest));
        out.push_str(plain);
        let mut chars = from_control.chars();
        let control = chars.next();
        rest = chars.as_str();
        match control {
            Some('\u{85}' | '\u{2028}') => out.push('\n'),
            Some('\r') => rest = end_at_carriage_return(&mut out, rest),
            Some('\u{2029}') => out.push_str("\n\n"),
            Some('\u{B}' | '\u{C}') if out.is_empty() || out.ends_with('\n') => {}
            Some('\u{B}' | '\u{C}') => out.push('\n'),
            Some('\u{1B}') => rest = after_escape_sequence(rest),
            Some('\u{9B}') => rest = after_control_sequence(rest),
            Some('\u{90}' | '\u{98}' | '\u{9D}'..='\u{9F}') => rest = after_control_string(rest),
            Some(c) if !c.is_control() => out.push(c),
            _ => {}
        }
    }
    out
}

/// Bytes up to the first character that may have to go.
fn plain_length(text: &str) -> usize {
    bytes::position(text.as_bytes(), may_begin_control).unwrap_or(text.len())
}

/// Whether a byte is a control other than `\n` and the tab, or begins U+0080 to U+009F, LS or PS in UTF-8; it begins others too.
pub fn may_begin_control(byte: u8) -> bool {
    let control = byte < b' ' && byte != b'\n' && byte != b'\t';
    control || matches!(byte, 0x7F | 0xC2 | 0xE2)
}

/// Any number of CRs before a LF are one line end; else each is one.
fn end_at_carriage_return<'a>(out: &mut String, rest: &'a str) -> &'a str {
    let behind = rest.trim_start_matches('\r');
    match behind.strip_prefix('\n') {
        Some(behind) => {
            out.push('\n');
            behind
        }
        None => {
            let returns = 1 + rest.len() - behind.len();
            out.extend(std::iter::repeat_n('\n', returns));
            behind
        }
    }
}

fn after_escape_sequence(rest: &str) -> &str {
    let mut chars = rest.chars();
    match chars.next() {
        Some('[') => after_control_sequence(chars.as_str()),
        Some(']' | 'P' | 'X' | '^' | '_') => after_control_string(chars.as_str()),
        Some(' '..='/') => {
            let rest = rest.trim_start_matches(|c| matches!(c, ' '..='/'));
            rest.strip_prefix(|c| matches!(c, '0'..='~'))
                .unwrap_or(rest)
        }
        Some('0'..='~') => chars.as_str(),
        _ => rest,
    }
}

/// Parameters, intermediates and one final character.
fn after_control_sequence(rest: &str) -> &str {
    let rest = rest.trim_start_matches(|c| matches!(c, ' '..='?'));
    rest.strip_prefix(|c| matches!(c, '@'..='~'))
        .unwrap_or(rest)
}

/// Up to the string terminator; but only if it comes soon and on the same line: else a stray byte would eat the text.
fn after_control_string(rest: &str) -> &str {
    const LONGEST: usize = 4096;
    let mut chars = rest.chars();
    let end = chars
        .by_ref()
        .take(LONGEST)
        .find(|c| matches!(c, '\u{7}' | '\u{9C}' | '\u{1B}' | '\n' | '\r'));
    let behind = chars.as_str();
    match end {
        Some('\u{1B}') => behind.strip_prefix('\\').unwrap_or(behind),
        Some('\u{7}' | '\u{9C}') => behind,
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_is_one() {
        assert_eq!(clean("a\r\nb\rc\nd\u{85}e\u{2028}f"), "a\nb\nc\nd\ne\nf");
        assert_eq!(clean("a\r\r\nb\r\rc\u{2029}d"), "a\nb\n\nc\n\nd");
        assert_eq!(clean("a\u{C}b\n\u{C}c"), "a\nb\nc");
    }

    #[test]
    fn controls_and_terminal_sequences_are_gone() {
        assert_eq!(
            clean("a\u{1b}[31mb\u{1b}[?1049hc\u{1b}cd\u{1b}(Be"),
            "abcde"
        );
        assert_eq!(clean("a\u{1b}]52;c;QUJD\u{7}b\u{1b}]0;t\u{1b}\\c"), "abc");
        assert_eq!(clean("a\u{9b}2Jb\u{9d}0;t\u{9c}c\u{90}q\u{9c}d"), "abcd");
        assert_eq!(clean("a\0b\u{7f}c\u{8}d\u{81}e"), "abcde");
        // A stray C1 byte of a wrong encoding does not eat the text behind it.
        assert_eq!(clean("l\u{90}été\nfin"), "lété\nfin");
    }

    #[test]
    fn indents_count_columns() {
        let indent = |raw| Line::new(raw).indent;
        assert_eq!(
            (indent("a"), indent("   a"), indent("\ta"), indent("  \t a")),
            (0, 3, 8, 9)
        );
        assert!(Line::new(" \u{A0}\t").is_blank());
    }

    proptest::proptest! {
        #[test]
        fn no_control_survives(text in proptest::collection::vec(proptest::char::any(), 0..200)) {
            let text: String = text.into_iter().collect();
            let clean = clean(&text);
            proptest::prop_assert!(clean.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'));
        }
    }
}
