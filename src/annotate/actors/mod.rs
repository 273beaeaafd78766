//! Groups names into actors, with roles and descriptions, and finds which actor a quotation's speaker words mean.
//!
//! [`grouping`] joins names, [`phrases`] finds titles and words that point back, [`descriptions`] ties them to actors,
//! [`speakers`] does the same for the words that attribute. What is not sure is left out: a wrong join costs a reader more
//! than a missing one.

mod cast;
mod descriptions;
mod grouping;
pub mod key;
mod phrases;
mod quoted;
mod speakers;
#[cfg(test)]
mod tests;

use super::names::Name;
use super::names::words::Words;
use crate::model::{Actor, Quotation};
use cast::Cast;

/// Every actor in the order of first mention; fills in the actor of each quotation.
pub fn actors(words: &Words, names: &[Name], quotations: &mut [Quotation]) -> Vec<Actor> {
    let mut cast = Cast::new(words, names);
    grouping::group(&mut cast);
    let open = descriptions::describe(&mut cast);
    let speakers = speakers::speakers(&mut cast, &open, quotations);
    let (actors, places) = cast.finish();
    for (quotation, speaker) in quotations.iter_mut().zip(speakers) {
        quotation.actor = speaker.map(|member| places[member]);
    }
    actors
}
