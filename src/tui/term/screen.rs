//! The terminal device: raw mode, alternate screen, one `write` a frame, and the way back to how it was found.
//! Knows nothing of frames, keys or signals.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{panic, thread};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::{self, OptionalActions, Termios};

/// Alternate screen, no cursor.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l";
/// The same where the alternate screen was never left: what `ENTER` saved of the normal one is still to be given back.
const ENTER_AGAIN: &[u8] = b"\x1b[?47h\x1b[?25l";
/// The whole screen scrolls, normal screen, plain style, cursor.
const LEAVE: &[u8] = b"\x1b[r\x1b[?1049l\x1b[m\x1b[?25h";
/// Columns and rows where the terminal does not know them.
const USUAL_SIZE: (u16, u16) = (80, 24);
/// Columns and rows beyond which a size is nonsense or malice, and a frame would only eat memory.
const LARGEST_SIDE: u16 = 1000;
/// How long a terminal that takes no bytes may hold up the way out.
const STALLED: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 10_000_000,
};

pub struct Screen {
    input: OwnedFd,
    output: OwnedFd,
    /// The settings to give back; known from the first time the terminal is entered.
    found: Mutex<Option<Termios>>,
    /// Held while bytes go out, so that no frame lands on the shell's screen.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    up: bool,
    /// What threads said when they panicked while the screen was up.
    held_back: String,
}

impl Screen {
    /// Finds the terminal and leaves it as it is.
    pub fn open() -> io::Result<Screen> {
        Ok(Screen {
            input: terminal(rustix::stdio::stdin())?,
            output: terminal(rustix::stdio::stdout())?,
            found: Mutex::default(),
            state: Mutex::default(),
        })
    }

    /// The descriptor that keys come from.
    pub fn input(&self) -> BorrowedFd<'_> {
        self.input.as_fd()
    }

    /// Raw mode, alternate screen, no cursor; also again, after somebody else has used the terminal.
    pub fn enter(&self) -> io::Result<()> {
        let mut state = lock(&self.state);
        let current = termios::tcgetattr(&self.input)?;
        let mut raw = current.clone();
        raw.make_raw();
        let sequence = if state.up {
            ENTER_AGAIN
        } else {
            *lock(&self.found) = Some(current);
            ENTER
        };
        state.up = true;
        retry(|| termios::tcsetattr(&self.input, OptionalActions::Now, &raw))?;
        write_all(&self.output, sequence)
    }

    /// Gives the terminal back as it was found; nothing if that is done already.
    pub fn leave(&self) {
        let mut state = lock(&self.state);
        if state.up {
            state.up = false;
            self.restore();
            let _ = write_all(&rustix::stdio::stderr(), state.held_back.as_bytes());
            state.held_back.clear();
        }
    }

    /// [`Screen::leave`] for a thread that is about to end the process, and does not wait for one that may be stuck in
    /// a write.
    pub fn abandon(&self) {
        let left = self.state.try_lock().is_ok_and(|state| !state.up);
        if !left {
            self.restore();
        }
    }

    pub fn is_up(&self) -> bool {
        lock(&self.state).up
    }

    /// Writes all bytes, in one call where the terminal takes them; nothing while the shell has the terminal.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        if lock(&self.state).up {
            write_all(&self.output, bytes)?;
        }
        Ok(())
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        let (columns, rows) = match termios::tcgetwinsize(&self.output) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
            _ => USUAL_SIZE,
        };
        (columns.min(LARGEST_SIDE), rows.min(LARGEST_SIDE))
    }

    fn restore(&self) {
        // A link that is stalled or gone must not hold the program back.
        if is_ready(&self.output) {
            let _ = write_all(&self.output, LEAVE);
        }
        // In the background the settings are the shell's, and changing them would stop the program (SIGTTOU).
        let in_front = termios::tcgetpgrp(&self.input)
            .map_or(true, |group| group == rustix::process::getpgrp());
        if let (true, Some(found)) = (in_front, &*lock(&self.found)) {
            let _ = retry(|| termios::tcsetattr(&self.input, OptionalActions::Now, found));
        }
    }
}

/// Lets a panic of this thread give the terminal back before it is reported. Other threads' panics do not end the
/// reader: theirs are told once the screen is no longer drawn on.
pub fn restore_on_panic(screen: &Arc<Screen>) {
    let screen = Arc::clone(screen);
    let reader = thread::current().id();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == reader {
            screen.leave();
        }
        let mut state = lock(&screen.state);
        if state.up {
            state.held_back.push_str(&format!("{panic}\n"));
        } else {
            drop(state);
            report(panic);
        }
    }));
}

/// The given stream if it is a terminal, else the terminal the process was started from.
fn terminal(stream: BorrowedFd<'_>) -> io::Result<OwnedFd> {
    if termios::isatty(stream) {
        return stream.try_clone_to_owned();
    }
    let tty: File = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    Ok(tty.into())
}

fn write_all(to: &impl AsFd, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(to, bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Somebody who shares the terminal made it non-blocking.
            Err(Errno::AGAIN) => {
                poll(&mut [PollFd::new(to, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn is_ready(output: &impl AsFd) -> bool {
    let mut watched = [PollFd::new(output, PollFlags::OUT)];
    matches!(poll(&mut watched, Some(&STALLED)), Ok(1))
}

fn retry<T>(mut call: impl FnMut() -> rustix::io::Result<T>) -> rustix::io::Result<T> {
    loop {
        match call() {
            Err(Errno::INTR) => {}
            result => return result,
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept here is true after every single step, whatever its holder was doing when it panicked.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
