//! Key events → keys, put right for what a link does to them: escape sequences torn apart are joined, answers that a
//! terminal gives too late are no keys, Alt is Escape and a key. Pure: time is passed in.
//! Knows nothing of bindings.

#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use crossterm::event::{self, KeyEvent, KeyEventKind, KeyModifiers};

use crate::tui::key::{Key, KeyCode};

/// How long after Escape the rest of its sequence may come. A packet more or less takes less, a hand takes longer.
const SEQUENCE_GUARD: Duration = Duration::from_millis(40);
/// How long and how large an answer of the terminal may be.
const ANSWER_TIME: Duration = Duration::from_millis(300);
const LONGEST_ANSWER: usize = 512;
/// Fewer keys than this after Escape and the letter that begins an answer, and no end: somebody typed them.
const SHORTEST_ANSWER: usize = 4;

/// Holds keys back as long as they may be part of something else.
#[derive(Default)]
pub struct Filter {
    held: Option<Held>,
}

struct Held {
    /// What was typed, should it turn out to be typed.
    keys: Vec<Key>,
    kind: Kind,
    until: Instant,
}

enum Kind {
    Escape,
    /// `ESC [` and what may follow: parameters.
    Csi(String),
    /// `ESC O`.
    Ss3,
    /// OSC, DCS, APC, PM or SOS, up to BEL or `ESC \`.
    Answer {
        length: usize,
        after_escape: bool,
    },
}

/// What one more key makes of those held back.
enum Step {
    More(Kind),
    /// The sequence is complete, and is this key.
    Is(Key),
    /// It is complete, and is no key.
    IsNone,
    /// It was no sequence.
    Typed,
}

impl Filter {
    /// The keys that this event lets through.
    pub fn event(&mut self, event: KeyEvent, now: Instant) -> Vec<Key> {
        let mut through = Vec::new();
        for key in keys_of(event) {
            self.key(key, now, &mut through);
        }
        through
    }

    /// When [`Filter::expire`] is due if no event comes before.
    pub fn deadline(&self) -> Option<Instant> {
        self.held.as_ref().map(|held| held.until)
    }

    /// Nothing more came: the keys that were held back, if they were keys.
    pub fn expire(&mut self) -> Vec<Key> {
        match self.held.take() {
            Some(held) if held.kind.is_cut_answer() => Vec::new(),
            Some(held) => held.keys,
            None => Vec::new(),
        }
    }

    fn key(&mut self, key: Key, now: Instant, through: &mut Vec<Key>) {
        // Answers end in time even where keys never pause; a late rest of a sequence is still one.
        if self
            .held
            .as_ref()
            .is_some_and(|held| held.kind.is_answer() && now >= held.until)
        {
            through.extend(self.expire());
        }
        let Some(mut held) = self.held.take() else {
            return self.first(key, now, through);
        };
        let until = if held.kind.is_answer() {
            held.until
        } else {
            now + SEQUENCE_GUARD
        };
        match step(held.kind, key) {
            Step::More(kind) => {
                held.keys.push(key);
                let begins = kind.is_answer() && held.keys.len() == 2;
                let until = if begins { now + ANSWER_TIME } else { until };
                self.held = Some(Held {
                    kind,
                    until,
                    ..held
                });
            }
            Step::Is(key) => through.push(key),
            Step::IsNone => {}
            Step::Typed => {
                through.append(&mut held.keys);
                self.first(key, now, through);
            }
        }
    }

    /// A key with nothing held back before it.
    fn first(&mut self, key: Key, now: Instant, through: &mut Vec<Key>) {
        if key.code == KeyCode::Esc {
            self.held = Some(Held {
                keys: vec![key],
                kind: Kind::Escape,
                until: now + SEQUENCE_GUARD,
            });
        } else {
            through.push(key);
        }
    }
}

impl Kind {
    fn is_answer(&self) -> bool {
        matches!(self, Kind::Answer { .. })
    }

    fn is_cut_answer(&self) -> bool {
        matches!(self, Kind::Answer { length, .. } if *length >= SHORTEST_ANSWER)
    }
}

fn step(kind: Kind, key: Key) -> Step {
    let character = match key.code {
        KeyCode::Char(character) if !key.ctrl => Some(character),
        _ => None,
    };
    match (kind, character) {
        (Kind::Escape, Some('[')) => Step::More(Kind::Csi(String::new())),
        (Kind::Escape, Some('O')) => Step::More(Kind::Ss3),
        (Kind::Escape, Some(']' | 'P' | '_' | '^' | 'X')) => Step::More(Kind::Answer {
            length: 0,
            after_escape: false,
        }),
        (Kind::Csi(mut parameters), Some(character @ ' '..='?')) => {
            parameters.push(character);
            Step::More(Kind::Csi(parameters))
        }
        (Kind::Csi(parameters), Some(last @ '@'..='~')) => match csi_key(&parameters, last) {
            Some(key) => Step::Is(key),
            None if parameters.is_empty() => Step::Typed,
            // No hand types parameters that quickly: the answer to a question of somebody else's.
            None => Step::IsNone,
        },
        (Kind::Ss3, Some(last)) => {
            letter(last).map_or(Step::Typed, |code| Step::Is(Key::plain(code)))
        }
        (
            Kind::Answer {
                length,
                after_escape,
            },
            _,
        ) => {
            let bell = key.ctrl && key.code == KeyCode::Char('g');
            if bell || (after_escape && character == Some('\\')) || length == LONGEST_ANSWER {
                return Step::IsNone;
            }
            Step::More(Kind::Answer {
                length: length + 1,
                after_escape: key.code == KeyCode::Esc,
            })
        }
        _ => Step::Typed,
    }
}

/// `ESC [`, parameters, last character, as xterm and its like send keys.
fn csi_key(parameters: &str, last: char) -> Option<Key> {
    let mut numbers = parameters.split(';').map(str::parse::<u8>);
    let first = numbers.next()?.ok();
    let held = match numbers.next() {
        Some(modifiers) => modifiers.ok()?.checked_sub(1)?,
        None => 0,
    };
    let code = match last {
        '~' => numbered(first?)?,
        _ => letter(last)?,
    };
    Some(Key {
        code,
        ctrl: held & 4 != 0,
        shift: held & 1 != 0,
    })
}

fn letter(last: char) -> Option<KeyCode> {
    Some(match last {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        'F' => KeyCode::End,
        'H' => KeyCode::Home,
        'P' => KeyCode::F(1),
        'Q' => KeyCode::F(2),
        'R' => KeyCode::F(3),
        'S' => KeyCode::F(4),
        'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23 | 24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

/// The keys an event stands for: none, one, or Escape and one.
fn keys_of(event: KeyEvent) -> Vec<Key> {
    let with = |modifier| event.modifiers.contains(modifier);
    let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
    if event.kind == KeyEventKind::Release || event.modifiers.intersects(foreign) {
        return Vec::new();
    }
    let (ctrl, shift) = (with(KeyModifiers::CONTROL), with(KeyModifiers::SHIFT));
    let (code, ctrl, shift) = match event.code {
        // What these two send is what Backspace and Enter send on other terminals.
        event::KeyCode::Char('h') if ctrl => (KeyCode::Backspace, false, false),
        event::KeyCode::Char('j') if ctrl => (KeyCode::Enter, false, false),
        event::KeyCode::Char(character) => (KeyCode::Char(character), ctrl, false),
        event::KeyCode::Tab if shift => (KeyCode::BackTab, ctrl, false),
        event::KeyCode::BackTab => (KeyCode::BackTab, ctrl, false),
        event::KeyCode::Esc => (KeyCode::Esc, false, false),
        other => match named(other) {
            Some(code) => (code, ctrl, shift),
            None => return Vec::new(),
        },
    };
    let key = Key { code, ctrl, shift };
    let alone = matches!(
        code,
        KeyCode::Char(_) | KeyCode::Enter | KeyCode::Tab | KeyCode::Backspace | KeyCode::Esc
    );
    // Where the key has a sequence of its own, Alt is a parameter of it and says nothing here.
    if with(KeyModifiers::ALT) && alone {
        vec![Key::plain(KeyCode::Esc), key]
    } else {
        vec![key]
    }
}

fn named(code: event::KeyCode) -> Option<KeyCode> {
    Some(match code {
        event::KeyCode::Enter => KeyCode::Enter,
        event::KeyCode::Tab => KeyCode::Tab,
        event::KeyCode::Backspace => KeyCode::Backspace,
        event::KeyCode::Delete => KeyCode::Delete,
        event::KeyCode::Insert => KeyCode::Insert,
        event::KeyCode::Up => KeyCode::Up,
        event::KeyCode::Down => KeyCode::Down,
        event::KeyCode::Left => KeyCode::Left,
        event::KeyCode::Right => KeyCode::Right,
        event::KeyCode::Home => KeyCode::Home,
        event::KeyCode::End => KeyCode::End,
        event::KeyCode::PageUp => KeyCode::PageUp,
        event::KeyCode::PageDown => KeyCode::PageDown,
        event::KeyCode::F(number) => KeyCode::F(number),
        _ => return None,
    })
}
