//! Folding for comparison: case, accents, ligatures and apostrophes do not tell words apart.

use unicode_normalization::char::decompose_canonical;

/// The text in lower case without accents; ligatures in two letters, typographic apostrophes and hyphens as ASCII, blanks as blanks.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |folded| out.push(folded));
    }
    out
}

/// Gives `emit` the folded characters of `c`: none for a combining mark, two for a ligature.
pub fn fold_char(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        return emit(c.to_ascii_lowercase());
    }
    match c {
        'œ' | 'Œ' => "oe".chars().for_each(emit),
        'æ' | 'Æ' => "ae".chars().for_each(emit),
        'ß' | 'ẞ' => "ss".chars().for_each(emit),
        'ø' | 'Ø' => emit('o'),
        'đ' | 'Đ' => emit('d'),
        'ł' | 'Ł' => emit('l'),
        'ı' => emit('i'),
        '’' | '‘' | 'ʼ' => emit('\''),
        '‐' | '‑' => emit('-'),
        '\u{A0}' | '\u{202F}' | '\u{2009}' => emit(' '),
        _ => decompose_canonical(c, |part| {
            if !unicode_normalization::char::is_combining_mark(part) {
                part.to_lowercase().for_each(&mut emit);
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_what_readers_do_not_tell_apart() {
        assert_eq!(
            fold("L’Œuvre de Choïgou\u{A0}: ÉLYSÉE"),
            "l'oeuvre de choigou : elysee"
        );
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
        assert_eq!(fold("Straße"), "strasse");
    }
}
