//! Where UAX #14 allows a line break and good typography does not: between a number and its unit, a title and its name, a verb
//! and its inverted pronoun, a guillemet and its words. The words stand in `assets/page/glue.toml`.

use std::collections::HashSet;
use std::sync::LazyLock;

static GLUE: LazyLock<Glue> = LazyLock::new(Glue::read);

/// Bytes looked at on either side: no word that matters is longer, and a hostile one must not cost more.
const REACH: usize = 40;

struct Glue {
    after_numbers: HashSet<String>,
    before_names: HashSet<String>,
    months: HashSet<String>,
}

/// Whether the text may not be torn apart between `before` and `after`.
pub(super) fn holds(before: &str, after: &str) -> bool {
    let (before, after) = (tail(before), head(after));
    let blank = before.ends_with(is_blank);
    let left = before.trim_end_matches(is_blank);
    let (Some(last), Some(first)) = (left.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if opens(last, blank) || closes(first) || dash_stands_alone(after) {
        return true;
    }
    if !blank && matches!(last, '-' | '‐') {
        return hyphen_holds(left, after);
    }
    let (left_word, right_word) = (last_word(left), first_word(after));
    GLUE.tie(left_word, right_word, left)
}

impl Glue {
    fn read() -> Self {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            after_numbers: HashSet<String>,
            before_names: HashSet<String>,
            months: HashSet<String>,
        }
        let file: File = toml::from_str(include_str!("../../assets/page/glue.toml"))
            .expect("assets/page/glue.toml is well formed");
        Glue {
            after_numbers: file.after_numbers,
            before_names: file.before_names,
            months: file.months,
        }
    }

    fn tie(&self, left: &str, right: &str, before: &str) -> bool {
        let key = |word: &str| {
            word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | ')' | '('))
                .to_lowercase()
        };
        let (left_key, right_key) = (key(left), key(right));
        let digits =
            |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let number = left.ends_with(|c: char| c.is_ascii_digit());
        let name_follows = right.starts_with(char::is_uppercase);
        let initial = left.ends_with('.')
            && left_key.chars().count() == 1
            && left.starts_with(char::is_uppercase);
        let day = number || left_key == "1er";
        (number
            && (self.after_numbers.contains(&right_key)
                || digits(&right_key) && right_key.len() == 3))
            || (name_follows && (initial || self.before_names.contains(&left_key)))
            || (day && self.months.contains(&right_key))
            || (self.months.contains(&left_key)
                && digits(&right_key)
                && right_key.len() == 4
                && day_stands_before(before))
    }
}

/// Opening marks hold what follows, with or without a blank behind them.
fn opens(c: char, blank: bool) -> bool {
    matches!(c, '«' | '‹') || (!blank && matches!(c, '(' | '[' | '{' | '“' | '‘' | '„'))
}

/// Closing marks and signs never begin a line.
fn closes(c: char) -> bool {
    matches!(
        c,
        '»' | '›'
            | ';'
            | ':'
            | '!'
            | '?'
            | '%'
            | '‰'
            | '€'
            | '£'
            | ')'
            | ']'
            | '}'
            | '…'
            | ','
            | '.'
    )
}

/// A dash with a blank behind it stays with the word before it.
fn dash_stands_alone(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('-' | '–' | '—' | '_')) && chars.next().is_none_or(is_blank)
}

/// A hyphen lets go only between two longer words in lower case: `porte-|parole`, but not `a-t-il`, `cessez-le-feu`, `Rey-Marchand`.
fn hyphen_holds(left: &str, after: &str) -> bool {
    let long = |word: &str| word.chars().count() >= 4 && word.chars().all(char::is_lowercase);
    let before_hyphen = last_word(left).trim_end_matches(['-', '‐']);
    let piece = before_hyphen
        .rsplit(['-', '‐', '’', '\''])
        .next()
        .unwrap_or_default();
    let next = first_word(after)
        .split(['-', '‐', '.', ',', ';', '"', ')'])
        .next()
        .unwrap_or_default();
    !(long(piece) && long(next))
}

fn day_stands_before(before: &str) -> bool {
    let without_month = before
        .trim_end_matches(|c| !is_blank(c))
        .trim_end_matches(is_blank);
    let day = last_word(without_month);
    day == "1er" || (day.ends_with(|c: char| c.is_ascii_digit()) && day.len() <= 2)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

fn last_word(text: &str) -> &str {
    text.rsplit(is_blank).next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.split(is_blank).next().unwrap_or_default()
}

fn tail(text: &str) -> &str {
    let from = (text.len().saturating_sub(REACH)..)
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    text.get(from..).unwrap_or_default()
}

fn head(text: &str) -> &str {
    let to = (0..=REACH.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    text.get(..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::holds;

    /// `|` marks the place that is asked about.
    fn held(marked: &str) -> bool {
        let (before, after) = marked.split_once('|').expect("a place is marked");
        holds(before, after)
    }

    #[test]
    fn holds_what_belongs_together() {
        for marked in [
            "a-|t-il",
            "a-t-|il",
            "dit-|elle",
            "cessez-|le-feu",
            "Rey-|Marchand",
            "M. |Pachinian",
            "J. |Roy",
            "« |Pour",
            "sang |», a",
            "Vraiment |?",
            "12 |%",
            "30 |ans,",
            "3,2 |milliards",
            "30 |000 morts",
            "9 |novembre",
            "novembre |2020".replace("novembre", "9 novembre").as_str(),
            "1er |mars",
            "(AFP) |- Le",
            "voici |:",
        ] {
            assert!(held(marked), "{marked}");
        }
    }

    #[test]
    fn lets_go_elsewhere() {
        for marked in [
            "le |ministre",
            "porte-|parole",
            "M. Pachinian |a",
            "en |2020",
            "depuis |30 ans",
            "traître » |et",
            "- |Le",
            "mars |et",
        ] {
            assert!(!held(marked), "{marked}");
        }
    }
}
