//! Where elements meet without a blank: do the letters on both sides make one word? Knows which elements mark letters inside of
//! words, and looks at one letter on each side.

use super::elements::{Role, element};

/// Elements that change how letters look, and so may begin and end inside a word.
const MARKUP: [&str; 31] = [
    "a", "span", "b", "strong", "i", "em", "u", "font", "sup", "sub", "small", "big", "s",
    "strike", "del", "ins", "mark", "q", "cite", "abbr", "acronym", "code", "kbd", "samp", "tt",
    "var", "bdi", "bdo", "lang", "ruby", "wbr",
];

/// What stands between two pieces of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// Nothing, or the beginning of an element that marks letters.
    #[default]
    None,
    /// The end of an element that marks letters.
    End,
    /// The end of one and the beginning of another.
    Siblings,
    /// The beginning or the end of an element that holds data: a name, a number.
    Data,
    /// The beginning or the end of a line or a block.
    Line,
}

impl Edge {
    /// Goes over a tag of an element.
    pub fn cross(&mut self, name: &str, opens: bool) {
        let marks = MARKUP.iter().any(|known| known.eq_ignore_ascii_case(name));
        let tag = match element(name) {
            _ if marks && !opens => Edge::End,
            _ if marks && *self == Edge::End => Edge::Siblings,
            _ if marks => Edge::None,
            None | Some((_, Role::Hidden)) => Edge::Data,
            Some(_) => Edge::Line,
        };
        *self = tag.max(*self);
    }

    /// Whether two letters that it parts belong to two words.
    ///
    /// Names are whole words (`By<person>Anne`), and siblings may be (`</b><b>`), but editors of texts also cut words into
    /// pieces that look alike: only a capital behind a small letter or the end of a sentence is sure to begin one.
    pub fn parts(self, before: char, after: char) -> bool {
        match self {
            Edge::None | Edge::End => false,
            Edge::Siblings => {
                after.is_uppercase()
                    && (before.is_lowercase()
                        || matches!(before, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '»' | '”'))
            }
            Edge::Data => before.is_alphanumeric() && after.is_alphanumeric(),
            Edge::Line => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_at_names_and_blocks_but_not_inside() {
        let parts = |tags: &[(&str, bool)], before, after| {
            let mut edge = Edge::default();
            tags.iter()
                .for_each(|(name, opens)| edge.cross(name, *opens));
            edge.parts(before, after)
        };
        assert!(!parts(&[("B", true)], 'l', 'e'));
        assert!(!parts(&[("em", false)], 'L', 'e'));
        assert!(!parts(&[("span", false), ("span", true)], 'k', 'r'));
        assert!(parts(&[("span", false), ("span", true)], 't', 'A'));
        assert!(parts(&[("b", false), ("i", true)], '.', 'L'));
        assert!(parts(&[("person", true)], 'y', 'A'));
        assert!(!parts(&[("person", false)], 'h', '\''));
        assert!(parts(&[("p", false)], '.', '('));
    }
}
