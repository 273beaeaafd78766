//! The part of the details that tells how the selected annotation stands: who holds what, since when; notes; what it was before.

use ratatui::text::{Line, Span as Piece};

use super::orphans::clock;
use crate::page::wrap;
use crate::review::event::{Label, Verdict};
use crate::review::standing::Standing;
use crate::review::state::{Position, State as Held};
use crate::tui::panels::mark;
use crate::tui::reader::{Reader, Selection};
use crate::tui::review::standing_words;
use crate::tui::state::State;

/// What is known of the review of the selected annotation; nothing where there is none.
pub fn lines(reader: &Reader, state: &State, width: usize) -> Vec<Line<'static>> {
    let look = &state.look;
    let (Some(review), Some(selection)) = (&reader.review, reader.selection) else {
        return Vec::new();
    };
    let Some(judged) = reader.judged(selection) else {
        return Vec::new();
    };
    let words = look.texts().decisions;
    let mut lines = vec![
        Line::styled(words.selected, look.theme.key),
        Line::from(vec![
            mark(reader, selection, 1.0, look),
            Piece::raw(format!(
                " {}",
                standing_words(judged, &review.viewpoint.user, look)
            )),
        ]),
    ];
    let mut rows = Vec::new();
    let name = |user: &str| {
        if user == review.viewpoint.user {
            words.me.to_owned()
        } else {
            user.to_owned()
        }
    };
    if let Some(held) = review.fold.state(judged.annotation) {
        for position in &held.positions {
            let made = review.fold.history(judged.annotation);
            let at = made
                .get(position.revision as usize - 1)
                .map(|entry| clock(entry.event.at, &state.reviewing.zone));
            rows.push(format!(
                "{}{}{} {}",
                name(&position.author.user),
                look.texts().colon,
                held_words(reader, held, position, selection, state),
                at.unwrap_or_default(),
            ));
        }
        for earlier in &held.earlier {
            let by = earlier.decided_by.as_ref().map(|author| name(&author.user));
            let verdict = verdict_words(earlier.verdict, selection, state);
            rows.push(format!(
                "{}{}{verdict} {}",
                words.earlier,
                look.texts().colon,
                by.map(|by| format!("({by})")).unwrap_or_default(),
            ));
        }
    }
    for (user, note) in &judged.notes {
        rows.push(format!("{}{}« {note} »", name(user), look.texts().colon));
    }
    for row in rows {
        lines.extend(
            wrap(&row, width.saturating_sub(2))
                .into_iter()
                .map(|row| Line::raw(format!("  {row}"))),
        );
    }
    lines.push(Line::default());
    lines
}

/// The verdict, and what differs from the proposal where it was corrected.
fn held_words(
    reader: &Reader,
    held: &Held,
    position: &Position,
    selection: Selection,
    state: &State,
) -> String {
    let verdict = verdict_words(position.verdict, selection, state);
    let proposed = held.proposal.as_ref().map(|proposal| &proposal.content);
    let content = &position.content;
    if position.verdict != Verdict::Right || proposed.is_none_or(|proposed| proposed == content) {
        return verdict.to_owned();
    }
    let text = &reader.dispatch.text;
    let mut said: Vec<String> = content
        .parts
        .iter()
        .map(|part| text[*part].replace('\n', " "))
        .collect();
    if matches!(content.label, Label::Actor(_)) {
        said = content.value.iter().cloned().collect();
    }
    said.push(content.label.kind().to_owned());
    said.extend(content.speaker.map(|speaker| text[speaker].to_owned()));
    format!("{verdict}, {}", said.join(", "))
}

fn verdict_words(verdict: Verdict, selection: Selection, state: &State) -> &'static str {
    let standing = match verdict {
        Verdict::Open => Standing::Proposed,
        Verdict::Right => Standing::Accepted,
        Verdict::Wrong => Standing::Rejected,
        Verdict::Gone => Standing::Deleted,
    };
    let both = (state.look.texts().decisions.standing)(standing);
    both[usize::from(matches!(selection, Selection::Quotation(_)))]
}
