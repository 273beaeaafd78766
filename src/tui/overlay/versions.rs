//! The versions of a story, the newest first, each with what changed since the one before it.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::library::{Changes, Stored};
use crate::page::wrap;
use crate::tui::state::Look;
use crate::tui::story::{self, Teller};

/// The sheet at a width, of versions from the oldest to the newest.
pub fn lines(versions: &[Stored], look: &Look, width: usize) -> Vec<Line<'static>> {
    const INDENT: usize = 2;
    let teller = Teller::new(look);
    let mut lines = Vec::new();
    let mut tell = |text: &str, indent: usize, style: Style| {
        for part in wrap(text, width.saturating_sub(indent)) {
            lines.push(Line::styled(format!("{:indent$}{part}", ""), style));
        }
    };
    for (at, version) in versions.iter().enumerate().rev() {
        tell(&story::head(version), 0, look.theme.key);
        if let Some(before) = at.checked_sub(1).map(|before| &versions[before]) {
            let changes = Changes::between(before, version);
            for line in teller.lines(before, version, &changes) {
                let style = if line.starts_with('-') {
                    look.theme.dim
                } else {
                    look.theme.text
                };
                tell(&line, INDENT, style);
            }
        }
        tell("", 0, look.theme.text);
    }
    lines
}
