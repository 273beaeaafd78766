//! Finds what a dispatch counts, measures and dates, and normalises it.
//!
//! One pass over the tokens. [`lexicon`] says what each word can mean (all vocabulary stands in `assets/languages/*/figures.toml` and
//! `assets/symbols.toml`); [`view`] gives the readers those meanings, a sentence at a time. Where a numeral stands ([`numeral`]: digits and
//! number words; [`fraction`]: its parts; [`amount`]: with its range) the readers of [`read_at`] are tried in order, from the most specific to the plain count:
//!
//! | reader | finds |
//! | --- | --- |
//! | [`names`] | numbers that are no figures: `CAC 40`, `article 49.3`, telephone numbers |
//! | [`notes`] | in short notes: parts of the day, holidays, what is counted from now |
//! | [`calendar`] | dates, weekdays, relative days, quarters; resolved against the dateline's day |
//! | [`time`] | times of day |
//! | [`money`], [`measure`] | amounts with a currency, per cent, points, units of measurement |
//! | [`duration`] | durations and ages |
//! | [`ratio`] | scores, ratios, fractions |
//! | [`count`] | ordinals, counts and what they count, bare numbers |
//!
//! Afterwards [`bounds`] finds the words that bound or approximate, and [`toll`] says which counts are tolls. Knows nothing of quotations and actors.
//!
//! # Conventions of amounts
//!
//! An amount is read as a desk editor would note it down. Collections of sentences made for assistants and calculators often want it otherwise:
//!
//! | words | read here as | elsewhere also as |
//! | --- | --- | --- |
//! | `au moins 40 bateaux` | the number with its bound | a stretch open at one end; the bound inside the span |
//! | `trois quarts des bateaux`, `un bateau sur six` | one ratio, 3/4, 1/6 | a decimal; two numbers. A text that is nothing but a share is a number here too, and so is more than a whole: `neuf quarts` |
//! | `12 à 15 bateaux` | one number with two ends, always in rising order | the upper end alone; the mean; two numbers |
//! | `passé de 12 km à 15 km` | two measures | a range |
//! | `8 tonnes`, `90 dollars`, `20 secondes` | the measure, money, duration | a bare number, the unit left out |
//! | `0,5 point`, `7 points de pourcentage` | a measure in points | a bare number; a percentage |
//! | `0,4 kg`, `7 pieds 4 pouces` | in the unit that is written, the larger one of two | in grams; in the smaller unit |
//! | `210 pence` | 210 with the unit `cent` | – |
//! | `des milliers d'oiseaux` | its order of magnitude, vague | a range of orders |
//! | `un oiseau`, `the one`, `a few` | no figure | 1, 1, 3 |
//! | `en kilomètres`, `le dollar` | no figure: a unit counts nothing by itself | a unit without a value |
//! | `article 12.3`, `+33 4 56`, `/p?n=30%` | no figure | its numbers |
//! | `six mois d'existence` | a duration; an age is somebody's | an age |
//! | `24 degrés` | a temperature, unless something turns | an angle too |

mod amount;
mod bounds;
mod calendar;
mod count;
mod duration;
mod fraction;
mod lexicon;
mod measure;
mod money;
mod names;
mod notes;
mod numeral;
mod ratio;
mod spelling;
mod time;
mod toll;
mod view;
pub mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::reading::Reading;
use crate::model::{Bound, Dimension, Figure, FigureKind, Span, Toll, Value};
use amount::Amount;
use calendar::Anchor;
use view::View;

/// Every figure, in reading order.
pub fn figures(reading: &Reading) -> Vec<Figure> {
    let mut view = View::new(reading);
    let mut story = Story::new(reading);
    let mut found = Vec::new();
    let mut begun = 0;
    for sentence in &reading.sentences {
        view.enter(sentence.clone());
        story.sentence_start = found.len();
        let headed = calendar::skip_dateline(&view, &mut story.anchor, sentence.start);
        let mut at = headed.unwrap_or(sentence.start).max(begun);
        begun = at;
        while at < sentence.end {
            let (draft, next) = read_at(&view, &mut story, &found, at);
            if let Some(mut draft) = draft {
                // A sign before the number may belong to the figure before it already.
                let free = found.last().map_or(0, |last: &Draft| last.tokens.end);
                draft.tokens.start = draft.tokens.start.max(free);
                bounds::bind(&view, &mut draft);
                draft.toll = toll::of(&view, &draft);
                let near = story.sentence_start < found.len();
                let joined = near
                    && found
                        .last_mut()
                        .is_some_and(|last| bounds::join(&view, last, &draft));
                if !joined {
                    found.push(draft);
                }
            }
            at = next;
        }
    }
    found
        .into_iter()
        .map(|draft| draft.into_figure(reading))
        .collect()
}

/// What earlier sentences tell about later ones.
struct Story {
    /// The day on which `le lendemain` and `le 17` depend.
    anchor: Anchor,
    /// Index of the first figure of the current sentence.
    sentence_start: usize,
}

impl Story {
    fn new(reading: &Reading) -> Self {
        Story {
            anchor: Anchor::new(reading.reference),
            sentence_start: 0,
        }
    }
}

/// A figure in the making; positions are tokens.
#[derive(Clone, Debug)]
struct Draft {
    kind: FigureKind,
    tokens: Range<usize>,
    value: Value,
    upper: Option<Value>,
    unit: Option<&'static str>,
    dimension: Option<Dimension>,
    /// The counted noun.
    of: Option<usize>,
    bound: Option<Bound>,
    cue: Option<Range<usize>>,
    toll: Option<Toll>,
    confidence: f32,
}

impl Draft {
    fn new(kind: FigureKind, tokens: Range<usize>, value: Value) -> Self {
        Draft {
            kind,
            tokens,
            value,
            upper: None,
            unit: None,
            dimension: None,
            of: None,
            bound: None,
            cue: None,
            toll: None,
            confidence: 0.9,
        }
    }

    /// A figure whose value is an amount in some unit.
    fn of_amount(kind: FigureKind, tokens: Range<usize>, amount: &Amount) -> Self {
        Draft {
            upper: amount.high.map(Value::Number),
            bound: amount.bound,
            ..Draft::new(kind, tokens, Value::Number(amount.low))
        }
    }

    fn with_unit(mut self, unit: &'static str) -> Self {
        self.unit = Some(unit);
        self
    }

    fn into_figure(self, reading: &Reading) -> Figure {
        let span = |tokens: Range<usize>| -> Span { reading.span(tokens) };
        Figure {
            kind: self.kind,
            span: span(self.tokens),
            value: self.value,
            upper: self.upper,
            unit: self.unit.map(str::to_owned),
            of: self.of.map(|token| reading.tokens[token].span),
            bound: self.bound,
            cue: self.cue.map(span),
            dimension: self.dimension,
            toll: self.toll,
            confidence: self.confidence,
        }
    }
}

/// The figure that begins at token `at`, if one does, and where to go on.
fn read_at(view: &View, story: &mut Story, found: &[Draft], at: usize) -> (Option<Draft>, usize) {
    if view.is_plain(at) {
        return (None, at + 1);
    }
    if let Some(end) = names::skip(view, at).or_else(|| calendar::skip_impossible(view, at)) {
        return (None, end);
    }
    let dated = money::read_glued(view, at)
        .or_else(|| duration::read_half(view, at))
        .map(|draft| notes::against_now(view, &story.anchor, draft))
        .or_else(|| read_dated(view, &mut story.anchor, at));
    if let Some(draft) = dated {
        let draft = notes::with_ends(view, &mut story.anchor, draft);
        let end = draft.tokens.end;
        return (Some(draft), end);
    }
    let Some(amount) = amount::read(view, at) else {
        let draft = duration::read_vague(view, at)
            .or_else(|| duration::read_compound(view, at))
            .or_else(|| measure::read_compound(view, at))
            .or_else(|| measure::read_fraction(view, at))
            .or_else(|| ratio::read_share(view, at))
            .or_else(|| ratio::read_half(view, at))
            .map(|draft| notes::against_now(view, &story.anchor, draft));
        let end = draft.as_ref().map_or(at + 1, |draft| draft.tokens.end);
        return (draft, end);
    };
    let sentence = found.get(story.sentence_start..).unwrap_or_default();
    let draft = money::read_signed(view, &amount)
        .or_else(|| time::read(view, &amount))
        .or_else(|| ratio::read(view, &amount))
        .or_else(|| duration::read(view, &amount))
        .or_else(|| money::read(view, &amount))
        .or_else(|| measure::read(view, &amount))
        .or_else(|| count::read(view, &amount, sentence, found))
        .map(|draft| notes::against_now(view, &story.anchor, draft))
        .map(|draft| notes::with_ends(view, &mut story.anchor, draft));
    let end = draft
        .as_ref()
        .map_or(amount.tokens.end, |draft| draft.tokens.end);
    (draft, end)
}

/// The date, time or part of the day that begins at token `at` and needs no numeral.
fn read_dated(view: &View, anchor: &mut Anchor, at: usize) -> Option<Draft> {
    notes::read(view, anchor, at)
        .or_else(|| calendar::read(view, anchor, at))
        .map(|draft| notes::against_now(view, anchor, draft))
}
