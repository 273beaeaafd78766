//! The loop: messages of the terminal and events of other threads in, frames and effects out.
//!
//! One thread owns state and screen. A burst of keys is answered with one frame; without a message nothing runs.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::effect::Effect;
use super::handle::{Event, handle};
use super::key::Key;
use super::state::State;
use super::term::{Message, Quit, Terminal, Waker};
use super::view;
use crate::annotate::{Kinds, annotate};
use crate::model::Dispatch;

/// How long the first frame may wait for the annotations of the first dispatch.
const PATIENCE: Duration = Duration::from_millis(12);

/// A burst of keys is answered with a frame at least this often.
const FRAME: Duration = Duration::from_millis(16);

/// The way in for other threads.
#[derive(Clone)]
pub struct Feed {
    events: Sender<Event>,
    waker: Waker,
}

impl Feed {
    /// Hands an event to the reader; lost when the reader has ended.
    pub fn send(&self, event: Event) {
        if self.events.send(event).is_ok() {
            self.waker.wake();
        }
    }
}

/// Reads until the user leaves, or the system ends it. `supply` runs in a thread of its own and sends what there is to read.
///
/// # Errors
/// There is no terminal, or it takes no more bytes.
pub fn run(
    mut state: State,
    first: Vec<Event>,
    supply: impl FnOnce(&Feed) + Send + 'static,
) -> io::Result<Option<Quit>> {
    let mut terminal = Terminal::open()?;
    let (sender, events) = mpsc::channel();
    let feed = Feed {
        events: sender,
        waker: terminal.waker(),
    };
    let (columns, rows) = terminal.size();
    let annotator = Annotator::start(feed.clone());
    let opening = [Event::Resize { columns, rows }].into_iter().chain(first);
    for event in opening {
        let effects = handle(&mut state, event);
        perform(effects, &state, &annotator, &mut terminal)?;
    }
    // What is ready in a moment is painted once instead of twice.
    if let Ok(event) = events.recv_timeout(PATIENCE) {
        handle(&mut state, event);
    }
    draw(&state, &mut terminal)?;
    let suppliers = feed.clone();
    thread::spawn(move || supply(&suppliers));
    loop {
        let mut message = Some(terminal.next());
        let mut drawn = Instant::now();
        while let Some(one) = message {
            match take(one, &mut state, &events, &annotator, &mut terminal)? {
                Turn::GoOn => message = terminal.pending(),
                Turn::End(reason) => return Ok(reason),
            }
            if message.is_some() && drawn.elapsed() >= FRAME {
                draw(&state, &mut terminal)?;
                drawn = Instant::now();
            }
        }
        draw(&state, &mut terminal)?;
    }
}

/// The thread that annotates what is opened, one dispatch after the other.
struct Annotator {
    jobs: Sender<(usize, Arc<Dispatch>)>,
    feed: Feed,
}

impl Annotator {
    fn start(feed: Feed) -> Annotator {
        let (jobs, waiting) = mpsc::channel::<(usize, Arc<Dispatch>)>();
        let answers = feed.clone();
        thread::spawn(move || {
            for (wire, dispatch) in waiting {
                let annotations = Arc::new(annotate(&dispatch, Kinds::ALL));
                answers.send(Event::Annotated { wire, annotations });
            }
        });
        Annotator { jobs, feed }
    }
}

enum Turn {
    GoOn,
    End(Option<Quit>),
}

fn take(
    message: Message,
    state: &mut State,
    events: &Receiver<Event>,
    annotator: &Annotator,
    terminal: &mut Terminal,
) -> io::Result<Turn> {
    let arrived: Vec<Event> = match message {
        // Shift tells letters apart by their case alone; for other keys the table does not use it.
        Message::Key(key) => vec![Event::Key(Key {
            shift: false,
            ..key
        })],
        Message::Paste(text) => text
            .chars()
            .map(|c| Event::Key(Key::plain(super::key::KeyCode::Char(c))))
            .collect(),
        Message::Resize | Message::Resumed => {
            let (columns, rows) = terminal.size();
            vec![Event::Resize { columns, rows }]
        }
        Message::Wake => events.try_iter().collect(),
        Message::Quit(reason) => return Ok(Turn::End(Some(reason))),
    };
    for event in arrived {
        let effects = handle(state, event);
        if perform(effects, state, annotator, terminal)? {
            return Ok(Turn::End(None));
        }
    }
    Ok(Turn::GoOn)
}

/// Does what the state asks for; true when that is the end.
fn perform(
    effects: Vec<Effect>,
    state: &State,
    annotator: &Annotator,
    terminal: &mut Terminal,
) -> io::Result<bool> {
    for effect in effects {
        match effect {
            Effect::Quit => return Ok(true),
            Effect::Suspend => terminal.suspend()?,
            Effect::Redraw => terminal.redraw(),
            Effect::Copy(text) => match terminal.copy(&text) {
                Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                    annotator.feed.send(Event::Failed(error.to_string()));
                }
                copied => copied?,
            },
            Effect::Annotate(wire) => {
                let job = (wire, Arc::clone(&state.wires[wire].dispatch));
                // The thread lives as long as this loop does.
                let _ = annotator.jobs.send(job);
            }
        }
    }
    Ok(false)
}

fn draw(state: &State, terminal: &mut Terminal) -> io::Result<()> {
    let (columns, rows) = terminal.size();
    let mut frame = Buffer::empty(Rect::new(0, 0, columns, rows));
    let cursor = view::draw(state, &mut frame);
    terminal.draw(&frame, cursor)
}
