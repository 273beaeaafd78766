//! The thread that reads keys: crossterm's events go through a [`Filter`] into the mailbox.
//!
//! Bracketed paste stays off: a paste whose end mark is lost would swallow every key after it (crossterm#1060), and the
//! reader has no text field where it would help. Pasted text arrives as if typed.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event};

use super::filter::Filter;
use super::mailbox::Mailbox;
use super::{Message, Quit};
use crate::tui::key::Key;

/// crossterm does not look at its own buffer when asked to wait for less.
const SHORTEST_WAIT: Duration = Duration::from_millis(1);

/// Starts the thread.
pub fn read(mailbox: &Arc<Mailbox>) -> io::Result<()> {
    let mailbox = Arc::clone(mailbox);
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            // An error here means that there is no terminal any more.
            let _ = pass_on(&mailbox);
            mailbox.quit(Quit::HangUp);
        })?;
    Ok(())
}

fn pass_on(mailbox: &Mailbox) -> io::Result<()> {
    let mut filter = Filter::default();
    let post = |keys: Vec<Key>| {
        for key in keys {
            mailbox.post_input(Message::Key(key));
        }
    };
    loop {
        if let Some(deadline) = filter.deadline() {
            let wait = deadline.saturating_duration_since(Instant::now());
            if !event::poll(wait.max(SHORTEST_WAIT))? {
                post(filter.expire());
                continue;
            }
        }
        match event::read()? {
            Event::Key(key) => post(filter.event(key, Instant::now())),
            // Somebody else has left it on.
            Event::Paste(text) => {
                post(filter.expire());
                mailbox.post_input(Message::Paste(text));
            }
            // The size comes from `signals`; nobody asked for the mouse or the focus.
            _ => {}
        }
    }
}
