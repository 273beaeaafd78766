//! FNV-1a: a hash that is quick on short words and the same on every machine.
//!
//! For tables of words that are part of the program, and for identities. Not for tables whose keys come from outside: whoever
//! knows the function can make all of them collide.

use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a of 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv).
pub struct Fnv1a(u64);

/// Makes hash tables use it.
pub type BuildFnv1a = BuildHasherDefault<Fnv1a>;

impl Default for Fnv1a {
    fn default() -> Self {
        Fnv1a(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv1a {
    fn write(&mut self, bytes: &[u8]) {
        const PRIME: u64 = 0x0100_0000_01b3;
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_values() {
        let hash = |text: &str| {
            let mut hash = Fnv1a::default();
            hash.write(text.as_bytes());
            hash.finish()
        };
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
