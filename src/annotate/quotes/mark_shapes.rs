//! Which characters are quotation marks, and whether they open or close, by their shape and by what they touch.
//!
//! Apostrophes, signs and inches are told apart here as far as the neighbours show; pairing is done elsewhere.

use crate::model::{CanonicalText, Span};

/// Marks that pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Straight,
    Guillemets,
    Curly,
    Single,
    AngleSingle,
    StraightSingle,
    Plus,
}

/// How many families there are.
pub const FAMILIES: usize = 7;

/// What a mark does, as far as it shows by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Opens,
    Closes,
    Either,
}

/// A quotation mark in its place.
#[derive(Clone, Copy)]
pub struct Mark {
    pub span: Span,
    pub family: Family,
    pub side: Side,
    /// `„`: the next `“` closes.
    pub low: bool,
}

/// The marks of a paragraph, apostrophes left out.
pub fn scan(text: &CanonicalText, paragraph: Span) -> Vec<Mark> {
    let words = &text[paragraph];
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(at) = next_mark(words, from) {
        let (before, rest) = words.split_at(at);
        let mut chars = rest.chars();
        let c = chars.next().expect("something was found here");
        let doubled = matches!(c, '<' | '>' | '\'' | '`') && chars.clone().next() == Some(c);
        if doubled {
            chars.next();
        }
        from = words.len() - chars.as_str().len();
        let touches = Touches {
            left: before.chars().next_back().filter(|c| !c.is_whitespace()),
            right: chars.next().filter(|c| !c.is_whitespace()),
        };
        if let Some((family, side, low)) = read_mark(c, doubled, touches) {
            let span = Span::new(paragraph.start() + at, paragraph.start() + from);
            marks.push(Mark {
                span,
                family,
                side,
                low,
            });
        }
    }
    marks
}

/// The next place at or behind `from` where a character begins that may be a mark.
fn next_mark(words: &str, from: usize) -> Option<usize> {
    let mut bytes = words.as_bytes()[from..].iter();
    let found = bytes.position(|&byte| MAY_BEGIN[usize::from(byte)])?;
    Some(from + found)
}

/// The bytes with which marks begin: besides ASCII, only those of `«` and `»` and of the block of general punctuation.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = [b'"', b'\'', b'`', b'<', b'>', b'+', 0xC2, 0xE2];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// The characters on either side of a mark, where there is no blank.
#[derive(Clone, Copy)]
struct Touches {
    left: Option<char>,
    right: Option<char>,
}

impl Touches {
    /// By what it touches alone: opens before a word, closes behind one.
    fn side(self) -> Side {
        let left = self.left.filter(|c| !is_opening_bracket(*c));
        let right = self.right.filter(|c| starts_word(*c));
        match (left, right) {
            (None, Some(_)) => Side::Opens,
            (Some(_), None) => Side::Closes,
            _ => Side::Either,
        }
    }

    fn between_letters(self) -> bool {
        self.left.is_some_and(char::is_alphanumeric)
            && self.right.is_some_and(char::is_alphanumeric)
    }
}

fn starts_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '(' | '['
                | '«'
                | '“'
                | '‘'
                | '"'
                | '\''
                | '…'
                | '#'
                | '@'
                | '¡'
                | '¿'
                | '.'
                | '‹'
                | '„'
                | '‚'
                | '$'
                | '€'
                | '£'
        ) && !matches!(c, '.')
}

fn is_opening_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '«' | '“' | '„' | '‘' | '‚' | '\'' | '’' | '"' | '-' | '–' | '—' | '/'
    )
}

/// Family, side, and whether it is the low one of the German pair.
fn read_mark(c: char, doubled: bool, touches: Touches) -> Option<(Family, Side, bool)> {
    let shaped = |family, side: Side| {
        // `»Wort«`: the shape says one thing, the word beside it another, which is right.
        let turned = match (touches.left, touches.right, side) {
            (None, Some(right), Side::Closes) if starts_word(right) => Side::Opens,
            (Some(left), None, Side::Opens) if !is_opening_bracket(left) => Side::Closes,
            (Some(left), Some(right), Side::Opens)
                if left.is_alphanumeric() && !right.is_alphanumeric() =>
            {
                Side::Closes
            }
            _ => side,
        };
        Some((family, turned, false))
    };
    match c {
        '«' => shaped(Family::Guillemets, Side::Opens),
        '»' => shaped(Family::Guillemets, Side::Closes),
        '<' if doubled => shaped(Family::Guillemets, Side::Opens),
        '>' if doubled => shaped(Family::Guillemets, Side::Closes),
        '‹' => shaped(Family::AngleSingle, Side::Opens),
        '›' => shaped(Family::AngleSingle, Side::Closes),
        '„' => Some((Family::Curly, Side::Opens, true)),
        '“' => shaped(Family::Curly, Side::Opens),
        '”' | '‟' => shaped(Family::Curly, Side::Closes),
        '"' => Some((Family::Straight, touches.side(), false)),
        '\'' | '`' if doubled => Some((Family::Straight, touches.side(), false)),
        '‚' => Some((Family::Single, Side::Opens, true)),
        '‘' => Some((Family::Single, Side::Opens, false)),
        '’' if !touches.between_letters() => {
            (touches.side() != Side::Opens).then_some((Family::Single, Side::Closes, false))
        }
        '\'' if !touches.between_letters() => match touches.side() {
            Side::Either => None,
            side => Some((Family::StraightSingle, side, false)),
        },
        '+' => match touches.side() {
            Side::Either => None,
            side => Some((Family::Plus, side, false)),
        },
        _ => None,
    }
}
