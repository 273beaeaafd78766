//! Draws a dossier: what is known of the actor at the top, below it the page of quotations that holds the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Piece};

use super::{Screen, height};
use crate::library::Dossier;
use crate::library::dossier::{Role, Said, Step, Timeline};
use crate::model::QuotationKind;
use crate::page::{display_width, fit, wrap};
use crate::tui::canvas::{clear, put, put_line, put_right, rule};
use crate::tui::overlay::sheet::area;
use crate::tui::panels::marker;
use crate::tui::state::{Look, State};

/// Lines of a quotation: its words, and the dispatch they are from.
const LINES: u16 = 2;
/// Columns before the words of a quotation: a marker and the day.
const DAY: usize = 13;

/// Columns of the strip of mentions over time, at most.
pub const STRIP: usize = 60;
/// Roles and companions that are told, at most.
const LISTED: usize = 40;

/// Columns of the strip on a screen of so many.
pub fn strip_columns(width: u16) -> usize {
    usize::from(width).saturating_sub(2).clamp(1, STRIP)
}

/// Quotations that have room at a time.
pub fn rows(screen: &Screen, state: &State) -> usize {
    let head = u16::try_from(head(screen, state).len()).unwrap_or(u16::MAX);
    let room = height(state).saturating_sub(1 + head);
    usize::from(room / LINES).max(1)
}

/// Draws the dossier over everything but status and hints.
pub fn draw(screen: &Screen, state: &State, buffer: &mut Buffer) {
    let (area, look) = (area(state), &state.look);
    let (theme, texts) = (&look.theme, look.texts());
    let name = &screen.dossier.who.name;
    clear(buffer, area);
    let line = |y: u16| Rect {
        x: area.x + 1,
        y,
        width: area.width.saturating_sub(1),
        height: 1,
    };
    rule(
        buffer,
        Rect { height: 1, ..area },
        theme.signs.horizontal,
        theme.rule,
    );
    let width = usize::from(area.width);
    let totals = totals(
        screen.totals,
        look,
        width.saturating_sub(display_width(name) + 5),
    );
    let room = width.saturating_sub(display_width(&totals) + 5);
    let name = fit(name, room, theme.signs.ellipsis);
    put(
        buffer,
        area.x + 1,
        area.y,
        area.right(),
        &format!(" {name} "),
        theme.key,
    );
    put_right(
        buffer,
        Rect { height: 1, ..area },
        &Line::styled(totals, theme.dim),
    );
    let mut y = area.y + 1;
    for head in head(screen, state) {
        put_line(buffer, line(y), &head);
        y += 1;
    }
    if screen.dossier.quotations.is_empty() {
        let words = if screen.listed {
            texts.none
        } else {
            texts.loading
        };
        return put(buffer, area.x + 3, y, area.right(), words, theme.dim);
    }
    let rows = rows(screen, state);
    let first = screen.selected / rows * rows;
    let shown = screen
        .dossier
        .quotations
        .iter()
        .enumerate()
        .skip(first)
        .take(rows);
    for (at, said) in shown {
        for told in quotation(said, at == screen.selected, look, line(y).width.into()) {
            if y < area.bottom() {
                put_line(buffer, line(y), &told);
            }
            y += 1;
        }
    }
}

/// ` 41 dépêches · 120 mentions · 33 citations `, as many of them as have room.
pub fn totals(
    (dispatches, mentions, quotations): (usize, usize, usize),
    look: &Look,
    room: usize,
) -> String {
    let texts = look.texts();
    let counts = [
        (dispatches, texts.dispatches),
        (mentions, texts.mentions),
        (quotations, texts.said),
    ];
    let mut told = String::new();
    for (count, words) in counts {
        let count = format!("{count} {}", words[usize::from(count > 1)]);
        let longer = if told.is_empty() {
            count
        } else {
            format!("{told} {} {count}", look.theme.signs.dot)
        };
        if !told.is_empty() && display_width(&longer) + 2 > room {
            break;
        }
        told = longer;
    }
    format!(" {told} ")
}

/// What is known of the actor, and the heading of the quotations.
fn head(screen: &Screen, state: &State) -> Vec<Line<'static>> {
    let look = &state.look;
    let (theme, dossier) = (&look.theme, &screen.dossier);
    let width = usize::from(state.size.width).saturating_sub(2).max(1);
    // Half of a small screen is left to the quotations.
    let most = usize::from(height(state)).saturating_sub(4) / 6;
    let mut lines = told(dossier, screen.timeline.as_ref(), look, width, most.max(1));
    let count = dossier.quotations.len();
    let complete = dossier.is_complete();
    let more = if complete { "" } else { theme.signs.ellipsis };
    let at = (screen.selected + 1).min(count);
    lines.push(Line::from(vec![
        Piece::styled(look.texts().quotations, theme.key),
        Piece::styled(format!(" {at}/{count}{more}"), theme.dim),
    ]));
    lines
}

/// Kind and roles, company, mentions over time: of the first two at most so many lines each.
pub fn told(
    dossier: &Dossier,
    timeline: Option<&Timeline>,
    look: &Look,
    width: usize,
    most: usize,
) -> Vec<Line<'static>> {
    let (signs, texts) = (look.theme.signs, look.texts());
    let mut lines = Vec::new();
    let mut paragraph = |words: Vec<String>| {
        let mut wrapped = wrap(&words.join(&format!(" {} ", signs.dot)), width);
        if wrapped.len() > most {
            wrapped.truncate(most);
            let last = wrapped.pop().unwrap_or_default();
            let cut = fit(&last, width.saturating_sub(2), "");
            wrapped.push(format!("{cut} {}", signs.ellipsis));
        }
        lines.extend(wrapped.into_iter().map(Line::raw));
    };
    let kind = dossier.who.kind;
    let kind = kind.map(|kind| (texts.actor_kind)(kind).to_owned());
    let roles = dossier.roles.iter().take(LISTED);
    let roles: Vec<String> = kind
        .into_iter()
        .chain(roles.map(|one| role(one, look)))
        .collect();
    if !roles.is_empty() {
        paragraph(roles);
    }
    let company = dossier.company.iter().take(LISTED);
    let mut company: Vec<String> = company
        .map(|one| format!("{} {}", one.name, one.dispatches))
        .collect();
    if let Some(first) = company.first_mut() {
        *first = format!("{}{}{first}", texts.with, texts.colon);
        paragraph(company);
    }
    if let Some(timeline) = timeline {
        lines.extend(strip(timeline, look, width));
    }
    lines
}

/// `Premier ministre (2020-11-21 – 2021-01-04)`
fn role(role: &Role, look: &Look) -> String {
    match (role.from, role.to) {
        (Some(from), Some(to)) if from != to => {
            format!("{} ({from} {} {to})", role.role, look.theme.signs.dash)
        }
        (_, Some(day)) => format!("{} ({day})", role.role),
        _ => role.role.clone(),
    }
}

/// `▁▂.▃▇ 2020-11-01 – 2020-12-24, par jour, 12 au plus`, in two lines where one is too narrow.
fn strip(timeline: &Timeline, look: &Look, width: usize) -> Vec<Line<'static>> {
    let (signs, texts) = (look.theme.signs, look.texts());
    let largest = timeline.counts.iter().copied().max().unwrap_or(0);
    let level = |&count: &usize| match count {
        0 => signs.absent,
        count => signs.levels[(count * signs.levels.len() - 1) / largest.max(1)],
    };
    let strip: String = timeline.counts.iter().map(level).collect();
    let step = match timeline.step {
        Step::Day => 0,
        Step::Week => 1,
        Step::Month => 2,
        Step::Year => 3,
    };
    let days = if timeline.from == timeline.to {
        timeline.to.to_string()
    } else {
        format!("{} {} {}", timeline.from, signs.dash, timeline.to)
    };
    let told = format!("{days}, {}, {largest} {}", texts.steps[step], texts.at_most);
    let strip = Piece::styled(strip, look.theme.name);
    let told = Piece::styled(told, look.theme.dim);
    if timeline.counts.len() + 2 + display_width(&told.content) <= width {
        return vec![Line::from(vec![strip, Piece::raw("  "), told])];
    }
    vec![Line::from(strip), Line::from(told)]
}

/// Day and words; below them the agency and the title of the dispatch.
fn quotation(said: &Said, selected: bool, look: &Look, width: usize) -> [Line<'static>; 2] {
    let (theme, signs) = (&look.theme, look.theme.signs);
    let day = said.day.map(|day| day.to_string()).unwrap_or_default();
    let room = width.saturating_sub(DAY);
    let words = match said.kind {
        QuotationKind::Indirect => said.words.clone(),
        _ => format!("{}{}{}", signs.open_quote, said.words, signs.close_quote),
    };
    let words = Line::from(vec![
        marker(selected, false, look),
        Piece::styled(format!(" {day:<10} "), theme.accent),
        Piece::styled(fit(&words, room, signs.ellipsis), theme.text),
    ]);
    let from: Vec<&str> = said
        .agency
        .iter()
        .map(String::as_str)
        .chain([said.title.as_str()])
        .collect();
    let from = from.join(&format!(" {} ", signs.dot));
    let from = Line::styled(
        format!("{:DAY$}{}", "", fit(&from, room, signs.ellipsis)),
        theme.dim,
    );
    [words, from]
}
