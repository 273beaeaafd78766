//! What is watched beside the reader, and how it fares. The dispatches themselves go into the library, and are listed from there.

use super::effect::Effect;
use super::request::Request;
use super::state::State;

/// What a watched source has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Something of it is in the library now.
    Added,
    /// It cannot be read.
    Trouble { source: String, reason: String },
    /// It can be read again.
    Well(String),
    /// Something that came from it could not be read: one line that says what and why.
    Unreadable(String),
}

/// The sources in the order in which they were named, and what of them could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    pub all: Vec<Source>,
    /// The latest, in the order in which they came.
    pub unreadable: Vec<String>,
}

/// A source, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub name: String,
    pub trouble: Option<String>,
}

/// Unreadable things that are remembered.
const REMEMBERED: usize = 100;

impl Sources {
    /// All of them well.
    pub fn new(names: impl Iterator<Item = String>) -> Sources {
        let source = |name| Source {
            name,
            trouble: None,
        };
        Sources {
            all: names.map(source).collect(),
            unreadable: Vec::new(),
        }
    }

    fn note(&mut self, name: &str, trouble: Option<String>) {
        if let Some(source) = self.all.iter_mut().find(|source| source.name == name) {
            source.trouble = trouble;
        }
    }

    fn in_trouble(&self) -> usize {
        let troubled = self.all.iter().filter(|source| source.trouble.is_some());
        troubled.count()
    }
}

/// Takes news in: one line says what is wrong, and how much else is.
pub fn heard(state: &mut State, news: News) -> Vec<Effect> {
    match news {
        News::Added => return vec![Effect::Ask(Request::Look)],
        News::Trouble { source, reason } => {
            state.sources.note(&source, Some(reason.clone()));
            let line = format!("{source}: {reason}");
            state.warn(and_others(line, state.sources.in_trouble()));
        }
        News::Well(source) => {
            state.sources.note(&source, None);
            state.say(format!("{source}: {}", state.look.texts().there_again));
        }
        News::Unreadable(line) => {
            let unreadable = &mut state.sources.unreadable;
            unreadable.push(line.clone());
            let surplus = unreadable.len().saturating_sub(REMEMBERED);
            unreadable.drain(..surplus);
            let all = unreadable.len();
            state.warn(and_others(line, all));
        }
    }
    Vec::new()
}

fn and_others(line: String, all: usize) -> String {
    match all {
        0 | 1 => line,
        all => format!("{line} (+{})", all - 1),
    }
}
