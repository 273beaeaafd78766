//! Bytes → dispatches.
//!
//! Formats are detected by content, never by name. Whatever arrives, the text that leaves is canonical: line ends are `\n`,
//! paragraphs are joined by one blank line, header lines and sign-off are fields and not text. The wire as it came stays in
//! [`Dispatch::original`]. Nothing here knows annotations or screens, opens files, or reaches a network.

mod afp_json;
mod anpa1312;
mod ap_json;
mod archive;
mod article;
mod assemble;
mod body;
mod bytes;
mod charset;
mod closing;
mod cp_jimi;
mod date;
mod dateline;
mod dpa_digitalwires;
mod email;
mod entities;
mod envelope;
#[cfg(test)]
mod examples;
mod feeds;
mod foreign;
mod header;
mod html;
mod html_page;
mod iptc7901;
mod json;
mod json_dialects;
mod json_feed;
mod json_fields;
pub mod json_lines;
mod layout;
mod lines;
mod newsml1;
mod newsmlg2;
mod ninjs;
mod nitf;
mod notebook;
mod plain;
mod reflow;
mod reuters_json;
mod ritzau;
pub mod streams;
mod table;
mod times;
mod vocabulary;
mod xml;
mod zczc;

use std::sync::Arc;

use crate::model::{Dispatch, Format, Source};

/// Why bytes are no dispatch.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    #[error("empty")]
    Empty,
    #[error("no text in it")]
    NoText,
    #[error("larger than {} MiB", MOST_BYTES >> 20)]
    TooLarge,
    #[error("binary data, not a wire")]
    Binary,
    #[error("more than {MOST_NESTED} files inside of one another")]
    Nested,
    #[error("archive: {0}")]
    Archive(&'static str),
    #[error("{0}, but no news item of a known kind")]
    NoNews(&'static str),
    #[error("line {line}: {reason}")]
    Json { line: usize, reason: String },
    #[error("line {line}: {reason}")]
    Xml { line: usize, reason: &'static str },
}

/// The largest input, in bytes. Texts grow up to threefold when they are decoded, and a [`crate::model::Span`] counts to 4 GiB.
pub const MOST_BYTES: usize = 256 << 20;

/// Files in files in files that are opened: an attachment of a message in an archive is the third.
pub const MOST_NESTED: usize = 4;

fn bounded(bytes: &[u8]) -> Result<(), WireError> {
    if bytes.len() > MOST_BYTES {
        return Err(WireError::TooLarge);
    }
    Ok(())
}

/// A file, in bytes and in characters.
struct Input<'a> {
    path: String,
    bytes: &'a [u8],
    charset: &'static str,
    text: Arc<str>,
    /// Files in which this one was found.
    depth: usize,
    /// Whether it is surely meant to be read, whatever it is.
    named: bool,
}

impl Input<'_> {
    fn source(&self, format: Format, item: usize) -> Source {
        Source {
            path: self.path.clone(),
            format,
            charset: self.charset.into(),
            item,
        }
    }

    /// A dispatch of which nothing is known but where it was read.
    fn fields(&self, format: Format, item: usize) -> Dispatch {
        Dispatch {
            source: self.source(format, item),
            original: self.text.clone(),
            ..Dispatch::default()
        }
    }
}

/// A format: how its texts are told from others, and how they are read.
struct Reader {
    recognises: fn(&str) -> bool,
    read: fn(&Input<'_>) -> Result<Vec<Dispatch>, WireError>,
}

/// In the order in which they are asked; the last takes what is left.
const READERS: &[Reader] = &[
    Reader {
        recognises: anpa1312::recognises,
        read: anpa1312::dispatches,
    },
    Reader {
        recognises: iptc7901::recognises,
        read: iptc7901::dispatches,
    },
    Reader {
        recognises: zczc::recognises,
        read: zczc::dispatches,
    },
    // What follows is told by the name of its root element.
    Reader {
        recognises: newsml1::recognises,
        read: newsml1::dispatches,
    },
    Reader {
        recognises: newsmlg2::recognises,
        read: newsmlg2::dispatches,
    },
    Reader {
        recognises: nitf::recognises,
        read: nitf::dispatches,
    },
    Reader {
        recognises: ritzau::recognises,
        read: ritzau::dispatches,
    },
    Reader {
        recognises: cp_jimi::recognises,
        read: cp_jimi::dispatches,
    },
    Reader {
        recognises: feeds::recognises,
        read: feeds::dispatches,
    },
    Reader {
        recognises: json_dialects::recognises,
        read: json_dialects::dispatches,
    },
    Reader {
        recognises: html_page::recognises,
        read: html_page::dispatches,
    },
    // What is left of XML.
    Reader {
        recognises: envelope::recognises,
        read: envelope::dispatches,
    },
    Reader {
        recognises: email::recognises,
        read: email::dispatches,
    },
    Reader {
        recognises: plain::recognises,
        read: plain::dispatches,
    },
];

/// Every dispatch in the bytes of one file, in order. `path` is what the user called it.
///
/// # Errors
/// When there is no text in it, it is not text, it is larger than [`MOST_BYTES`], or it is data of a kind that holds no news.
pub fn dispatches(path: &str, bytes: &[u8]) -> Result<Vec<Dispatch>, WireError> {
    read(path, bytes, 0, true)
}

/// As [`dispatches`], of a file that nobody named, one of a folder for example: what is surely no wire is refused, and not
/// read as plain text.
///
/// # Errors
/// As [`dispatches`]; and [`WireError::NoNews`] for documentation, source code, settings and tables of data.
pub fn dispatches_if_wire(path: &str, bytes: &[u8]) -> Result<Vec<Dispatch>, WireError> {
    read(path, bytes, 0, false)
}

/// The dispatches of a file that was found in another, an attachment for example.
fn inside(outer: &Input<'_>, path: &str, bytes: &[u8]) -> Result<Vec<Dispatch>, WireError> {
    read(path, bytes, outer.depth + 1, false)
}

fn read(path: &str, bytes: &[u8], depth: usize, named: bool) -> Result<Vec<Dispatch>, WireError> {
    if depth > MOST_NESTED {
        return Err(WireError::Nested);
    }
    if archive::recognises(bytes) {
        return archive::dispatches(path, bytes, depth);
    }
    let input = decode(path, bytes, depth, named)?;
    let reader = READERS
        .iter()
        .find(|reader| (reader.recognises)(&input.text));
    let reader = reader.expect("every text is plain text at least");
    (reader.read)(&input)
}

/// The one dispatch of a file that is plain text whatever it looks like.
///
/// # Errors
/// As [`dispatches`].
pub fn plain_text(path: &str, bytes: &[u8]) -> Result<Vec<Dispatch>, WireError> {
    plain::dispatches(&decode(path, bytes, 0, true)?)
}

fn decode<'a>(
    path: &str,
    bytes: &'a [u8],
    depth: usize,
    named: bool,
) -> Result<Input<'a>, WireError> {
    bounded(bytes)?;
    let decoded = charset::decode(bytes);
    if decoded.text.trim().is_empty() {
        return Err(WireError::Empty);
    }
    Ok(Input {
        path: path.to_owned(),
        bytes,
        charset: decoded.charset,
        text: decoded.text.into(),
        depth,
        named,
    })
}
