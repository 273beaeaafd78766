//! Keys: crossterm's events, put right for what an SSH link does to them.
use std::io;
use std::sync::Arc;
use std::thread;

use crossterm::event::{self, Event, KeyEventKind, KeyModifiers};

use super::mailbox::Mailbox;
use super::{Message, Quit};
use crate::tui::key::{Key, KeyCode};

/// Starts the thread.
pub fn read(mailbox: &Arc<Mailbox>) -> io::Result<()> {
    let mailbox = Arc::clone(mailbox);
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            loop {
                match event::read() {
                    Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                        let code = match key.code {
                            event::KeyCode::Char(character) => KeyCode::Char(character),
                            event::KeyCode::Enter => KeyCode::Enter,
                            event::KeyCode::Esc => KeyCode::Esc,
                            event::KeyCode::Down => KeyCode::Down,
                            event::KeyCode::Up => KeyCode::Up,
                            _ => continue,
                        };
                        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
                        mailbox.post_input(Message::Key(Key {
                            code,
                            ctrl,
                            shift: false,
                        }));
                    }
                    Ok(Event::Paste(text)) => mailbox.post_input(Message::Paste(text)),
                    Ok(_) => {}
                    Err(_) => return mailbox.quit(Quit::HangUp),
                }
            }
        })?;
    Ok(())
}
