//! How far reviewers agree, with each other and with the extractor.
//!
//! Coefficients are 1 for full agreement and 0 for what chance would give. They are none where chance alone explains everything:
//! when nothing was said, or everybody always said the same.

use std::collections::BTreeMap;

use crate::model::Span;

/// Cohen's kappa of two who labelled the same items (Cohen 1960, A coefficient of agreement for nominal scales).
pub fn cohen_kappa<L: Ord>(items: &[(L, L)]) -> Option<f64> {
    let count = items.len() as f64;
    let mut totals: BTreeMap<&L, [f64; 2]> = BTreeMap::new();
    let mut same = 0.0;
    for (first, second) in items {
        totals.entry(first).or_default()[0] += 1.0;
        totals.entry(second).or_default()[1] += 1.0;
        same += f64::from(u8::from(first == second));
    }
    let by_chance: f64 = totals
        .values()
        .map(|[first, second]| first * second)
        .sum::<f64>()
        / (count * count);
    (count > 0.0 && by_chance < 1.0).then(|| (same / count - by_chance) / (1.0 - by_chance))
}

/// Krippendorff's alpha for labels without order, of any number of observers; each item is the list of the labels that it got
/// (Krippendorff 2004, Content Analysis, chapter 11). Items with fewer than two labels say nothing.
pub fn krippendorff_alpha<L: Ord>(items: &[Vec<L>]) -> Option<f64> {
    let mut totals: BTreeMap<&L, f64> = BTreeMap::new();
    let mut observed = 0.0;
    for item in items.iter().filter(|item| item.len() > 1) {
        let mut labels: BTreeMap<&L, f64> = BTreeMap::new();
        for label in item {
            *labels.entry(label).or_default() += 1.0;
        }
        let size = item.len() as f64;
        let unlike: f64 = labels.values().map(|count| count * (size - count)).sum();
        observed += unlike / (size - 1.0);
        for (label, count) in labels {
            *totals.entry(label).or_default() += count;
        }
    }
    let all: f64 = totals.values().sum();
    let unlike: f64 = totals.values().map(|count| count * (all - count)).sum();
    let expected = unlike / (all - 1.0);
    (all > 1.0 && expected > 0.0).then(|| 1.0 - observed / expected)
}

/// What each observer marked in one text, under one label: passages apart from each other, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Unitizing<'a> {
    /// Length of the text, in the unit of the spans.
    pub length: usize,
    pub observers: Vec<&'a [Span]>,
}

/// Krippendorff's alpha for unitizing (Krippendorff 2004, Measuring the Reliability of Qualitative Text Analysis Data, Quality &
/// Quantity 38): over all labels, one [`Unitizing`] each, as 1 − ΣD_o / ΣD_e.
///
/// Observers cut the text into units and the gaps between them. With b the beginning and l the length of a section, the observed
/// disagreement D_o of a label is the mean over pairs of observers of
/// - (b₁−b₂)² + (e₁−e₂)² for units that overlap,
/// - l² for a unit that lies wholly in a gap of the other,
///
/// divided by L²; the expected disagreement D_e is that of the same units laid out by chance.
pub fn unitizing_alpha(labels: &[Unitizing<'_>]) -> Option<f64> {
    let (mut observed, mut expected) = (0.0, 0.0);
    for label in labels
        .iter()
        .filter(|label| label.observers.len() > 1 && label.length > 0)
    {
        observed += label.observed();
        expected += label.expected();
    }
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// A unit or the gap between two.
#[derive(Clone, Copy)]
struct Section {
    start: f64,
    length: f64,
    is_unit: bool,
}

impl Unitizing<'_> {
    fn sections(&self) -> Vec<Vec<Section>> {
        let section = |start: usize, end: usize, is_unit| Section {
            start: start as f64,
            length: (end - start) as f64,
            is_unit,
        };
        let of = |units: &&[Span]| {
            let mut sections = Vec::new();
            let mut end = 0;
            for unit in *units {
                sections.push(section(end.min(unit.start()), unit.start(), false));
                sections.push(section(unit.start(), unit.end(), true));
                end = unit.end();
            }
            sections.push(section(end.min(self.length), self.length, false));
            sections.retain(|section| section.length > 0.0);
            sections
        };
        self.observers.iter().map(of).collect()
    }

    fn observed(&self) -> f64 {
        let observers = self.sections();
        let mut sum = 0.0;
        for (at, one) in observers.iter().enumerate() {
            for other in observers
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
            {
                sum += difference(one, other.1);
            }
        }
        let (count, length) = (observers.len() as f64, self.length as f64);
        sum / (count * (count - 1.0) * length * length)
    }

    fn expected(&self) -> f64 {
        let observers = self.sections();
        let sections = || observers.iter().flatten();
        let units = || {
            sections()
                .filter(|section| section.is_unit)
                .map(|unit| unit.length)
        };
        let count = units().count() as f64;
        let sum: f64 = units()
            .map(|length| {
                let among_units =
                    (count - 1.0) / 3.0 * (2.0 * length.powi(3) - 3.0 * length.powi(2) + length);
                let in_gaps: f64 = sections()
                    .filter(|section| !section.is_unit && section.length >= length)
                    .map(|gap| gap.length - length + 1.0)
                    .sum();
                among_units + length * length * in_gaps
            })
            .sum();
        let length = self.length as f64;
        let places = length * self.observers.len() as f64;
        let within: f64 = units().map(|length| length * (length - 1.0)).sum();
        2.0 / length * sum / (places * (places - 1.0) - within)
    }
}

/// The sum of squared differences between the sections of two observers, seen from the first. Sections are in order, so that each
/// meets few others.
fn difference(one: &[Section], other: &[Section]) -> f64 {
    let mut sum = 0.0;
    let mut first = 0;
    for section in one {
        let (start, end) = (section.start, section.start + section.length);
        while other
            .get(first)
            .is_some_and(|other| other.start + other.length <= start)
        {
            first += 1;
        }
        for other in other[first..].iter().take_while(|other| other.start < end) {
            let (other_start, other_end) = (other.start, other.start + other.length);
            sum += match (section.is_unit, other.is_unit) {
                (true, true) => (start - other_start).powi(2) + (end - other_end).powi(2),
                (true, false) if other_start <= start && end <= other_end => section.length.powi(2),
                (false, true) if start <= other_start && other_end <= end => other.length.powi(2),
                _ => 0.0,
            };
        }
    }
    sum
}

/// How the marks of one compare with those of another that is taken for the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Marks that both have.
    pub both: usize,
    pub found: usize,
    pub expected: usize,
}

impl Overlap {
    /// Of two sets of marks, each once. Marks are equal or they are not: one character off is off.
    pub fn of<M: Ord>(found: &[M], expected: &[M]) -> Self {
        let found: std::collections::BTreeSet<&M> = found.iter().collect();
        let expected: std::collections::BTreeSet<&M> = expected.iter().collect();
        Overlap {
            both: found.intersection(&expected).count(),
            found: found.len(),
            expected: expected.len(),
        }
    }

    /// Harmonic mean of precision and recall, the same from either side; none when neither marked anything.
    pub fn f1(self) -> Option<f64> {
        let marks = self.found + self.expected;
        (marks > 0).then(|| 2.0 * self.both as f64 / marks as f64)
    }
}

impl std::ops::AddAssign for Overlap {
    fn add_assign(&mut self, other: Overlap) {
        self.both += other.both;
        self.found += other.found;
        self.expected += other.expected;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(got: Option<f64>, expected: f64) {
        let got = got.expect("a coefficient");
        assert!(
            (got - expected).abs() < 0.00005,
            "{got} instead of {expected}"
        );
    }

    /// Fifty proposals, two readers: both yes 20, both no 15, only one of them yes 5 and 10.
    #[test]
    fn kappa_is_that_of_the_textbook() {
        let items: Vec<(bool, bool)> = [
            ((true, true), 20),
            ((true, false), 5),
            ((false, true), 10),
            ((false, false), 15),
        ]
        .into_iter()
        .flat_map(|(pair, times)| std::iter::repeat_n(pair, times))
        .collect();
        check(cohen_kappa(&items), 0.4);
        assert_eq!(cohen_kappa::<u8>(&[]), None);
        assert_eq!(cohen_kappa(&[(1, 1), (1, 1)]), None);
    }

    /// Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C: four observers, twelve units, labels missing.
    #[test]
    fn alpha_is_that_of_the_paper() {
        let observers = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        let items: Vec<Vec<&str>> = (0..12)
            .map(|unit| {
                observers
                    .iter()
                    .filter_map(|labels| labels.split(' ').nth(unit))
                    .filter(|label| *label != ".")
                    .collect()
            })
            .collect();
        check(krippendorff_alpha(&items), 0.7434);
        assert_eq!(krippendorff_alpha(&[vec![1, 1]]), None);
        assert_eq!(krippendorff_alpha::<u8>(&[]), None);
    }

    /// The example of Krippendorff 2004, whose continuum begins at 150: label c with 0.7286, label k with 1, both with 0.8587.
    #[test]
    fn unitizing_alpha_is_that_of_the_paper() {
        let units = |units: &[(usize, usize)]| -> Vec<Span> {
            units
                .iter()
                .map(|(start, length)| Span::new(start - 150, start - 150 + length))
                .collect()
        };
        let c = [
            units(&[(225, 70), (370, 30)]),
            units(&[(220, 80), (355, 20), (400, 20)]),
        ];
        let k = units(&[(180, 60), (300, 50)]);
        let c = Unitizing {
            length: 300,
            observers: c.iter().map(Vec::as_slice).collect(),
        };
        let k = Unitizing {
            length: 300,
            observers: vec![&k, &k],
        };
        assert!((c.observed() - 0.0144).abs() < 0.00005 && (c.expected() - 0.0532).abs() < 0.00005);
        check(unitizing_alpha(std::slice::from_ref(&c)), 0.7286);
        check(unitizing_alpha(std::slice::from_ref(&k)), 1.0);
        check(unitizing_alpha(&[c, k]), 0.8587);
        assert_eq!(
            unitizing_alpha(&[Unitizing {
                length: 9,
                observers: vec![&[], &[]]
            }]),
            None
        );
    }

    #[test]
    fn overlap_counts_what_is_equal() {
        let overlap = Overlap::of(&["a", "b", "c"], &["b", "c", "d", "e"]);
        assert_eq!(
            overlap,
            Overlap {
                both: 2,
                found: 3,
                expected: 4
            }
        );
        check(overlap.f1(), 4.0 / 7.0);
        assert_eq!(Overlap::default().f1(), None);
    }
}
