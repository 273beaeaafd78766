//! What became of a story from version to version, in words: figures that moved, quotations that came and went, stretches of text.

use super::state::Look;
use crate::library::changes::{Change, Changes, Piece};
use crate::library::{Stored, entry};
use crate::model::{Figure, Quotation, Span};
use crate::tui::panels::figures::value_text;
use crate::tui::texts::Texts;
use crate::tui::theme::Signs;

/// What was before, and what is now; nothing before what was added, nothing after what was removed.
pub type Pair = [Option<String>; 2];

/// Tells changes in the language and with the signs of the interface.
#[derive(Clone, Copy)]
pub struct Teller {
    pub texts: &'static Texts,
    pub signs: &'static Signs,
}

impl Teller {
    /// As the reader speaks.
    pub fn new(look: &Look) -> Teller {
        Teller {
            texts: look.texts(),
            signs: look.theme.signs,
        }
    }

    /// `12 → 15 morts`, `+ 3 disparus`
    pub fn line(&self, pair: &Pair) -> String {
        match pair {
            [Some(old), Some(new)] => format!("{old} {} {new}", self.signs.arrow),
            [Some(old), None] => format!("- {old}"),
            [None, new] => format!("+ {}", new.as_deref().unwrap_or_default()),
        }
    }

    /// All that changed, a line each: figures first, then what was said, then the words.
    pub fn lines(&self, before: &Stored, after: &Stored, changes: &Changes) -> Vec<String> {
        let figures = self.figures(before, after, changes);
        let quotations = self.quotations(before, after, changes);
        let pairs = figures.iter().chain(&quotations);
        let mut lines: Vec<String> = pairs.map(|pair| self.line(pair)).collect();
        let (removed, added) = texts(before, after, changes);
        lines.extend(removed.iter().map(|text| format!("- {text}")));
        lines.extend(added.iter().map(|text| format!("+ {text}")));
        lines
    }

    /// `12 → 15 morts`: what was counted before, and now.
    pub fn figures(&self, before: &Stored, after: &Stored, changes: &Changes) -> Vec<Pair> {
        let value = |figure: &Figure| value_text(figure, self.texts, self.signs);
        let whole = |stored: &Stored, at: usize| {
            let figure = &stored.found.figures[at];
            let of = figure.of.map(|of| stored.dispatch.text[of].to_owned());
            [Some(value(figure)), of]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        };
        pairs(
            &changes.figures,
            |at| whole(before, at),
            |at| whole(after, at),
            |at| value(&before.found.figures[at]),
        )
    }

    /// What was said before, and now.
    pub fn quotations(&self, before: &Stored, after: &Stored, changes: &Changes) -> Vec<Pair> {
        let said = |stored: &Stored, at: usize| {
            let quotation: &Quotation = &stored.found.quotations[at];
            let words = |span: Span| stored.dispatch.text[span].replace("\n\n", " ");
            let actor = quotation
                .actor
                .map(|actor| stored.found.actor(actor).name.clone());
            let speaker = actor.or(quotation.speaker.map(words)).unwrap_or_default();
            let parts: Vec<String> = quotation.parts.iter().copied().map(words).collect();
            format!(
                "{}{}{} {speaker}",
                self.signs.open_quote,
                parts.join(" [...] "),
                self.signs.close_quote
            )
        };
        pairs(
            &changes.quotations,
            |at| said(before, at),
            |at| said(after, at),
            |at| said(before, at),
        )
    }
}

/// `2020-11-21 12:00  2  Quinze morts`
pub fn head(stored: &Stored) -> String {
    let sent = entry::sent(&stored.dispatch).unwrap_or(stored.arrived);
    let version = stored.dispatch.version.clone().unwrap_or_default();
    let parts = [time(sent), version, entry::title(&stored.dispatch)];
    let given: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    given.join("  ")
}

/// Day and hour in UTC of a moment in seconds since 1970; midnight is a day alone.
pub fn time(seconds: i64) -> String {
    let Ok(moment) = jiff::Timestamp::from_second(seconds) else {
        return String::new();
    };
    let at = jiff::tz::Offset::UTC.to_datetime(moment);
    if at.time() == jiff::civil::Time::midnight() {
        at.date().to_string()
    } else {
        at.strftime("%Y-%m-%d %H:%M").to_string()
    }
}

fn pairs(
    changes: &[Change],
    old: impl Fn(usize) -> String,
    new: impl Fn(usize) -> String,
    moved: impl Fn(usize) -> String,
) -> Vec<Pair> {
    let pair = |change: &Change| match *change {
        Change::Removed(at) => [Some(old(at)), None],
        Change::Added(at) => [None, Some(new(at))],
        Change::Moved { from, to } => [Some(moved(from)), Some(new(to))],
    };
    changes.iter().map(pair).collect()
}

/// Stretches of text that went, and that came.
pub fn texts(before: &Stored, after: &Stored, changes: &Changes) -> (Vec<String>, Vec<String>) {
    let words =
        |stored: &Stored, span: Span| stored.dispatch.text[span].trim().replace("\n\n", " ");
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for piece in &changes.pieces {
        match piece {
            Piece::Removed(span) => removed.push(words(before, *span)),
            Piece::Added(span) => added.push(words(after, *span)),
            Piece::Kept(_) => {}
        }
    }
    (removed, added)
}
