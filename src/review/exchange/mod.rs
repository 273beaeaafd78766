//! Annotations with their decisions in the formats of other tools.
//!
//! | module | format | offsets | ways |
//! | --- | --- | --- | --- |
//! | [`w3c`] | W3C Web Annotation, JSON-LD | code points | out, in |
//! | [`brat`] | brat standoff, `.txt` and `.ann` | code points | out, in |
//! | [`jsonl`] | JSON Lines, everything | code points | out, in |
//! | [`prodigy`] | JSON Lines for spaCy and Prodigy | code points | out, in |
//! | [`doccano`] | JSON Lines for doccano's relation extraction | code points | out, in |
//! | [`cas_xmi`], [`cas_json`] | UIMA CAS | UTF-16 units | out |
//! | [`stam`] | STAM, JSON | code points | out |
//! | [`digest`] | Markdown and HTML for people | – | out |
//!
//! All of them write and read a [`Document`]; [`decisions`] makes one that was read into decisions. What a format has no place for
//! is returned as [`Loss`]es: `import(export(x))` is `x` without them.

pub mod brat;
pub mod cas_json;
pub mod cas_xmi;
pub mod decisions;
pub mod digest;
pub mod doccano;
mod document;
mod escape;
mod found;
pub mod jsonl;
mod loss;
pub mod prodigy;
pub mod stam;
mod utf16;
pub mod w3c;

pub use document::{Document, Mark, label};
pub use found::{document, reviewed_document};
pub use loss::{Feature, Loss};

/// A text in a format, with what it had no place for.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    pub content: String,
    pub losses: Vec<Loss>,
}

/// Why a file cannot be taken in.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    #[error("not the JSON that is expected: {0}")]
    Json(#[from] serde_json::Error),
    #[error("{0}: {1:?} lies outside of the text")]
    Passage(String, std::ops::Range<usize>),
    #[error("{0}: the words are not those of the text: {1:?}")]
    Words(String, String),
    #[error("line {0}: {1}")]
    Line(usize, &'static str),
    #[error("{0}: no such decision: {1:?}")]
    Decision(String, String),
    #[error("{0} has no passage")]
    NoPassage(String),
    #[error("{0} is said to be linked to {1:?}, which is not there")]
    Link(String, String),
}

#[cfg(test)]
mod tests;
