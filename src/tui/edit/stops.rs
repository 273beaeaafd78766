//! Where an end of a passage can stand: between letters as readers see them, and at words. Paragraphs are walls.
//!
//! Knows text and paragraphs; nothing of annotations, keys or screens.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{CanonicalText, Dispatch, Paragraph, Span};

/// The paragraph that holds byte `offset`; between two paragraphs the one before, else the first one.
pub fn paragraph_at(dispatch: &Dispatch, offset: usize) -> Span {
    let all = &dispatch.paragraphs;
    let after = all.partition_point(|paragraph| paragraph.span.start() <= offset);
    let paragraph: Option<&Paragraph> = all.get(after.saturating_sub(1));
    paragraph.map_or(dispatch.text.whole(), |paragraph| paragraph.span)
}

/// The bytes between the letters of a stretch, its ends included: no letter is cut from its accents.
pub fn letters(text: &CanonicalText, within: Span) -> Vec<usize> {
    let starts = text[within].grapheme_indices(true).map(|(at, _)| at);
    let mut stops: Vec<usize> = starts.map(|at| within.start() + at).collect();
    stops.push(within.end());
    stops.dedup();
    stops
}

/// The words of a stretch. What is elided (`l’`) is a word of its own, for names begin behind it.
pub fn words(text: &CanonicalText, within: Span) -> Vec<Span> {
    let letters = letters(text, within);
    let is_stop = |at: &usize| letters.binary_search(at).is_ok();
    let mut words = Vec::new();
    for (at, word) in text[within].unicode_word_indices() {
        let start = within.start() + at;
        let elided = word
            .char_indices()
            .filter(|(_, c)| matches!(c, '\'' | '’' | 'ʼ'))
            .map(|(at, c)| start + at + c.len_utf8());
        let mut ends: Vec<usize> = elided.collect();
        ends.push(start + word.len());
        let mut from = start;
        for end in ends.into_iter().filter(is_stop) {
            if end > from && is_stop(&from) {
                words.push(Span::new(from, end));
            }
            from = end;
        }
    }
    words
}

/// The word that holds byte `offset`, else the next one, else the last one before; none in a text without words.
pub fn word_near(dispatch: &Dispatch, offset: usize) -> Option<Span> {
    let here = words(&dispatch.text, paragraph_at(dispatch, offset));
    let next = here.iter().find(|word| word.end() > offset);
    next.copied()
        .or_else(|| here.last().copied())
        .or_else(|| word_beside(dispatch, Span::new(offset, offset), true))
        .or_else(|| word_beside(dispatch, Span::new(offset, offset), false))
}

/// The word after or before a passage, over the ends of paragraphs.
pub fn word_beside(dispatch: &Dispatch, passage: Span, forward: bool) -> Option<Span> {
    let text = &dispatch.text;
    let paragraphs = dispatch.paragraphs.iter().map(|paragraph| paragraph.span);
    if forward {
        paragraphs
            .filter(|paragraph| paragraph.end() > passage.start())
            .find_map(|paragraph| {
                let mut words = words(text, paragraph).into_iter();
                words.find(|word| word.start() >= passage.end().max(passage.start() + 1))
            })
    } else {
        paragraphs
            .rev()
            .filter(|paragraph| paragraph.start() < passage.start())
            .find_map(|paragraph| {
                let mut words = words(text, paragraph).into_iter().rev();
                words.find(|word| word.end() <= passage.start())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let text = CanonicalText::new(text);
        let found: Vec<&str> = words(&text, text.whole())
            .into_iter()
            .map(|word| &text[word])
            .collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn words_end_behind_what_is_elided_and_hold_their_accents() {
        check("« L’équipe d'Aïda »", "L’|équipe|d'|Aïda");
        check("cafe\u{301}, 2.000 t", "cafe\u{301}|2.000|t");
        check("Rey-Marchand", "Rey|Marchand");
        check("", "");
        check("— … !", "");
    }

    #[test]
    fn letters_keep_what_belongs_to_them() {
        let text = CanonicalText::new("e\u{301}a👩‍🚒");
        assert_eq!(letters(&text, text.whole()), [0, 3, 4, text.len()]);
    }
}
