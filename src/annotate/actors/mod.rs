//! Groups names into actors, with roles and descriptions, and finds which actor a quotation's speaker words mean.

use super::names::Name;
use super::reading::Reading;
use crate::model::{Actor, Quotation};

/// Every actor in the order of first mention; fills in the actor of each quotation.
pub fn actors(_reading: &Reading, _names: &[Name], _quotations: &mut [Quotation]) -> Vec<Actor> {
    Vec::new()
}
