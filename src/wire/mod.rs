//! Bytes → dispatches.
//!
//! Formats are detected by content, never by name. Whatever arrives, the text that leaves is canonical: line ends are `\n`,
//! paragraphs are joined by one blank line, header lines and sign-off are fields and not text. The wire as it came stays in
//! [`Dispatch::original`]. Nothing here knows annotations or screens, opens files, or reaches a network.

mod date;
mod dateline;
pub mod json_lines;
pub mod plain;
mod vocabulary;

use crate::model::Dispatch;

/// Why bytes are no dispatch.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    #[error("empty")]
    Empty,
    #[error("larger than {} MiB", MOST_BYTES >> 20)]
    TooLarge,
    #[error("binary data, not a wire")]
    Binary,
    #[error("line {line}: {reason}")]
    Json { line: usize, reason: String },
}

/// The largest input, in bytes. Texts grow up to threefold when they are decoded, and a [`crate::model::Span`] counts to 4 GiB.
pub const MOST_BYTES: usize = 256 << 20;

fn bounded(bytes: &[u8]) -> Result<(), WireError> {
    if bytes.len() > MOST_BYTES {
        return Err(WireError::TooLarge);
    }
    Ok(())
}

/// Every dispatch in the bytes of one file, in order. `path` is what the user called it.
///
/// # Errors
/// When there is no text in it, or it is not text.
pub fn dispatches(path: &str, bytes: &[u8]) -> Result<Vec<Dispatch>, WireError> {
    bounded(bytes)?;
    plain::dispatch(path, bytes).map(|dispatch| vec![dispatch])
}
