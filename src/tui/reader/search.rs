//! Search in the text: accents and case smart. A plain letter finds itself with any accent and in either case (`e` finds `É`);
//! an accented letter finds that accent alone, a capital that case alone. A blank finds any white space.

use unicode_normalization::char::{compose, is_combining_mark};

use crate::model::{CanonicalText, Span, fold_char};

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
    let wanted: Vec<Wanted> = units(query).map(|unit| Wanted::new(&unit)).collect();
    let Some(first) = wanted.first() else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    let mut from = 0;
    for (start, c) in text.as_str().char_indices() {
        if start < from || !first.may_begin_with(c) {
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

/// A letter with the combining marks behind it: the same whether its accent came apart or in one.
struct Unit {
    /// Composed.
    letter: char,
    /// Bytes.
    length: usize,
    /// In lower case and without accents: one letter, two of a ligature.
    folded: String,
}

fn units(text: &str) -> impl Iterator<Item = Unit> {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let mut letter = chars.next()?;
        let mut length = letter.len_utf8();
        let mut folded = String::new();
        fold_char(letter, |part| folded.push(part));
        while let Some(mark) = chars.next_if(|c| is_combining_mark(*c)) {
            letter = compose(letter, mark).unwrap_or(letter);
            length += mark.len_utf8();
        }
        Some(Unit {
            letter,
            length,
            folded,
        })
    })
}

/// One letter of the query.
enum Wanted {
    Blank,
    /// Anything that folds to this.
    Folded(String),
    /// This case, any accent.
    Capital(String),
    /// This accent, either case.
    Accented(char),
    Exact(char),
}

impl Wanted {
    fn new(unit: &Unit) -> Self {
        let (c, folded) = (unit.letter, unit.folded.clone());
        let plain = c.is_ascii() || folded.chars().eq(c.to_lowercase());
        match (c.is_whitespace(), c.is_uppercase(), plain) {
            (true, ..) => Wanted::Blank,
            (_, true, true) => Wanted::Capital(folded),
            (_, true, false) => Wanted::Exact(c),
            (_, false, true) => Wanted::Folded(folded),
            (_, false, false) if c.is_alphabetic() => Wanted::Accented(c),
            (_, false, false) => Wanted::Folded(folded),
        }
    }

    /// A cheap test that throws most places out.
    fn may_begin_with(&self, c: char) -> bool {
        match self {
            Wanted::Blank => c.is_whitespace(),
            Wanted::Folded(wanted) | Wanted::Capital(wanted) if c.is_ascii() => {
                wanted.as_bytes().first() == Some(&(c.to_ascii_lowercase() as u8))
            }
            _ => !c.is_ascii() || c.is_alphanumeric(),
        }
    }

    /// The letters that this takes of what is left of a unit; none where it does not fit.
    fn takes(&self, unit: &Unit, left: &str) -> Option<usize> {
        let whole = left.len() == unit.folded.len();
        let fits = match self {
            Wanted::Blank => return unit.letter.is_whitespace().then_some(left.len()),
            Wanted::Folded(wanted) => left.starts_with(wanted.as_str()).then_some(wanted.len()),
            Wanted::Capital(wanted) => (unit.letter.is_uppercase()
                && left.starts_with(wanted.as_str()))
            .then_some(wanted.len()),
            Wanted::Accented(wanted) => {
                (whole && unit.letter.to_lowercase().eq([*wanted])).then_some(left.len())
            }
            Wanted::Exact(wanted) => (whole && unit.letter == *wanted).then_some(left.len()),
        };
        fits.filter(|taken| *taken > 0)
    }
}

/// Bytes of the match at the start of `text`.
fn match_length(text: &str, wanted: &[Wanted]) -> Option<usize> {
    let mut units = units(text).peekable();
    let mut end = 0;
    let mut unit = units.next()?;
    let mut taken = 0;
    for one in wanted {
        if taken == unit.folded.len() {
            end += unit.length;
            unit = units.next()?;
            taken = 0;
        }
        taken += one.takes(&unit, unit.folded.get(taken..)?)?;
        while matches!(one, Wanted::Blank)
            && units.peek().is_some_and(|next| next.letter.is_whitespace())
        {
            end += unit.length;
            unit = units.next()?;
            taken = unit.folded.len();
        }
    }
    Some(end + unit.length)
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
    fn ligatures_and_accents_that_came_apart_are_found() {
        assert_eq!(found("un cœur, l’Œuvre, Straße", "coeur"), ["cœur"]);
        assert_eq!(found("un cœur, l’Œuvre, Straße", "oeuv"), ["Œuv"]);
        assert_eq!(found("Straße", "strasse"), ["Straße"]);
        assert_eq!(found("cafe\u{301} noir", "café"), ["cafe\u{301}"]);
        assert_eq!(found("cafe\u{301} noir", "cafe"), ["cafe\u{301}"]);
        assert_eq!(found("cafe\u{301} noir", "cafe n"), ["cafe\u{301} n"]);
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
