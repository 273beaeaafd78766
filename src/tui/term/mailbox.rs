//! Where messages from the threads of the rim wait until the reader takes them.
//! Bounded: a flood of keys waits in the terminal, not in memory. Knows nothing of the terminal.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Message, Quit};

/// So many keys may wait; whoever brings more waits too.
const CAPACITY: usize = 4096;

#[derive(Default)]
pub struct Mailbox {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    messages: VecDeque<Message>,
    quit: Option<Quit>,
}

impl Mailbox {
    /// Adds a key or a paste; waits while the box is full.
    pub fn post_input(&self, message: Message) {
        let mut waiting = self
            .changed
            .wait_while(self.lock(), |waiting| waiting.messages.len() >= CAPACITY)
            .unwrap_or_else(PoisonError::into_inner);
        waiting.messages.push_back(message);
        self.changed.notify_all();
    }

    /// Adds a message that says the same however often it is sent: one in the box is enough.
    pub fn post(&self, message: Message) {
        let mut waiting = self.lock();
        if !waiting.messages.contains(&message) {
            waiting.messages.push_back(message);
            self.changed.notify_all();
        }
    }

    /// Adds the end, which is taken before everything else.
    pub fn quit(&self, quit: Quit) {
        self.lock().quit.get_or_insert(quit);
        self.changed.notify_all();
    }

    /// Whether the reader takes the end out of the box within this time.
    pub fn quit_is_taken_within(&self, time: Duration) -> bool {
        let (waiting, _) = self
            .changed
            .wait_timeout_while(self.lock(), time, |waiting| waiting.quit.is_some())
            .unwrap_or_else(PoisonError::into_inner);
        waiting.quit.is_none()
    }

    /// The next message; waits for one.
    pub fn take(&self) -> Message {
        let mut waiting = self.lock();
        loop {
            if let Some(message) = waiting.next() {
                self.changed.notify_all();
                return message;
            }
            waiting = self
                .changed
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next message, if there is one.
    pub fn try_take(&self) -> Option<Message> {
        let message = self.lock().next();
        self.changed.notify_all();
        message
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // A queue is whole after every single step, whatever its holder was doing when it panicked.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn next(&mut self) -> Option<Message> {
        self.quit
            .take()
            .map(Message::Quit)
            .or_else(|| self.messages.pop_front())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::{Key, KeyCode};

    #[test]
    fn messages_come_in_order_and_the_end_comes_first() {
        let mailbox = Mailbox::default();
        let key = Message::Key(Key::plain(KeyCode::Down));
        mailbox.post_input(key.clone());
        mailbox.post(Message::Resize);
        mailbox.quit(Quit::Terminated);
        assert_eq!(mailbox.take(), Message::Quit(Quit::Terminated));
        assert_eq!(mailbox.take(), key);
        assert_eq!(mailbox.take(), Message::Resize);
        assert_eq!(mailbox.try_take(), None);
    }

    #[test]
    fn every_key_is_kept_but_one_wake_is_enough() {
        let mailbox = Mailbox::default();
        let key = Message::Key(Key::plain(KeyCode::Down));
        for _ in 0..3 {
            mailbox.post_input(key.clone());
            mailbox.post(Message::Wake);
        }
        let taken: Vec<Message> = std::iter::from_fn(|| mailbox.try_take()).collect();
        assert_eq!(taken, [key.clone(), Message::Wake, key.clone(), key]);
    }

    #[test]
    fn an_end_that_nobody_takes_is_noticed() {
        let mailbox = Mailbox::default();
        mailbox.quit(Quit::HangUp);
        assert!(!mailbox.quit_is_taken_within(Duration::ZERO));
        mailbox.take();
        assert!(mailbox.quit_is_taken_within(Duration::ZERO));
    }

    #[test]
    fn a_full_box_makes_the_sender_wait_and_loses_nothing() {
        let mailbox = Mailbox::default();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..2 * CAPACITY {
                    mailbox.post_input(Message::Key(Key::plain(KeyCode::Down)));
                }
            });
            for _ in 0..2 * CAPACITY {
                mailbox.take();
            }
        });
        assert_eq!(mailbox.try_take(), None);
    }
}
