//! What is copied: always words of the source text, never what the screen made of them.

use super::{Reader, Selection};
use crate::model::{Quotation, QuotationKind};

impl Reader {
    /// A quotation with its attribution and the dateline: `« … » (Nikol Pachinian, Erevan, 21 nov 2020 (AFP))`. Marks stand around
    /// words that were quoted, never around what was reported.
    pub fn quotation_to_copy(&self, at: usize, marks: [&str; 2]) -> Option<String> {
        let found = self.annotations.as_ref()?;
        let quotation = found.quotations.get(at)?;
        let source: Vec<String> = [self.speaker_of(quotation), self.dateline()]
            .into_iter()
            .flatten()
            .collect();
        let [open, close] = if quotation.kind == QuotationKind::Indirect {
            ["", ""]
        } else {
            marks
        };
        let words = format!("{open}{}{close}", self.words_of(quotation));
        Some(if source.is_empty() {
            words
        } else {
            format!("{words} ({})", source.join(", "))
        })
    }

    /// All utterances but those that reviewers have rejected, one a line.
    pub fn quotations_to_copy(&self, marks: [&str; 2]) -> String {
        self.contents
            .utterances
            .iter()
            .filter(|at| !self.is_rejected(Selection::Quotation(**at)))
            .filter_map(|&at| self.quotation_to_copy(at, marks))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The words of a quotation; parts are joined by `(…)`.
    pub fn words_of(&self, quotation: &Quotation) -> String {
        let words: Vec<&str> = quotation
            .parts
            .iter()
            .map(|part| &self.dispatch.text[*part])
            .collect();
        words.join(" (…) ").replace("\n\n", " ")
    }

    /// The speaker's name, or the words that name the speaker.
    pub fn speaker_of(&self, quotation: &Quotation) -> Option<String> {
        let found = self.annotations.as_ref()?;
        match (quotation.actor, quotation.speaker) {
            (Some(id), _) => Some(found.actor(id).name.clone()),
            (None, Some(words)) => Some(self.dispatch.text[words].to_owned()),
            (None, None) => None,
        }
    }

    /// The dateline without the dash behind it; none where the wire has none in its text.
    pub fn dateline(&self) -> Option<String> {
        let line = self.dispatch.dateline.as_ref()?;
        let end = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | '.');
        let words = self.dispatch.text[line.span].trim_end_matches(end);
        (!words.is_empty()).then(|| words.to_owned())
    }
}
