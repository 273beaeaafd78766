//! What a desk looks at before a line of the text: whether it may be used, what kind of item it is, notes, headline, byline.

use crate::model::{Dispatch, Signal};
use crate::tui::texts::Texts;

/// A line before the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontLine {
    pub kind: FrontKind,
    pub text: String,
}

/// How much a line before the text matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrontKind {
    /// Killed, withheld or under embargo: cannot be missed.
    Banner,
    /// Level, signal, notes of the agency.
    Advisory,
    Headline,
    Byline,
}

/// The lines before the text, in order; private notes are never among them.
pub fn front(dispatch: &Dispatch, texts: &Texts, separator: &str) -> Vec<FrontLine> {
    let line = |kind| move |text| FrontLine { kind, text };
    let notes = dispatch.ednotes.iter().filter(|note| note.publishable);
    let mut lines: Vec<FrontLine> = banner(dispatch, texts)
        .into_iter()
        .map(line(FrontKind::Banner))
        .collect();
    lines.extend(item(dispatch, texts, separator).map(line(FrontKind::Advisory)));
    lines.extend(
        notes
            .map(|note| note.text.clone())
            .map(line(FrontKind::Advisory)),
    );
    lines.extend(dispatch.headline.clone().map(line(FrontKind::Headline)));
    lines.extend(dispatch.byline.clone().map(line(FrontKind::Byline)));
    lines
}

/// Why a dispatch may not be used as it is, and until when; none for most.
pub fn banner(dispatch: &Dispatch, texts: &Texts) -> Option<String> {
    let state = state_of(dispatch, texts)?;
    let killed = dispatch.signal == Some(Signal::Kill);
    let until = dispatch
        .embargo
        .filter(|_| dispatch.is_embargoed() && !killed);
    Some(match until {
        Some(time) => format!("{state} {} {}", texts.until, texts.moment(time)),
        None => state.to_owned(),
    })
}

/// Why a dispatch may not be used as it is, in a word or two.
pub fn state_of(dispatch: &Dispatch, texts: &Texts) -> Option<&'static str> {
    dispatch.restriction().map(texts.status)
}

/// `URGENT · correction`
fn item(dispatch: &Dispatch, texts: &Texts, separator: &str) -> Option<String> {
    let level = dispatch.level.map(texts.level);
    let signal = dispatch
        .signal
        .filter(|signal| *signal != Signal::Kill)
        .map(texts.signal);
    let parts: Vec<&str> = [level, signal].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(separator))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EditorialNote, Level, Status, WireTime};
    use crate::tui::texts::Locale;
    use jiff::{civil::datetime, tz::Offset};

    fn shown(dispatch: &Dispatch) -> Vec<(FrontKind, String)> {
        front(dispatch, Locale::French.texts(), " · ")
            .into_iter()
            .map(|line| (line.kind, line.text))
            .collect()
    }

    #[test]
    fn banner_comes_first_and_private_notes_never() {
        let note = |text: &str, publishable| EditorialNote {
            text: text.to_owned(),
            publishable,
        };
        let dispatch = Dispatch {
            status: Status::Embargoed,
            embargo: Some(WireTime {
                at: datetime(2021, 3, 4, 6, 0, 0, 0),
                offset: Some(Offset::constant(1)),
            }),
            signal: Some(Signal::Correction),
            level: Some(Level::Urgent),
            headline: Some("Titre".to_owned()),
            ednotes: vec![note("CORRIGE le nombre", true), note("tél. 12", false)],
            ..Dispatch::default()
        };
        assert_eq!(
            shown(&dispatch),
            [
                (
                    FrontKind::Banner,
                    "SOUS EMBARGO jusqu'au jeu. 4 mars 2021 06:00 (+01:00)".to_owned()
                ),
                (FrontKind::Advisory, "URGENT · correction".to_owned()),
                (FrontKind::Advisory, "CORRIGE le nombre".to_owned()),
                (FrontKind::Headline, "Titre".to_owned()),
            ]
        );
    }

    #[test]
    fn an_embargo_is_a_banner_though_the_status_says_nothing() {
        let time = |hour| {
            Some(WireTime {
                at: datetime(2021, 3, 4, hour, 0, 0, 0),
                offset: Some(Offset::UTC),
            })
        };
        let mut dispatch = Dispatch {
            embargo: time(6),
            created: time(5),
            ..Dispatch::default()
        };
        assert_eq!(shown(&dispatch)[0].0, FrontKind::Banner);
        // Released with the transmission.
        dispatch.created = time(6);
        assert!(shown(&dispatch).is_empty());
    }

    #[test]
    fn a_kill_is_a_banner_whatever_the_status_says() {
        let dispatch = Dispatch {
            signal: Some(Signal::Kill),
            ..Dispatch::default()
        };
        assert_eq!(
            shown(&dispatch),
            [(FrontKind::Banner, "DÉPÊCHE ANNULÉE".to_owned())]
        );
        assert!(shown(&Dispatch::default()).is_empty());
    }
}
