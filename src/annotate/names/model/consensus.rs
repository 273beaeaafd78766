//! One word, one kind: what all mentions of a word in a dispatch are worth counts for each of them.

use rustc_hash::FxHashMap;

use super::label::{KINDS, OUTSIDE};
use super::lattice::Scores;
use super::view::{View, Window};

/// How far a mention goes along with the others, in eighths.
const WEIGHT: i32 = 2;

type Kinds = [i32; KINDS.len()];

/// Moves the scores of each capitalised word toward the mean of its mentions. First and later words of names are left as they compare.
pub fn agree(view: &View, windows: &[Window], scores: &mut [Scores]) {
    let tokens = || windows.iter().flat_map(|window| window.tokens.clone());
    let mut sums: FxHashMap<u64, (Kinds, i32)> = FxHashMap::default();
    for (at, scores) in tokens().zip(scores.iter()) {
        let part = view.own(at);
        if part.capital {
            let (sum, mentions) = sums.entry(part.word).or_default();
            sum.iter_mut()
                .zip(leads(scores))
                .for_each(|(sum, lead)| *sum += lead);
            *mentions += 1;
        }
    }
    for (at, scores) in tokens().zip(scores) {
        let part = view.own(at);
        if !part.capital {
            continue;
        }
        let (sum, mentions) = sums[&part.word];
        if mentions < 2 {
            continue;
        }
        let own = leads(scores);
        for kind in 0..KINDS.len() {
            let moved = (sum[kind] / mentions - own[kind]) * WEIGHT / 8;
            scores[1 + 2 * kind] += moved;
            scores[2 + 2 * kind] += moved;
        }
    }
}

/// By how much each kind leads over no name.
fn leads(scores: &Scores) -> Kinds {
    std::array::from_fn(|kind| {
        scores[1 + 2 * kind].max(scores[2 + 2 * kind]) - scores[usize::from(OUTSIDE)]
    })
}
