//! Pairs quotation marks: straight, French, curly, German, single, and the `+…+` of agencies inside a quotation.
//!
//! A mark opens or closes by its shape and by what it touches: `» Wort «` and `« mot »` are both read rightly. An unclosed mark
//! becomes a doubt and swallows nothing. A quotation that goes on in the next paragraph, its mark reopened or not, gives one
//! stretch a paragraph. Knows nothing of words or languages. Time is linear in the length of the text.

use crate::model::{CanonicalText, Doubt, Paragraph, Span};

/// Words between two quotation marks, within one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// With the marks.
    pub outer: Span,
    /// Without the marks, blanks and a closing comma. Never empty.
    pub inner: Span,
    /// How many other stretches it lies in.
    pub depth: usize,
    /// Whether it goes on from the stretch that ends the paragraph before.
    pub continues: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Straight,
    Guillemets,
    Curly,
    Single,
    AngleSingle,
    StraightSingle,
    Plus,
}

const FAMILIES: usize = 7;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    family: Family,
    side: Side,
    /// `„`: the next `“` closes.
    low: bool,
}

#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    continues: bool,
}

/// Every stretch in the order of its opening mark, and the marks that have no partner.
pub fn pair(text: &CanonicalText, paragraphs: &[Paragraph]) -> (Vec<Stretch>, Vec<Doubt>) {
    let marks: Vec<Vec<Mark>> = paragraphs
        .iter()
        .map(|paragraph| scan(text, paragraph.span))
        .collect();
    let mut stretches = Vec::new();
    let mut doubts = Vec::new();
    let mut carried: Option<Open> = None;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let mut pairing = Pairing::new(carried.take());
        for &mark in &marks[at] {
            pairing.take(mark);
        }
        if let Some(open) = pairing.left_open() {
            let next = marks.get(at + 1).map_or(&[][..], Vec::as_slice);
            let next_start = paragraphs
                .get(at + 1)
                .map_or(usize::MAX, |next| next.span.start());
            carried = carry_over(open.mark, next, next_start);
            if carried.is_some() {
                let end = Span::new(paragraph.span.end(), paragraph.span.end());
                pairing.pairs.push((open, end));
            } else {
                doubts.push(Doubt {
                    span: open.mark.span,
                    what: "unclosed quotation mark",
                });
            }
        }
        doubts.extend(pairing.strays.iter().map(|&span| Doubt {
            span,
            what: "quotation mark that nothing opened",
        }));
        add_stretches(text, pairing.pairs, &mut stretches);
    }
    (stretches, doubts)
}

/// The marks of one paragraph that have met so far.
struct Pairing {
    open: Vec<Open>,
    /// How many of each family stand in `open`.
    waiting: [usize; FAMILIES],
    pairs: Vec<(Open, Span)>,
    strays: Vec<Span>,
}

impl Pairing {
    fn new(carried: Option<Open>) -> Self {
        let mut pairing = Pairing {
            open: Vec::new(),
            waiting: [0; FAMILIES],
            pairs: Vec::new(),
            strays: Vec::new(),
        };
        if let Some(open) = carried {
            pairing.push(open);
        }
        pairing
    }

    fn push(&mut self, open: Open) {
        self.waiting[open.mark.family as usize] += 1;
        self.open.push(open);
    }

    fn take(&mut self, mark: Mark) {
        let reopens =
            self.open.len() == 1 && self.open[0].continues && self.open[0].mark.span == mark.span;
        if reopens {
            return;
        }
        let waiting = self.waiting[mark.family as usize] > 0;
        let innermost_is_low = self.open.last().is_some_and(|open| open.mark.low);
        let closes = match mark.side {
            Side::Closes => true,
            Side::Either => waiting,
            Side::Opens => mark.family == Family::Curly && innermost_is_low && !mark.low,
        };
        if !closes {
            if mark.family != Family::Plus || !self.open.is_empty() {
                self.push(Open {
                    mark,
                    continues: false,
                });
            }
        } else if waiting {
            self.close(mark);
        } else if !optional(mark.family) {
            self.strays.push(mark.span);
        }
    }

    /// Closes the innermost mark of the family; what was opened inside and not closed is dropped.
    fn close(&mut self, mark: Mark) {
        while let Some(open) = self.open.pop() {
            self.waiting[open.mark.family as usize] -= 1;
            if open.mark.family == mark.family {
                self.pairs.push((open, mark.span));
                return;
            }
        }
    }

    /// The outermost mark that nothing closed; apostrophes and signs do not count.
    fn left_open(&self) -> Option<Open> {
        self.open
            .iter()
            .find(|open| !optional(open.mark.family))
            .copied()
    }
}

/// Whether the sign is something else as often as a mark.
fn optional(family: Family) -> bool {
    matches!(
        family,
        Family::Single | Family::StraightSingle | Family::Plus
    )
}

/// The mark that stands for `open` in the next paragraph: the one that reopens it, or its place where only the closing one follows.
fn carry_over(open: Mark, next: &[Mark], start: usize) -> Option<Open> {
    let first = next.first()?;
    let at_start =
        first.span.start() == start && first.family == open.family && first.side != Side::Either;
    let reopened =
        at_start || (at_start_of_straight(first, open, start) && closed_later(open, next));
    if reopened {
        return Some(Open {
            mark: *first,
            continues: true,
        });
    }
    let closing = next.iter().find(|mark| mark.family == open.family)?;
    let closes = closing.side == Side::Closes
        || (open.low && closing.family == Family::Curly && !closing.low);
    let place = Mark {
        span: Span::new(start, start),
        ..open
    };
    closes.then_some(Open {
        mark: place,
        continues: true,
    })
}

fn at_start_of_straight(first: &Mark, open: Mark, start: usize) -> bool {
    first.family == Family::Straight
        && open.family == Family::Straight
        && first.span.start() == start
}

/// Whether the next paragraph has a mark more than it needs for itself.
fn closed_later(open: Mark, next: &[Mark]) -> bool {
    next.iter()
        .filter(|mark| mark.family == open.family)
        .count()
        % 2
        == 0
}

fn add_stretches(text: &CanonicalText, mut pairs: Vec<(Open, Span)>, stretches: &mut Vec<Stretch>) {
    pairs.sort_by_key(|(open, close)| (open.mark.span.start(), std::cmp::Reverse(close.end())));
    let mut ends: Vec<usize> = Vec::new();
    for (open, close) in pairs {
        let inner = inside(text, Span::new(open.mark.span.end(), close.start()));
        if inner.is_empty() {
            continue;
        }
        let outer = open.mark.span.join(close);
        while ends.last().is_some_and(|&end| end <= outer.start()) {
            ends.pop();
        }
        stretches.push(Stretch {
            outer,
            inner,
            depth: ends.len(),
            continues: open.continues,
        });
        ends.push(outer.end());
    }
}

/// Without blanks, and without the comma that belongs to the attribution.
fn inside(text: &CanonicalText, span: Span) -> Span {
    let span = text.trimmed(span);
    let kept = text[span].trim_end_matches(',').len();
    text.trimmed(Span::new(span.start(), span.start() + kept))
}

/// The marks of a paragraph, apostrophes left out.
fn scan(text: &CanonicalText, paragraph: Span) -> Vec<Mark> {
    let words = &text[paragraph];
    let mut marks = Vec::new();
    let mut before = None;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let next = chars.peek().map(|&(_, next)| next);
        let doubled = matches!(c, '<' | '>' | '\'' | '`') && next == Some(c);
        if doubled {
            chars.next();
            end += 1;
        }
        let after = chars.peek().map(|&(_, next)| next);
        let touches = Touches {
            left: before.filter(|c: &char| !c.is_whitespace()),
            right: after.filter(|c| !c.is_whitespace()),
        };
        if let Some((family, side, low)) = read_mark(c, doubled, touches) {
            let span = Span::new(paragraph.start() + at, paragraph.start() + end);
            marks.push(Mark {
                span,
                family,
                side,
                low,
            });
        }
        before = Some(c);
    }
    marks
}

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
