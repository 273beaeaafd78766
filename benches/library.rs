//! How fast dispatches go into the library, and how fast it answers. Generates its own: `cargo bench --bench library -- 100000 9`,
//! so many dispatches of so many paragraphs.
//!
//! The dispatches are made of invented sentences with words drawn like in a language: few very often, many seldom.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use depeche::annotate::{Kinds, annotate};
use depeche::library::dossier::{Appearance, Source};
use depeche::library::sqlite::{Durability, Sqlite};
use depeche::library::{Dossier, Incoming, Order, Query, Store, Who};
use depeche::model::ActorKind;
use depeche::wire::json_lines;
use rayon::prelude::*;

fn main() {
    let mut numbers = std::env::args().filter_map(|word| word.parse().ok());
    let number: usize = numbers.next().unwrap_or(20_000);
    let paragraphs: usize = numbers.next().unwrap_or(9);
    let path = std::env::temp_dir().join(format!("depeche-bench-{}.db", std::process::id()));
    import(&path, number, paragraphs);
    answers(&path);
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(name);
    }
}

fn import(path: &Path, number: usize, paragraphs: usize) {
    let mut library = Sqlite::create(path).expect("a place for temporary files");
    library
        .set_durability(Durability::Series)
        .expect("a new library");
    let (mut text, mut making, mut adding) = (0, Duration::ZERO, Duration::ZERO);
    let started = Instant::now();
    for first in (0..number).step_by(1_000) {
        let begin = Instant::now();
        let batch: Vec<(usize, Incoming)> = (first..number.min(first + 1_000))
            .into_par_iter()
            .map(|number| incoming(number, paragraphs))
            .collect();
        making += begin.elapsed();
        text += batch.iter().map(|(length, _)| length).sum::<usize>();
        let batch: Vec<Incoming> = batch.into_iter().map(|(_, incoming)| incoming).collect();
        let begin = Instant::now();
        library
            .add(&batch, 1_700_000_000)
            .expect("room on the disk");
        adding += begin.elapsed();
    }
    library.settle().expect("room on the disk");
    let size = std::fs::metadata(path).map_or(0, |data| data.len());
    #[expect(clippy::cast_precision_loss, reason = "a figure to look at")]
    let (rate, share) = (
        number as f64 / started.elapsed().as_secs_f64(),
        size as f64 / text as f64,
    );
    println!("{number} dispatches, {} MB of text", text >> 20);
    println!(
        "import  {rate:.0} dispatches/s, one after the other: annotated in {making:.1?}, put in in {adding:.1?}"
    );
    println!("file    {} MB, {share:.2} times the text", size >> 20);
}

fn answers(path: &Path) {
    let begin = Instant::now();
    let library = Sqlite::open(path).expect("it was just made");
    println!("open                    {:>9.1?}", begin.elapsed());
    dossier(&library, "Anton Berg");
    dossier(&library, "Berg");
    let asked = [
        ("", Order::Newest, 50),
        ("", Order::Newest, usize::MAX >> 1),
        ("is:unread", Order::Newest, 50),
        ("ministre", Order::Relevance, 50),
        ("ministre", Order::Newest, 50),
        ("zygomatique", Order::Newest, 50),
        ("\"conférence de presse\"", Order::Relevance, 50),
        ("by:Berg", Order::Newest, 50),
        ("figure:>900 morts", Order::Newest, 50),
        ("ministre agency:afp from:2020-11-21", Order::Newest, 50),
    ];
    for (query, order, most) in asked {
        let parsed = Query::parse(query).expect("a query");
        for round in ["cold", "warm"] {
            let begin = Instant::now();
            let found = library.find(&parsed, order, most).expect("an answer");
            let entries = library
                .entries(&found[..found.len().min(50)])
                .expect("an answer");
            println!(
                "{round} {query:<28} {order:?} {:>9.1?}  {} of {}",
                begin.elapsed(),
                entries.len(),
                found.len()
            );
        }
    }
}

/// What the reader shows first of an actor's dossier.
fn dossier(library: &Sqlite, name: &str) {
    let who = Who {
        kind: Some(ActorKind::Person),
        name: name.to_owned(),
    };
    for round in ["cold", "warm"] {
        let begin = Instant::now();
        let appeared = library.appearances(&who).expect("an answer");
        let appearances = appeared.into_iter().map(Appearance::from).collect();
        let mut dossier = Dossier::new(who.clone(), appearances);
        let _ = dossier.timeline(60);
        let listed = begin.elapsed();
        let stored: Vec<_> = dossier
            .next(FIRST_READ)
            .into_iter()
            .map(|source| match source {
                Source::Library(item) => (source, library.load(item).expect("an answer")),
                Source::List(_) => unreachable!("it is of a library"),
            })
            .collect();
        dossier.read(stored.iter().map(|(source, stored)| {
            let found = stored.as_ref();
            (
                *source,
                found.map(|stored| (&*stored.dispatch, &*stored.found)),
            )
        }));
        println!(
            "{round} dossier {name:<20} {:>9.1?}  {} appearances in {listed:.1?}, then {} dispatches",
            begin.elapsed(),
            dossier.appearances.len(),
            stored.len()
        );
    }
}

/// Length of the text, and the dispatch of this number with all that was found in it.
fn incoming(number: usize, paragraphs: usize) -> (usize, Incoming) {
    let text = text(number, paragraphs);
    let line = serde_json::json!({"id": format!("bench-{number}"), "text": text, "lang": "fr"})
        .to_string();
    let dispatch = json_lines::dispatch("bench", 1, &line).expect("a line that was just written");
    let found = annotate(&dispatch, Kinds::ALL);
    (text.len(), Incoming::new(&dispatch, &found))
}

/// A repeatable stream of numbers (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % below as u64).expect("below a usize")
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.next(of.len())]
    }
}

/// Dispatches of a dossier that the reader reads before it shows it.
const FIRST_READ: usize = 40;

const FIRST: &[&str] = &[
    "Anton", "Eva", "Élodie", "Marc", "Jeanne", "Paul", "Irina", "Omar", "Nadia", "Luc",
];
const LAST: &[&str] = &[
    "Berg", "Holm", "Vallorne", "Dacier", "Mirande", "Roncal", "Sorel", "Tavernel", "Ulmer",
    "Vasseur",
];
const PLACES: &[&str] = &[
    "Nordstadt",
    "Paris",
    "Bruxelles",
    "Genève",
    "Lyon",
    "Dakar",
    "Montréal",
    "Tunis",
];
const SENTENCES: &[&str] = &[
    "Le ministre s'est rendu sur place avant une conférence de presse",
    "Les habitants ont quitté la ville dans la nuit, selon les autorités",
    "Une enquête a été ouverte par le parquet",
    "Le gouvernement a annoncé un plan d'aide aux entreprises touchées",
    "Les secours cherchaient encore des survivants en fin de journée",
    "La séance a été suspendue à la demande de l'opposition",
];

/// About 45 words a paragraph.
fn text(number: usize, paragraphs: usize) -> String {
    let mut numbers = Numbers(number as u64);
    let place = numbers.one(PLACES);
    let mut text = format!("{place}, {} nov 2020 (AFP) - ", 1 + number % 28);
    for paragraph in 0..paragraphs {
        let (first, last) = (numbers.one(FIRST), numbers.one(LAST));
        let (dead, money) = (numbers.next(1_000), numbers.next(90));
        let sentence = numbers.one(SENTENCES);
        let _ = write!(
            text,
            "{sentence}, a indiqué {first} {last}. L'attaque a fait {dead} morts et {money},5 millions d'euros de dégâts. "
        );
        let _ = write!(text, "\"Nous tiendrons bon");
        for _ in 0..12 {
            // Zipf: the word of rank r about 1/r as often as the first.
            let rank = numbers.next(60_000) / (1 + numbers.next(4_000));
            let _ = write!(text, " {}", word(rank));
        }
        let _ = write!(
            text,
            "\", a déclaré {last}.{}",
            if paragraph + 1 < paragraphs {
                "\n\n"
            } else {
                ""
            }
        );
    }
    text
}

fn word(rank: usize) -> String {
    const SYLLABLES: &[&str] = &[
        "ba", "co", "di", "fé", "gu", "la", "mo", "ni", "pa", "ré", "so", "tu", "vi", "zan", "ter",
        "mon",
    ];
    let mut word = String::new();
    let mut rest = rank + 17;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}
