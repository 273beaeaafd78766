//! A set of words as seen at a glance: by their length and three of their bytes. It says of most words that it does not hold that it does not,
//! sooner than they could be hashed. Knows nothing of what they mean.

/// Looks that are told apart, a power of two.
const LOOKS: usize = 1 << 14;

/// The looks of a set of words.
pub struct Glance(Box<[u64]>);

impl Glance {
    /// Of no word.
    pub fn new() -> Self {
        Glance(vec![0; LOOKS / 64].into())
    }

    pub fn add(&mut self, word: &str) {
        let look = look(word);
        self.0[look / 64] |= 1 << (look % 64);
    }

    /// Whether a word that looks like this one was added.
    pub fn may_hold(&self, word: &str) -> bool {
        let look = look(word);
        self.0[look / 64] & 1 << (look % 64) != 0
    }
}

/// Length, first, middle and last byte, mixed by odd factors.
fn look(word: &str) -> usize {
    let bytes = word.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else {
        return 0;
    };
    let middle = bytes[bytes.len() / 2];
    let mixed = (usize::from(first) * 0x9E5)
        ^ (usize::from(middle) * 0x51D)
        ^ (usize::from(last) * 0x3B1)
        ^ (bytes.len() * 0x1F35);
    mixed % LOOKS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_may_be_held_and_most_else_is_not() {
        let mut glance = Glance::new();
        for word in ["mars", "trente-deux", "é", ""] {
            glance.add(word);
            assert!(glance.may_hold(word), "{word}");
        }
        let others = ["députés", "aujourd'hui", "x", "marcs"];
        assert!(
            others
                .into_iter()
                .filter(|word| glance.may_hold(word))
                .count()
                < 2
        );
    }
}
