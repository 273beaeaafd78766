//! Marked texts as rows of features and labels.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Marked;
use super::guide::{Mark, bare, in_line};
use crate::annotate::names::model::features::features;
use crate::annotate::names::model::label::{OUTSIDE, begin, inside, may_follow};
use crate::annotate::names::model::view::View;
use crate::annotate::names::words::{Memory, Words};
use crate::annotate::names::{candidates, consensus};
use crate::annotate::reading::Reading;
use crate::model::Span;

/// What is learnt from.
pub struct Examples {
    /// Hash of each feature; its place is its number.
    pub features: Vec<u64>,
    /// Windows of [`Examples::labels`].
    pub windows: Vec<Range<usize>>,
    /// One a token.
    pub labels: Vec<u8>,
    /// Where the features of each token end in [`Examples::asked`].
    ends: Vec<usize>,
    /// Numbers of features, token by token.
    asked: Vec<u32>,
}

impl Examples {
    /// Looks at each text as the decoder would, and once more with lapses of memory. Features that occur less often than `occurrences` are left out; marks of another
    /// guide are brought in line.
    pub fn new(texts: &[&Marked], occurrences: u32, other_guide: bool) -> Self {
        let mut examples = Examples {
            features: Vec::new(),
            windows: Vec::new(),
            labels: Vec::new(),
            ends: Vec::new(),
            asked: Vec::new(),
        };
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        for (number, text) in (0..).zip(texts) {
            examples.add(text, Memory::Lapses(number), other_guide, &mut numbers);
        }
        examples.keep_frequent(occurrences);
        examples
    }

    /// The features of a token.
    pub fn of_token(&self, token: usize) -> &[u32] {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.asked[start..self.ends[token]]
    }

    fn add(
        &mut self,
        text: &Marked,
        lapses: Memory,
        other_guide: bool,
        numbers: &mut FxHashMap<u64, u32>,
    ) {
        let reading = Reading::new(&text.dispatch);
        let words = Words::new(&reading);
        let candidates = candidates::candidates(&words);
        let verdicts = consensus::verdicts(&words, &candidates);
        // A name whose ends are not those of tokens gets the tokens that it touches.
        let touched = |(span, kind): &(Span, _)| bare(&words, (reading.tokens_in(*span), *kind));
        let mut marks: Vec<Mark> = text.names.iter().map(touched).collect();
        if other_guide {
            marks = in_line(&words, &candidates, &verdicts, marks);
        }
        let labels = labels(reading.tokens.len(), marks);
        self.look_at(&words, &labels, numbers);
        self.look_at(&Words::recalled(&reading, lapses), &labels, numbers);
    }

    fn look_at(&mut self, words: &Words, labels: &[u8], numbers: &mut FxHashMap<u64, u32>) {
        let candidates = candidates::candidates(words);
        let verdicts = consensus::verdicts(words, &candidates);
        let view = View::new(words, &candidates, &verdicts);
        for window in view.windows() {
            let from = self.labels.len();
            let mut before = OUTSIDE;
            for at in window.tokens.clone() {
                features(&view, &window, at, |feature| {
                    let number = *numbers.entry(feature).or_insert_with(|| {
                        self.features.push(feature);
                        u32::try_from(self.features.len() - 1).expect("a few million at most")
                    });
                    self.asked.push(number);
                });
                self.ends.push(self.asked.len());
                // Of a name that began outside of the window nothing can be learnt.
                let label = labels[at];
                let cut = !may_follow(Some(before), label);
                before = if cut { OUTSIDE } else { label };
                self.labels.push(before);
            }
            self.windows.push(from..self.labels.len());
        }
    }

    fn keep_frequent(&mut self, occurrences: u32) {
        let mut counts = vec![0u32; self.features.len()];
        self.asked
            .iter()
            .for_each(|number| counts[*number as usize] += 1);
        let mut kept = 0;
        let renumbered: Vec<Option<u32>> = counts
            .iter()
            .map(|count| {
                (*count >= occurrences).then(|| {
                    kept += 1;
                    kept - 1
                })
            })
            .collect();
        let mut numbers = renumbered.iter();
        self.features
            .retain(|_| numbers.next().is_some_and(Option::is_some));
        let mut asked = Vec::with_capacity(self.asked.len());
        let mut start = 0;
        for end in &mut self.ends {
            let of_token = self.asked[start..*end].iter();
            asked.extend(of_token.filter_map(|number| renumbered[*number as usize]));
            start = *end;
            *end = asked.len();
        }
        self.asked = asked;
    }
}

/// One label a token; of marks that overlap, the longest.
fn labels(count: usize, mut marks: Vec<Mark>) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; count];
    marks.sort_by_key(|(tokens, _)| (std::cmp::Reverse(tokens.len()), tokens.start));
    for (tokens, kind) in marks {
        if tokens.is_empty() || labels[tokens.clone()].iter().any(|label| *label != OUTSIDE) {
            continue;
        }
        labels[tokens.clone()].fill(inside(kind));
        labels[tokens.start] = begin(kind);
    }
    labels
}
