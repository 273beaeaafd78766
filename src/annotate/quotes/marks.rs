//! Pairs quotation marks: straight, French, curly, German, single, and the `+…+` of agencies inside a quotation.
//!
//! A mark opens or closes by its shape and by what it touches: `» Wort «` and `« mot »` are both read rightly. An unclosed mark
//! becomes a doubt and swallows nothing. A quotation that goes on in the next paragraph, its mark reopened or not, gives one
//! stretch a paragraph. Knows nothing of words or languages. Time is linear in the length of the text.

use super::mark_shapes::{FAMILIES, Family, Mark, Side, scan};
use crate::model::{CanonicalText, Doubt, DoubtKind, Paragraph, Span};

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
                    what: DoubtKind::UnclosedMark,
                });
            }
        }
        doubts.extend(pairing.strays.iter().map(|&span| Doubt {
            span,
            what: DoubtKind::UnopenedMark,
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
        let family = self.closed_by(mark);
        let waiting = self.waiting[family as usize] > 0;
        let low_is_open = self
            .open
            .last()
            .is_some_and(|open| open.mark.low && open.mark.family == mark.family);
        let closes = match mark.side {
            Side::Closes => true,
            Side::Either => waiting,
            Side::Opens => low_is_open && !mark.low,
        };
        if !closes {
            if mark.family != Family::Plus || !self.open.is_empty() {
                self.push(Open {
                    mark,
                    continues: false,
                });
            }
        } else if waiting {
            self.close(family, mark.span);
        } else if !optional(mark.family) {
            self.strays.push(mark.span);
        }
    }

    /// Closes the innermost mark of the family; what was opened inside and not closed is dropped.
    fn close(&mut self, family: Family, mark: Span) {
        while let Some(open) = self.open.pop() {
            self.waiting[open.mark.family as usize] -= 1;
            if open.mark.family == family {
                self.pairs.push((open, mark));
                return;
            }
        }
    }

    /// The family that a mark closes: its own, or where none of it is open, the other one of a keyboard's two: `“So be it"`.
    fn closed_by(&self, mark: Mark) -> Family {
        let other = match mark.family {
            Family::Straight => Family::Curly,
            Family::Curly => Family::Straight,
            family => family,
        };
        let is_open = |family: Family| self.waiting[family as usize] > 0;
        if mark.side == Side::Closes && !is_open(mark.family) && is_open(other) {
            other
        } else {
            mark.family
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Dispatch, ParagraphKind};

    /// The stretches of a text, with `>` before each for every stretch it lies in, then the doubts.
    fn read(text: &str) -> String {
        let Dispatch {
            text: canonical,
            paragraphs,
            ..
        } = Dispatch::of_prose(text);
        let (stretches, doubts) = pair(&canonical, &paragraphs);
        let stretches = stretches.iter().map(|stretch| {
            let goes_on = if stretch.continues { "+" } else { "" };
            format!(
                "{}{goes_on}{}",
                ">".repeat(stretch.depth),
                &canonical[stretch.inner]
            )
        });
        let doubts = doubts
            .iter()
            .map(|doubt| format!("?{}", doubt.span.start()));
        stretches.chain(doubts).collect::<Vec<_>>().join(" | ")
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(read(text), expected, "in {text:?}");
    }

    #[test]
    fn every_shape_of_mark() {
        check("un « mot » et «deux mots»", "mot | deux mots");
        check("un \"mot\" et \"deux mots\", dit-il", "mot | deux mots");
        check("a “word”, and ”another”", "word | another");
        check("„Wort\" und “So be it\"", "Wort | So be it");
        check(
            "„Wort“ und »noch eines« und ‚eins‘",
            "Wort | noch eines | eins",
        );
        check("<<mot>> et ''mot''", "mot | mot");
        check("l'\"affaire\" d'«Etat»", "affaire | Etat");
    }

    #[test]
    fn marks_nest() {
        check("« pour « faveur » »", "pour « faveur » | >faveur");
        check("\"le +petit+ pays\"", "le +petit+ pays | >petit");
        check("“he said ‘no’ to us”", "he said ‘no’ to us | >no");
        check("2+3 et +4", "");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("l’été de l'an 'deux'", "deux");
        check("the dogs’ owner, rock ’n’ roll", "");
        check("‘it’s over,’ she said", "it’s over");
    }

    #[test]
    fn what_is_unclosed_swallows_nothing() {
        check("« A commence. Puis « b » finit.", "b | ?0");
        check("Il dit \"non. Elle dit \"oui\".", "oui | ?7");
        check("rien » ici", "?5");
        check("« a\n\nSuite « b »", "b | ?0");
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        check("« Un.\n\n« Deux. »", "Un. | +Deux.");
        check("« Un.\n\nDeux. » Fin", "Un. | +Deux.");
        check("“One.\n\n“Two.\n\n“Three.”", "One. | +Two. | +Three.");
    }

    #[test]
    fn the_comma_of_the_attribution_is_left_out() {
        check("“Yes,” he said. « , »", "Yes");
    }

    proptest::proptest! {
        #[test]
        fn stretches_nest_in_any_text(text in "[a «»\"“”„'’‘+.\n]{0,200}") {
            let canonical = CanonicalText::new(text);
            let paragraphs = [Paragraph { span: canonical.whole(), kind: ParagraphKind::Prose }];
            let (stretches, _) = pair(&canonical, &paragraphs);
            for (at, one) in stretches.iter().enumerate() {
                proptest::prop_assert!(!one.inner.is_empty() && one.outer.covers(one.inner));
                for other in stretches.iter().skip(at + 1) {
                    let apart = !one.outer.overlaps(other.outer);
                    proptest::prop_assert!(apart || one.inner.covers(other.outer) || one.outer.covers(other.outer));
                }
            }
        }
    }
}
