//! The style that the terminal writes in, and the shortest sequence (SGR) from one style to another.
//! Knows nothing of positions and frames.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Attribute, the code that switches it on, the code that switches it off.
const ATTRIBUTES: [(Modifier, u8, u8); 6] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];
/// Attributes that show where nothing is written.
const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);
/// Codes of the text colours begin here, those of the background ten later.
const TEXT: u8 = 30;
const BACKGROUND: u8 = 40;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen {
    text: Color,
    background: Color,
    attributes: Modifier,
}

impl Pen {
    pub const DEFAULT: Pen = Pen {
        text: Color::Reset,
        background: Color::Reset,
        attributes: Modifier::empty(),
    };

    pub fn of(cell: &Cell) -> Pen {
        let known = ATTRIBUTES
            .iter()
            .fold(Modifier::empty(), |known, &(attribute, ..)| {
                known | attribute
            });
        Pen {
            text: cell.fg,
            background: cell.bg,
            attributes: cell.modifier & known,
        }
    }

    /// As much of the style as a blank shows.
    pub fn on_blank(self) -> Pen {
        let attributes = self.attributes & SEEN_ON_BLANKS;
        Pen {
            text: if attributes.is_empty() {
                Color::Reset
            } else {
                self.text
            },
            background: self.background,
            attributes,
        }
    }

    /// The sequence that changes this style into `next`; empty if they are the same.
    pub fn change_to(self, next: Pen) -> Vec<u8> {
        if self == next {
            return Vec::new();
        }
        let mut afresh = Codes::default();
        afresh.push(&[]);
        afresh.differences(Pen::DEFAULT, next);
        let mut step = Codes::default();
        step.differences(self, next);
        if afresh.0.len() < step.0.len() {
            afresh.sequence()
        } else {
            step.sequence()
        }
    }
}

/// Codes of one sequence, each with a `;` behind it. No code at all means 0, all off: `ESC[m`, `ESC[;1m`.
#[derive(Default)]
struct Codes(Vec<u8>);

impl Codes {
    fn differences(&mut self, from: Pen, to: Pen) {
        let removed = from.attributes - to.attributes;
        let mut missing = to.attributes - from.attributes;
        let mut last_off = 0;
        for (attribute, _, off) in ATTRIBUTES {
            if removed.contains(attribute) && off != last_off {
                self.push(&[off]);
                last_off = off;
            }
        }
        if last_off == 22 || removed.intersects(Modifier::BOLD | Modifier::DIM) {
            // One code ends both.
            missing |= to.attributes & (Modifier::BOLD | Modifier::DIM);
        }
        for (attribute, on, _) in ATTRIBUTES {
            if missing.contains(attribute) {
                self.push(&[on]);
            }
        }
        if from.text != to.text {
            self.colour(to.text, TEXT);
        }
        if from.background != to.background {
            self.colour(to.background, BACKGROUND);
        }
    }

    /// The sixteen colours by their own codes, which every terminal knows: `38;5;n` is for the other 240.
    fn colour(&mut self, colour: Color, base: u8) {
        match colour {
            Color::Reset => self.push(&[base + 9]),
            Color::Black => self.push(&[base]),
            Color::Red => self.push(&[base + 1]),
            Color::Green => self.push(&[base + 2]),
            Color::Yellow => self.push(&[base + 3]),
            Color::Blue => self.push(&[base + 4]),
            Color::Magenta => self.push(&[base + 5]),
            Color::Cyan => self.push(&[base + 6]),
            Color::Gray => self.push(&[base + 7]),
            Color::DarkGray => self.push(&[base + 60]),
            Color::LightRed => self.push(&[base + 61]),
            Color::LightGreen => self.push(&[base + 62]),
            Color::LightYellow => self.push(&[base + 63]),
            Color::LightBlue => self.push(&[base + 64]),
            Color::LightMagenta => self.push(&[base + 65]),
            Color::LightCyan => self.push(&[base + 66]),
            Color::White => self.push(&[base + 67]),
            Color::Indexed(index @ 0..=7) => self.push(&[base + index]),
            Color::Indexed(index @ 8..=15) => self.push(&[base + 52 + index]),
            Color::Indexed(index) => self.push(&[base + 8, 5, index]),
            Color::Rgb(red, green, blue) => self.push(&[base + 8, 2, red, green, blue]),
        }
    }

    /// One code with its parameters; none stands for 0.
    fn push(&mut self, codes: &[u8]) {
        for code in codes {
            self.0.extend(code.to_string().bytes());
            self.0.push(b';');
        }
        if codes.is_empty() {
            self.0.push(b';');
        }
    }

    fn sequence(mut self) -> Vec<u8> {
        self.0.pop();
        [b"\x1b[", self.0.as_slice(), b"m"].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn pen(style: Style) -> Pen {
        Pen::of(Cell::default().set_style(style))
    }

    fn check(from: Style, to: Style, sequence: &str) {
        let sent = pen(from).change_to(pen(to));
        assert_eq!(
            String::from_utf8(sent).unwrap(),
            sequence.replace('^', "\x1b[")
        );
    }

    #[test]
    fn only_what_changes_is_sent() {
        let plain = Style::new();
        check(plain, plain, "");
        check(plain, plain.bold(), "^1m");
        check(plain.red(), plain.red().bold(), "^1m");
        check(plain.red().bold().underlined(), plain.red().bold(), "^24m");
        check(plain.red().bold(), plain.bold(), "^39m");
    }

    #[test]
    fn the_way_over_nothing_is_taken_where_shorter() {
        let plain = Style::new();
        check(plain.bold(), plain, "^m");
        check(plain.red().bold().reversed(), plain.italic(), "^;3m");
    }

    #[test]
    fn bold_and_dim_end_together() {
        let plain = Style::new().red().italic();
        check(plain.bold(), plain.dim(), "^22;2m");
        check(plain.bold().dim(), plain.dim(), "^22;2m");
        check(plain.dim(), plain.bold().dim(), "^1m");
    }

    #[test]
    fn sixteen_colours_have_codes_of_their_own() {
        let plain = Style::new();
        check(plain, plain.fg(Color::Gray).bg(Color::White), "^37;107m");
        check(plain, plain.fg(Color::DarkGray).bg(Color::Black), "^90;40m");
        check(
            plain,
            plain.fg(Color::Indexed(3)).bg(Color::Indexed(11)),
            "^33;103m",
        );
        check(plain, plain.fg(Color::Indexed(208)), "^38;5;208m");
        check(plain, plain.bg(Color::Rgb(1, 2, 3)), "^48;2;1;2;3m");
    }
}
