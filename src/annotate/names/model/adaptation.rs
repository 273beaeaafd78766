//! What was learnt on top of a model: weights that are added to its own, without a change of the model itself.
//!
//! The file is a model file of the differences behind a head that says on which model they rest.

use super::table;
use super::{Content, Model, ModelError, checksum, take};
use crate::annotate::language::Language;

/// What the file begins with.
const MAGIC: &[u8; 8] = b"depeche\x02";

/// Differences of weights, used where they lie.
#[derive(Clone)]
pub struct Adaptation<'m> {
    /// Checksum of the weights of the model that they are added to.
    base: u64,
    differences: Model<'m>,
}

impl<'m> Adaptation<'m> {
    /// Takes a file as it stands.
    ///
    /// # Errors
    /// When it is not what the trainer of this program writes for this language.
    pub fn new(language: Language, bytes: &'m [u8]) -> Result<Self, ModelError> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::Foreign)?;
        let base = u64::from_le_bytes(take(&mut rest)?);
        Ok(Adaptation {
            base,
            differences: Model::new(language, rest)?,
        })
    }

    /// The file of differences from a model.
    pub fn to_bytes(model: &Model, differences: &Content) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(checksum(model.slots).to_le_bytes());
        bytes.extend(differences.to_bytes());
        bytes
    }

    /// Adds the difference of a feature to the sums of the labels.
    pub(super) fn add(&self, feature: u64, sums: &mut [i16; table::LANES]) {
        table::add(
            self.differences.slots,
            self.differences.homes,
            feature,
            sums,
        );
    }
}

impl<'m> Model<'m> {
    /// The model with what was learnt on top of it.
    ///
    /// # Errors
    /// When it was learnt on another model.
    pub fn adapted(&self, adaptation: Adaptation<'m>) -> Result<Model<'m>, ModelError> {
        if adaptation.base != checksum(self.slots) {
            return Err(ModelError::Base);
        }
        let mut transitions = self.transitions.clone();
        let differences = &adaptation.differences.transitions;
        let rows = transitions.next.iter_mut().zip(&differences.next);
        for (row, more) in rows.chain([(&mut transitions.first, &differences.first)]) {
            for (weight, difference) in row.iter_mut().zip(more) {
                *weight += difference;
            }
        }
        Ok(Model {
            transitions: transitions.lawful(),
            adaptation: Some(Box::new(adaptation)),
            ..self.clone()
        })
    }

    /// The weights of a feature and those of labels that follow each other, without what was learnt on top.
    pub(in crate::annotate::names) fn weights(&self, feature: u64) -> [f32; super::label::LABELS] {
        let mut sums = [0; table::LANES];
        table::add(self.slots, self.homes, feature, &mut sums);
        std::array::from_fn(|label| f32::from(sums[label]) * self.step)
    }
}
