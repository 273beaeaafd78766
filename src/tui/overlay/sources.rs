//! What is watched, each source with what is wrong with it, then what came and could not be read, the latest first.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::page::wrap;
use crate::tui::sources::Sources;
use crate::tui::state::Look;

/// The sheet at a width.
pub fn lines(sources: &Sources, look: &Look, width: usize) -> Vec<Line<'static>> {
    const INDENT: usize = 2;
    let theme = &look.theme;
    let mut lines = Vec::new();
    let mut tell = |text: &str, indent: usize, style: Style| {
        for part in wrap(text, width.saturating_sub(indent)) {
            lines.push(Line::styled(format!("{:indent$}{part}", ""), style));
        }
    };
    if sources.all.is_empty() {
        tell(look.texts().no_sources, 0, theme.dim);
    }
    for source in &sources.all {
        tell(&source.name, 0, theme.key);
        if let Some(trouble) = &source.trouble {
            tell(trouble, INDENT, theme.alert);
        }
    }
    if !sources.unreadable.is_empty() {
        tell("", 0, theme.text);
    }
    for line in sources.unreadable.iter().rev() {
        tell(line, 0, theme.text);
    }
    lines
}
