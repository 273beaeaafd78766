//! News that comes while one waits: from servers that behave and servers that do not, from folders, from a pipe.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ExitStatus};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use depeche::library::watch::feed::Feed;
use depeche::library::watch::fetch::{Fetcher, Limits, Validators};
use depeche::library::watch::{Content, Message, Source, Teller};
use rustix::process::{Pid, Signal};

use crate::program::{Folder, depeche, errors, records, run, start};
use crate::pty::Session;
use crate::server::{Answer, Server, ok, says};

/// When to give up on a condition. Nothing takes as long, unless it does not come at all.
const PATIENCE: Duration = Duration::from_secs(20);
const EVERY: Duration = Duration::from_secs(300);

/// Asks a server as often as it has answers in its script. What was told, and the waits in seconds between the visits; nobody waits.
fn visits(server: &Server, number: usize, validators: Validators) -> (Vec<String>, Vec<u64>) {
    let Ok(Source::Web(address)) = server.address().parse() else {
        panic!("an address");
    };
    let limits = Limits {
        bytes: 1 << 20,
        ..Limits::default()
    };
    let (sender, messages) = mpsc::sync_channel(100);
    let mut waits = Vec::new();
    let fetcher = Fetcher::new(limits, None);
    let feed = Feed::new(address, fetcher, EVERY, validators);
    feed.follow(
        Teller::new("wire".into(), sender, &Arc::default()),
        false,
        |wait| {
            waits.push(wait.as_secs());
            waits.len() < number
        },
    );
    let told = messages.iter().map(|message| match message {
        Message::Arrived(arrival) => match arrival.content {
            Content::Bytes(bytes) => format!("+ {}", String::from_utf8_lossy(&bytes)),
            Content::File(path) => panic!("no file: {path:?}"),
        },
        Message::Trouble { trouble, .. } => format!("! {trouble}"),
        Message::Well(_) => "well".to_owned(),
        Message::Ended => "end".to_owned(),
        Message::Stop => panic!("nobody wants an end"),
    });
    (told.collect(), waits)
}

#[test]
fn a_server_is_asked_for_what_changed_and_left_alone_when_it_is_in_trouble() {
    let server = Server::start(vec![
        ok(
            &[
                "ETag: \"1\"",
                "Last-Modified: Sat, 21 Nov 2020 10:00:00 GMT",
            ],
            "un",
        ),
        says("304 Not Modified", &[]),
        says("500 Internal Server Error", &[]),
        says("500 Internal Server Error", &[]),
        says("429 Too Many Requests", &["Retry-After: 5000"]),
        ok(&["ETag: \"2\""], "deux"),
        ok(&[], "deux"),
    ]);
    let (told, waits) = visits(&server, 7, Validators::default());
    assert_eq!(
        told,
        [
            "+ un",
            "! the server says 500 Internal Server Error",
            "! the server says 429 Too Many Requests",
            "well",
            "+ deux",
            "end"
        ]
    );
    assert_eq!(waits, [300, 300, 300, 600, 5000, 300, 300]);
    let requests = server.requests();
    assert!(!requests[0].contains("if-"), "{}", requests[0]);
    for request in &requests[1..6] {
        assert!(
            request.contains("\r\nif-none-match: \"1\"\r\n")
                && request.contains("\r\nif-modified-since: sat, 21 nov 2020 10:00:00 gmt\r\n"),
            "{request}"
        );
    }
    assert!(requests[6].contains("\r\nif-none-match: \"2\"\r\n"));
    assert!(!requests[6].contains("if-modified-since"));
}

#[test]
fn answers_that_break_off_have_no_end_or_lead_in_circles_are_refused() {
    let broken = |bytes: &str| Answer::Raw(bytes.as_bytes().to_vec());
    let server = Server::start(vec![
        broken("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nLe roi"),
        broken("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nLe roi"),
        broken(""),
        broken("SSH-2.0-OpenSSH_9.6\r\n"),
        Answer::Endless,
        ok(&[], "whole"),
    ]);
    let (told, waits) = visits(&server, 6, Validators::default());
    assert_eq!(told[0], "! the answer breaks off");
    assert_eq!(told.last().unwrap(), "end");
    assert!(told.contains(&"! larger than 1 MiB".to_owned()), "{told:?}");
    assert_eq!(told[told.len() - 3..told.len() - 1], ["well", "+ whole"]);
    assert_eq!(waits[..4], [15, 30, 60, 120]);
    let server = Server::start(vec![Answer::Round]);
    let (told, _) = visits(&server, 1, Validators::default());
    assert_eq!(told, ["! more than 5 redirects", "end"]);
    assert_eq!(server.requests().len(), 6);
}

fn rss(headlines: &[&str]) -> String {
    let item = |headline: &&str| {
        format!(
            "<item><guid>{headline}</guid><title>{headline}</title><pubDate>Sat, 21 Nov 2020 10:00:00 GMT</pubDate>
            <description>Le roi est parti samedi, a annoncé le palais.</description></item>"
        )
    };
    let items: String = headlines.iter().map(item).collect();
    format!(
        "<?xml version='1.0' encoding='utf-8'?><rss><channel><language>fr</language>{items}</channel></rss>"
    )
}

#[test]
fn a_feed_is_put_into_the_library_and_its_state_is_kept_there() {
    let folder = Folder::new();
    let library = folder.path("library.db");
    let server = Server::start(vec![
        // The charset is a lie.
        ok(
            &["Content-Type: text/xml; charset=iso-8859-1", "ETag: \"1\""],
            rss(&["Été", "Noël"]),
        ),
        says("304 Not Modified", &[]),
        says("404 Not Found", &[]),
    ]);
    let address = server.address();
    let watch = || run(&["--library", &library, "watch", "--once", "--json", &address]);
    let first = watch();
    assert_eq!(first.status.code(), Some(0), "{:?}", errors(&first));
    let mut titles: Vec<_> = records(&first)
        .iter()
        .map(|record| record["title"].as_str().unwrap().to_owned())
        .collect();
    titles.sort();
    assert_eq!(titles, ["Noël", "Été"]);
    let second = watch();
    assert_eq!((second.status.code(), second.stdout.len()), (Some(0), 0));
    assert!(server.requests()[1].contains("\r\nif-none-match: \"1\"\r\n"));
    let third = watch();
    assert_eq!(third.status.code(), Some(1));
    assert_eq!(
        errors(&third),
        [format!("depeche: {address}: the server says 404 Not Found")]
    );
}

#[test]
fn what_a_server_sends_instead_of_news_is_said_and_asked_for_again() {
    let folder = Folder::new();
    let library = folder.path("library.db");
    let server = Server::start(vec![ok(&["ETag: \"1\""], "{\"error\": 5}")]);
    let address = server.address();
    for _ in 0..2 {
        let output = run(&["--library", &library, "watch", "--once", &address]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(errors(&output).len(), 1, "{:?}", errors(&output));
    }
    assert!(!server.requests()[1].contains("if-none-match"));
}

/// A running watch.
struct Watch {
    child: Child,
    lines: Receiver<String>,
    troubles: Receiver<String>,
}

impl Watch {
    fn start(folder: &Folder, sources: &[&str]) -> Watch {
        let library = folder.path("library.db");
        let mut child = start(&[&["--library", &library, "watch"], sources].concat());
        let lines = read_lines(child.stdout.take().unwrap());
        let troubles = read_lines(child.stderr.take().unwrap());
        Watch {
            child,
            lines,
            troubles,
        }
    }

    /// The next line that it prints.
    #[track_caller]
    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("a line")
    }

    /// The next line on standard error.
    #[track_caller]
    fn trouble(&self) -> String {
        self.troubles.recv_timeout(PATIENCE).expect("a line")
    }

    fn end(&mut self, signal: Signal) -> ExitStatus {
        let pid = Pid::from_child(&self.child);
        rustix::process::kill_process(pid, signal).unwrap();
        self.child.wait().unwrap()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_lines(source: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(source).lines() {
            if sender.send(line.unwrap()).is_err() {
                return;
            }
        }
    });
    lines
}

fn wire(town: &str) -> String {
    format!(
        "{town}, 21 nov 2020 (AGP) - Le maire de {town} est parti samedi, a annoncé la ville.\n"
    )
}

fn listed(folder: &Folder) -> Vec<String> {
    let library = folder.path("library.db");
    let arguments = ["--library", &library, "list", "-n", "0", "--json"];
    let output = depeche(&arguments).output().unwrap();
    let mut titles: Vec<String> = records(&output)
        .iter()
        .map(|record| record["title"].as_str().unwrap().to_owned())
        .collect();
    titles.sort();
    titles
}

#[test]
fn files_that_come_into_a_folder_are_taken_when_they_are_whole() {
    let folder = Folder::new();
    folder.file("wires/there.txt", wire("Anvers"));
    let mut watch = Watch::start(&folder, &[&folder.path("wires")]);
    assert!(watch.line().contains("Anvers"));
    // Written in pieces.
    let text = wire("Bruges");
    let (first, second) = text.split_at(30);
    let mut file = File::create(folder.path("wires/pieces.txt")).unwrap();
    file.write_all(first.as_bytes()).unwrap();
    // Moved in.
    let moved = folder.file("outside.txt", wire("Cadix"));
    fs::rename(moved, folder.path("wires/moved.txt")).unwrap();
    assert!(watch.line().contains("Cadix"));
    file.write_all(second.as_bytes()).unwrap();
    drop(file);
    assert!(watch.line().contains("Bruges est parti samedi"));
    // In a folder that was not there before, hidden, and of no interest.
    folder.file("wires/.hidden.txt", wire("Hambourg"));
    folder.file("wires/copied.txt.part", wire("Innsbruck"));
    folder.file("wires/sub/below.txt", wire("Dresde"));
    assert!(watch.line().contains("Dresde"));
    // Written anew.
    folder.file("wires/there.txt", wire("Essen"));
    assert!(watch.line().contains("Essen"));
    assert_eq!(watch.end(Signal::TERM).code(), Some(0));
    assert_eq!(listed(&folder).len(), 5);
    // What is known is recognised.
    let mut again = Watch::start(&folder, &[&folder.path("wires")]);
    folder.file("wires/last.txt", wire("Fribourg"));
    assert!(again.line().contains("Fribourg"));
    assert_eq!(again.end(Signal::INT).code(), Some(0));
}

#[test]
fn a_folder_that_disappears_is_told_once_and_taken_up_again() {
    let folder = Folder::new();
    let wires = folder.path("wires");
    let watch = Watch::start(&folder, &[&wires]);
    assert_eq!(
        watch.trouble(),
        format!("depeche: {wires}: no such file or folder")
    );
    folder.file("wires/one.txt", wire("Anvers"));
    assert_eq!(watch.trouble(), format!("depeche: {wires}: there again"));
    assert!(watch.line().contains("Anvers"));
    fs::remove_dir_all(&wires).unwrap();
    assert!(watch.trouble().ends_with("no such file or folder"));
    folder.file("wires/two.txt", wire("Bruges"));
    assert!(watch.trouble().ends_with("there again"));
    assert!(watch.line().contains("Bruges"));
    folder.file("wires/three.txt", wire("Cadix"));
    assert!(watch.line().contains("Cadix"));
}

#[test]
fn what_was_told_of_survives_a_kill() {
    let folder = Folder::new();
    let mut told = 0;
    for round in 0..4 {
        for number in 0..30 {
            let name = format!("wires/{round}-{number}.txt");
            folder.file(&name, wire(&format!("Ville-{round}-{number}")));
        }
        let mut watch = Watch::start(&folder, &[&folder.path("wires")]);
        watch.line();
        watch.end(Signal::KILL);
        told += 1 + watch.lines.iter().count();
        assert!(listed(&folder).len() >= told, "round {round}");
    }
    let library = folder.path("library.db");
    let check = run(&["--library", &library, "library", "check"]);
    assert_eq!((check.status.code(), errors(&check)), (Some(0), vec![]));
    let rest = run(&[
        "--library",
        &library,
        "watch",
        "--once",
        &folder.path("wires"),
    ]);
    assert_eq!(rest.status.code(), Some(0), "{:?}", errors(&rest));
    assert_eq!(listed(&folder).len(), 120);
}

#[test]
fn two_watches_of_one_folder_tell_of_each_dispatch_once() {
    let folder = Folder::new();
    let wires = folder.path("wires");
    fs::create_dir(&wires).unwrap();
    let mut watches = [(); 2].map(|()| Watch::start(&folder, &[&wires]));
    for number in 0..40 {
        folder.file(
            &format!("wires/{number}.txt"),
            wire(&format!("Ville-{number}")),
        );
    }
    let mut lines = Vec::new();
    let deadline = Instant::now() + PATIENCE;
    while lines.len() < 40 && Instant::now() < deadline {
        for watch in &watches {
            lines.extend(watch.lines.try_iter());
        }
        thread::yield_now();
    }
    for watch in &mut watches {
        assert_eq!(watch.end(Signal::TERM).code(), Some(0));
        lines.extend(watch.lines.iter());
    }
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), 40);
    assert_eq!(listed(&folder).len(), 40);
}

#[test]
fn a_pipe_is_read_message_by_message_until_it_ends() {
    let folder = Folder::new();
    let mut watch = Watch::start(&folder, &["-"]);
    let mut pipe: ChildStdin = watch.child.stdin.take().unwrap();
    let mut send = |text: &str| pipe.write_all(text.as_bytes()).unwrap();
    send("{\"id\": \"a\", \"text\": \"Le roi est parti.\"}\n{\"id\":");
    assert!(watch.line().ends_with("Le roi est parti."));
    send(" \"b\", \"text\": \"La reine est partie.\"}\n");
    assert!(watch.line().ends_with("La reine est partie."));
    send("{\"id\": oops\n");
    assert!(watch.trouble().starts_with("depeche: -: line 1: "));
    send("{\"id\": \"c\", \"text\": \"Le prince est parti.\"}\n");
    assert!(watch.line().ends_with("Le prince est parti."));
    drop(pipe);
    assert_eq!(watch.child.wait().unwrap().code(), Some(1));
}

#[test]
fn sources_that_cannot_be_are_refused_before_anything_is_done() {
    let folder = Folder::new();
    let library = folder.path("library.db");
    let refused = |source: &[&str], message: &str| {
        let output = run(&[&["--library", &library, "watch"], source].concat());
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(errors(&output), [message]);
    };
    refused(
        &["ftp://example.org/in"],
        "depeche: ftp: cannot be watched, only http and https can",
    );
    refused(
        &[],
        "depeche: nothing to watch: name folders or addresses, or list them in the configuration file",
    );
    assert!(!fs::exists(&library).unwrap());
}

/// The reader on the library of a folder and what comes into `wires`.
fn reading(folder: &Folder) -> Session {
    let library = folder.path("library.db");
    let wires = folder.path("wires");
    Session::start(&["--lang", "fr", "--library", &library, "--watch", &wires])
}

#[test]
fn the_reader_lists_what_comes_without_moving_its_place() {
    let folder = Folder::new();
    folder.file("wires/one.txt", wire("Anvers"));
    folder.file("wires/two.txt", wire("Bruges"));
    let mut session = reading(&folder);
    session
        .wait_for("LISTE · 2")
        .keys("Enter")
        .wait_for("LECTURE");
    let at_bruges = session.screen().contains("Bruges, 21 nov");
    folder.file("wires/three.txt", wire("Cadix"));
    session.wait_for("1 nouvelle");
    folder.file("wires/four.txt", wire("Dresde"));
    session.wait_for("2 nouvelles").wait_for("/4");
    assert_eq!(session.screen().contains("Bruges, 21 nov"), at_bruges);
    session
        .keys("q")
        .wait_for("maire de Dresde")
        .wait_for("2 nouvelles")
        .keys("j")
        .wait_until("what came was seen", |screen| {
            !screen.contents().contains("nouvelle")
        });
    session.keys("q").exit();
    assert_eq!(listed(&folder).len(), 4);
}

#[test]
fn the_reader_tells_once_of_a_source_in_trouble_and_lists_it() {
    let folder = Folder::new();
    let mut session = reading(&folder);
    session.wait_for("no such file or folder").keys("S");
    session.wait_for("SOURCES").wait_for("/wires");
    folder.file("wires/one.txt", wire("Anvers"));
    session
        .wait_for("de retour")
        .keys("q")
        .wait_for("maire d")
        .keys("q")
        .exit();
}

#[test]
fn the_configuration_names_what_is_watched() {
    let folder = Folder::new();
    folder.file("wires/one.txt", wire("Anvers"));
    let wires = folder.path("wires");
    let config = folder.file("config.toml", format!("[watch]\nsources = [{wires:?}]\n"));
    let library = folder.path("library.db");
    let arguments = ["--config", &config, "--library", &library];
    let mut session = Session::start(&arguments);
    session.wait_for("Anvers").keys("q").exit();
    let once = run(&[&arguments[..], &["watch", "--once"]].concat());
    assert_eq!((once.status.code(), once.stdout.len()), (Some(0), 0));
    let both = run(&["--watch", &wires, "list"]);
    assert_eq!(both.status.code(), Some(2));
}
