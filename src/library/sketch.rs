//! How much of one text stands in another, from sketches of both: to tell the next version of a story from other news.
//!
//! A sketch is the smallest hashes of a text's word triples (bottom-k sketch of Broder, "On the resemblance and containment of
//! documents", 1997), and how many triples there are. Words are compared folded, so that a corrected accent changes nothing.

use std::hash::Hasher;

use crate::model::{Fnv1a, fold};

/// Hashes kept: a containment is told to within about a tenth.
const KEPT: usize = 48;

/// A sketch of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Different triples in the text.
    size: u32,
    /// In rising order.
    smallest: Vec<u32>,
}

impl Sketch {
    /// Of a text, whatever its layout.
    pub fn new(text: &str) -> Sketch {
        let folded = fold(text);
        let words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let mut hashes: Vec<u32> = words.windows(3).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let size = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
        hashes.truncate(KEPT);
        Sketch {
            size,
            smallest: hashes,
        }
    }

    /// The share of the shorter text's triples that stand in the other too, between 0 and 1; 0 where there is nothing to compare.
    pub fn containment(&self, other: &Sketch) -> f64 {
        let mut union: Vec<u32> = self
            .smallest
            .iter()
            .chain(&other.smallest)
            .copied()
            .collect();
        union.sort_unstable();
        union.dedup();
        union.truncate(KEPT);
        let holds = |sketch: &Sketch, hash: &u32| sketch.smallest.binary_search(hash).is_ok();
        let shared = union
            .iter()
            .filter(|hash| holds(self, hash) && holds(other, hash))
            .count();
        if shared == 0 {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "both are below 100")]
        let resemblance = shared as f64 / union.len() as f64;
        let both = f64::from(self.size) + f64::from(other.size);
        let intersection = resemblance * both / (1.0 + resemblance);
        (intersection / f64::from(self.size.min(other.size))).min(1.0)
    }

    /// The bytes to keep, little-endian: size, then hashes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let numbers = std::iter::once(&self.size).chain(&self.smallest);
        numbers.flat_map(|number| number.to_le_bytes()).collect()
    }

    /// What [`Sketch::to_bytes`] gave; of other bytes, a sketch that resembles nothing.
    pub fn from_bytes(bytes: &[u8]) -> Sketch {
        let mut numbers = bytes
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
        let size = numbers.next().unwrap_or(0);
        let mut smallest: Vec<u32> = numbers.take(KEPT).collect();
        smallest.sort_unstable();
        Sketch { size, smallest }
    }
}

fn hash(words: &[&str]) -> u32 {
    let mut hash = Fnv1a::default();
    for word in words {
        hash.write(word.as_bytes());
        hash.write(b" ");
    }
    let hash = hash.finish();
    // The low bits of FNV alone are not spread well enough to be compared by size.
    (hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15) as u32 ^ (hash >> 33) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "Le gouvernement du Nordland a annoncé samedi la mort de douze soldats dans une embuscade près de la \
        frontière, où les combats avaient repris dans la nuit de vendredi à samedi après une trêve de trois semaines.";

    #[test]
    fn a_longer_version_contains_the_first() {
        let longer = format!(
            "{FIRST} Le ministre de la Défense s'est rendu sur place. L'opposition a demandé une enquête."
        );
        let (first, longer) = (Sketch::new(FIRST), Sketch::new(&longer));
        assert!(first.containment(&longer) > 0.8);
        assert!(longer.containment(&first) > 0.8);
    }

    #[test]
    fn other_news_share_next_to_nothing() {
        let other = Sketch::new(
            "Le club de Nordstadt a battu samedi celui de Südstadt trois buts à un, au terme d'un match longtemps indécis.",
        );
        assert!(Sketch::new(FIRST).containment(&other) < 0.1);
        assert!(Sketch::new("").containment(&other) < 0.1);
    }

    #[test]
    fn bytes_give_the_sketch_back() {
        let sketch = Sketch::new(FIRST);
        assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), sketch);
        assert_eq!(Sketch::from_bytes(&[1, 2, 3]), Sketch::default());
    }
}
