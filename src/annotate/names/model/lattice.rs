//! The best row of labels through a window of tokens (Viterbi 1967), in whole numbers.

use super::label::{LABELS, may_follow};

/// What each label of a token is worth.
pub type Scores = [i32; LABELS];

/// What it is worth for one label to follow another, and to stand first.
#[derive(Clone, Debug, PartialEq)]
pub struct Transitions {
    /// `next[before][label]`
    pub next: [Scores; LABELS],
    pub first: Scores,
}

/// Worth of what cannot be. A window is far too short to add up to the smallest number.
const NEVER: i32 = -(1 << 24);

impl Transitions {
    /// With what cannot be ruled out.
    pub fn lawful(mut self) -> Self {
        for label in 0..LABELS {
            for before in 0..LABELS {
                if !may_follow(Some(before as u8), label as u8) {
                    self.next[before][label] = NEVER;
                }
            }
            if !may_follow(None, label as u8) {
                self.first[label] = NEVER;
            }
        }
        self
    }
}

/// Memory that searches share.
#[derive(Default)]
pub struct Search {
    /// The label before each label on the best way to it.
    before: Vec<[u8; LABELS]>,
}

impl Search {
    /// Fills `path` with the row of labels that is worth most, of several the one with the lowest last labels.
    pub fn best_path(&mut self, scores: &[Scores], transitions: &Transitions, path: &mut [u8]) {
        let Some((first, rest)) = scores.split_first() else {
            return;
        };
        let mut worth: Scores =
            std::array::from_fn(|label| transitions.first[label] + first[label]);
        self.before.clear();
        for scores in rest {
            let mut best = transitions.next[0].map(|next| worth[0] + next);
            let mut from = [0; LABELS];
            for (before, (worth, next)) in worth.iter().zip(&transitions.next).enumerate().skip(1) {
                for label in 0..LABELS {
                    let candidate = worth + next[label];
                    if candidate > best[label] {
                        best[label] = candidate;
                        from[label] = before as u8;
                    }
                }
            }
            // What cannot be stays so, however long the window is.
            worth = std::array::from_fn(|label| (best[label] + scores[label]).max(NEVER));
            self.before.push(from);
        }
        let mut label = (0..LABELS)
            .rev()
            .max_by_key(|&label| worth[label])
            .expect("there are labels");
        for (at, place) in path.iter_mut().enumerate().rev() {
            *place = label as u8;
            if at > 0 {
                label = usize::from(self.before[at - 1][label]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::array::uniform9;
    use proptest::collection::vec;

    use super::super::label::OUTSIDE;
    use super::*;

    fn worth(path: &[u8], scores: &[Scores], transitions: &Transitions) -> i32 {
        let first = transitions.first[usize::from(path[0])];
        let next = path
            .windows(2)
            .map(|pair| transitions.next[usize::from(pair[0])][usize::from(pair[1])]);
        let own = path
            .iter()
            .zip(scores)
            .map(|(label, scores)| scores[usize::from(*label)]);
        first + next.sum::<i32>() + own.sum::<i32>()
    }

    /// The most that any row of labels is worth.
    fn most(scores: &[Scores], transitions: &Transitions) -> i32 {
        let rows = LABELS.pow(scores.len() as u32);
        let row = |number: usize| -> Vec<u8> {
            let digit = |at: u32| (number / LABELS.pow(at) % LABELS) as u8;
            (0..scores.len() as u32).map(digit).collect()
        };
        let worths = (0..rows).map(|number| worth(&row(number), scores, transitions));
        worths.max().expect("at least one row")
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(64))]

        #[test]
        fn no_other_row_is_worth_more(scores in vec(uniform9(-99..99), 1..4), next in uniform9(uniform9(-50..50)), first in uniform9(-50..50)) {
            let transitions = Transitions { next, first }.lawful();
            let mut path = vec![OUTSIDE; scores.len()];
            Search::default().best_path(&scores, &transitions, &mut path);
            proptest::prop_assert_eq!(worth(&path, &scores, &transitions), most(&scores, &transitions));
            let mut before = None;
            for label in path {
                proptest::prop_assert!(may_follow(before, label));
                before = Some(label);
            }
        }
    }
}
