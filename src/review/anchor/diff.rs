//! Which tokens of one text are which tokens of another.
//!
//! Sequences that occur once in either text are paired first (Bram Cohen's patience diff), what lies between them by the greedy
//! algorithm of Myers (An O(ND) Difference Algorithm, 1986) as long as the two differ little: what was rewritten altogether has no
//! pairs worth finding. Time grows with the length of the texts and with the square of [`MOST_EDITS`].

use rustc_hash::FxHashMap;

use super::search::words;
use super::token::{Key, Token};

/// The pairing of two texts, both ways; it never crosses itself.
#[derive(Clone, Debug)]
pub struct Pairing {
    /// For each token of the first text the token of the second that it became.
    pub forward: Vec<Option<usize>>,
    /// For each token of the second text the token of the first that it was.
    pub backward: Vec<Option<usize>>,
}

/// Tokens of a sequence that is looked for as a whole.
const SEQUENCE: usize = 4;
/// Edits that the algorithm of Myers may find between two paired sequences.
const MOST_EDITS: usize = 400;
/// Tokens by which an insertion may be moved to where it begins a line.
const LONGEST_SLIDE: usize = 400;
/// Words of a run that may have been paired by chance.
const CHANCE: usize = 2;

/// Pairs the tokens of two texts.
pub fn pair(a: &[Token], b: &[Token]) -> Pairing {
    let mut pairing = Pairing {
        forward: vec![None; a.len()],
        backward: vec![None; b.len()],
    };
    let keys = |tokens: &[Token]| -> Vec<Key> { tokens.iter().map(|token| token.key).collect() };
    pair_sequences(&keys(a), &keys(b), &mut pairing);
    let Pairing { forward, backward } = &mut pairing;
    slide(b, backward, forward);
    slide(a, forward, backward);
    pairing.drop_chance_pairs(a, b);
    pairing
}

impl Pairing {
    fn join(&mut self, a: usize, b: usize) {
        self.forward[a] = Some(b);
        self.backward[b] = Some(a);
    }

    /// Runs of pairs without an edit inside, in order.
    fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (a, b) in self.forward.iter().enumerate() {
            let Some(b) = *b else { continue };
            match runs.last_mut() {
                Some(run) if run.end() == (a, b) => run.length += 1,
                _ => runs.push(Run { a, b, length: 1 }),
            }
        }
        runs
    }

    /// A comma or an article inside a passage that was rewritten says nothing: a run of few words with larger edits on both sides
    /// is no pair (the semantic clean-up of Neil Fraser's diff-match-patch, held to runs that chance explains).
    fn drop_chance_pairs(&mut self, a: &[Token], b: &[Token]) {
        let size = |tokens: &[Token]| tokens.iter().map(|token| token.span.len()).sum::<usize>();
        let edit = |from: (usize, usize), to: (usize, usize)| {
            let size = size(&a[from.0..to.0]).max(size(&b[from.1..to.1]));
            // At the edge of the text nothing holds the other end of the edit.
            let at_edge = from == (0, 0) || to == (a.len(), b.len());
            if size > 0 && at_edge {
                usize::MAX
            } else {
                size
            }
        };
        let runs = self.runs();
        let mut kept: Vec<Run> = Vec::new();
        for (run, at) in runs.iter().zip(1..) {
            kept.push(*run);
            let next = runs.get(at).map_or((a.len(), b.len()), Run::start);
            while let Some(run) = kept.pop() {
                let before = edit(kept.last().map_or((0, 0), Run::end), run.start());
                let after = edit(run.end(), next);
                let tokens = &a[run.a..run.a + run.length];
                if words(tokens) > CHANCE || size(tokens) > before.min(after) {
                    kept.push(run);
                    break;
                }
                self.forward[run.a..run.a + run.length].fill(None);
                self.backward[run.b..run.b + run.length].fill(None);
            }
        }
    }
}

/// Neighbouring tokens of one text that are neighbours in the other.
#[derive(Clone, Copy)]
struct Run {
    a: usize,
    b: usize,
    length: usize,
}

impl Run {
    fn start(&self) -> (usize, usize) {
        (self.a, self.b)
    }

    fn end(&self) -> (usize, usize) {
        (self.a + self.length, self.b + self.length)
    }
}

/// Pairs what both begin and end with, then unique sequences, then what lies between.
fn pair_sequences(a: &[Key], b: &[Key], pairing: &mut Pairing) {
    let (mut a_end, mut b_end) = (a.len(), b.len());
    while a_end > 0 && b_end > 0 && a[a_end - 1] == b[b_end - 1] {
        (a_end, b_end) = (a_end - 1, b_end - 1);
        pairing.join(a_end, b_end);
    }
    let mut start = 0;
    while start < a_end && start < b_end && a[start] == b[start] {
        pairing.join(start, start);
        start += 1;
    }
    let (mut a_at, mut b_at) = (start, start);
    for (a_next, b_next) in unique_sequences(&a[start..a_end], &b[start..b_end]) {
        let (a_next, b_next) = (start + a_next, start + b_next);
        if a_next < a_at || b_next < b_at {
            continue; // overlaps the one before, and was paired with it
        }
        pair_little(a, b, (a_at, b_at), (a_next, b_next), pairing);
        (a_at, b_at) = (a_next, b_next);
        while a_at < a_end && b_at < b_end && a[a_at] == b[b_at] {
            pairing.join(a_at, b_at);
            (a_at, b_at) = (a_at + 1, b_at + 1);
        }
    }
    pair_little(a, b, (a_at, b_at), (a_end, b_end), pairing);
}

/// Where sequences stand that both texts hold once, in an order that is the same in both.
fn unique_sequences(a: &[Key], b: &[Key]) -> Vec<(usize, usize)> {
    let mut places: FxHashMap<&[Key], [Place; 2]> = FxHashMap::default();
    for (side, keys) in [a, b].into_iter().enumerate() {
        for (at, sequence) in keys.windows(SEQUENCE).enumerate() {
            let place = &mut places.entry(sequence).or_default()[side];
            *place = match place {
                Place::Nowhere => Place::At(at),
                _ => Place::Often,
            };
        }
    }
    let unique = a
        .windows(SEQUENCE)
        .enumerate()
        .filter_map(|(at, sequence)| match places.get(sequence) {
            Some([Place::At(_), Place::At(other)]) => Some((at, *other)),
            _ => None,
        });
    longest_increasing(&unique.collect::<Vec<_>>())
}

#[derive(Clone, Copy, Default)]
enum Place {
    #[default]
    Nowhere,
    At(usize),
    Often,
}

/// The longest part of the pairs in which the second number only grows; the first grows already.
fn longest_increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new(); // of the best sequence of each length, the pair that ends it
    let mut before = vec![None; pairs.len()];
    for (at, (_, value)) in pairs.iter().enumerate() {
        let length = tails.partition_point(|tail| pairs[*tail].1 < *value);
        before[at] = length.checked_sub(1).map(|shorter| tails[shorter]);
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(tails.last().copied(), |at| before[*at])
            .map(|at| pairs[at])
            .collect();
    chain.reverse();
    chain
}

/// Pairs two stretches by the shortest way from one to the other, when it takes no more than [`MOST_EDITS`].
fn pair_little(
    a: &[Key],
    b: &[Key],
    from: (usize, usize),
    to: (usize, usize),
    pairing: &mut Pairing,
) {
    let (a, b) = (&a[from.0..to.0], &b[from.1..to.1]);
    for (x, y) in shortest_way(a, b).unwrap_or_default() {
        pairing.join(from.0 + x, from.1 + y);
    }
}

/// The pairs on the shortest way, by the forward algorithm of Myers.
fn shortest_way(a: &[Key], b: &[Key]) -> Option<Vec<(usize, usize)>> {
    let most = MOST_EDITS.min(a.len() + b.len());
    // Farthest `x` on each diagonal `k = x - y`, which stands at `k + most + 1`; one snapshot for every number of edits.
    let mut farthest = vec![0_usize; 2 * most + 3];
    let mut trace: Vec<Vec<usize>> = Vec::new();
    let at =
        |k: isize| usize::try_from(k + most as isize + 1).expect("no diagonal lies farther out");
    for edits in 0..=most as isize {
        trace.push(farthest[at(-edits) - 1..=at(edits) + 1].to_vec());
        for k in (-edits..=edits).step_by(2) {
            let down = k == -edits || k != edits && farthest[at(k - 1)] < farthest[at(k + 1)];
            let mut x = if down {
                farthest[at(k + 1)]
            } else {
                farthest[at(k - 1)] + 1
            };
            // Above the first row there is nothing to come from.
            let Some(mut y) = x.checked_add_signed(-k) else {
                continue;
            };
            while x < a.len() && y < b.len() && a[x] == b[y] {
                (x, y) = (x + 1, y + 1);
            }
            farthest[at(k)] = x;
            if x >= a.len() && y >= b.len() {
                return Some(way_back(a, b, &trace));
            }
        }
    }
    None
}

fn way_back(a: &[Key], b: &[Key], trace: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let (mut x, mut y) = (a.len() as isize, b.len() as isize);
    let mut pairs = Vec::new();
    for (edits, farthest) in trace.iter().enumerate().rev() {
        let edits = edits as isize;
        let farthest = |k: isize| {
            let at =
                usize::try_from(k + edits + 1).expect("the snapshot reaches one diagonal farther");
            farthest[at] as isize
        };
        let k = x - y;
        let down = k == -edits || k != edits && farthest(k - 1) < farthest(k + 1);
        let (from_x, from_k) = if edits == 0 {
            (0, 0)
        } else if down {
            (farthest(k + 1), k + 1)
        } else {
            (farthest(k - 1), k - 1)
        };
        let from_y = from_x - from_k;
        while x > from_x && y > from_y {
            (x, y) = (x - 1, y - 1);
            let pair = usize::try_from(x).ok().zip(usize::try_from(y).ok());
            pairs.push(pair.expect("the way stays inside the two texts"));
        }
        (x, y) = (from_x, from_y);
    }
    pairs.reverse();
    pairs
}

/// Moves insertions to where they begin a paragraph, a line or a sentence. What is inserted often repeats what stands beside it, and
/// then it may as well be said to lie elsewhere: `A [(old). A] B` is `[A (old).] A B`. Two insertions that meet become one.
///
/// `was` leads from the text with the insertions to the other, `became` back.
fn slide(tokens: &[Token], was: &mut [Option<usize>], became: &mut [Option<usize>]) {
    let mut rest = tokens.len();
    while let Some(last) = was[..rest].iter().rposition(Option::is_none) {
        let mut insertion = Insertion::ending_at(last + 1, was);
        if insertion.replaces_nothing(was, became.len()) {
            insertion.move_up(tokens, was, became);
            insertion.move_down_to_the_best(tokens, was, became);
        }
        rest = insertion.start;
    }
}

/// A run of tokens, as long as it can be, that stand in one text alone.
struct Insertion {
    start: usize,
    end: usize,
}

impl Insertion {
    fn ending_at(end: usize, was: &[Option<usize>]) -> Self {
        let before = was[..end].iter().rposition(Option::is_some);
        let start = before.map_or(0, |at| at + 1);
        Insertion { start, end }
    }

    /// Whether the other text has nothing in its place.
    fn replaces_nothing(&self, was: &[Option<usize>], length_of_other: usize) -> bool {
        let before = self.start.checked_sub(1).and_then(|at| was[at]);
        let after = was.get(self.end).copied().flatten();
        before.map_or(0, |at| at + 1) == after.unwrap_or(length_of_other)
    }

    fn move_up(
        &mut self,
        tokens: &[Token],
        was: &mut [Option<usize>],
        became: &mut [Option<usize>],
    ) {
        for _ in 0..LONGEST_SLIDE {
            let Some(above) = self.start.checked_sub(1) else {
                break;
            };
            if tokens[above].key != tokens[self.end - 1].key {
                break;
            }
            let Some(other) = was[above].take() else {
                break;
            };
            (self.start, self.end) = (above, self.end - 1);
            was[self.end] = Some(other);
            became[other] = Some(self.end);
            let met = Insertion {
                end: self.end,
                ..Insertion::ending_at(self.start, was)
            };
            if met.start < self.start && met.replaces_nothing(was, became.len()) {
                self.start = met.start;
            }
        }
    }

    fn move_down_to_the_best(
        &mut self,
        tokens: &[Token],
        was: &mut [Option<usize>],
        became: &mut [Option<usize>],
    ) {
        let moves = (self.end..tokens.len())
            .zip(self.start..)
            .take(LONGEST_SLIDE)
            .take_while(|(below, start)| {
                was[*below].is_some() && tokens[*below].key == tokens[*start].key
            })
            .count();
        // Among beginnings of equal strength the last.
        let best = (0..=moves).max_by_key(|by| tokens.get(self.start + by).map(|token| token.gap));
        for _ in 0..best.unwrap_or_default() {
            let other = was[self.end].take();
            was[self.start] = other;
            if let Some(other) = other {
                became[other] = Some(self.start);
            }
            (self.start, self.end) = (self.start + 1, self.end + 1);
        }
    }
}
