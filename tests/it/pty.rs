//! A program in a pseudo-terminal: type, look at its screen, resize, signal, hang up, count bytes, see what it leaves
//! behind. Everything waits for a condition and fails with the screen in the message when it does not come.

use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use std::{env, fs, io, num::NonZeroU16, process, thread};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{self, LocalModes, OutputModes, Winsize};

/// When to give up on a condition. Nothing takes as long, unless it does not come at all.
const PATIENCE: Duration = Duration::from_secs(20);
/// Nothing for so long means that the program has written what it had to write.
const SILENCE: Duration = Duration::from_millis(80);
const SIZE: (u16, u16) = (120, 36);

/// A running program and the terminal it runs in.
pub struct Session {
    pid: Pid,
    master: Option<OwnedFd>,
    parser: vt100::Parser,
    /// Everything that the program wrote.
    written: Vec<u8>,
    ended: Receiver<(ExitStatus, Instant)>,
    /// When the program was last told to end.
    told: Instant,
    home: PathBuf,
}

/// How a program ended.
#[derive(Debug)]
pub struct Exit {
    pub status: ExitStatus,
    /// Since the last signal or hang-up.
    pub after: Duration,
}

/// Whether the program has a controlling terminal: without one, nobody tells it that the terminal is gone.
#[derive(Clone, Copy, PartialEq)]
pub enum Control {
    Terminal,
    Nobody,
}

impl Session {
    /// The reader, with these arguments, at 120x36.
    pub fn start(arguments: &[&str]) -> Session {
        let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
        command.args(arguments);
        Session::run(command, Control::Terminal)
    }

    /// Any program. Its environment is empty but for what is set in the command, a terminal type, a locale, a path and
    /// a home that is removed afterwards.
    pub fn run(mut command: Command, control: Control) -> Session {
        let (master, slave) = open_pty();
        resize(&master, SIZE);
        let home = new_home();
        let wanted: Vec<_> = command
            .get_envs()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
            .collect();
        command
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap_or_default())
            .env("HOME", &home)
            .env("TERM", "xterm-256color")
            .env("LANG", "fr_FR.UTF-8")
            .envs(wanted)
            .current_dir(&home)
            .stdin(Stdio::from(slave.try_clone().unwrap()))
            .stdout(Stdio::from(slave.try_clone().unwrap()))
            .stderr(Stdio::from(slave));
        for folder in ["CONFIG", "DATA", "STATE", "CACHE"] {
            command.env(
                format!("XDG_{folder}_HOME"),
                home.join(folder.to_lowercase()),
            );
        }
        own_session(&mut command, control);
        let mut child = command.spawn().unwrap();
        // The command holds the last descriptors of the terminal's other side in this process.
        drop(command);
        let pid = Pid::from_child(&child);
        let (tell, ended) = mpsc::channel();
        thread::spawn(move || {
            let status = child.wait().unwrap();
            let _ = tell.send((status, Instant::now()));
        });
        Session {
            pid,
            master: Some(master),
            parser: vt100::Parser::new(non_zero(SIZE.1), non_zero(SIZE.0), 0),
            written: Vec::new(),
            ended,
            told: Instant::now(),
            home,
        }
    }

    /// Presses keys: names (`Down`, `Esc`, `C-l`), characters, or words typed in one go, with blanks between them.
    pub fn keys(&mut self, keys: &str) -> &mut Session {
        for key in keys.split_whitespace() {
            self.send(&bytes_of_key(key));
        }
        self
    }

    /// Sends bytes as they are, in one `write`.
    pub fn send(&mut self, bytes: &[u8]) -> &mut Session {
        let sent = rustix::io::write(self.master(), bytes).unwrap();
        assert_eq!(sent, bytes.len(), "the terminal takes no more input");
        self
    }

    /// What the screen shows now, row by row.
    pub fn screen(&mut self) -> String {
        while self.receive(Duration::ZERO) {}
        self.parser.screen().contents()
    }

    /// Waits until the screen shows this text.
    pub fn wait_for(&mut self, text: &str) -> &mut Session {
        self.wait_until(text, |screen| screen.contents().contains(text))
    }

    /// Waits until the screen is as asked.
    pub fn wait_until(&mut self, what: &str, is: impl Fn(&vt100::Screen) -> bool) -> &mut Session {
        let deadline = Instant::now() + PATIENCE;
        while !is(self.parser.screen()) {
            let received = self.receive(deadline.saturating_duration_since(Instant::now()));
            assert!(
                received || is(self.parser.screen()),
                "waited in vain for {what:?}; the screen:\n{}",
                self.parser.screen().contents()
            );
        }
        self
    }

    /// Waits until the terminal is in raw mode, or is not.
    pub fn wait_for_raw(&mut self, raw: bool) -> &mut Session {
        let deadline = Instant::now() + PATIENCE;
        while self.is_raw() != raw {
            assert!(Instant::now() < deadline, "raw mode does not become {raw}");
            // Modes change without a byte: look again and again.
            thread::yield_now();
        }
        self
    }

    /// Waits until nothing comes any more.
    pub fn settle(&mut self) -> &mut Session {
        while self.receive(SILENCE) {}
        self
    }

    /// Bytes that the program writes from before these actions until it falls silent after them.
    pub fn bytes_of(&mut self, actions: impl FnOnce(&mut Session)) -> usize {
        self.settle();
        let before = self.written.len();
        actions(self);
        self.settle();
        self.written.len() - before
    }

    /// How often the program has written these bytes.
    pub fn times(&mut self, bytes: &[u8]) -> usize {
        self.screen();
        let places = self.written.windows(bytes.len());
        places.filter(|place| *place == bytes).count()
    }

    pub fn signal(&mut self, signal: Signal) -> &mut Session {
        self.told = Instant::now();
        rustix::process::kill_process(self.pid, signal).unwrap();
        self
    }

    /// Signals whatever the terminal's keys would signal: the job in front.
    pub fn signal_job(&mut self, signal: Signal) -> &mut Session {
        let job = termios::tcgetpgrp(self.master()).unwrap();
        rustix::process::kill_process_group(job, signal).unwrap();
        self
    }

    /// Columns and rows.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Session {
        self.parser
            .screen_mut()
            .set_size(non_zero(rows), non_zero(columns));
        resize(self.master(), (columns, rows));
        self
    }

    /// Leaves the settings as a shell would that took the terminal over.
    pub fn cook(&mut self) -> &mut Session {
        let mut settings = termios::tcgetattr(self.master()).unwrap();
        settings.local_modes |= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        settings.output_modes |= OutputModes::OPOST;
        termios::tcsetattr(self.master(), termios::OptionalActions::Now, &settings).unwrap();
        self
    }

    /// Hangs up: the terminal is gone.
    pub fn close(&mut self) -> &mut Session {
        self.told = Instant::now();
        self.master = None;
        self
    }

    /// Waits for the end of the program, reading what it still writes.
    pub fn exit(&mut self) -> Exit {
        let deadline = Instant::now() + PATIENCE;
        while self.receive(deadline.saturating_duration_since(Instant::now())) {}
        self.exit_unread()
    }

    /// Waits for the end of the program without reading what it writes, as a stalled link does.
    pub fn exit_unread(&mut self) -> Exit {
        let (status, at) = self.ended.recv_timeout(PATIENCE).unwrap_or_else(|_| {
            let screen = self.parser.screen().contents();
            panic!("the program does not end; its screen:\n{screen}")
        });
        let after = at.saturating_duration_since(self.told);
        Exit { status, after }
    }

    /// Modes of the terminal that are not as they were found.
    pub fn leftovers(&mut self) -> Vec<&'static str> {
        self.screen();
        let raw = self.is_raw();
        let screen = self.parser.screen();
        let modes = [
            (screen.alternate_screen(), "alternate screen"),
            (screen.hide_cursor(), "hidden cursor"),
            (screen.bracketed_paste(), "bracketed paste"),
            (screen.application_cursor(), "application cursor keys"),
            (screen.application_keypad(), "application keypad"),
            (
                screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None,
                "mouse",
            ),
            (
                screen.inverse() || screen.bold() || screen.fgcolor() != vt100::Color::Default,
                "style",
            ),
            (raw, "raw mode"),
        ];
        let on = modes.iter().filter(|(on, _)| *on);
        on.map(|(_, name)| *name).collect()
    }

    fn is_raw(&self) -> bool {
        let settings = termios::tcgetattr(self.master()).unwrap();
        !settings
            .local_modes
            .contains(LocalModes::ICANON | LocalModes::ECHO)
            || !settings.output_modes.contains(OutputModes::OPOST)
    }

    /// Reads once, waiting so long for something to read; says whether there was something.
    fn receive(&mut self, patience: Duration) -> bool {
        let Some(master) = &self.master else {
            return false;
        };
        let timeout = Timespec::try_from(patience).unwrap();
        let mut watched = [PollFd::new(master, PollFlags::IN)];
        if poll(&mut watched, Some(&timeout)).unwrap() == 0 {
            return false;
        }
        let mut buffer = [0; 1 << 16];
        // Linux says EIO once nobody has the other side open any more.
        let count = rustix::io::read(master, &mut buffer).unwrap_or(0);
        self.parser.process(&buffer[..count]);
        self.written.extend(&buffer[..count]);
        count > 0
    }

    fn master(&self) -> &OwnedFd {
        self.master.as_ref().expect("the terminal is open")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = rustix::process::kill_process(self.pid, Signal::KILL);
        let _ = fs::remove_dir_all(&self.home);
    }
}

fn open_pty() -> (OwnedFd, OwnedFd) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let slave = rustix::fs::open(name.as_c_str(), flags, Mode::empty()).unwrap();
    (master, slave)
}

#[expect(
    unsafe_code,
    reason = "a terminal is taken between fork and exec; both calls are async-signal-safe"
)]
fn own_session(command: &mut Command, control: Control) {
    let take = move || {
        rustix::process::setsid()?;
        if control == Control::Terminal {
            rustix::process::ioctl_tiocsctty(rustix::stdio::stdin())?;
        }
        io::Result::Ok(())
    };
    // SAFETY: the closure only makes two system calls, and neither allocates nor locks.
    unsafe {
        command.pre_exec(take);
    }
}

fn resize(master: &impl AsFd, (columns, rows): (u16, u16)) {
    let size = Winsize {
        ws_row: rows,
        ws_col: columns,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    termios::tcsetwinsize(master, size).unwrap();
}

fn new_home() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let home = env::temp_dir().join(format!("depeche-test-{}-{number}", process::id()));
    fs::create_dir_all(&home).unwrap();
    home
}

fn bytes_of_key(key: &str) -> Vec<u8> {
    let bytes: &[u8] = match key {
        "Esc" => b"\x1b",
        "Enter" => b"\r",
        "Tab" => b"\t",
        "S-Tab" => b"\x1b[Z",
        "Space" => b" ",
        "Backspace" => b"\x7f",
        "Delete" => b"\x1b[3~",
        "Up" => b"\x1b[A",
        "Down" => b"\x1b[B",
        "Right" => b"\x1b[C",
        "Left" => b"\x1b[D",
        "Home" => b"\x1b[H",
        "End" => b"\x1b[F",
        "PageUp" => b"\x1b[5~",
        "PageDown" => b"\x1b[6~",
        _ => match key.as_bytes() {
            [b'C', b'-', letter] => return vec![letter & 0x1f],
            typed => typed,
        },
    };
    bytes.to_vec()
}

fn non_zero(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}
