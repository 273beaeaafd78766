//! What a format has no place for.

use std::fmt;

use super::{Document, Mark};

/// Something that a document may hold and a format may have no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    Language,
    Id,
    Parts,
    Kind,
    Value,
    Chain,
    Score,
    Decision,
    Author,
    Time,
    Note,
    ControlCharacters,
}

/// A feature that was left out, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    pub feature: Feature,
    pub count: usize,
}

impl Loss {
    /// What is lost of a document by leaving out features.
    pub fn of(document: &Document, left_out: &[Feature]) -> Vec<Loss> {
        let losses = left_out.iter().map(|feature| Loss {
            feature: *feature,
            count: feature.count(document),
        });
        losses.filter(|loss| loss.count > 0).collect()
    }

    /// What is lost of all, one line for each feature.
    pub fn sum(losses: impl IntoIterator<Item = Loss>) -> Vec<Loss> {
        let mut sums: Vec<Loss> = Vec::new();
        for loss in losses {
            match sums.iter_mut().find(|sum| sum.feature == loss.feature) {
                Some(sum) => sum.count += loss.count,
                None => sums.push(loss),
            }
        }
        sums
    }
}

impl Feature {
    fn count(self, document: &Document) -> usize {
        let marks = |has: fn(&Mark) -> bool| document.marks.iter().filter(|mark| has(mark)).count();
        match self {
            Feature::Language => usize::from(document.lang.is_some()),
            Feature::Id => document.marks.len(),
            Feature::Parts => marks(|mark| mark.parts.len() > 1),
            Feature::Kind => marks(|mark| mark.kind.is_some()),
            Feature::Value => marks(|mark| mark.value.is_some() || mark.unit.is_some()),
            Feature::Chain => marks(|mark| mark.chain.is_some()),
            Feature::Score => marks(|mark| mark.score.is_some()),
            Feature::Decision => marks(|mark| mark.decision.is_some()),
            Feature::Author => marks(|mark| mark.by.is_some()),
            Feature::Time => marks(|mark| mark.at.is_some()),
            Feature::Note => marks(|mark| mark.note.is_some()),
            Feature::ControlCharacters => document
                .text
                .as_str()
                .chars()
                .filter(|c| !super::cas_xmi::is_xml(*c))
                .count(),
        }
    }
}

/// `decisions left out (12)`
impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.feature {
            Feature::Language => "languages left out",
            Feature::Id => "names of annotations left out",
            Feature::Parts => "passages with a gap written as several",
            Feature::Kind => "kinds left out",
            Feature::Value => "values left out",
            Feature::Chain => "links between mentions left out",
            Feature::Score => "confidences left out",
            Feature::Decision => "decisions left out",
            Feature::Author => "authors left out",
            Feature::Time => "times left out",
            Feature::Note => "notes left out",
            Feature::ControlCharacters => "control characters replaced",
        };
        write!(f, "{what} ({})", self.count)
    }
}
