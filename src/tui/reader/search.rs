//! Search in the text: accents and case smart. A plain letter finds itself with any accent and in either case (`e` finds `É`);
//! an accented letter finds that accent alone, a capital that case alone. A blank finds any white space.

use crate::model::{CanonicalText, Span, fold};

/// A search and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pub query: String,
    /// In reading order, without overlaps.
    pub hits: Vec<Span>,
    /// Position of the current hit.
    pub current: Option<usize>,
}

impl Search {
    /// Finds `query`; the current hit is the first one at or after byte `from`, else the first of all.
    pub fn new(text: &CanonicalText, query: &str, from: usize) -> Self {
        let hits = find_all(text, query);
        let at = hits.partition_point(|hit| hit.start() < from);
        let current = (!hits.is_empty()).then_some(if at < hits.len() { at } else { 0 });
        Search {
            query: query.to_owned(),
            hits,
            current,
        }
    }

    /// Goes to the next or previous hit, round at the ends.
    pub fn step(&mut self, forward: bool) -> Option<Span> {
        let all = self.hits.len();
        let at = self.current.filter(|_| all > 0)?;
        let next = if forward { at + 1 } else { at + all - 1 } % all;
        self.current = Some(next);
        Some(self.hits[next])
    }
}

/// Whether `text` holds `query`, by the same rules.
pub fn matches(text: &str, query: &str) -> bool {
    !find_all(&CanonicalText::new(text), query).is_empty()
}

fn find_all(text: &CanonicalText, query: &str) -> Vec<Span> {
    let wanted: Vec<Wanted> = query.chars().map(Wanted::new).collect();
    let Some(first) = wanted.first() else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    let mut from = 0;
    for (start, c) in text.as_str().char_indices() {
        if start < from || !first.matches(c) {
            continue;
        }
        let rest = text.get(Span::new(start, text.len())).unwrap_or_default();
        if let Some(length) = match_length(rest, &wanted) {
            hits.push(Span::new(start, start + length));
            from = start + length;
        }
    }
    hits
}

/// One character of the query.
enum Wanted {
    Blank,
    /// Any character that folds to this.
    Folded(String),
    /// This case, any accent.
    Capital(String),
    /// This accent, either case.
    Accented(char),
    Exact(char),
}

impl Wanted {
    fn new(c: char) -> Self {
        let folded = fold(c.encode_utf8(&mut [0; 4]));
        let plain = c.is_ascii() || folded.chars().eq([c]);
        match (c.is_whitespace(), c.is_uppercase(), plain) {
            (true, ..) => Wanted::Blank,
            (_, true, true) => Wanted::Capital(folded),
            (_, true, false) => Wanted::Exact(c),
            (_, false, true) => Wanted::Folded(folded),
            (_, false, false) if c.is_alphabetic() => Wanted::Accented(c),
            (_, false, false) => Wanted::Folded(folded),
        }
    }

    fn matches(&self, c: char) -> bool {
        let folds_to = |wanted: &str| {
            let mut left = wanted.chars();
            let mut same = true;
            crate::model::fold_char(c, |part| same &= left.next() == Some(part));
            same && left.next().is_none()
        };
        match self {
            Wanted::Blank => c.is_whitespace(),
            Wanted::Folded(wanted) => folds_to(wanted),
            Wanted::Capital(wanted) => c.is_uppercase() && folds_to(wanted),
            Wanted::Accented(wanted) => c == *wanted || c.to_lowercase().eq([*wanted]),
            Wanted::Exact(wanted) => c == *wanted,
        }
    }
}

/// Bytes of the match at the start of `text`.
fn match_length(text: &str, wanted: &[Wanted]) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    for one in wanted {
        let (at, c) = chars.next()?;
        if !one.matches(c) {
            return None;
        }
        end = at + c.len_utf8();
        if matches!(one, Wanted::Blank) {
            while let Some((at, c)) = chars.next_if(|(_, c)| c.is_whitespace()) {
                end = at + c.len_utf8();
            }
        }
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, query: &str) -> Vec<String> {
        let text = CanonicalText::new(text);
        Search::new(&text, query, 0)
            .hits
            .into_iter()
            .map(|hit| text[hit].to_owned())
            .collect()
    }

    #[test]
    fn plain_letters_find_accents_and_accents_find_themselves() {
        assert_eq!(found("Été, ete, êtes", "ete"), ["Été", "ete", "ête"]);
        assert_eq!(found("Été, ete, êtes", "été"), ["Été"]);
        assert_eq!(found("l’Élysée", "l'elysee"), ["l’Élysée"]);
    }

    #[test]
    fn capitals_find_capitals() {
        assert_eq!(found("le monde, Le Monde", "Monde"), ["Monde"]);
        assert_eq!(found("Etat, État, état", "Etat"), ["Etat", "État"]);
    }

    #[test]
    fn a_blank_finds_any_white_space() {
        assert_eq!(
            found("30\u{202F}000, 30  000", "30 000"),
            ["30\u{202F}000", "30  000"]
        );
    }

    #[test]
    fn hits_go_round() {
        let text = CanonicalText::new("a b a");
        let mut search = Search::new(&text, "a", 2);
        assert_eq!(search.current, Some(1));
        assert_eq!(search.step(true), Some(Span::new(0, 1)));
        assert_eq!(search.step(false), Some(Span::new(4, 5)));
        assert_eq!(Search::new(&text, "", 0).step(true), None);
    }
}
