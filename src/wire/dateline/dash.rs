//! The dash that ends a dateline: which signs are one, and how long it is with the blanks before it.

use super::is_blank;

/// Byte of a dash, and its length.
pub type Dash = (usize, usize);

/// The first dash that could end a dateline. A hyphen inside a word is none.
pub fn first_dash(text: &str) -> Option<Dash> {
    text.char_indices()
        .filter(|&(at, c)| {
            is_dash(c)
                && text.get(..at).is_some_and(|before| {
                    c == '_' || before.ends_with(|c: char| !c.is_alphanumeric())
                })
        })
        .map(|(at, _)| (at, text.get(at..).map_or(0, dash_length)))
        .find(|&(at, length)| {
            length > 0
                && text
                    .get(at + length..)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(is_blank))
        })
}

/// Bytes of the blanks and the dash (`-`, `--`, `–`, `—`, `_`, `.-`, or a bare full stop) at the start of `text`; 0 without a dash.
pub fn dash_length(text: &str) -> usize {
    let blanks = text.len() - text.trim_start_matches(is_blank).len();
    let rest = text.get(blanks..).unwrap_or_default();
    let point = usize::from(rest.starts_with('.'));
    let dashes: usize = rest
        .chars()
        .skip(point)
        .take(3)
        .take_while(|c| is_dash(*c))
        .map(char::len_utf8)
        .sum();
    let stop = point == 1 && blanks == 0;
    match dashes {
        0 if stop => 1,
        0 => 0,
        dashes => blanks + point + dashes,
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '_' | '―' | '−')
}
