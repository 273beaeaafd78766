//! Where news comes from while one waits: folders, addresses on the web, standard input. A thread for each source tells what
//! came and what is wrong; whoever listens reads it, puts it into the library, and only then keeps the receipt.
//!
//! | module | holds |
//! | --- | --- |
//! | [`source`] | what a user may name |
//! | [`folder`], [`settling`] | files that appear in a folder; when one is whole |
//! | [`feed`], [`fetch`], [`schedule`] | an address that is asked again and again; one answer; when to ask next |
//! | [`input`] | a stream that never has to end → messages |
//! | [`budget`] | how much may wait to be read |
//!
//! Knows nothing of wire formats, of what a dispatch is, or of how a library is kept.

pub mod budget;
pub mod feed;
pub mod fetch;
pub mod folder;
pub mod input;
pub mod schedule;
pub mod settling;
pub mod source;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::thread;
use std::time::Duration;

pub use source::{Source, SourceError};

use budget::{Budget, Share};
use feed::Feed;
use fetch::{FetchError, Fetcher, Validators};

/// How sources are watched.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Between two visits of an address.
    pub every: Duration,
    /// Go over everything once and end.
    pub once: bool,
}

/// What a source has to say.
#[derive(Debug)]
pub enum Message {
    Arrived(Arrival),
    /// A source cannot be read now; told once for each reason.
    Trouble {
        source: Arc<str>,
        trouble: Trouble,
    },
    /// It can be read again.
    Well(Arc<str>),
    /// Nothing more will come of one of the sources.
    Ended,
    /// Somebody wants an end of it all.
    Stop,
}

/// Why a source cannot be read, or not as it should be.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("not a folder")]
    NoFolder,
    #[error("looked through again and again, the system tells of no changes: {0}")]
    Blind(String),
    #[error(transparent)]
    Fetch(#[from] FetchError),
}

/// Something to read.
#[derive(Debug)]
pub struct Arrival {
    pub source: Arc<str>,
    pub content: Content,
    /// To be kept once the content is safe.
    pub receipt: Option<Receipt>,
    /// What the content takes of the memory that there is for all that waits.
    pub share: Share,
}

/// What is to be read.
#[derive(Debug, PartialEq, Eq)]
pub enum Content {
    File(PathBuf),
    Bytes(Vec<u8>),
}

/// What a source wants to find again when the program is started the next time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub name: String,
    pub value: String,
}

/// Starts a thread for each source. Addresses are asked through `fetcher`; `kept` gives back the value of a receipt of an earlier time.
///
/// The threads are not waited for: one may hang on standard input or on a network for ever.
pub fn start(
    sources: Vec<Source>,
    options: Options,
    messages: &SyncSender<Message>,
    fetcher: &Fetcher,
    kept: impl Fn(&str) -> Option<String>,
) {
    let budget = Arc::default();
    for source in sources {
        let teller = Teller::new(source.name(), messages.clone(), &budget);
        match source {
            Source::Folder(path) => spawn(move || folder::watch(&path, options.once, teller)),
            Source::Web(address) => {
                let validators = kept(&address.receipt_name());
                let validators = validators.as_deref().and_then(Validators::from_value);
                let feed = Feed::new(
                    address,
                    fetcher.clone(),
                    options.every,
                    validators.unwrap_or_default(),
                );
                let pause = |time| {
                    thread::sleep(time);
                    true
                };
                spawn(move || feed.follow(teller, options.once, pause));
            }
            Source::Input => spawn(move || input::follow(std::io::stdin().lock(), teller)),
        }
    }
}

fn spawn(work: impl FnOnce() + Send + 'static) {
    thread::spawn(work);
}

/// Nobody listens any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unheard;

/// How a source speaks: it repeats no trouble, and says its last word whatever becomes of its thread.
pub struct Teller {
    source: Arc<str>,
    messages: SyncSender<Message>,
    budget: Arc<Budget>,
    trouble: Option<String>,
}

impl Teller {
    /// Of a source that users know by this name.
    pub fn new(source: Arc<str>, messages: SyncSender<Message>, budget: &Arc<Budget>) -> Teller {
        Teller {
            source,
            messages,
            budget: Arc::clone(budget),
            trouble: None,
        }
    }

    /// Something came; waits while there is more than can be read.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn arrived(&self, content: Content, receipt: Option<Receipt>) -> Result<(), Unheard> {
        let bytes = match &content {
            Content::File(_) => 0,
            Content::Bytes(bytes) => bytes.len(),
        };
        self.tell(Message::Arrived(Arrival {
            source: Arc::clone(&self.source),
            content,
            receipt,
            share: self.budget.take(bytes),
        }))
    }

    /// Something is wrong, until [`Teller::well`].
    ///
    /// # Errors
    /// When nobody listens.
    pub fn trouble(&mut self, trouble: Trouble) -> Result<(), Unheard> {
        let reason = trouble.to_string();
        if self.trouble.as_ref() == Some(&reason) {
            return Ok(());
        }
        self.trouble = Some(reason);
        self.tell(Message::Trouble {
            source: Arc::clone(&self.source),
            trouble,
        })
    }

    /// All is well, again or still.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn well(&mut self) -> Result<(), Unheard> {
        match self.trouble.take() {
            Some(_) => self.tell(Message::Well(Arc::clone(&self.source))),
            None => Ok(()),
        }
    }

    fn tell(&self, message: Message) -> Result<(), Unheard> {
        self.messages.send(message).map_err(|_| Unheard)
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        // Whoever no longer listens does not wait for an end either.
        let _ = self.tell(Message::Ended);
    }
}
