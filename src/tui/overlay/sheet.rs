//! A sheet over the screen: lines made once for a width, and which of them are in view. Help and details are sheets.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::action::Action;
use crate::tui::canvas::{clear, put, put_line, put_right, rule};
use crate::tui::state::State;

use super::{details, help, orphans, sources, versions};

/// What a sheet tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Help,
    Details,
    Story,
    Sources,
    Orphans,
}

/// The lines of a sheet, and the first one in view.
#[derive(Clone, Debug)]
pub struct Sheet {
    subject: Subject,
    lines: Vec<Line<'static>>,
    top: usize,
}

impl Sheet {
    /// The sheet at the present size of the screen; none for details when nothing is open.
    pub fn new(subject: Subject, state: &State) -> Option<Sheet> {
        let width = usize::from(state.size.width).saturating_sub(2).max(1);
        let lines = match subject {
            Subject::Help => help::lines(&state.look, width),
            Subject::Sources => sources::lines(&state.sources, &state.look, width),
            Subject::Details => details::lines(state.reader.as_ref()?, state, width),
            Subject::Story => versions::lines(&state.story, &state.look, width),
            Subject::Orphans => orphans::lines(state, width),
        };
        Some(Sheet {
            subject,
            lines,
            top: 0,
        })
    }

    /// Makes the lines anew for another size; about the same part stays in view.
    pub fn resized(&self, state: &State) -> Option<Sheet> {
        let mut sheet = Sheet::new(self.subject, state)?;
        sheet.top = self.top * sheet.lines.len() / self.lines.len().max(1);
        sheet.scroll(0, height(state));
        Some(sheet)
    }

    /// Does what an action means on a sheet; true when it closes it.
    pub fn act(&mut self, action: Action, height: usize) -> bool {
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        match action {
            Action::Down => self.scroll(1, height),
            Action::Up => self.scroll(-1, height),
            Action::PageDown => self.scroll(page, height),
            Action::PageUp => self.scroll(-page, height),
            Action::HalfPageDown => self.scroll(page / 2, height),
            Action::HalfPageUp => self.scroll(-page / 2, height),
            Action::Top => self.scroll(isize::MIN, height),
            Action::Bottom => self.scroll(isize::MAX, height),
            Action::Back
            | Action::Escape
            | Action::Interrupt
            | Action::Follow
            | Action::Help
            | Action::Details
            | Action::Sources
            | Action::Versions
            | Action::Orphans => return true,
            _ => {}
        }
        false
    }

    fn scroll(&mut self, lines: isize, height: usize) {
        self.top = self
            .top
            .saturating_add_signed(lines)
            .min(self.lines.len().saturating_sub(height));
    }

    /// Draws the sheet over everything but status and hints.
    pub fn draw(&self, state: &State, buffer: &mut Buffer) {
        let area = area(state);
        clear(buffer, area);
        let (theme, texts) = (&state.look.theme, state.look.texts());
        let title = match self.subject {
            Subject::Help => texts.help,
            Subject::Details => texts.details,
            Subject::Story => texts.versions,
            Subject::Sources => texts.sources,
            Subject::Orphans => texts.decisions.orphans,
        };
        rule(
            buffer,
            Rect { height: 1, ..area },
            theme.signs.horizontal,
            theme.rule,
        );
        put(
            buffer,
            area.x + 1,
            area.y,
            area.right(),
            &format!(" {title} "),
            theme.key,
        );
        let last = (self.top + height(state)).min(self.lines.len());
        let place = format!(" {}-{last}/{} ", (self.top + 1).min(last), self.lines.len());
        put_right(
            buffer,
            Rect { height: 1, ..area },
            &Line::styled(place, theme.dim),
        );
        for (y, line) in (area.y + 1..area.bottom()).zip(self.lines.iter().skip(self.top)) {
            put_line(
                buffer,
                Rect {
                    x: area.x + 1,
                    y,
                    width: area.width.saturating_sub(1),
                    height: 1,
                },
                line,
            );
        }
    }
}

/// Lines of a sheet in view.
pub fn height(state: &State) -> usize {
    usize::from(area(state).height.saturating_sub(1))
}

/// Everything but status and hints.
pub fn area(state: &State) -> Rect {
    let areas = state.areas();
    let rows =
        u16::try_from([areas.status, areas.hints].into_iter().flatten().count()).unwrap_or(0);
    Rect {
        height: state.size.height.saturating_sub(rows).max(1),
        ..state.size
    }
}
