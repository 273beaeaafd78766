//! The conditional random field: how well weights explain the examples, and in what direction they explain them better.
//!
//! Forward and backward sums over all rows of labels, scaled at each token (Rabiner 1989, section V.A).

use std::ops::Range;

use rayon::prelude::*;

use super::examples::Examples;
use crate::annotate::names::model::label::{LABELS, may_follow};

/// All weights: one a feature and label, one a label that follows another, one a label that stands first.
pub struct Weights<'w> {
    pub emissions: &'w [f32],
    transitions: &'w [f32],
}

type Row = [f64; LABELS];

impl<'w> Weights<'w> {
    /// Number of weights that are about rows of labels alone.
    pub const TRANSITIONS: usize = LABELS * (LABELS + 1);

    /// Looks at a list of numbers as weights.
    pub fn new(weights: &'w [f32]) -> Self {
        let (emissions, transitions) = weights.split_at(weights.len() - Weights::TRANSITIONS);
        Weights {
            emissions,
            transitions,
        }
    }

    /// Of each label behind `before`.
    pub fn next(&self, before: usize) -> &[f32] {
        &self.transitions[before * LABELS..(before + 1) * LABELS]
    }

    /// Of each label where it stands first.
    pub fn first(&self) -> &[f32] {
        &self.transitions[LABELS * LABELS..]
    }
}

/// Parts into which the work falls, whatever the number of threads: the order of sums decides their last bits.
const PARTS: usize = 4;

/// The negative logarithm of the probability of all labels, and its gradient.
pub fn loss_and_gradient(examples: &Examples, weights: &[f32]) -> (f64, Vec<f32>) {
    let size = examples.windows.len().div_ceil(PARTS).max(1);
    let parts: Vec<(f64, Vec<f32>)> = examples
        .windows
        .par_chunks(size)
        .map(|windows| of_part(examples, windows, weights))
        .collect();
    let mut parts = parts.into_iter();
    let (mut loss, mut gradient) = parts
        .next()
        .unwrap_or_else(|| (0.0, vec![0.0; weights.len()]));
    for (more, other) in parts {
        loss += more;
        for (sum, term) in gradient.iter_mut().zip(other) {
            *sum += term;
        }
    }
    (loss, gradient)
}

/// The exponentials of the transitions; zero for what cannot be.
struct Lawful {
    next: [Row; LABELS],
    first: Row,
}

impl Lawful {
    fn new(weights: &Weights) -> Self {
        let weight = |before: Option<usize>, row: &[f32]| {
            std::array::from_fn(|label| {
                let lawful = may_follow(before.map(|before| before as u8), label as u8);
                if lawful {
                    f64::from(row[label]).exp()
                } else {
                    0.0
                }
            })
        };
        Lawful {
            next: std::array::from_fn(|before| weight(Some(before), weights.next(before))),
            first: weight(None, weights.first()),
        }
    }
}

fn of_part(examples: &Examples, windows: &[Range<usize>], weights: &[f32]) -> (f64, Vec<f32>) {
    let mut gradient = vec![0.0; weights.len()];
    let weights = Weights::new(weights);
    let lawful = Lawful::new(&weights);
    let mut chain = Chain::default();
    let loss = windows
        .iter()
        .map(|window| chain.learn(examples, window.clone(), &weights, &lawful, &mut gradient))
        .sum();
    (loss, gradient)
}

/// Memory that windows share.
#[derive(Default)]
struct Chain {
    emissions: Vec<Row>,
    forward: Vec<Row>,
    scales: Vec<f64>,
}

impl Chain {
    /// Adds the gradient of a window; returns its loss.
    fn learn(
        &mut self,
        examples: &Examples,
        window: Range<usize>,
        weights: &Weights,
        lawful: &Lawful,
        gradient: &mut [f32],
    ) -> f64 {
        self.emissions.clear();
        self.forward.clear();
        self.scales.clear();
        let mut loss = 0.0;
        let mut before: Option<usize> = None;
        for token in window.clone() {
            let mut scores = [0.0f32; LABELS];
            for number in examples.of_token(token) {
                let row = &weights.emissions[*number as usize * LABELS..][..LABELS];
                scores
                    .iter_mut()
                    .zip(row)
                    .for_each(|(score, weight)| *score += weight);
            }
            let label = usize::from(examples.labels[token]);
            let transition =
                before.map_or(weights.first()[label], |before| weights.next(before)[label]);
            loss -= f64::from(scores[label] + transition);
            before = Some(label);
            // Without the largest one the exponentials stay within what numbers can hold.
            let largest = f64::from(scores.iter().fold(f32::MIN, |a, b| a.max(*b)));
            loss += largest;
            let emission = scores.map(|score| (f64::from(score) - largest).exp());
            let mut forward = match self.forward.last() {
                None => lawful.first,
                Some(last) => {
                    let mut sums = [0.0; LABELS];
                    for (before, next) in last.iter().zip(&lawful.next) {
                        sums.iter_mut()
                            .zip(next)
                            .for_each(|(sum, next)| *sum += before * next);
                    }
                    sums
                }
            };
            forward
                .iter_mut()
                .zip(emission)
                .for_each(|(sum, emission)| *sum *= emission);
            let scale = forward.iter().sum::<f64>().max(f64::MIN_POSITIVE);
            forward.iter_mut().for_each(|sum| *sum /= scale);
            loss += scale.ln();
            self.emissions.push(emission);
            self.forward.push(forward);
            self.scales.push(scale);
        }
        self.expect(examples, window, lawful, gradient);
        loss
    }

    /// Goes back through the window: what the weights expect, less what is there.
    fn expect(
        &self,
        examples: &Examples,
        window: Range<usize>,
        lawful: &Lawful,
        gradient: &mut [f32],
    ) {
        let (rows, transitions) = gradient.split_at_mut(gradient.len() - Weights::TRANSITIONS);
        let mut backward = [1.0; LABELS];
        for (at, token) in window.clone().enumerate().rev() {
            let truth = usize::from(examples.labels[token]);
            let forward = &self.forward[at];
            let mut expected: [f32; LABELS] =
                std::array::from_fn(|label| (forward[label] * backward[label]) as f32);
            expected[truth] -= 1.0;
            for number in examples.of_token(token) {
                let row = &mut rows[*number as usize * LABELS..][..LABELS];
                row.iter_mut()
                    .zip(expected)
                    .for_each(|(sum, term)| *sum += term);
            }
            if at == 0 {
                let first = &mut transitions[LABELS * LABELS..];
                first
                    .iter_mut()
                    .zip(expected)
                    .for_each(|(sum, term)| *sum += term);
                break;
            }
            let emission = &self.emissions[at];
            let onward: Row =
                std::array::from_fn(|label| emission[label] * backward[label] / self.scales[at]);
            let last = &self.forward[at - 1];
            for before in 0..LABELS {
                let row = &mut transitions[before * LABELS..][..LABELS];
                for label in 0..LABELS {
                    row[label] +=
                        (last[before] * lawful.next[before][label] * onward[label]) as f32;
                }
            }
            transitions[usize::from(examples.labels[token - 1]) * LABELS + truth] -= 1.0;
            backward = std::array::from_fn(|before| {
                let next = &lawful.next[before];
                (0..LABELS).map(|label| next[label] * onward[label]).sum()
            });
        }
    }
}
