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
use super::keeper::{self, Kept, Requests};
use super::key::Key;
use super::request::Request;
use super::state::State;
use super::term::{Message, Quit, Terminal, Waker};
use super::view;
use crate::annotate::{Kinds, annotate};
use crate::library::{Dossier, Query, Who};
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

/// Reads until the user leaves, or the system ends it. `supply` runs in a thread of its own and sends what there is to read;
/// `library` is what the list lists, where it lists a library.
///
/// # Errors
/// There is no terminal, or it takes no more bytes.
pub fn run(
    state: State,
    first: Vec<Event>,
    library: Option<Kept>,
    supply: impl FnOnce(&Feed) + Send + 'static,
) -> io::Result<Option<Quit>> {
    let terminal = Terminal::open()?;
    let (sender, events) = mpsc::channel();
    let feed = Feed {
        events: sender,
        waker: terminal.waker(),
    };
    let (columns, rows) = terminal.size();
    let asks = library.is_some();
    let mut desk = Desk {
        state,
        events,
        annotator: Annotator::start(feed.clone()),
        terminal,
        library: library.map(|kept| keeper::start(kept, feed.clone())),
        unanswered: 0,
    };
    let opening = [Event::Resize { columns, rows }].into_iter().chain(first);
    for event in opening {
        desk.happen(event)?;
    }
    if asks {
        let (query, order) = (Query::default(), desk.state.order);
        desk.perform(vec![Effect::Ask(Request::List { query, order })])?;
    }
    // What is ready in a moment is painted once instead of twice.
    if let Ok(event) = desk.events.recv_timeout(PATIENCE) {
        desk.happen(event)?;
    }
    desk.hear_answers()?;
    desk.draw()?;
    let suppliers = feed.clone();
    thread::spawn(move || supply(&suppliers));
    loop {
        let mut message = Some(desk.terminal.next());
        let mut drawn = Instant::now();
        while let Some(one) = message {
            match desk.take(one)? {
                Turn::GoOn => message = desk.terminal.pending(),
                Turn::End(reason) => return Ok(reason),
            }
            if message.is_some() && drawn.elapsed() >= FRAME {
                desk.draw()?;
                drawn = Instant::now();
            }
        }
        desk.hear_answers()?;
        desk.draw()?;
    }
}

/// The state with everything that it has an effect on.
struct Desk {
    state: State,
    events: Receiver<Event>,
    annotator: Annotator,
    /// Before the library, which may still have to write when all is over: whoever looks has the terminal back by then.
    terminal: Terminal,
    library: Option<Requests>,
    /// Requests to the library whose answers belong on the next frame.
    unanswered: usize,
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

impl Desk {
    fn take(&mut self, message: Message) -> io::Result<Turn> {
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
                let (columns, rows) = self.terminal.size();
                vec![Event::Resize { columns, rows }]
            }
            Message::Wake => self.events.try_iter().collect(),
            Message::Quit(reason) => return Ok(Turn::End(Some(reason))),
        };
        for event in arrived {
            if self.happen(event)? {
                return Ok(Turn::End(None));
            }
        }
        Ok(Turn::GoOn)
    }

    /// Takes an event in and does what comes of it; true when that is the end.
    fn happen(&mut self, event: Event) -> io::Result<bool> {
        if event.is_answer() {
            self.unanswered = self.unanswered.saturating_sub(1);
        }
        let effects = handle(&mut self.state, event);
        self.perform(effects)
    }

    /// A library mostly answers before anybody could see that it has not.
    fn hear_answers(&mut self) -> io::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while self.unanswered > 0 {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(event) = self.events.recv_timeout(left) else {
                break;
            };
            self.happen(event)?;
        }
        Ok(())
    }

    /// Does what the state asks for; true when that is the end.
    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<bool> {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(true),
                Effect::Suspend => self.terminal.suspend()?,
                Effect::Redraw => self.terminal.redraw(),
                Effect::Copy(text) => match self.terminal.copy(&text) {
                    Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                        self.annotator.feed.send(Event::Failed(error.to_string()));
                    }
                    copied => copied?,
                },
                Effect::Annotate(wire) => {
                    let wires = &self.state.wires;
                    let dispatch = wires.get(wire).and_then(|wire| wire.dispatch.clone());
                    if let Some(dispatch) = dispatch {
                        // The thread lives as long as this loop does.
                        let _ = self.annotator.jobs.send((wire, dispatch));
                    }
                }
                Effect::Survey(who) => self.survey(who),
                Effect::Ask(request) => {
                    let Some(library) = &self.library else {
                        continue;
                    };
                    self.unanswered += usize::from(request.is_answered());
                    library.send(request);
                }
            }
        }
        Ok(false)
    }

    /// Looks through what is in memory, in a thread of its own: there may be much of it.
    fn survey(&self, who: Who) {
        let wires = self.state.wires.held().iter().enumerate();
        let annotated = wires.filter_map(|(at, wire)| {
            let found = wire.annotations.clone()?;
            Some((at, wire.dispatch.clone()?, found))
        });
        let annotated: Vec<_> = annotated.collect();
        let feed = self.annotator.feed.clone();
        thread::spawn(move || {
            let wires = annotated.iter();
            let wires = wires.map(|(at, dispatch, found)| (*at, &**dispatch, &**found));
            feed.send(Event::Dossier(Box::new(Dossier::of_list(who, wires))));
        });
    }

    fn draw(&mut self) -> io::Result<()> {
        let (columns, rows) = self.terminal.size();
        let mut frame = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = view::draw(&self.state, &mut frame);
        self.terminal.draw(&frame, cursor)
    }
}
