//! Reviewing from outside: what the screen shows as decided is in the library, whatever happens; reviewers see each other, or not.
//!
//! `cargo test --test it -- --ignored two_hundred_kills` takes a few minutes.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use depeche::library::sqlite::Sqlite;
use depeche::library::{Store, Stored};
use depeche::review::event::{Author, Event, Op};
use depeche::review::proposals::{EXTRACTOR, Proposals};
use depeche::review::recorder::{Decision, Recorder};
use depeche::review::reviewed::Judged;
use depeche::review::standing::Standing;
use depeche::review::viewpoint::Viewpoint;
use depeche::tui::panels::{PanelKind, targets};
use depeche::tui::reader::Reader;
use depeche::tui::reader::review::Log;
use rustix::process::Signal;

use crate::program::{Folder, depeche, errors};
use crate::pty::{Control, Session};

const TITLE: &str = "Le pont sera fermé";
const TEXT: &str = "La maire de Nordstadt, Helga Brandt, a annoncé mardi la fermeture du pont pour 14 mois.\\n\\n\
    « Nous n'avons pas le choix », a déclaré Mme Brandt devant 230 riverains.\\n\\n\
    « C'est une catastrophe », a répliqué Anton Keller, qui dirige 3 magasins et 41 employés.\\n\\n\
    Les travaux doivent coûter 12 millions d'euros. La fermeture commencera le 4 mai, selon M. Keller.";

fn wire(version: u32, text: &str) -> String {
    format!(
        r#"{{"uri": "pont", "version": "{version}", "type": "text", "language": "fr", "headline": "{TITLE}",
            "versioncreated": "2020-11-21T{:02}:00:00Z", "body_text": "Nordstadt, 21 nov 2020 (AGP) - {text}"}}"#,
        9 + version
    )
}

/// A library with one dispatch that holds a dozen annotations.
fn desk() -> Folder {
    let folder = Folder::new();
    add(&folder, &wire(1, TEXT));
    folder
}

fn add(folder: &Folder, wire: &str) {
    let wire = folder.file("wire.json", wire);
    let library = folder.path("library.db");
    let added = depeche(&["--library", &library, "add", &wire])
        .output()
        .unwrap();
    assert_eq!(added.status.code(), Some(0), "{:?}", errors(&added));
}

/// The reader on the library, with its first dispatch open, at 120x36.
fn reading(folder: &Folder, arguments: &[&str]) -> Session {
    let library = folder.path("library.db");
    let all = [&["--lang", "fr", "--library", &library], arguments].concat();
    opened(Session::start(&all))
}

fn opened(mut session: Session) -> Session {
    session.wait_for(TITLE).keys("Enter").wait_for("CITATIONS");
    session
}

/// The library, as a second program has it.
struct Second {
    library: Sqlite,
    stored: Stored,
}

impl Second {
    fn open(folder: &Folder) -> Second {
        let library = Sqlite::open(Path::new(&folder.path("library.db"))).unwrap();
        let item = library.named("pont").unwrap().unwrap();
        let stored = library.load(item).unwrap().unwrap();
        Second { library, stored }
    }

    fn log(&self) -> Vec<Event> {
        self.library.review(self.stored.version).unwrap()
    }

    /// The dispatch as the reader has it after the events.
    fn reader(&self, events: &[Event]) -> Reader {
        let (dispatch, found) = (self.stored.dispatch.clone(), self.stored.found.clone());
        let mut reader = Reader::new(0, dispatch, Some(found.clone()), Vec::new(), 72, 30);
        let log = Log {
            version: self.stored.version,
            events: events.into(),
            orphans: Arc::from([]),
        };
        reader.take_review(&log, found, &Viewpoint::default());
        reader
    }

    /// The annotations in the order of the panels, after the events.
    fn judged(&self, events: &[Event]) -> Vec<Judged> {
        let reader = self.reader(events);
        let rows = PanelKind::ALL
            .into_iter()
            .flat_map(|kind| targets(kind, &reader));
        rows.map(|row| reader.judged(row).unwrap().clone())
            .collect()
    }

    /// Their marks.
    fn marks(&self, events: &[Event]) -> Vec<char> {
        let mark = |judged: &Judged| mark(judged.standing);
        self.judged(events).iter().map(mark).collect()
    }

    /// Somebody else decides on annotations, having seen what is there when `aware`, nothing but the proposal otherwise.
    fn decide(&mut self, user: &str, aware: bool, decisions: &[(usize, Op)]) {
        let judged = self.judged(&self.log());
        let proposals = Proposals::new(&self.stored.dispatch.text, &self.stored.found);
        let decisions: Vec<Decision> = decisions
            .iter()
            .map(|(at, op)| Decision {
                annotation: judged[*at].annotation,
                seen: if aware { judged[*at].revision } else { 0 },
                op: op.clone(),
                found: proposals.get(judged[*at].annotation).cloned(),
            })
            .collect();
        let author = Author {
            user: user.to_owned(),
            origin: None,
        };
        let session = format!("{user}-{}", self.log().len());
        let events = Recorder::new(author, session).step(&decisions, jiff::Timestamp::UNIX_EPOCH);
        self.library
            .decide(self.stored.version, &events, 0)
            .unwrap();
    }
}

fn mark(standing: Standing) -> char {
    match standing {
        Standing::Proposed => '○',
        Standing::Accepted => '✓',
        Standing::Corrected => '*',
        Standing::Rejected | Standing::Deleted => '✗',
        Standing::Disputed => '!',
    }
}

/// The marks of the panels, from top to bottom; what is undecided is shown with one sign, doubtful or not.
fn shown_marks(screen: &str) -> Vec<char> {
    let rows = screen.lines().skip(1).take(33);
    let panels = rows.filter_map(|row| Some(row.rsplit_once('│')?.1));
    let mark = |row: &str| {
        let lead = |c: char| c == ' ' || c == '▶' || c == '▷' || c.is_ascii_digit();
        let first = row.trim_start_matches(lead).chars().next()?;
        match first {
            '?' | '↺' => Some('○'),
            '○' | '✓' | '*' | '✗' | '!' => Some(first),
            _ => None,
        }
    };
    panels.filter_map(mark).collect()
}

/// Every mark that is shown was once so in the log.
#[track_caller]
fn check_shown(screen: &str, folder: &Folder) {
    let second = Second::open(folder);
    let log = second.log();
    let history: Vec<Vec<char>> = (0..=log.len())
        .map(|count| second.marks(&log[..count]))
        .collect();
    let shown = shown_marks(screen);
    if shown.len() < history[0].len() {
        // Not wholly painted: nothing decided is shown yet.
        return;
    }
    assert_eq!(
        shown.len(),
        history[0].len(),
        "rows of the panels:\n{screen}"
    );
    for (at, shown) in shown.iter().enumerate() {
        let kept = history.iter().any(|marks| marks[at] == *shown);
        assert!(
            kept,
            "row {at} shows {shown}, which was never kept:\n{screen}"
        );
    }
    assert_eq!(second.library.check().unwrap(), [""; 0]);
}

/// Numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

/// Reviews at random and is killed at a random moment, again and again.
fn killed(rounds: usize, seed: u64) {
    let prepared = desk();
    let mut dice = Dice(seed);
    let mut decided = 0;
    for _ in 0..rounds {
        let folder = Folder::new();
        fs::copy(prepared.path("library.db"), folder.path("library.db")).unwrap();
        let mut session = reading(&folder, &[]);
        session.keys("r");
        for _ in 0..4 + dice.roll(16) {
            let keys = ["a", "x", "r", "u", "U", "aa", "axa", "c", "xr"];
            session.keys(keys[dice.roll(keys.len())]);
            // The moment does not matter, so long as it is another one each time.
            std::thread::park_timeout(Duration::from_micros(dice.roll(20_000) as u64));
            session.screen();
        }
        session.signal(Signal::KILL).exit();
        let screen = session.screen();
        check_shown(&screen, &folder);
        decided += shown_marks(&screen)
            .iter()
            .filter(|mark| "✓✗".contains(**mark))
            .count();
    }
    assert!(
        decided > rounds / 2,
        "{decided} decisions shown in {rounds} rounds"
    );
}

#[test]
fn what_is_shown_as_decided_survives_a_kill() {
    killed(6, 0x9E37_79B9_7F4A_7C15);
}

#[test]
#[ignore = "takes minutes"]
fn two_hundred_kills() {
    killed(200, 0xD1B5_4A32_D192_ED03);
}

#[test]
fn a_hang_up_and_a_closed_terminal_lose_nothing_that_was_shown() {
    for ends in [
        |session: &mut Session| {
            session.signal(Signal::HUP);
        },
        |session: &mut Session| {
            session.signal(Signal::TERM);
        },
        |session: &mut Session| {
            session.close();
        },
    ] {
        let folder = desk();
        let mut session = reading(&folder, &[]);
        session.keys("r a x a").wait_for("revue 3/");
        let screen = session.screen();
        ends(&mut session);
        session.exit_unread();
        check_shown(&screen, &folder);
        assert_eq!(
            Second::open(&folder).marks(&Second::open(&folder).log()),
            shown_marks(&screen)
        );
    }
}

#[test]
fn what_was_decided_just_before_leaving_is_kept() {
    let folder = desk();
    let mut session = reading(&folder, &[]);
    session.keys("r axaqq").exit();
    let second = Second::open(&folder);
    let decided = second.marks(&second.log());
    assert_eq!(decided.iter().filter(|mark| **mark != '○').count(), 3);
}

#[test]
fn a_step_is_taken_back_after_a_restart_and_told_in_words() {
    let folder = desk();
    let mut session = reading(&folder, &[]);
    session.keys("c x").wait_for("revue 1/").keys("q q").exit();
    let mut session = reading(&folder, &[]);
    session.wait_for("revue 1/").keys("f u");
    session
        .wait_for("annulé : rejet « Nous n'avons pas")
        .wait_for("revue 0/");
    // The selection went to what changed.
    session.wait_for("citation 1/3 ○ à décider");
    session
        .keys("U")
        .wait_for("rétabli : rejet")
        .wait_for("citation 1/3 ✗ rejetée");
    session
        .keys("u")
        .wait_for("annulé")
        .keys("u")
        .wait_for("rien à annuler");
    session.keys("q q").exit();
}

#[test]
fn a_full_disk_is_told_and_nothing_is_shown_that_is_not_kept() {
    let folder = desk();
    let library = folder.path("library.db");
    let blocks = fs::metadata(&library).unwrap().len() / 512 + 40;
    // A limit on the size of files stands for the full disk: writes fail at the same place.
    let mut command = Command::new("/bin/sh");
    let limited = format!("ulimit -f {blocks}; exec \"$@\"");
    let program = env!("CARGO_BIN_EXE_depeche");
    command.args([
        "-c",
        &limited,
        "sh",
        program,
        "--lang",
        "fr",
        "--library",
        &library,
    ]);
    let mut session = opened(Session::run(command, Control::Terminal));
    session.keys("r");
    // Deciding and taking back goes on until the disk is full.
    for _ in 0..400 {
        session.keys("a").settle();
        if session.screen().contains("library.db") {
            break;
        }
        session.keys("u").settle();
        if session.screen().contains("library.db") {
            break;
        }
    }
    let screen = session.screen();
    assert!(screen.contains("library.db: "), "{screen}");
    check_shown(&screen, &folder);
    // The reader lives on.
    session.keys("f").wait_for("chiffre 1/").keys("q q");
    assert_eq!(session.exit().status.code(), Some(0));
}

#[test]
fn two_readers_see_each_others_decisions_without_moving() {
    let folder = desk();
    let mut first = reading(&folder, &[]);
    let mut second = reading(&folder, &[]);
    second.keys("c c").wait_for("citation 2/3");
    first.keys("c a").wait_for("revue 1/");
    second.wait_for("revue 1/").wait_for("citation 2/3");
    second.keys("x").wait_for("revue 2/");
    first.wait_for("revue 2/");
    for mut session in [first, second] {
        check_shown(&session.screen(), &folder);
        session.keys("q q").exit();
    }
}

#[test]
fn reviewers_who_differ_dispute_until_one_decides_who_knows() {
    let folder = desk();
    let mut session = reading(&folder, &[]);
    session.keys("c a").wait_for("revue 1/");
    let mut ben = Second::open(&folder);
    ben.decide("ben", false, &[(0, Op::Reject)]);
    session
        .wait_for("revue 0/")
        .keys("1")
        .wait_for("! en litige (moi, ben)");
    session
        .keys("d")
        .wait_for("moi : validée")
        .wait_for("ben : rejetée")
        .keys("q");
    // Filters find it.
    session
        .keys("l l")
        .wait_for("CITATIONS 1 en litige")
        .keys("l l");
    session
        .keys("1 a")
        .wait_for("revue 1/")
        .keys("1")
        .wait_for("✓ validée │");
    session.keys("q q").exit();
    assert_eq!(mark(ben.judged(&ben.log())[0].standing), '✓');
}

#[test]
fn who_reviews_blind_sees_nothing_of_others_and_disputes_them() {
    let folder = desk();
    let mut ben = Second::open(&folder);
    let note = Op::Note("à revoir".to_owned());
    ben.decide("ben", false, &[(0, Op::Reject), (0, note), (1, Op::Accept)]);
    let mut session = reading(&folder, &["--blind"]);
    let screen = session.wait_for("revue à l'aveugle 0/").screen();
    assert!(!screen.contains(['✓', '✗']), "{screen}");
    session
        .keys("c a")
        .wait_for("aveugle 1/")
        .keys("1")
        .wait_for("✓ validée │");
    session.keys("d").wait_for("moi : validée");
    assert!(!session.screen().contains("ben"), "{}", session.screen());
    session.keys("q q").wait_for("1✓").keys("q").exit();
    let mut session = reading(&folder, &[]);
    session
        .keys("1")
        .wait_for("! en litige (ben, moi), 1 note")
        .keys("q q")
        .exit();
}

#[test]
fn two_reviewers_at_once_are_united() {
    let folder = desk();
    let mut session = reading(&folder, &[]);
    let mut ben = Second::open(&folder);
    let all = ben.judged(&[]).len();
    session.keys("r").send("a".repeat(all).as_bytes());
    for at in 0..all {
        let op = if at % 2 == 0 { Op::Accept } else { Op::Reject };
        ben.decide("ben", false, &[(at, op)]);
    }
    // Every decision of both is there; where they differ, it is disputed or was decided by one who knew.
    session.wait_until("both are there", |screen| {
        shown_marks(&screen.contents()) == ben.marks(&ben.log())
    });
    let log = ben.log();
    let of = |user: &str| log.iter().filter(|event| event.author.user == user).count();
    assert_eq!((of("ben"), of(EXTRACTOR)), (all, all));
    assert!(log.len() > 2 * all, "the reader has decided, too");
    check_shown(&session.screen(), &folder);
    session.keys("q q").exit();
}

#[test]
fn what_a_new_version_has_lost_is_listed_and_what_changed_is_asked_again() {
    let folder = desk();
    let mut session = reading(&folder, &[]);
    session.keys("r");
    session
        .send(&[b'a'; 20])
        .wait_for("tout est décidé")
        .keys("q q")
        .exit();
    let gone = TEXT.replace(
        "« C'est une catastrophe », a répliqué Anton Keller, qui",
        "Anton Keller",
    );
    add(
        &folder,
        &wire(2, &gone.replace("230 riverains", "260 riverains")),
    );
    let mut session = reading(&folder, &[]);
    session.wait_for("décision sans passage").wait_for("↺");
    session
        .keys("g o")
        .wait_for("DÉCISIONS SANS PASSAGE")
        .wait_for("C'est une catastrophe");
    session.keys("q d").wait_for("sans passage").keys("q");
    session
        .keys("r")
        .wait_for("↺ à revoir, passage modifié")
        .keys("q");
    session.wait_for("↺");
    session.keys("q").exit();
}

#[test]
fn a_decision_costs_few_bytes() {
    let folder = desk();
    let mut session = reading(&folder, &[]);
    session.keys("c").settle();
    for key in ["a", "x", "a", "u", "U"] {
        let bytes = session.bytes_of(|session| {
            session.keys(key);
        });
        assert!(
            (1..=250).contains(&bytes),
            "{key} costs {bytes} bytes:\n{}",
            session.screen()
        );
    }
    session.keys("q q").exit();
}

#[test]
fn a_rejected_quotation_is_neither_counted_nor_copied_and_keeps_its_number() {
    let folder = desk();
    let mut ben = Second::open(&folder);
    ben.decide("ben", false, &[(0, Op::Reject)]);
    let reader = ben.reader(&ben.log());
    let copied = reader.quotations_to_copy(["«", "»"]);
    assert!(
        !copied.contains("pas le choix") && copied.contains("catastrophe"),
        "{copied}"
    );
    let mut session = reading(&folder, &[]);
    session
        .wait_for("CITATIONS 2")
        .keys("c")
        .wait_for("citation 2/3");
    session
        .keys("1")
        .wait_for("citation 1/3 ✗ rejetée (ben)")
        .keys("yy");
    session.wait_for("rien n'est copié").keys("q q").exit();
}

#[test]
fn the_way_leads_on_to_the_next_dispatch_once_everything_is_decided() {
    let folder = desk();
    let other = wire(1, "Il pleut sur 12 villages.").replace("pont\"", "pluie\"");
    add(
        &folder,
        &other.replace(TITLE, "La pluie").replace("10:00", "08:00"),
    );
    let mut session = reading(&folder, &[]);
    session.keys("r").wait_for("à décider");
    session.send(&[b'a'; 20]).wait_for("tout est décidé");
    session
        .keys("r")
        .wait_for("encore r : La pluie")
        .wait_for(TITLE);
    session
        .keys("r")
        .wait_for("12 villages")
        .wait_for("chiffre 1/1 ○ à décider");
    session.keys("u").wait_for("la dernière décision est dans");
    session.keys("q q").exit();
}
