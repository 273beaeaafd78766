//! How long it takes to follow passages into a new version, and to keep a decision. `cargo bench --bench review`.

use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use depeche::annotate::{Kinds, annotate};
use depeche::library::sqlite::Sqlite;
use depeche::library::{Incoming, Store, Stored};
use depeche::model::{CanonicalText, Span};
use depeche::review::anchor::Difference;
use depeche::review::event::{Author, Op};
use depeche::review::fold::Fold;
use depeche::review::proposals::Proposals;
use depeche::review::recorder::{Decision, Recorder};
use depeche::review::reviewed::Reviewed;
use depeche::wire;

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

/// A library on the disk with one dispatch, and its reviewer.
struct Desk {
    library: Sqlite,
    stored: Stored,
    recorder: Recorder,
    folder: std::path::PathBuf,
}

impl Desk {
    fn new() -> Desk {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("depeche-bench-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder for temporary files");
        let mut library = Sqlite::create(&folder.join("library.db")).expect("a new library");
        let bytes = include_bytes!("../assets/dispatches/reykjavik-surveillance.txt");
        let dispatch = wire::dispatches("reykjavik", bytes)
            .expect("a sample")
            .remove(0);
        let incoming = Incoming::new(&dispatch, &annotate(&dispatch, Kinds::ALL));
        library.add(&[incoming], 0).expect("room for one dispatch");
        let item = library
            .find(&Default::default(), Default::default(), 1)
            .expect("a sound library");
        let stored = library
            .load(item[0])
            .expect("a sound library")
            .expect("it was added");
        let author = Author {
            user: "bench".to_owned(),
            origin: None,
        };
        Desk {
            library,
            stored,
            recorder: Recorder::new(author, "bench".to_owned()),
            folder,
        }
    }

    /// Decides on one annotation after the other, and gives how long the log is.
    fn decide(&mut self, number: usize) -> usize {
        let proposals = Proposals::new(&self.stored.dispatch.text, &self.stored.found);
        let found = proposals
            .all()
            .nth(number % proposals.all().count())
            .expect("annotations");
        let decision = Decision {
            annotation: found.annotation,
            seen: 0,
            op: if number.is_multiple_of(2) {
                Op::Accept
            } else {
                Op::Reject
            },
            found: Some(found.clone()),
        };
        let events = self.recorder.step(&[decision], jiff::Timestamp::UNIX_EPOCH);
        let log = self
            .library
            .decide(self.stored.version, &events, 0)
            .expect("room for a decision");
        log.len()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Thirty-two decisions, one after the other, each from the reviewer to the disk with what the library keeps beside the log.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn thirty_two_decisions_to_the_disk(bencher: divan::Bencher) {
    bencher
        .with_inputs(Desk::new)
        .bench_local_values(|mut desk| {
            for number in 0..32 {
                desk.decide(number);
            }
            desk
        });
}

/// From the log to what the screen draws, after 32 decisions.
#[divan::bench]
fn a_log_to_the_reader(bencher: divan::Bencher) {
    let mut desk = Desk::new();
    for number in 0..32 {
        desk.decide(number);
    }
    let log = desk
        .library
        .review(desk.stored.version)
        .expect("a sound log");
    bencher.bench_local(|| {
        let (fold, _) = Fold::of(log.iter().cloned());
        Reviewed::new(&desk.stored.dispatch.text, &desk.stored.found, &fold)
    });
}
