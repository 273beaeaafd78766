//! The words of a dispatch as the full-text index holds them: once as they are written, once folded.
//!
//! Folded means: without case and accents, ligatures in two letters, thousands without separators (`2.000` is `2000`), and names
//! with an apostrophe also in one word (`N'Diaye` is `ndiaye`), so that a reader finds them however they type them.

use crate::model::{Dispatch, fold};

/// What a reader of the dispatch may look for, as it is written.
pub fn written(dispatch: &Dispatch) -> String {
    let mut text = String::with_capacity(dispatch.text.len() + 200);
    let fields = [&dispatch.headline, &dispatch.slug, &dispatch.byline];
    let fields = fields.into_iter().flatten().chain(&dispatch.keywords);
    for field in fields {
        text.push_str(field);
        text.push('\n');
    }
    text.push_str(dispatch.text.as_str());
    text
}

/// Words folded for the index, with those that are looked for in one word at the end.
pub fn folded(written: &str) -> String {
    let mut folded = without_separators(&fold(written));
    for word in written.split_whitespace() {
        let apostrophe = |c| matches!(c, '\'' | '’' | '‘' | 'ʼ');
        let Some((before, after)) = word.split_once(apostrophe) else {
            continue;
        };
        let capital = |part: &str| part.chars().next().is_some_and(char::is_uppercase);
        if capital(before) && capital(after) {
            folded.push('\n');
            folded.push_str(&fold(before));
            folded.push_str(&fold(after));
        }
    }
    folded
}

/// A word of a query, folded like the text that it is to be found in.
pub fn folded_word(word: &str) -> String {
    without_separators(&fold(word))
}

/// Whether a word is looked for as it is written: `é` means `é`, `e` means either.
pub fn has_accents(word: &str) -> bool {
    fold(word) != word.to_lowercase().replace(['’', '‘', 'ʼ'], "'")
}

/// Takes the dots, commas, blanks and apostrophes out of `2.000`, `2 000 000`, `2'000`.
pub fn without_separators(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let separates = |at: usize| {
        let groups = digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        matches!(bytes[at], b'.' | b',' | b' ' | b'\'') && at > 0 && digit(at - 1) && groups
    };
    let grouped = |at: usize| {
        let start = (0..at).rev().take_while(|before| digit(*before)).last();
        start.is_some_and(|start| at - start <= 3)
    };
    if !(1..bytes.len()).any(separates) {
        return text.to_owned();
    }
    text.char_indices()
        .filter(|(at, _)| !(separates(*at) && grouped(*at)))
        .map(|(_, c)| c)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_words_are_found_however_they_are_typed() {
        let text = "Le cœur de Choïgou, l’Azerbaïdjan et Ousmane N’Diaye: 2.000 soldats, 1 500 000 euros, 3,5 %, le 21.11.2020";
        let folded = folded(text);
        for word in [
            "coeur",
            "choigou",
            "azerbaidjan",
            "ndiaye",
            "2000",
            "1500000",
            "3,5",
            "21.11.2020",
        ] {
            assert!(folded.contains(word), "{word} in {folded}");
        }
        assert!(!folded.contains("lazerbaidjan"));
    }

    #[test]
    fn numbers_that_only_stand_beside_each_other_stay_apart() {
        for text in ["1234.567", "en 2020 300 soldats"] {
            assert_eq!(without_separators(text), text);
        }
    }

    #[test]
    fn an_accent_in_a_query_means_itself() {
        assert!(has_accents("Choïgou"));
        assert!(!has_accents("CHOIGOU"));
        assert!(!has_accents("N’Diaye"));
    }
}
