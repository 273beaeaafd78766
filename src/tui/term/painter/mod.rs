//! Two frames → the bytes between them. Pure: knows nothing of the device it is written to.

use std::io::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Remembers what the terminal shows.
#[derive(Default)]
pub struct Painter {
    last: Option<(Buffer, Option<Position>)>,
    out: Vec<u8>,
}

impl Painter {
    /// The bytes that turn what the terminal shows into this frame; none if it shows it already.
    pub fn frame(&mut self, next: &Buffer, cursor: Option<Position>) -> &[u8] {
        self.out.clear();
        if self
            .last
            .as_ref()
            .is_some_and(|(last, at)| last == next && *at == cursor)
        {
            return &self.out;
        }
        self.out.extend(b"\x1b[?25l\x1b[H\x1b[J");
        for y in next.area.rows() {
            self.out.extend(format!("\x1b[{}H", y.y + 1).bytes());
            for at in y.positions() {
                self.out.extend(next[at].symbol().bytes());
            }
        }
        if let Some(at) = cursor {
            let _ = write!(self.out, "\x1b[{};{}H\x1b[?25h", at.y + 1, at.x + 1);
        }
        self.last = Some((next.clone(), cursor));
        &self.out
    }

    /// Forgets what the terminal shows: the next frame is painted whole.
    pub fn forget(&mut self) {
        self.last = None;
    }
}
