//! What the system says: terminate, interrupt, hang up, stop, go on, resize. One thread turns it into messages.
//! Knows nothing of keys and frames.

use std::io;
use std::sync::Arc;
use std::thread;

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use super::mailbox::Mailbox;
use super::screen::Screen;
use super::{GRACE, Message, Quit};

/// Starts the thread.
pub fn watch(screen: &Arc<Screen>, mailbox: &Arc<Mailbox>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    let (screen, mailbox) = (Arc::clone(screen), Arc::clone(mailbox));
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGTERM => end(Quit::Terminated, &screen, &mailbox),
                    SIGHUP => end(Quit::HangUp, &screen, &mailbox),
                    SIGINT => end(Quit::Interrupted, &screen, &mailbox),
                    SIGTSTP => stop(&screen),
                    SIGCONT => mailbox.post(Message::Resumed),
                    SIGWINCH => mailbox.post(Message::Resize),
                    _ => {}
                }
            }
        })?;
    Ok(())
}

/// Tells the reader to end, and ends without it when it is too busy to listen.
pub fn end(quit: Quit, screen: &Screen, mailbox: &Mailbox) {
    mailbox.quit(quit);
    if !mailbox.quit_is_taken_within(GRACE) {
        screen.abandon();
        low_level::exit(i32::from(quit.exit_status()));
    }
}

/// Stops everything that the shell started together with this program, this program included, as the terminal's own
/// `C-z` would. Nothing happens without job control: nobody could say "go on".
pub fn stop_the_job() -> io::Result<()> {
    if has_job_control() {
        // Our own share of it comes back as a signal: see `stop`.
        kill_current_process_group(Signal::TSTP)?;
    }
    Ok(())
}

fn stop(screen: &Screen) {
    if has_job_control() {
        screen.leave();
        // Nothing runs from here until SIGCONT, which is the next signal to be read.
        let _ = low_level::raise(SIGSTOP);
    }
}

/// A shell with job control gives every job its own process group; a program in the group of the session's leader has
/// no such shell above it (`ssh host depeche`, `xterm -e depeche`, a script).
fn has_job_control() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}
