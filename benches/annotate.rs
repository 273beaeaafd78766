//! Throughput of parsing and of each kind of annotation, in bytes and words a second on one core, and what a process pays before its
//! first annotation.
//!
//! Parsing in three shapes: one huge file, where only the work on each byte counts; many small wires, where the work on each
//! dispatch does too; and JSON Lines, whose text is taken as it is.

use std::fs;
use std::process::Command;

use depeche::annotate::reading::Reading;
use depeche::annotate::{Kinds, Language, annotate};
use depeche::model::Dispatch;
use depeche::wire::{self, json_lines};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const LARGE_FILE: usize = 20 << 20;
const JSON_LINES: usize = 50 << 20;
const SMALL_WIRES: usize = 5_000;
const ANNOTATED: usize = 400;

/// The sample dispatches.
fn samples() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dispatches");
    let entries = fs::read_dir(folder).expect("a folder of the repository");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read(path).expect("readable"))
        .collect()
}

/// The items one after the other, and all over again.
fn repeated<T: Clone>(items: &[T], count: usize) -> Vec<T> {
    items.iter().cycle().take(count).cloned().collect()
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

fn bench_texts<T: AsRef<[u8]> + Sync>(bencher: Bencher, texts: &[T], work: impl Fn(&[T]) + Sync) {
    let (bytes, words) = bytes_and_words(texts.iter().map(AsRef::as_ref));
    let bencher = bencher.counter(bytes).counter(words);
    bencher.bench(|| work(black_box(texts)));
}

fn parse(wires: &[Vec<u8>]) {
    for wire in wires {
        black_box(wire::dispatches("sample", wire).expect("a dispatch"));
    }
}

#[divan::bench(sample_count = 10)]
fn parse_one_large_file(bencher: Bencher) {
    let originals = dispatches(&samples())
        .into_iter()
        .map(|dispatch| dispatch.original.to_string())
        .collect::<Vec<_>>()
        .join("\n\n");
    let file = originals.repeat(LARGE_FILE / originals.len());
    bench_texts(bencher, &[file.into_bytes()], parse);
}

#[divan::bench(sample_count = 10)]
fn parse_many_small_wires(bencher: Bencher) {
    bench_texts(bencher, &repeated(&samples(), SMALL_WIRES), parse);
}

#[divan::bench(sample_count = 10)]
fn parse_json_lines(bencher: Bencher) {
    let lines: Vec<String> = dispatches(&samples())
        .iter()
        .map(|dispatch| serde_json::json!({"id": dispatch.id, "text": dispatch.text.as_str()}))
        .map(|line| line.to_string())
        .collect();
    let average = lines.iter().map(String::len).sum::<usize>() / lines.len();
    let lines = repeated(&lines, JSON_LINES / average);
    bench_texts(bencher, &lines, |lines| {
        for (at, line) in lines.iter().enumerate() {
            black_box(json_lines::dispatch("sample", at + 1, line).expect("a dispatch"));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn detect_language(bencher: Bencher) {
    let texts: Vec<String> = dispatches(&repeated(&samples(), SMALL_WIRES))
        .iter()
        .map(|dispatch| dispatch.text.as_str().to_owned())
        .collect();
    bench_texts(bencher, &texts, |texts| {
        for text in texts {
            black_box(Language::detect(text));
        }
    });
}

/// A process of its own for one dispatch: what reading the lists of its language costs is the difference to `none`.
#[divan::bench(args = ["none", "figures", "actors", "quotes", "quotes,actors,figures"])]
fn first_annotation(bencher: Bencher, kinds: &str) {
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/dispatches/iquique-seisme.txt"
    );
    bencher.bench(|| {
        Command::new(env!("CARGO_BIN_EXE_depeche"))
            .args(["annotate", "--jobs", "1", "--kinds", kinds, sample])
            .output()
            .expect("the program runs")
    });
}

#[divan::bench]
fn tokens(bencher: Bencher) {
    let dispatches = dispatches(&repeated(&samples(), ANNOTATED));
    let texts = dispatches
        .iter()
        .map(|dispatch| dispatch.text.as_str().as_bytes());
    let (bytes, words) = bytes_and_words(texts);
    bencher.counter(bytes).counter(words).bench(|| {
        for dispatch in &dispatches {
            black_box(Reading::new(black_box(dispatch)));
        }
    });
}

fn bench_kinds(bencher: Bencher, kinds: Kinds) {
    let dispatches = dispatches(&repeated(&samples(), ANNOTATED));
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
