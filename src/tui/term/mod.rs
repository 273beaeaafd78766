//! The terminal: the only place that names it. Everything else in `tui` sees [`Message`]s come in and hands whole frames out.
//!
//! | file | what it does |
//! | --- | --- |
//! | `screen` | the device: raw mode, alternate screen, one `write` a frame, and the way back |
//! | `painter` | two frames → the fewest bytes between them; pure |
//! | `input`, `filter` | events that an SSH link tears apart → keys; the filter is pure |
//! | `signals`, `watchdog` | what the system says: terminate, stop, go on, resize; the terminal is gone |
//! | `mailbox` | where all of that waits for the reader |
//! | `clipboard` | text → the sequence that puts it on the clipboard of the user's own machine; pure |
//!
//! Knows nothing of dispatches, panels, bindings or actions. There is no tick: without input nothing runs and nothing is written.

mod clipboard;
mod filter;
mod input;
mod mailbox;
pub mod painter;
mod screen;
mod signals;
mod watchdog;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use clipboard::Clipboard;
use mailbox::Mailbox;
use painter::Painter;
use screen::Screen;

use super::key::Key;

/// How long the reader may be busy before a signal or a lost terminal ends the program without it.
const GRACE: Duration = Duration::from_millis(30);

/// What arrives from outside, in order; only [`Message::Quit`] overtakes the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    Key(Key),
    /// A bracketed paste. The reader does not ask for them (see [`input`]); some terminals send them all the same.
    Paste(String),
    /// The size changed: ask [`Terminal::size`].
    Resize,
    /// The program was stopped and goes on; the next frame is drawn whole.
    Resumed,
    /// Another thread has something: see [`Waker`].
    Wake,
    Quit(Quit),
}

/// Why the program has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quit {
    /// SIGTERM.
    Terminated,
    /// SIGHUP, or the terminal was closed.
    HangUp,
    /// SIGINT from outside; `C-c` is an ordinary key.
    Interrupted,
}

impl Quit {
    /// Exit status after this end: 128 + the signal's number, as shells count.
    pub fn exit_status(self) -> u8 {
        match self {
            Quit::HangUp => 129,
            Quit::Interrupted => 130,
            Quit::Terminated => 143,
        }
    }
}

/// The terminal, taken over. Dropping it gives the terminal back, and so do a panic and every signal, once in all.
pub struct Terminal {
    screen: Arc<Screen>,
    mailbox: Arc<Mailbox>,
    painter: Painter,
    clipboard: Clipboard,
}

impl Terminal {
    /// Takes the terminal over: raw mode, alternate screen, hidden cursor, panic hook, signal handlers.
    ///
    /// Keys are read from standard input and frames written to standard output where they are terminals, else both
    /// use `/dev/tty`. Once a process: threads and handlers live until it ends.
    ///
    /// # Errors
    /// There is no terminal, or it refuses raw mode.
    pub fn open() -> io::Result<Terminal> {
        // Built first: should a later step fail, dropping it undoes the earlier ones.
        let terminal = Terminal {
            screen: Arc::new(Screen::open()?),
            mailbox: Arc::default(),
            painter: Painter::default(),
            clipboard: Clipboard::of_environment(),
        };
        screen::restore_on_panic(&terminal.screen);
        signals::watch(&terminal.screen, &terminal.mailbox)?;
        terminal.screen.enter()?;
        watchdog::watch(&terminal.screen, &terminal.mailbox)?;
        input::read(&terminal.mailbox)?;
        Ok(terminal)
    }

    /// Columns and rows; never 0, and never more than a frame can reasonably hold.
    pub fn size(&self) -> (u16, u16) {
        self.screen.size()
    }

    /// The next message; blocks until there is one.
    #[expect(
        clippy::should_implement_trait,
        reason = "an iterator would promise an end, and hide that this waits"
    )]
    pub fn next(&mut self) -> Message {
        let message = self.mailbox.take();
        self.received(message)
    }

    /// The next message if one is waiting: to answer a burst of keys with one frame.
    pub fn pending(&mut self) -> Option<Message> {
        let message = self.mailbox.try_take()?;
        Some(self.received(message))
    }

    /// Shows a frame, and the cursor where given: one `write`, nothing at all if nothing changed.
    ///
    /// A frame of another size than the terminal's is dropped: a [`Message::Resize`] is on its way. A terminal that is
    /// gone is no error here: it arrives as [`Message::Quit`].
    ///
    /// # Errors
    /// The terminal does not take the bytes.
    pub fn draw(&mut self, frame: &Buffer, cursor: Option<Position>) -> io::Result<()> {
        if (frame.area.width, frame.area.height) != self.size() || !self.screen.is_up() {
            return Ok(());
        }
        let bytes = self.painter.frame(frame, cursor);
        if bytes.is_empty() {
            return Ok(());
        }
        hang_up_is_a_message(self.screen.write(bytes), &self.mailbox)
    }

    /// Makes the next [`Terminal::draw`] paint every cell.
    pub fn redraw(&mut self) {
        self.painter.forget();
    }

    /// Puts text on the clipboard of the machine the user sits at (OSC 52); control characters are left out.
    ///
    /// # Errors
    /// [`io::ErrorKind::FileTooLarge`] for more than terminals take; else the terminal does not take the bytes.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let bytes = self.clipboard.sequence(text)?;
        hang_up_is_a_message(self.screen.write(&bytes), &self.mailbox)
    }

    /// Gives the terminal back to the shell and stops, as `C-z` does; [`Message::Resumed`] follows when the user comes
    /// back. Does nothing where no shell could bring the program back.
    ///
    /// # Errors
    /// The signal cannot be sent.
    pub fn suspend(&mut self) -> io::Result<()> {
        signals::stop_the_job()
    }

    /// A handle with which another thread sends [`Message::Wake`].
    pub fn waker(&self) -> Waker {
        Waker(Arc::clone(&self.mailbox))
    }

    fn received(&mut self, message: Message) -> Message {
        if message == Message::Resumed {
            // A terminal that cannot be entered again is gone; the watchdog says so.
            let _ = self.screen.enter();
            self.redraw();
        }
        message
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.screen.leave();
    }
}

/// Wakes the reader from another thread: something it waits for is ready.
#[derive(Clone)]
pub struct Waker(Arc<Mailbox>);

impl Waker {
    /// Sends [`Message::Wake`], at most one at a time.
    pub fn wake(&self) {
        self.0.post(Message::Wake);
    }
}

fn hang_up_is_a_message(written: io::Result<()>, mailbox: &Mailbox) -> io::Result<()> {
    match written {
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => {
            mailbox.quit(Quit::HangUp);
            Ok(())
        }
        other => other,
    }
}
