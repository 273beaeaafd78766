//! Questions to many bytes at once. Knows nothing of characters.

/// Whether any byte passes a test.
///
/// Looks at all of them: without an early exit the compiler compares sixteen and more with one instruction. The faster way
/// wherever the answer is nearly always no.
pub fn any(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(false, |found, byte| found | test(*byte))
}

/// Bytes that are looked at together.
const CHUNK: usize = 32;

/// The first byte that passes a test, looked for in whole chunks: the faster way where it is far off.
pub fn position(bytes: &[u8], test: impl Fn(u8) -> bool) -> Option<usize> {
    // Chunks of a length that the compiler does not know: of one that it knows, it unrolls a test of many bytes.
    let chunk = bytes.chunks(CHUNK).position(|chunk| any(chunk, &test))?;
    let start = chunk * CHUNK;
    let near = bytes.get(start..)?;
    Some(start + near.iter().position(|byte| test(*byte))?)
}

/// Where the first of a few bytes stands: the end of a line or of a string. Faster than [`position`], which takes any test.
pub fn first_of<const FEW: usize>(bytes: &[u8], wanted: [u8; FEW]) -> Option<usize> {
    let is_wanted = |byte: u8| {
        wanted
            .iter()
            .fold(false, |found, one| found | (*one == byte))
    };
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    let chunk = chunks.iter().position(|chunk| any(chunk, is_wanted));
    let start = chunk.unwrap_or(chunks.len()) * CHUNK;
    let near = chunk.map_or(rest, |chunk| chunks[chunk].as_slice());
    Some(start + near.iter().position(|byte| is_wanted(*byte))?)
}

/// Whether the same byte stands twice in a row, anywhere.
pub fn doubled(bytes: &[u8], byte: u8) -> bool {
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.fold(false, |found, (one, next)| {
        found | (*one == byte) & (*next == byte)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_first_byte_is_found(bytes in proptest::collection::vec(0u8..40, 0..100)) {
            let is_wanted = |byte: u8| byte == 7;
            let expected = bytes.iter().position(|byte| is_wanted(*byte));
            proptest::prop_assert_eq!(position(&bytes, is_wanted), expected);
            proptest::prop_assert_eq!(first_of(&bytes, [7]), expected);
            let either = bytes.iter().position(|byte| matches!(byte, 7 | 9));
            proptest::prop_assert_eq!(first_of(&bytes, [9, 7]), either);
        }
    }
}
