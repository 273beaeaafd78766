//! Questions to many bytes at once. Knows nothing of characters.

/// Whether any byte passes a test.
///
/// Looks at all of them: without an early exit the compiler compares sixteen and more with one instruction. The faster way
/// wherever the answer is nearly always no.
pub fn any(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(false, |found, byte| found | test(*byte))
}

/// Whether the same byte stands twice in a row, anywhere.
pub fn doubled(bytes: &[u8], byte: u8) -> bool {
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.fold(false, |found, (one, next)| {
        found | (*one == byte) & (*next == byte)
    })
}
