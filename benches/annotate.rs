//! Throughput of parsing and of each kind of annotation, in bytes and words a second on one core.

use depeche::annotate::{Kinds, annotate};
use depeche::model::Dispatch;
use depeche::wire;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const SAMPLES: [&str; 1] = [include_str!("../tests/data/fr/vallorne.txt")];
const REPEATED: usize = 200;

fn samples() -> impl Iterator<Item = &'static str> {
    SAMPLES.into_iter().cycle().take(SAMPLES.len() * REPEATED)
}

fn dispatches() -> Vec<Dispatch> {
    let parse =
        |sample: &str| wire::dispatches("sample.txt", sample.as_bytes()).expect("a dispatch");
    samples().flat_map(parse).collect()
}

fn bytes_and_words<'a>(texts: impl Iterator<Item = &'a str>) -> (BytesCount, ItemsCount) {
    let count =
        |(bytes, words), text: &str| (bytes + text.len(), words + text.split_whitespace().count());
    let (bytes, words) = texts.fold((0, 0), count);
    (BytesCount::new(bytes), ItemsCount::new(words))
}

#[divan::bench]
fn parse_plain_text(bencher: Bencher) {
    let (bytes, words) = bytes_and_words(samples());
    bencher.counter(bytes).counter(words).bench(dispatches);
}

fn bench_kinds(bencher: Bencher, kinds: Kinds) {
    let dispatches = dispatches();
    let texts = dispatches.iter().map(|dispatch| dispatch.text.as_str());
    let (bytes, words) = bytes_and_words(texts);
    bencher.counter(bytes).counter(words).bench(|| {
        for dispatch in &dispatches {
            black_box(annotate(black_box(dispatch), kinds));
        }
    });
}

#[divan::bench]
fn quotations(bencher: Bencher) {
    bench_kinds(
        bencher,
        Kinds {
            quotations: true,
            ..Kinds::NONE
        },
    );
}

#[divan::bench]
fn actors(bencher: Bencher) {
    bench_kinds(
        bencher,
        Kinds {
            actors: true,
            ..Kinds::NONE
        },
    );
}

#[divan::bench]
fn figures(bencher: Bencher) {
    bench_kinds(
        bencher,
        Kinds {
            figures: true,
            ..Kinds::NONE
        },
    );
}

#[divan::bench]
fn all_kinds(bencher: Bencher) {
    bench_kinds(bencher, Kinds::ALL);
}
