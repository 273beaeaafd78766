//! What is exchanged: a text and flat, typed passages of it that may point to each other.

use jiff::Timestamp;

use super::ExchangeError;
use crate::model::{CanonicalText, CodePoints, Span};
use crate::review::standing::Standing;

/// The labels that this program gives; other tools may have others.
pub mod label {
    /// A quotation; linked to its speaker.
    pub const QUOTATION: &str = "QUOTE";
    /// The words that attribute; linked to their quotation.
    pub const CUE: &str = "CUE";
    pub const PERSON: &str = "PER";
    pub const ORGANISATION: &str = "ORG";
    pub const PLACE: &str = "LOC";
    pub const FIGURE: &str = "FIGURE";
    /// Words that name the speaker of a quotation and are no mention by themselves: `une source diplomatique`, `M. Rivet`.
    pub const SOURCE: &str = "SOURCE";
}

/// A text with what is marked in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub id: String,
    pub lang: Option<String>,
    pub text: CanonicalText,
    pub marks: Vec<Mark>,
}

/// A marked passage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Unique in the document.
    pub id: String,
    pub label: String,
    /// In reading order, apart from each other. Never empty.
    pub parts: Vec<Span>,
    /// `direct`, `money` …
    pub kind: Option<String>,
    pub value: Option<String>,
    pub unit: Option<String>,
    /// The mark that this one points to: a quotation to its speaker, a cue to its quotation.
    pub link: Option<String>,
    /// Common to the mentions of one actor.
    pub chain: Option<String>,
    /// Of the extractor, between 0 and 1, to two decimals.
    pub score: Option<f64>,
    pub decision: Option<Standing>,
    /// Who decided.
    pub by: Option<String>,
    pub at: Option<Timestamp>,
    pub note: Option<String>,
}

impl Document {
    /// The mark with an id.
    pub fn mark(&self, id: &str) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.id == id)
    }

    /// The words of a mark, its parts joined by a blank.
    pub fn words(&self, mark: &Mark) -> String {
        let words: Vec<&str> = mark.parts.iter().map(|part| &self.text[*part]).collect();
        words.join(" ")
    }

    /// The span of code points that a file gives for `what`.
    pub(super) fn passage(
        text: &CanonicalText,
        what: &str,
        at: CodePoints,
    ) -> Result<Span, ExchangeError> {
        let outside = || ExchangeError::Passage(what.to_owned(), at.clone());
        text.span_of_code_points(at.clone()).ok_or_else(outside)
    }

    /// The document, when every mark has a passage and every link leads to one of its marks.
    pub(super) fn linked(self) -> Result<Self, ExchangeError> {
        if let Some(empty) = self.marks.iter().find(|mark| mark.parts.is_empty()) {
            return Err(ExchangeError::NoPassage(empty.id.clone()));
        }
        let links = self
            .marks
            .iter()
            .filter_map(|mark| Some((mark, mark.link.as_ref()?)));
        let ids: rustc_hash::FxHashSet<&str> =
            self.marks.iter().map(|mark| mark.id.as_str()).collect();
        for (mark, link) in links {
            if !ids.contains(link.as_str()) {
                return Err(ExchangeError::Link(mark.id.clone(), link.clone()));
            }
        }
        Ok(self)
    }
}

impl Mark {
    /// What the link of a mark with this label says.
    pub fn relation(label: &str) -> &'static str {
        if label == label::CUE {
            "CUE_OF"
        } else {
            "SPEAKER"
        }
    }

    /// From the first part to the last.
    pub fn hull(&self) -> Span {
        let first = self.parts.first().expect("a mark has at least one part");
        self.parts
            .iter()
            .fold(*first, |whole, part| whole.join(*part))
    }
}
