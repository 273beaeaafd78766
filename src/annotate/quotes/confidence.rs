//! How sure a quotation is, from how it is attributed. To be calibrated on decisions of reviewers.

use super::report::Manner;
use crate::model::QuotationKind;

/// Between 0 and 1: of a quotation of `words` words that is joined to its cue in a certain manner.
pub fn confidence(
    kind: QuotationKind,
    manner: Option<Manner>,
    has_speaker: bool,
    words: usize,
) -> f32 {
    let attribution: f32 = match (kind, manner) {
        (QuotationKind::Indirect, Some(Manner::Clause)) => 0.85,
        (QuotationKind::Indirect, Some(Manner::Frame)) => 0.85,
        (QuotationKind::Indirect, _) => 0.75,
        (_, Some(Manner::Incise)) => 0.97,
        (_, Some(Manner::Clause | Manner::Frame)) => 0.92,
        (_, Some(Manner::Object)) => 0.85,
        (QuotationKind::Direct, None) => 0.7,
        (_, None) => 0.6,
    };
    let unnamed = if has_speaker { 0.0 } else { 0.1 };
    let short = if kind == QuotationKind::Term || words < 3 {
        0.1
    } else {
        0.0
    };
    attribution - unnamed - short
}
