//! Finds out whether part of a frame is the last frame moved up or down. Only a guess at what pays: the painter compares
//! bytes. Knows nothing of escape sequences.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use super::grid::{Glyph, Grid};
use crate::model::Fnv1a;

/// Rows are compared in stretches of so many columns, because panels at the sides stay where they are.
const STRETCH: usize = 8;
/// Stretches that have to move alike before it looks like scrolling.
const FEWEST_STRETCHES: u32 = 3;

/// Rows that move together, among them those that come free.
#[derive(Clone, Debug, PartialEq)]
pub struct Scroll {
    pub rows: Range<u16>,
    /// Up where positive.
    pub by: i32,
}

/// The movement that most of the changed text made, where it made one.
pub fn between(last: &Grid, next: &Grid) -> Option<Scroll> {
    let by = commonest_movement(last, next)?;
    let (_, rows) = next.size();
    let gains = (0..rows).map(|y| gain(last, next, y, by));
    let gained = best_stretch(gains)?;
    let behind = u16::try_from(by.unsigned_abs()).ok()?;
    let rows = if by > 0 {
        gained.start..gained.end + behind
    } else {
        gained.start - behind..gained.end
    };
    Some(Scroll { rows, by })
}

fn commonest_movement(last: &Grid, next: &Grid) -> Option<i32> {
    let (was, is) = (stretches(last), stretches(next));
    let mut votes: HashMap<i32, u32> = HashMap::new();
    for (y, row) in is.iter().enumerate() {
        for (at, stretch) in row.iter().enumerate() {
            if stretch.is_none() || was[y][at] == *stretch {
                continue;
            }
            for (from, row) in was.iter().enumerate() {
                if row[at] == *stretch {
                    *votes.entry(from as i32 - y as i32).or_default() += 1;
                }
            }
        }
    }
    // The shorter movement wins a draw, whatever order the table is in.
    let (&by, &count) = votes
        .iter()
        .max_by_key(|&(&by, &count)| (count, -by.abs(), by))?;
    (count >= FEWEST_STRETCHES).then_some(by)
}

/// A number for what each stretch of each row shows; none where it is blank.
fn stretches(grid: &Grid) -> Vec<Vec<Option<u64>>> {
    let (_, rows) = grid.size();
    let number = |stretch: &[Glyph]| {
        if stretch.iter().all(Glyph::is_erased) {
            return None;
        }
        // A collision only costs a guess.
        let mut hasher = Fnv1a::default();
        for glyph in stretch {
            glyph.symbol().hash(&mut hasher);
        }
        Some(hasher.finish())
    };
    (0..rows)
        .map(|y| grid.row(y).chunks(STRETCH).map(number).collect())
        .collect()
}

/// Cells of this row that need not be written any more if it comes from `by` rows below; none if no row is there.
fn gain(last: &Grid, next: &Grid, y: u16, by: i32) -> Option<i32> {
    let (_, rows) = next.size();
    let from = u16::try_from(i32::from(y) + by).ok()?;
    let changed = |from: u16| {
        let pairs = last.row(from).iter().zip(next.row(y));
        pairs.filter(|(was, is)| was != is).count() as i32
    };
    (from < rows).then(|| changed(y) - changed(from))
}

/// The rows next to each other with the largest sum (Kadane's algorithm); `None` is a border.
fn best_stretch(gains: impl Iterator<Item = Option<i32>>) -> Option<Range<u16>> {
    let (mut best, mut best_sum) = (None, 0);
    let (mut start, mut sum) = (0, 0);
    for (y, gain) in (0..).zip(gains) {
        match gain {
            Some(gain) if sum + gain > 0 => sum += gain,
            _ => (start, sum) = (y + 1, 0),
        }
        if sum > best_sum {
            (best, best_sum) = (Some(start..y + 1), sum);
        }
    }
    best
}
