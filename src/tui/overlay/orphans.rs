//! The sheet of what was decided in earlier versions and has no passage in this one.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::text::{Line, Span as Piece};

use crate::library::Orphan;
use crate::page::wrap;
use crate::review::event::Label;
use crate::tui::state::{Look, State};

/// What is lost, with its words and who decided.
pub fn lines(state: &State, width: usize) -> Vec<Line<'static>> {
    let look = &state.look;
    let review = state.reader.as_ref().and_then(|one| one.review.as_ref());
    let Some(review) = review else {
        return Vec::new();
    };
    let explained = look.texts().decisions.orphans_explained;
    let mut lines: Vec<Line> = wrap(explained, width).into_iter().map(Line::raw).collect();
    for orphan in review.orphans.iter() {
        lines.push(Line::default());
        lines.push(Line::styled(heading(orphan, state), look.theme.key));
        let words = wrap(&orphan.words, width.saturating_sub(2));
        lines.extend(
            words
                .into_iter()
                .map(|row| Line::from(vec![Piece::raw("  "), Piece::raw(row)])),
        );
    }
    lines
}

/// `✓ citation validée : ana · version du 21/11 10:42`
fn heading(orphan: &Orphan, state: &State) -> String {
    let look = &state.look;
    let sign = super::super::panels::sign_of(orphan.standing, look);
    let (sort, standing) = sort_and_standing(orphan, look);
    let arrived = Timestamp::from_second(orphan.arrived).unwrap_or_default();
    let clock = clock(arrived, &state.reviewing.zone);
    let colon = look.texts().colon;
    format!(
        "{sign} {sort} {standing}{colon}{} {} {clock}",
        orphan.by.join(", "),
        look.theme.signs.dot
    )
}

fn sort_and_standing(orphan: &Orphan, look: &Look) -> (&'static str, &'static str) {
    let texts = look.texts();
    let [masculine, feminine] = (texts.decisions.standing)(orphan.standing);
    match orphan.label {
        Label::Quotation(_) => (texts.quotation, feminine),
        Label::Actor(_) => (texts.actor, masculine),
        Label::Figure(_) => (texts.figure, masculine),
    }
}

/// `21/11 10:42`
pub fn clock(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).strftime("%d/%m %H:%M").to_string()
}
