//! Where the weights of a feature lie: a hash table that is used as it stands in the file.
//!
//! A slot is a tag of two bytes and one signed byte a label. A feature's slot is searched from the place that its hash says, slot by
//! slot, up to an empty one. A feature that was never learnt is taken for another once in some tens of thousands of times.

use super::label::LABELS;

/// Bytes of a slot.
pub const SLOT: usize = size_of::<u16>() + LABELS;

/// Tag of an empty slot.
const EMPTY: u16 = 0;

/// The weights of one feature, one a label.
pub type Row = [i8; LABELS];

/// Bytes that are taken at once: the weights of a slot and what lies behind them. Sums of so many numbers are quick.
pub const LANES: usize = 16;

/// Bytes behind the last slot, so that as many can be taken there, and a search ends.
const MARGIN: usize = SLOT + LANES;

/// Adds the weights of a feature, if it is among the slots, to the sums of the labels; the sums behind those mean nothing. The first
/// `homes` slots are where searches begin.
pub fn add(slots: &[u8], homes: u32, feature: u64, sums: &mut [i16; LANES]) {
    let tag = tag(feature);
    let mut at = home(feature, homes) * SLOT;
    while let Some((found, rest)) = slots.get(at..).and_then(<[u8]>::split_first_chunk) {
        let found = u16::from_le_bytes(*found);
        if found == tag {
            if let Some(weights) = rest.first_chunk::<LANES>() {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = sum.wrapping_add(i16::from(i8::from_le_bytes([*weight])));
                }
            }
            return;
        }
        if found == EMPTY {
            return;
        }
        at += SLOT;
    }
}

/// The slots that hold some features, in one fixed order, and how many of them are where searches begin.
pub fn build(mut features: Vec<(u64, Row)>) -> (Vec<u8>, u32) {
    features.sort_unstable_by_key(|(feature, _)| *feature);
    // A third of them stays empty, so that most features that are not there are missed at the first or second slot.
    let homes = u32::try_from(features.len() * 3 / 2 + 1).expect("a few million at most");
    let mut slots = Vec::with_capacity(homes as usize * SLOT);
    for (feature, row) in features {
        // In the order of their hashes: each lies at its home or right behind the one before.
        let at = home(feature, homes) * SLOT;
        slots.resize(slots.len().max(at), 0);
        slots.extend(tag(feature).to_le_bytes());
        slots.extend(row.map(|weight| weight.to_le_bytes()[0]));
    }
    slots.resize(slots.len().max(homes as usize * SLOT) + MARGIN, 0);
    (slots, homes)
}

fn home(feature: u64, homes: u32) -> usize {
    (((feature >> 32) * u64::from(homes)) >> 32) as usize
}

fn tag(feature: u64) -> u16 {
    (feature as u16).max(EMPTY + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn finds_what_it_holds(features in proptest::collection::hash_map(0u64.., proptest::array::uniform9(-127i8..), 0..200)) {
            // Tags that differ: two features of one tag and home are one to the table.
            let mut tags = std::collections::HashSet::new();
            let features: Vec<(u64, Row)> = features.into_iter().filter(|(feature, _)| tags.insert(tag(*feature))).collect();
            let (slots, homes) = build(features.clone());
            for (feature, row) in features {
                let mut sums = [0; LANES];
                add(&slots, homes, feature, &mut sums);
                let row = row.map(i16::from);
                proptest::prop_assert_eq!(&sums[..LABELS], row.as_slice());
            }
        }
    }
}
