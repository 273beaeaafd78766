//! Where panels stand: stacked beside the text, tabbed below it, or one alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::listing::Listing;
use super::{PanelKind, count};
use crate::page::display_width;
use crate::tui::areas::{Breadth, Pane};
use crate::tui::bindings::Context;
use crate::tui::canvas::{put, put_right, rule};
use crate::tui::reader::Reader;
use crate::tui::state::{Look, State};

/// From this height on a quotation takes two lines of a stacked panel.
const TALL: u16 = 24;

/// Draws the panels into their area.
pub fn draw(reader: &Reader, state: &State, area: Rect, buffer: &mut Buffer) {
    let look = &state.look;
    match (state.breadth(), state.focus) {
        (breadth, Pane::Panel(kind)) if state.zoom || breadth <= Breadth::Narrow => {
            let list = Listing::new(kind, reader, look, area.width, true);
            draw_panel(kind, &list, reader, look, true, area, buffer);
        }
        (Breadth::Medium, focus) => draw_dock(
            state.tab,
            reader,
            look,
            focus == Pane::Panel(state.tab),
            area,
            buffer,
        ),
        (_, focus) => draw_stack(reader, look, focus, area, buffer),
    }
}

fn draw_stack(reader: &Reader, look: &Look, focus: Pane, area: Rect, buffer: &mut Buffer) {
    let list = |kind| Listing::new(kind, reader, look, area.width, area.height >= TALL);
    let lists = PanelKind::ALL.map(list);
    let wanted = [0, 1, 2].map(|at| 1 + lists[at].height());
    let focused = PanelKind::ALL
        .iter()
        .position(|kind| focus == Pane::Panel(*kind));
    let blanks = PanelKind::ALL.len() - 1;
    let shares = share(
        wanted,
        usize::from(area.height).saturating_sub(blanks),
        focused,
    );
    let mut y = area.y;
    for (at, kind) in PanelKind::ALL.into_iter().enumerate() {
        let height = u16::try_from(shares[at])
            .unwrap_or(0)
            .min(area.bottom().saturating_sub(y));
        if height == 0 {
            break;
        }
        draw_panel(
            kind,
            &lists[at],
            reader,
            look,
            focused == Some(at),
            Rect { y, height, ..area },
            buffer,
        );
        y += height + 1;
    }
}

/// `─[ CITATIONS 4 ]─ acteurs 8 ─ chiffres 11 ───`
fn draw_dock(
    tab: PanelKind,
    reader: &Reader,
    look: &Look,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = &look.theme;
    rule(buffer, area, theme.signs.horizontal, theme.rule);
    let mut x = area.x + 1;
    for kind in PanelKind::ALL {
        let (title, count) = (kind.title(look), count(kind, reader, look));
        let (words, style) = match kind == tab {
            true if focused => (
                format!("[ {title} {count} ]"),
                theme.key.patch(theme.selected),
            ),
            true => (format!("[ {title} {count} ]"), theme.key),
            false => (format!(" {} {count} ", title.to_lowercase()), theme.text),
        };
        put(buffer, x, area.y, area.right(), &words, style);
        x = x.saturating_add(u16::try_from(display_width(&words)).unwrap_or(0) + 1);
    }
    Listing::new(tab, reader, look, area.width, false).draw(below(area), buffer);
}

/// ` CITATIONS 4                        c gc ` and the list below it.
fn draw_panel(
    kind: PanelKind,
    list: &Listing,
    reader: &Reader,
    look: &Look,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = &look.theme;
    let title = format!(" {} {} ", kind.title(look), count(kind, reader, look));
    let style = if focused {
        theme.key.patch(theme.selected)
    } else {
        theme.key
    };
    put(buffer, area.x, area.y, area.right(), &title, style);
    let (step, go) = kind.keys();
    let first_key = |action| {
        look.keymap
            .keys_of(Context::Text, action)
            .into_iter()
            .next()
    };
    let keys: Vec<String> = [step, go].into_iter().filter_map(first_key).collect();
    let keys = Line::styled(format!(" {} ", keys.join(" ")), theme.dim);
    put_right(buffer, Rect { height: 1, ..area }, &keys);
    list.draw(below(area), buffer);
}

fn below(area: Rect) -> Rect {
    Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    }
}

/// Shares `rows` among lists that want so many each: nobody gets more than it wants, the one in focus is served first, the others alike.
fn share(wanted: [usize; 3], rows: usize, focused: Option<usize>) -> [usize; 3] {
    const LEAST: usize = 4;
    let mut shares = wanted.map(|want| want.min(LEAST).min(rows / 3));
    let mut left = rows.saturating_sub(shares.iter().sum());
    if let Some(at) = focused {
        let more = (wanted[at] - shares[at]).min(left);
        shares[at] += more;
        left -= more;
    }
    while left > 0 {
        let Some(at) = (0..3)
            .filter(|at| shares[*at] < wanted[*at])
            .min_by_key(|at| shares[*at])
        else {
            break;
        };
        shares[at] += 1;
        left -= 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn small_lists_leave_their_room_to_large_ones() {
        assert_eq!(share([9, 11, 14], 30, None), [9, 11, 10]);
        assert_eq!(share([2, 3, 4], 30, None), [2, 3, 4]);
        assert_eq!(share([20, 20, 20], 30, Some(2)), [5, 5, 20]);
        assert_eq!(share([20, 20, 20], 2, None), [1, 1, 0]);
    }
}
