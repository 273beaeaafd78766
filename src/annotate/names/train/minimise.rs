//! Orthant-wise limited-memory quasi-Newton search (Andrew and Gao 2007): least loss with few weights that are not zero.

use std::collections::VecDeque;

/// How to search.
pub struct Search {
    /// Steps, at most.
    pub steps: usize,
    /// Cost of absolute weights.
    pub l1: f32,
    /// Cost of squares.
    pub l2: f32,
}

/// Steps that are remembered.
const MEMORY: usize = 7;
/// Part of the promised gain that a step must bring (Armijo).
const GAIN: f64 = 1e-4;
/// Times a step is halved before the search gives up.
const HALVINGS: usize = 20;
/// The search ends when ten steps bring less than this part of the loss.
const ENOUGH: f64 = 1e-4;

struct Step {
    weights: Vec<f32>,
    gradient: Vec<f32>,
    /// One over their product.
    curvature: f64,
}

impl Search {
    /// Weights near the least `loss`, which also gives the gradient; `watch` sees each step.
    pub fn minimise(
        &self,
        start: Vec<f32>,
        loss: impl Fn(&[f32]) -> (f64, Vec<f32>),
        mut watch: impl FnMut(usize, &[f32]),
    ) -> Vec<f32> {
        let full = |weights: &[f32]| {
            let (mut value, mut gradient) = loss(weights);
            for (slope, weight) in gradient.iter_mut().zip(weights) {
                *slope += self.l2 * weight;
            }
            let squares = dot(weights, weights);
            let sum: f64 = weights.iter().map(|weight| f64::from(weight.abs())).sum();
            value += f64::from(self.l2) / 2.0 * squares + f64::from(self.l1) * sum;
            (value, gradient)
        };
        let mut weights = start;
        let (mut value, mut gradient) = full(&weights);
        let mut memory: VecDeque<Step> = VecDeque::with_capacity(MEMORY);
        let mut values = VecDeque::from([value]);
        for step in 1..=self.steps {
            let slope = self.steepest(&weights, &gradient);
            let direction = descend(&slope, &memory);
            let first = if memory.is_empty() {
                1.0 / dot(&slope, &slope).sqrt().max(1e-12)
            } else {
                1.0
            };
            let found = self.search_line(&weights, value, &slope, &direction, first, &full);
            let Some((next, next_value, next_gradient)) = found else {
                break;
            };
            let moved = difference(&next, &weights);
            let turned = difference(&next_gradient, &gradient);
            let product = dot(&moved, &turned);
            if product > 0.0 {
                if memory.len() == MEMORY {
                    memory.pop_front();
                }
                memory.push_back(Step {
                    weights: moved,
                    gradient: turned,
                    curvature: 1.0 / product,
                });
            }
            (weights, value, gradient) = (next, next_value, next_gradient);
            watch(step, &weights);
            values.push_back(value);
            if values.len() > 10
                && values
                    .pop_front()
                    .is_some_and(|before| before - value < ENOUGH * value)
            {
                break;
            }
        }
        weights
    }

    /// The gradient with the cost of absolute weights; at zero, the side on which the loss falls, if any.
    fn steepest(&self, weights: &[f32], gradient: &[f32]) -> Vec<f32> {
        let slope = |(weight, slope): (&f32, &f32)| {
            if *weight != 0.0 {
                slope + self.l1 * weight.signum()
            } else if slope + self.l1 < 0.0 {
                slope + self.l1
            } else if slope - self.l1 > 0.0 {
                slope - self.l1
            } else {
                0.0
            }
        };
        weights.iter().zip(gradient).map(slope).collect()
    }

    /// Goes along a direction without changing the sign of any weight, half as far each time, until the gain is worth it.
    fn search_line(
        &self,
        weights: &[f32],
        value: f64,
        slope: &[f32],
        direction: &[f32],
        first: f64,
        full: &impl Fn(&[f32]) -> (f64, Vec<f32>),
    ) -> Option<(Vec<f32>, f64, Vec<f32>)> {
        let mut length = first;
        for _ in 0..HALVINGS {
            let moved = |((weight, slope), way): ((&f32, &f32), &f32)| {
                let to = weight + length as f32 * way;
                if self.l1 == 0.0 {
                    return to;
                }
                // Where the two do not differ in sign, the memory misleads.
                let misled = way * slope >= 0.0;
                let to = if misled { *weight } else { to };
                let orthant = if *weight != 0.0 { *weight } else { -slope };
                if to * orthant <= 0.0 { 0.0 } else { to }
            };
            let next: Vec<f32> = weights
                .iter()
                .zip(slope)
                .zip(direction)
                .map(moved)
                .collect();
            let promised: f64 = next
                .iter()
                .zip(weights)
                .zip(slope)
                .map(|((next, weight), slope)| f64::from(next - weight) * f64::from(*slope))
                .sum();
            let (next_value, gradient) = full(&next);
            if promised < 0.0 && next_value <= value + GAIN * promised {
                return Some((next, next_value, gradient));
            }
            length /= 2.0;
        }
        None
    }
}

/// The direction of the quasi-Newton step: the two loops of Nocedal (1980).
fn descend(slope: &[f32], memory: &VecDeque<Step>) -> Vec<f32> {
    let mut direction: Vec<f32> = slope.iter().map(|slope| -slope).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for step in memory.iter().rev() {
        let share = step.curvature * dot(&step.weights, &direction);
        add(&mut direction, -share, &step.gradient);
        shares.push(share);
    }
    if let Some(last) = memory.back() {
        let scale = 1.0 / (last.curvature * dot(&last.gradient, &last.gradient));
        direction.iter_mut().for_each(|way| *way *= scale as f32);
    }
    for (step, share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = step.curvature * dot(&step.gradient, &direction);
        add(&mut direction, share - back, &step.weights);
    }
    direction
}

fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter()
        .zip(b)
        .map(|(a, b)| f64::from(*a) * f64::from(*b))
        .sum()
}

fn add(sum: &mut [f32], factor: f64, terms: &[f32]) {
    for (sum, term) in sum.iter_mut().zip(terms) {
        *sum += factor as f32 * term;
    }
}

fn difference(a: &[f32], b: &[f32]) -> Vec<f32> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}
