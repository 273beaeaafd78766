//! How long it takes to follow passages into a new version. `cargo bench --bench review`.

use std::fmt::Write;

use depeche::model::{CanonicalText, Span};
use depeche::review::anchor::Difference;

fn main() {
    divan::main();
}

/// About 100 KB of sentences that repeat themselves but for a number.
fn base() -> String {
    let mut text = String::new();
    for at in 0..1000 {
        let _ = write!(
            text,
            "Le bilan de la journée s’établit à {at} blessés, « un lourd tribut », a déclaré hier la préfecture.\n\n"
        );
    }
    text
}

fn follow(bencher: divan::Bencher, edited: String) {
    let (base, edited) = (CanonicalText::new(base()), CanonicalText::new(edited));
    let passages: Vec<Span> = (0..200)
        .filter_map(|at| {
            let start = base.as_str().match_indices("blessés").nth(at * 5)?.0;
            base.span(start..start + "blessés, « un lourd tribut".len())
        })
        .collect();
    assert_eq!(passages.len(), 200);
    bencher.bench_local(|| {
        let difference = Difference::new(&base, &edited);
        let found = passages
            .iter()
            .filter(|passage| difference.anchor(**passage).span().is_some());
        found.count()
    });
}

#[divan::bench]
fn a_paragraph_inserted(bencher: divan::Bencher) {
    follow(bencher, format!("URGENT\n\n{}", base()));
}

#[divan::bench]
fn every_tenth_figure_corrected(bencher: divan::Bencher) {
    follow(bencher, base().replace("7 blessés", "70 blessés"));
}

#[divan::bench]
fn every_sentence_edited(bencher: divan::Bencher) {
    follow(bencher, base().replace("a déclaré hier", "disait"));
}

#[divan::bench]
fn rewritten(bencher: divan::Bencher) {
    follow(bencher, base().chars().rev().collect());
}

#[divan::bench]
fn halves_exchanged(bencher: divan::Bencher) {
    let base = base();
    let half = base.match_indices("\n\n").nth(500).map_or(0, |(at, _)| at);
    let (first, second) = base.split_at(half);
    follow(bencher, format!("{second}{first}"));
}
