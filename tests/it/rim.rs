//! The rim of the interface in a real pseudo-terminal: what arrives, what is written, and how the terminal is left.
//! The program is this test binary itself, running [`demo`].

use std::process::Command;
use std::{env, process, thread};

use depeche::tui::key::{Key, KeyCode};
use depeche::tui::term::{Message, Terminal};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use rustix::process::Signal;

use crate::pty::{Control, Session};

const DEMO: &str = "DEPECHE_TEST_DEMO";

/// Not a test: the program under test. Shows how many keys it got and the last of them; some do something.
#[test]
fn demo() {
    if env::var_os(DEMO).is_none() {
        return;
    }
    let mut terminal = Terminal::open().unwrap();
    let mut got = Vec::new();
    let status = loop {
        show(&mut terminal, &got);
        let mut message = Some(terminal.next());
        let mut quit = None;
        while let Some(taken) = message {
            match taken {
                Message::Key(key) => {
                    got.push(name(key));
                    quit = quit.or(act(&mut terminal, key));
                }
                Message::Quit(why) => quit = Some(why.exit_status()),
                Message::Wake => got.push("woken".to_owned()),
                Message::Resumed => got.push("resumed".to_owned()),
                Message::Resize | Message::Paste(_) => {}
            }
            message = terminal.pending();
        }
        if let Some(status) = quit {
            break status;
        }
    };
    drop(terminal);
    process::exit(status.into());
}

fn act(terminal: &mut Terminal, key: Key) -> Option<u8> {
    match key.code {
        KeyCode::Char('q') => return Some(0),
        KeyCode::Char('p') => panic!("the demo panics"),
        KeyCode::Char('w') => {
            let worker = thread::spawn(|| panic!("a worker panics"));
            worker.join().unwrap_err();
        }
        KeyCode::Char('n') => {
            let waker = terminal.waker();
            thread::spawn(move || waker.wake()).join().unwrap();
        }
        KeyCode::Char('z') => terminal.suspend().unwrap(),
        KeyCode::Char('l') => terminal.redraw(),
        KeyCode::Char('y') => terminal.copy("dépêche").unwrap(),
        // Too busy to listen.
        KeyCode::Char('b') => loop {
            thread::park();
        },
        // More than a link that does not move can hold.
        KeyCode::Char('f') => {
            for number in 0.. {
                show(terminal, &vec![number.to_string(); 2000]);
            }
        }
        _ => {}
    }
    None
}

fn show(terminal: &mut Terminal, got: &[String]) {
    let (columns, rows) = terminal.size();
    let mut frame = Buffer::empty(Rect::new(0, 0, columns, rows));
    let last: Vec<&str> = got
        .iter()
        .rev()
        .take(500)
        .rev()
        .map(String::as_str)
        .collect();
    let text = format!("{columns}x{rows}, {} keys: {} .", got.len(), last.join(" "));
    let lines = text.chars().collect::<Vec<char>>();
    for (y, line) in (0..rows).zip(lines.chunks(columns.into())) {
        frame.set_string(0, y, line.iter().collect::<String>(), Style::new().bold());
    }
    terminal.draw(&frame, None).unwrap();
}

fn name(key: Key) -> String {
    let name = match key.code {
        KeyCode::Char(character) => character.to_string(),
        code => format!("{code:?}"),
    };
    if key.ctrl { format!("C-{name}") } else { name }
}

fn demo_command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env(DEMO, "1")
        .env("RUST_BACKTRACE", "0");
    command
}

fn started(command: Command, control: Control) -> Session {
    let mut session = Session::run(command, control);
    session.wait_for("120x36, 0 keys").wait_for_raw(true);
    session
}

fn start() -> Session {
    let this = env::current_exe().unwrap();
    let arguments = ["rim::demo", "--exact", "--nocapture"];
    started(
        demo_command(this.to_str().unwrap(), &arguments),
        Control::Terminal,
    )
}

/// Run by a shell, with this script; `demo` stands for the program.
fn start_in_shell(options: &str, script: &str) -> Session {
    let this = env::current_exe().unwrap();
    let program = format!("{} rim::demo --exact --nocapture", this.display());
    let script = script.replace("demo", &program);
    started(demo_command("sh", &[options, &script]), Control::Terminal)
}

fn check_end(session: &mut Session, status: i32) {
    let exit = session.exit();
    assert_eq!(exit.status.code(), Some(status), "after {:?}", exit.after);
    assert_eq!(session.leftovers(), Vec::<&str>::new());
    let entered = session.times(b"\x1b[?1049h");
    assert_eq!(session.times(b"\x1b[?1049l"), entered, "once each time");
}

#[test]
fn a_command_that_only_prints_leaves_the_terminal_alone() {
    let mut session = Session::start(&["--version"]);
    session.wait_for("depeche");
    check_end(&mut session, 0);
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let mut session = start();
    session.keys("j Down q");
    check_end(&mut session, 0);
}

#[test]
fn a_panic_gives_the_terminal_back_and_then_reports() {
    let mut session = start();
    session.keys("p").wait_for("the demo panics");
    check_end(&mut session, 101);
}

#[test]
fn a_panic_of_a_worker_is_told_once_the_screen_is_given_back() {
    let mut session = start();
    session.keys("w").wait_for("1 keys: w .");
    assert!(!session.screen().contains("a worker panics"));
    session.keys("q").wait_for("a worker panics");
    check_end(&mut session, 0);
}

#[test]
fn every_signal_that_ends_gives_the_terminal_back() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut session = start();
        session.signal(signal);
        check_end(&mut session, status);
    }
}

#[test]
fn a_reader_too_busy_to_listen_ends_all_the_same() {
    let mut session = start();
    session.keys("b").settle().signal(Signal::TERM);
    check_end(&mut session, 143);
}

#[test]
fn a_link_that_takes_no_bytes_does_not_hold_up_the_end() {
    let mut session = start();
    session.keys("f");
    session.wait_for("2000 keys").signal(Signal::TERM);
    assert_eq!(session.exit_unread().status.code(), Some(143));
    session.wait_for_raw(false);
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let mut session = start();
    assert_eq!(session.close().exit().status.code(), Some(129));
}

#[test]
fn a_closed_terminal_ends_the_program_that_ignores_hang_ups() {
    let mut session = start_in_shell("-c", "trap '' HUP; exec demo");
    assert_eq!(session.close().exit().status.code(), Some(129));
}

#[test]
fn a_closed_terminal_ends_the_program_that_nobody_tells() {
    let this = env::current_exe().unwrap();
    let arguments = ["rim::demo", "--exact", "--nocapture"];
    for keys in ["j", "b"] {
        let command = demo_command(this.to_str().unwrap(), &arguments);
        let mut session = started(command, Control::Nobody);
        session.keys(keys).settle();
        assert_eq!(session.close().exit().status.code(), Some(129));
    }
}

#[test]
fn suspending_goes_to_the_shell_and_back() {
    let mut session = start_in_shell("-mc", "demo; echo the shell; read go; fg; echo over");
    session
        .keys("j z")
        .wait_for("the shell")
        .wait_for_raw(false);
    assert_eq!(session.leftovers(), Vec::<&str>::new());
    session
        .keys("Enter")
        .wait_for("3 keys: j z resumed .")
        .wait_for_raw(true);
    session.keys("k q").wait_for("over");
    check_end(&mut session, 0);
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_too() {
    let mut session = start_in_shell("-mc", "demo; echo the shell; read go; fg; echo over");
    session
        .signal_job(Signal::TSTP)
        .wait_for("the shell")
        .wait_for_raw(false);
    assert_eq!(session.leftovers(), Vec::<&str>::new());
    session
        .keys("Enter")
        .wait_for("1 keys: resumed .")
        .wait_for_raw(true);
    session.keys("q").wait_for("over");
    check_end(&mut session, 0);
}

#[test]
fn without_a_shell_to_go_to_suspending_does_nothing() {
    let mut session = start();
    session.keys("z j").wait_for("2 keys: z j .");
    session.keys("q");
    check_end(&mut session, 0);
}

#[test]
fn stopped_and_continued_from_outside_it_takes_the_terminal_again() {
    let mut session = start();
    session.keys("j").wait_for("1 keys: j .");
    session.signal(Signal::STOP).cook().signal(Signal::CONT);
    session.wait_for("2 keys: j resumed .").wait_for_raw(true);
    session.keys("q");
    check_end(&mut session, 0);
}

#[test]
fn keys_come_from_the_terminal_while_a_wire_comes_from_a_pipe() {
    let mut session = start_in_shell("-c", "echo a wire | demo >/dev/null");
    session.keys("j").wait_for("1 keys: j .");
    session.resize(80, 24).wait_for("80x24, 1 keys");
    session.keys("q");
    check_end(&mut session, 0);
}

#[test]
fn a_sequence_torn_apart_is_one_key() {
    let mut session = start();
    session.send(b"\x1b").send(b"[B").wait_for("1 keys: Down .");
    session
        .send(b"\x1b[")
        .send(b"5~")
        .wait_for("2 keys: Down PageUp .");
    session.keys("Esc").wait_for("3 keys: Down PageUp Esc .");
}

#[test]
fn a_late_answer_of_the_terminal_is_no_key() {
    let mut session = start();
    session.send(b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\j\x1b]11;rgb:1e1e/1e1e/1e1e\x07k");
    session.wait_for("2 keys: j k .");
}

#[test]
fn a_thousand_keys_in_one_write_all_arrive() {
    let mut session = start();
    session.send(&b"\x1b[B".repeat(1000)).wait_for("1000 keys:");
    session
        .send("é".repeat(1000).as_bytes())
        .wait_for("2000 keys:");
}

#[test]
fn nothing_is_written_without_need() {
    let mut session = start();
    assert_eq!(session.bytes_of(|_| {}), 0);
    session.keys("n").wait_for("2 keys: n woken .");
    assert_eq!(session.bytes_of(|_| {}), 0);
}

#[test]
fn a_new_size_is_a_new_frame() {
    let mut session = start();
    session.resize(80, 24).wait_for("80x24, 0 keys");
    session.resize(20, 3).wait_for("20x3, 0 keys");
    session.resize(1, 1).settle();
    session.resize(100, 30).wait_for("100x30, 0 keys");
}

#[test]
fn redrawing_paints_everything_again() {
    let mut session = start();
    session.keys("j").wait_for("1 keys");
    let sent = session.bytes_of(|session| {
        session.keys("l").wait_for("2 keys: j l .");
    });
    assert!(sent > "120x36, 2 keys: j l .".len());
}

#[test]
fn copying_leaves_the_screen_alone() {
    let mut session = start();
    session.keys("y").wait_for("1 keys: y .");
    assert!(!session.screen().contains("52;c"));
}
