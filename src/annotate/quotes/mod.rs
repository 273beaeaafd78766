//! Finds quotations: marked words, reported speech, their cue and the words that name the speaker.
//!
//! Marks are paired ([`marks`], [`mark_shapes`]); each sentence is folded into items ([`folding`], [`unit`]) whose words are looked up ([`context`], [`lexicon`],
//! [`word_list`], [`role`], [`verbs`], [`conjugation`]); its cues ([`cue`], [`verb_group`]) get a speaker ([`subject`], [`source`], over [`noun_phrase`] and [`adjunct`]) and a reach ([`report`]:
//! [`incise`], [`frame`], [`clause`]); marked words get a kind ([`utterance`], [`inner_incise`]); parts are put together and joined ([`assemble`], [`join`]).
//! A quotation's [`confidence`] comes from how it is attributed. Its weights are told there, and how they were found.
//! Which actor the speaker words mean is not known here.

mod adjunct;
mod assemble;
mod clause;
pub mod confidence;
mod conjugation;
mod context;
mod cue;
mod folding;
mod frame;
mod incise;
mod inner_incise;
mod join;
mod lexicon;
mod mark_shapes;
mod marks;
mod noun_phrase;
mod report;
mod role;
mod source;
mod subject;
#[cfg(test)]
mod tests;
mod unit;
mod utterance;
mod verb_group;
mod verbs;
mod word_list;

use super::names::Name;
use super::names::words::Words;
use crate::model::{Doubt, Quotation};

/// Every quotation in reading order, with speaker words but without actors; and what could not be paired.
pub fn quotations(words: &Words, names: &[Name]) -> (Vec<Quotation>, Vec<Doubt>) {
    let reading = words.reading;
    let (stretches, doubts) = marks::pair(reading.text, reading.paragraphs);
    let context = context::Context::new(words, names);
    let mut found = assemble::quotations(&context, &stretches);
    for quotation in &mut found {
        quotation.confidence = confidence::confidence(reading.text, reading.paragraphs, quotation);
    }
    (found, doubts)
}
