//! Folds the tokens of a dispatch into units: sentences in which a marked stretch and a parenthesis are one item each.
//!
//! A sentence end inside marks does not end a unit. Knows nothing of attributions but where one may follow a question in marks.

use std::ops::Range;

use super::context::{Context, Sign};
use super::marks::Stretch;
use super::unit::{Item, Unit};

/// The units of tokens `range`, which must not begin or end inside a stretch at `depth`.
pub fn units<'c>(
    context: &'c Context<'c>,
    stretches: &'c [Stretch],
    depth: usize,
    range: Range<usize>,
) -> Vec<Unit<'c>> {
    let folder = Folder { context };
    let reading = context.reading;
    let mut units = Vec::new();
    let mut items = Vec::new();
    let Some(from) = reading
        .tokens
        .get(range.start)
        .map(|token| token.span.start())
    else {
        return units;
    };
    let mut next_stretch = stretches.partition_point(|stretch| stretch.outer.start() < from);
    let mut sentence = reading.sentence_of(range.start);
    let mut at = range.start;
    while at < range.end {
        let start = reading.tokens[at].span.start();
        while stretches
            .get(next_stretch)
            .is_some_and(|stretch| stretch.depth != depth && stretch.outer.start() <= start)
        {
            next_stretch += 1;
        }
        let marked = stretches
            .get(next_stretch)
            .filter(|stretch| stretch.depth == depth && stretch.outer.start() <= start);
        let (mut ended, goes_on);
        if let Some(stretch) = marked {
            items.push(Item::Marked(next_stretch));
            at = reading.tokens_in(stretch.outer).end.max(at + 1);
            next_stretch += 1;
            ended = folder.ends_behind(stretch, at, range.end);
            goes_on = folder.attribution_follows(&reading.text[stretch.inner], at, range.end)
                && reading.paragraph_of(stretch.outer.start()) == folder.paragraph(at);
        } else {
            items.push(Item::Token(at));
            at += 1;
            goes_on = false;
            let next = stretches.get(next_stretch);
            ended = context.sign(at - 1) == Sign::Stop
                && next.is_some_and(|next| folder.begins_sentence(next, at));
        }
        while reading
            .sentences
            .get(sentence)
            .is_some_and(|sentence| sentence.end <= at)
        {
            ended |= reading.sentences[sentence].end == at && !goes_on;
            sentence += 1;
        }
        let starts_late = reading
            .sentences
            .get(sentence)
            .is_some_and(|sentence| sentence.start > at);
        if starts_late {
            at = reading.sentences[sentence].start;
            ended = true;
        }
        if ended || at >= range.end || items.len() >= LONGEST_UNIT {
            let folded = folder.fold_asides(std::mem::take(&mut items));
            units.push(Unit::new(context, stretches, folded));
        }
    }
    units.retain(|unit| !unit.items.is_empty());
    units
}

struct Folder<'c> {
    context: &'c Context<'c>,
}

/// Items of the longest unit: more without a sentence end is a table or a list, and rules look back and forth.
const LONGEST_UNIT: usize = 300;

/// Tokens of the longest subject that is looked for behind a question or an exclamation in marks.
const LONGEST_SUBJECT: usize = 5;

/// Tokens of the longest parenthesis that is folded.
const LONGEST_ASIDE: usize = 25;

impl Folder<'_> {
    /// Whether a sentence ends behind a stretch: its words end one, and what follows can begin one.
    fn ends_behind(&self, stretch: &Stretch, next: usize, end: usize) -> bool {
        let reading = self.context.reading;
        let words = &reading.text[stretch.inner];
        let stops = words.ends_with(['.', '!', '?', '…']);
        stops
            && next < end
            && reading.is_capitalised(next)
            && !self.attribution_follows(words, next, end)
    }

    /// Whether a sentence begins with a stretch at a token: `said Roy. ''We lost.''`, whose mark does not look like one.
    fn begins_sentence(&self, stretch: &Stretch, at: usize) -> bool {
        let reading = self.context.reading;
        let next = reading.tokens.get(at);
        let here = next.is_some_and(|next| next.span.start() == stretch.outer.start());
        let words = &reading.text[stretch.inner];
        here && matches!(reading.word(at - 1), "." | "!" | "?" | "…")
            && words.starts_with(char::is_uppercase)
    }

    /// The paragraph of a token.
    fn paragraph(&self, token: usize) -> usize {
        let reading = self.context.reading;
        reading
            .tokens
            .get(token)
            .map_or(usize::MAX, |token| reading.paragraph_of(token.span.start()))
    }

    /// `“Why?” X asked`: where subject and verb may follow in this order, a verb that attributes stands close behind.
    fn attribution_follows(&self, words: &str, next: usize, end: usize) -> bool {
        let may_follow =
            self.context.lexicon.clauses.subject_first_incise && words.ends_with(['!', '?', '…']);
        may_follow
            && (next..end.min(next + LONGEST_SUBJECT)).any(|token| self.context.is_verb_form(token))
    }

    fn fold_asides(&self, items: Vec<Item>) -> Vec<Item> {
        let word = |item: &Item| match item {
            Item::Token(token) => self.context.reading.word(*token),
            _ => "",
        };
        let opens = |item: &Item| matches!(item, Item::Token(token) if self.context.sign(*token) == Sign::Bracket);
        if !items.iter().any(opens) {
            return items;
        }
        let mut folded = Vec::with_capacity(items.len());
        let mut at = 0;
        while at < items.len() {
            let close = opens(&items[at])
                .then(|| {
                    items[at..]
                        .iter()
                        .take(LONGEST_ASIDE)
                        .position(|item| word(item) == ")")
                })
                .flatten();
            let aside = close.and_then(|close| {
                let inside = &items[at..=at + close];
                let plain = inside.iter().all(|item| matches!(item, Item::Token(_)));
                match (inside.first(), inside.last()) {
                    (Some(&Item::Token(first)), Some(&Item::Token(last))) if plain => {
                        Some((first, last, close))
                    }
                    _ => None,
                }
            });
            if let Some((first, last, close)) = aside {
                folded.push(Item::Aside { first, last });
                at += close + 1;
            } else {
                folded.push(items[at]);
                at += 1;
            }
        }
        folded
    }
}
