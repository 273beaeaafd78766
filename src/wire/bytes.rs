//! Questions to many bytes at once. Knows nothing of characters.

/// Whether any byte passes a test.
///
/// Looks at all of them: without an early exit the compiler compares sixteen and more with one instruction. The faster way
/// wherever the answer is nearly always no.
pub fn any(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(false, |found, byte| found | test(*byte))
}

/// The first byte that passes a test, looked for in whole chunks where it is not near: the faster way to the end of a line or a text.
pub fn position(bytes: &[u8], test: impl Fn(u8) -> bool) -> Option<usize> {
    const NEAR: usize = 16;
    const CHUNK: usize = 32;
    let near = bytes.iter().take(NEAR).position(|byte| test(*byte));
    if near.is_some() || bytes.len() <= NEAR {
        return near;
    }
    // Chunks of a length that the compiler does not know: it would unroll a loop of 32 bytes instead of comparing them at once.
    let far = bytes.get(NEAR..)?;
    let chunk = far.chunks(CHUNK).position(|chunk| any(chunk, &test))?;
    let start = chunk * CHUNK;
    let inside = far.get(start..)?.iter().position(|byte| test(*byte))?;
    Some(NEAR + start + inside)
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
        }
    }
}
