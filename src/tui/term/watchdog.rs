//! Notices that the terminal is gone. Reading keys does not: with SIGHUP ignored (nohup, sudo, tmux), the event source
//! of crossterm 0.29 runs in a circle for ever (crossterm#793). Waits without reading and without waking up.

use std::io;
use std::sync::Arc;
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::tcgetattr;

use super::Quit;
use super::mailbox::Mailbox;
use super::screen::Screen;
use super::signals::end;

/// How often to look where the system cannot wait for a terminal's end (macOS for `/dev/tty`).
const LOOK_EVERY: Timespec = Timespec {
    tv_sec: 2,
    tv_nsec: 0,
};

/// Starts the thread.
pub fn watch(screen: &Arc<Screen>, mailbox: &Arc<Mailbox>) -> io::Result<()> {
    let (screen, mailbox) = (Arc::clone(screen), Arc::clone(mailbox));
    thread::Builder::new()
        .name("watchdog".to_owned())
        .spawn(move || {
            wait_for_the_end(&screen);
            end(Quit::HangUp, &screen, &mailbox);
        })?;
    Ok(())
}

fn wait_for_the_end(screen: &Screen) {
    loop {
        // No event is asked for: a hang-up is always told.
        let mut watched = [PollFd::from_borrowed_fd(screen.input(), PollFlags::empty())];
        match poll(&mut watched, None) {
            Err(Errno::INTR) => {}
            Ok(_)
                if watched[0]
                    .revents()
                    .intersects(PollFlags::HUP | PollFlags::ERR) =>
            {
                return;
            }
            _ => return look_now_and_then(screen),
        }
    }
}

fn look_now_and_then(screen: &Screen) {
    while tcgetattr(screen.input()).is_ok() {
        let _ = poll(&mut [], Some(&LOOK_EVERY));
    }
}
