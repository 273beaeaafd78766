//! What a terminal is shown of a text: no control, no bidi override, no invisible character, at most two combining marks a cell.
//!
//! Nothing disappears: what may not be sent is shown as a mark of one column.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What is drawn for one cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    pub symbol: Cow<'a, str>,
    /// Columns: 0, 1 or 2.
    pub width: u16,
}

/// Stands for C1 controls, bidi overrides, tags and other characters that could mislead a terminal or its reader.
const DANGEROUS: &str = "\u{FFFD}";
/// Stands for characters that show nothing: soft hyphens, zero-width blanks, byte-order marks.
const INVISIBLE: &str = "·";
const MAX_COMBINING: usize = 2;

/// The clusters of a text that are drawn as one: grapheme clusters, taken apart where they hide something.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true).flat_map(|(start, cluster)| {
        let apart =
            cluster.chars().nth(1).is_some() && cluster.chars().any(|c| substitute(c).is_some());
        let step = move |at: usize, c: char| {
            (
                start + at,
                cluster.get(at..at + c.len_utf8()).expect("on a character"),
            )
        };
        let single = apart.then(|| cluster.char_indices().map(move |(at, c)| step(at, c)));
        let whole = (!apart).then_some((start, cluster));
        single.into_iter().flatten().chain(whole)
    })
}

/// What is drawn for a cluster of [`clusters`].
pub fn glyph(cluster: &str) -> Glyph<'_> {
    let first = cluster.chars().next().unwrap_or(' ');
    if cluster.len() == 1 && (' '..='~').contains(&first) {
        return Glyph {
            symbol: Cow::Borrowed(cluster),
            width: 1,
        };
    }
    if let Some(symbol) = substitute(first) {
        return Glyph { symbol, width: 1 };
    }
    if first.width().unwrap_or(0) == 0 {
        // A combining mark without a letter to stand on.
        return Glyph {
            symbol: Cow::Borrowed(INVISIBLE),
            width: 1,
        };
    }
    let symbol = without_piles(cluster);
    let width = symbol.width().clamp(1, 2);
    Glyph {
        symbol,
        width: u16::try_from(width).expect("at most 2"),
    }
}

/// A cluster with at most so many marks that take no column; the sign that asks for a picture of a letter is left out, for
/// terminals do not agree on its width. Vowels that take a column of their own stay.
fn without_piles(cluster: &str) -> Cow<'_, str> {
    let is_mark = |c: char| c.width() == Some(0);
    let mut marks = 0;
    let kept: String = cluster
        .chars()
        .filter(|c| {
            marks += usize::from(is_mark(*c));
            *c != '\u{FE0F}' && (!is_mark(*c) || marks <= MAX_COMBINING)
        })
        .collect();
    if kept.len() == cluster.len() {
        Cow::Borrowed(cluster)
    } else {
        Cow::Owned(kept)
    }
}

/// A text without anything that a terminal could take for a command; for titles, names and messages.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        clusters(text)
            .map(|(_, cluster)| glyph(cluster).symbol.into_owned())
            .collect(),
    )
}

/// Columns that a sanitised text takes.
pub fn display_width(text: &str) -> usize {
    clusters(text)
        .map(|(_, cluster)| usize::from(glyph(cluster).width))
        .sum()
}

/// A text sanitised and cut to `width` columns, with `ellipsis` at the cut.
pub fn fit(text: &str, width: usize, ellipsis: &str) -> String {
    if display_width(text) <= width {
        return sanitize(text).into_owned();
    }
    let room = width.saturating_sub(display_width(ellipsis));
    let mut out = String::new();
    let mut used = 0;
    for (_, cluster) in clusters(text) {
        let glyph = glyph(cluster);
        used += usize::from(glyph.width);
        if used > room {
            break;
        }
        out.push_str(&glyph.symbol);
    }
    out.truncate(out.trim_end().len());
    if width > 0 {
        out.push_str(ellipsis);
    }
    out
}

/// What is shown in place of a character that may not be sent.
fn substitute(c: char) -> Option<Cow<'static, str>> {
    match c {
        '\t' | '\n' | '\u{2028}' | '\u{2029}' => Some(Cow::Borrowed(" ")),
        '\0'..='\x1F' => {
            char::from_u32(0x2400 + c as u32).map(|picture| Cow::Owned(picture.to_string()))
        }
        '\x7F' => Some(Cow::Borrowed("␡")),
        '\u{80}'..='\u{9F}' => Some(Cow::Borrowed(DANGEROUS)),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => {
            Some(Cow::Borrowed(DANGEROUS))
        }
        '\u{E0000}'..='\u{E0FFF}' | '\u{FFF9}'..='\u{FFFB}' => Some(Cow::Borrowed(DANGEROUS)),
        '\u{AD}'
        | '\u{34F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' => Some(Cow::Borrowed(INVISIBLE)),
        '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2065}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}' => Some(Cow::Borrowed(INVISIBLE)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn commands_to_the_terminal_become_marks() {
        assert_eq!(sanitize("a\x1b[31mb\x07\u{9b}c\x7f"), "a␛[31mb␇\u{FFFD}c␡");
        assert_eq!(
            sanitize("ab\u{202e}cd\u{200b}e\u{e0041}"),
            "ab\u{FFFD}cd·e\u{FFFD}"
        );
    }

    #[test]
    fn combining_marks_do_not_pile_up() {
        let pile = format!("e{}", "\u{301}".repeat(40));
        assert_eq!(sanitize(&pile), "e\u{301}\u{301}");
        assert_eq!(sanitize("\u{301}a"), "·a");
        assert_eq!(sanitize("हिन्दी 1\u{FE0F}\u{20E3}"), "हिन्दी 1\u{20E3}");
    }

    #[test]
    fn a_cut_text_says_so_and_fits() {
        assert_eq!(fit("Nikol Pachinian", 8, "…"), "Nikol P…");
        assert_eq!(fit("Nikol", 8, "…"), "Nikol");
        assert_eq!(fit("日本語", 4, "…"), "日…");
        assert_eq!(fit("abc", 0, "…"), "");
    }

    proptest! {
        #[test]
        fn what_is_shown_holds_no_control_and_has_the_width_it_says(text in any::<String>()) {
            let shown = sanitize(&text);
            let overrides = '\u{202A}'..='\u{202E}';
            prop_assert!(!shown.chars().any(|c| c.is_control() || overrides.contains(&c)));
            let covered: String = clusters(&text).map(|(_, cluster)| cluster).collect();
            prop_assert_eq!(covered, text);
        }
    }
}
