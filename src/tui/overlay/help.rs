//! The help sheet, made from the key table.

use ratatui::text::{Line, Span as Piece};

use crate::page::display_width;
use crate::tui::bindings::{BINDINGS, Context};
use crate::tui::canvas::column;
use crate::tui::state::Look;

/// The sheet, one line a command; the nine numbered quotations in one.
pub fn lines(look: &Look, width: usize) -> Vec<Line<'static>> {
    let texts = look.texts();
    let sections = [
        (Context::Everywhere, texts.everywhere),
        (Context::List, texts.list),
        (Context::Text, texts.text),
        (Context::Panel, texts.panel),
        (Context::Passage, texts.passage),
    ];
    let mut lines = Vec::new();
    for (context, title) in sections {
        lines.push(Line::styled(title, look.theme.key));
        for binding in BINDINGS.iter().filter(|binding| binding.context == context) {
            let keys = look.keymap.keys_of(context, binding.action).join("  ");
            let keys = column(&keys, 16.max(display_width(&keys)), look);
            let help = column(
                binding.help[look.locale as usize],
                width.saturating_sub(18),
                look,
            );
            lines.push(Line::from(vec![
                Piece::styled(format!("  {keys}"), look.theme.accent),
                Piece::raw(help.trim_end().to_owned()),
            ]));
        }
        lines.push(Line::default());
    }
    lines.pop();
    lines
}
