//! Number words that are written together: `quatre-vingt-dix`, `einundzwanzig`.

use super::{Lexicon, Role};

impl Lexicon {
    /// Whether a word looks as if it were put together from number words.
    pub fn may_be_compound(&self, word: &str) -> bool {
        let endings = &self.grammar.compound_endings;
        self.grammar.compounds
            || word.contains('-')
            || endings.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether number words are written together without a hyphen.
    pub fn joins_words(&self) -> bool {
        self.grammar.compounds || !self.grammar.compound_endings.is_empty()
    }

    /// Splits a word that is written together into words that mean numbers or `and`: `quatre-vingt-dix`, `einundzwanzig`.
    pub fn split_compound<'w>(&self, word: &'w str, parts: &mut Vec<&'w str>) -> bool {
        parts.clear();
        if word.contains('-') {
            parts.extend(word.split('-'));
            return parts.iter().all(|part| self.counts(part));
        }
        self.split_run(word, parts)
    }

    /// Longest pieces first, with a step back where the rest does not fit.
    fn split_run<'w>(&self, word: &'w str, parts: &mut Vec<&'w str>) -> bool {
        if parts.len() == MOST_PIECES {
            return false;
        }
        let heads = word
            .bytes()
            .next()
            .and_then(|first| self.compound_heads.get(&first));
        for head in heads.into_iter().flatten() {
            let Some(rest) = word.strip_prefix(head) else {
                continue;
            };
            parts.push(word.get(..head.len()).unwrap_or_default());
            if rest.is_empty() || self.split_run(rest, parts) {
                return true;
            }
            parts.pop();
        }
        false
    }

    pub(super) fn counts(&self, part: &str) -> bool {
        self.sense(part).is_some_and(|sense| {
            sense.number.is_some() || sense.ordinal.is_some() || sense.roles.has(Role::And)
        })
    }
}

/// More pieces than `neunhundertneunundneunzigtausendneunhundertneunundneunzig` has.
const MOST_PIECES: usize = 12;
