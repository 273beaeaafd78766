//! Finds quotations: marked words, reported speech, their cue and the words that name the speaker.
//!
//! Marks are paired ([`marks`]); each sentence is folded into items ([`unit`]); its cues ([`cue`]) get a subject ([`subject`],
//! over [`noun_phrase`]) and a reach ([`report`]); marked words get a kind ([`utterance`]); parts are joined ([`assemble`]).
//! Which actor the speaker words mean is not known here.

mod adjunct;
mod assemble;
mod clause;
mod confidence;
mod conjugation;
mod cue;
mod frame;
mod incise;
mod inner_incise;
mod lexicon;
mod marks;
mod noun_phrase;
mod report;
mod subject;
#[cfg(test)]
mod tests;
mod unit;
mod utterance;

use super::names::Name;
use super::reading::Reading;
use crate::model::{Doubt, Quotation};

/// Every quotation in reading order, with speaker words but without actors; and what could not be paired.
pub fn quotations(reading: &Reading, names: &[Name]) -> (Vec<Quotation>, Vec<Doubt>) {
    let (stretches, doubts) = marks::pair(reading.text, reading.paragraphs);
    let context = unit::Context::new(reading, names);
    (assemble::quotations(&context, &stretches), doubts)
}
