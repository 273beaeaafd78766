//! How the words of the data files are cut into tokens and spelled. Knows nothing of what they mean.

/// A word of three letters or more without its accents, where it has any.
pub fn without_accents(word: &str) -> Option<String> {
    let bare: String = word
        .chars()
        .map(|c| match c {
            'à' | 'â' | 'á' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' | 'í' => 'i',
            'ô' | 'ó' => 'o',
            'û' | 'ù' | 'ú' => 'u',
            c => c,
        })
        .collect();
    (bare != word && bare.len() >= 3).then_some(bare)
}

/// The tokens of abbreviated words: letters and points apart.
pub fn spelled(phrase: &str) -> impl Iterator<Item = &str> {
    let parts = phrase
        .split_whitespace()
        .flat_map(|word| word.split_inclusive('.'));
    let cut = parts.map(|part| part.split_at(part.trim_end_matches('.').len()));
    cut.flat_map(|(letters, point)| [letters, point])
        .filter(|part| !part.is_empty())
}

/// The tokens of a phrase in the data files: words at blanks, elided words and signs on their own.
pub fn pieces(phrase: &str) -> Vec<&str> {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
    let mut pieces = Vec::new();
    for word in phrase.split_whitespace() {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let letters = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
            let elided = rest
                .get(letters..)
                .is_some_and(|after| after.starts_with('\''));
            // `boss 's day`
            let genitive = letters == 0 && first == '\'' && rest.len() > 1;
            let length = match letters {
                _ if genitive => rest.len(),
                letters if elided => letters + 1,
                0 => first.len_utf8(),
                letters => letters,
            };
            let (piece, after) = rest.split_at(length);
            pieces.push(piece);
            rest = after;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_cut_as_texts_are() {
        assert_eq!(pieces("km à l'heure"), ["km", "à", "l'", "heure"]);
        assert_eq!(pieces("boss 's day"), ["boss", "'s", "day"]);
        assert_eq!(pieces("$ us"), ["$", "us"]);
        assert_eq!(pieces("us$"), ["us", "$"]);
        assert_eq!(pieces("°c"), ["°", "c"]);
        assert!(spelled("a. m.").eq(["a", ".", "m", "."]));
    }
}
