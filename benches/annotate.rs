//! Throughput of parsing and of each kind of annotation, in bytes and words a second on one core.

use std::fs;

use depeche::annotate::{Kinds, annotate};
use depeche::model::Dispatch;
use depeche::wire;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const REPEATED: usize = 50;

/// The sample dispatches, one after the other and all over again.
fn samples() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dispatches");
    let entries = fs::read_dir(folder).expect("a folder of the repository");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let samples: Vec<_> = paths
        .iter()
        .map(|path| fs::read(path).expect("readable"))
        .collect();
    samples
        .iter()
        .cycle()
        .take(samples.len() * REPEATED)
        .cloned()
        .collect()
}

fn dispatches(samples: &[Vec<u8>]) -> Vec<Dispatch> {
    let parse = |sample: &Vec<u8>| wire::dispatches("sample", sample).expect("a dispatch");
    samples.iter().flat_map(parse).collect()
}

fn bytes_and_words<'a>(texts: impl Iterator<Item = &'a [u8]>) -> (BytesCount, ItemsCount) {
    let words_in = |text: &[u8]| {
        let words = text.split(u8::is_ascii_whitespace);
        words.filter(|word| !word.is_empty()).count()
    };
    let count = |(bytes, words), text: &[u8]| (bytes + text.len(), words + words_in(text));
    let (bytes, words) = texts.fold((0, 0), count);
    (BytesCount::new(bytes), ItemsCount::new(words))
}

#[divan::bench]
fn parse_plain_text(bencher: Bencher) {
    let samples = samples();
    let (bytes, words) = bytes_and_words(samples.iter().map(Vec::as_slice));
    bencher
        .counter(bytes)
        .counter(words)
        .bench(|| dispatches(black_box(&samples)));
}

fn bench_kinds(bencher: Bencher, kinds: Kinds) {
    let dispatches = dispatches(&samples());
    let texts = dispatches
        .iter()
        .map(|dispatch| dispatch.text.as_str().as_bytes());
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
