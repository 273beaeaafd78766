//! Finds quotations: marked words, reported speech, their cue and the words that name the speaker.

use super::names::Name;
use super::reading::Reading;
use crate::model::{Doubt, Quotation};

/// Every quotation in reading order, with speaker words but without actors; and what could not be paired.
pub fn quotations(_reading: &Reading, _names: &[Name]) -> (Vec<Quotation>, Vec<Doubt>) {
    (Vec::new(), Vec::new())
}
