//! The painter against a terminal (vt100): whatever was shown before, the bytes lead to exactly the next frame.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::Painter;

/// A terminal with a painter in front of it.
struct Desk {
    painter: Painter,
    terminal: vt100::Parser,
}

impl Desk {
    fn new(columns: u16, rows: u16) -> Desk {
        let mut terminal = vt100::Parser::new(non_zero(rows), non_zero(columns), 0);
        // Something else was there before.
        terminal.process(b"\x1b[7;31mleft over");
        Desk {
            painter: Painter::default(),
            terminal,
        }
    }

    fn show(&mut self, frame: &Buffer, cursor: Option<Position>) -> String {
        let bytes = self.painter.frame(frame, cursor).to_vec();
        self.terminal.process(&bytes);
        let difference = difference(self.terminal.screen(), frame, cursor);
        let sent = String::from_utf8(bytes).unwrap().replace('\x1b', "^");
        assert_eq!(difference, None, "after {sent:?}");
        sent
    }
}

/// Where the terminal does not show the frame, in words.
fn difference(screen: &vt100::Screen, frame: &Buffer, cursor: Option<Position>) -> Option<String> {
    let mut covered = 0;
    for at in frame.area.positions() {
        let cell = &frame[at];
        covered = if at.x == 0 { 0 } else { covered };
        let shown = screen.cell(at.y, at.x).unwrap();
        if covered > 0 {
            covered -= 1;
            if !shown.is_wide_continuation() {
                return Some(format!("{at}: no second half"));
            }
            continue;
        }
        covered = u16::from(shown.is_wide());
        let glyph = if shown.has_contents() {
            shown.contents()
        } else {
            " "
        };
        let wide = unicode_width::UnicodeWidthStr::width(cell.symbol()) == 2;
        let cut = wide && at.x + 1 == frame.area.width;
        let symbol = if cut { "?" } else { cell.symbol() };
        let wanted = look(symbol, cell.fg, cell.bg, cell.modifier);
        let modifier = [
            (shown.bold(), Modifier::BOLD),
            (shown.dim(), Modifier::DIM),
            (shown.italic(), Modifier::ITALIC),
            (shown.underline(), Modifier::UNDERLINED),
            (shown.inverse(), Modifier::REVERSED),
        ];
        let modifier = modifier
            .iter()
            .filter(|(on, _)| *on)
            .fold(Modifier::empty(), |all, (_, one)| all | *one);
        let found = look(
            glyph,
            colour(shown.fgcolor()),
            colour(shown.bgcolor()),
            modifier,
        );
        if wanted != found {
            return Some(format!("{at}: {found} instead of {wanted}"));
        }
    }
    let place = screen.cursor_position();
    match cursor {
        Some(at) if (at.y, at.x) != place => Some(format!("cursor at {place:?}, not {at}")),
        _ if screen.hide_cursor() == cursor.is_some() => Some("cursor shown or hidden".to_owned()),
        _ => None,
    }
}

/// What can be seen of a cell: on a blank, neither its text colour nor bold.
fn look(glyph: &str, text: Color, background: Color, modifier: Modifier) -> String {
    let seen = Modifier::UNDERLINED | Modifier::REVERSED;
    if glyph != " " || modifier.intersects(seen) {
        let modifier = if glyph == " " {
            modifier & seen
        } else {
            modifier
        };
        format!("{glyph:?} {text} on {background} {modifier:?}")
    } else {
        format!("{glyph:?} on {background}")
    }
}

fn colour(colour: vt100::Color) -> Color {
    match colour {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(index) => indexed(index),
        vt100::Color::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

/// The sixteen under their names, as frames have them.
fn indexed(index: u8) -> Color {
    let names = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    let name = names.get(usize::from(index));
    name.copied().unwrap_or(Color::Indexed(index))
}

fn non_zero(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

fn text(lines: &[&str]) -> Buffer {
    Buffer::with_lines(lines.iter().copied())
}

#[test]
fn a_frame_that_is_shown_is_no_bytes() {
    let mut desk = Desk::new(7, 2);
    let frame = text(&["dépêche", "x"]);
    let cursor = Some(Position::new(3, 1));
    assert_ne!(desk.show(&frame, cursor), "");
    assert_eq!(desk.show(&frame, cursor), "");
}

#[test]
fn the_first_frame_blanks_by_clearing() {
    let mut desk = Desk::new(20, 3);
    let sent = desk.show(&text(&["Erevan", "", "     fin            "]), None);
    assert_eq!(sent, "^[m^[H^[JErevan\n\n\x08fin^[?25l");
}

#[test]
fn the_shortest_way_may_lead_over_unchanged_cells() {
    let mut desk = Desk::new(10, 2);
    desk.show(&text(&["abcdefghij", "klmnopqrst"]), None);
    assert_eq!(
        desk.show(&text(&["Abcdefghij", "klmnopqrst"]), None),
        "^[HA"
    );
    assert_eq!(desk.show(&text(&["ABcDefghij", "klmnopqrst"]), None), "BcD");
    assert_eq!(
        desk.show(&text(&["ABcDefghiJ", "Klmnopqrst"]), None),
        "^[5CJ\r\nK"
    );
    assert_eq!(
        desk.show(&text(&["ABcDefghiJ", "kLmnopqrst"]), None),
        "\x08kL"
    );
    assert_eq!(
        desk.show(&text(&["AbcDefghiJ", "kLmnopqrst"]), None),
        "^[A\x08b"
    );
}

#[test]
fn what_becomes_blank_is_erased_where_that_is_shorter() {
    let mut desk = Desk::new(24, 1);
    desk.show(&text(&["il a dit hier à Erevan │"]), None);
    assert_eq!(
        desk.show(&text(&["                       │"]), None),
        "\r^[22X"
    );
    desk.show(&text(&["il a dit hier à Erevan │"]), None);
    assert_eq!(
        desk.show(&text(&["il a                    "]), None),
        "^[17D^[K"
    );
}

#[test]
fn text_that_moved_is_moved() {
    let lines: Vec<String> = (0..12)
        .map(|line| {
            format!(
                "{:02} {} ligne │ panel",
                line,
                ["dit", "hier", "neuf"][line % 3]
            )
        })
        .collect();
    let page = |from: usize| {
        let mut shown: Vec<&str> = lines[from..from + 8].iter().map(String::as_str).collect();
        shown.push("état");
        let mut frame = Buffer::empty(Rect::new(0, 0, 24, 9));
        for (y, line) in (0..).zip(shown) {
            frame.set_string(0, y, line, Style::new());
        }
        frame
    };
    let mut desk = Desk::new(24, 9);
    desk.show(&page(0), None);
    let sent = desk.show(&page(1), None);
    assert!(sent.starts_with("^[1;8r^[H^[M^[r"), "{sent}");
    let sent = desk.show(&page(0), None);
    assert!(sent.starts_with("^[1;8r^[H^[L^[r"), "{sent}");
}

#[test]
fn a_symbol_that_no_terminal_draws_is_replaced() {
    let mut frame = text(&["abc"]);
    frame[(0, 0)].set_symbol("\x1b");
    frame[(1, 0)].set_symbol("\u{200b}");
    frame[(2, 0)].set_symbol("漢");
    let sent = Painter::default().frame(&frame, None).to_vec();
    assert!(String::from_utf8(sent).unwrap().contains("J???"));
}

/// One thing that happens to a frame between two drawings.
#[derive(Clone, Debug)]
enum Change {
    Write(u16, u16, String, Style),
    Blank(u16, u16),
    /// Rows from..to of the columns up to the last one move by so many rows.
    Move(u16, u16, u16, i16),
    Resize(u16, u16),
    Cursor(Option<(u16, u16)>),
    Forget,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        12 => (0..120u16, 0..40u16, written(), style())
            .prop_map(|(x, y, text, style)| Change::Write(x, y, text, style)),
        2 => (0..120u16, 0..40u16).prop_map(|(x, y)| Change::Blank(x, y)),
        4 => (0..40u16, 0..40u16, 0..120u16, -6..=6i16)
            .prop_map(|(from, to, columns, by)| Change::Move(from, to, columns, by)),
        1 => (1..=120u16, 1..=40u16).prop_map(|(columns, rows)| Change::Resize(columns, rows)),
        1 => proptest::option::of((0..120u16, 0..40u16)).prop_map(Change::Cursor),
        1 => Just(Change::Forget),
    ]
}

fn written() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("a"),
        Just("é"),
        Just("e\u{301}"),
        Just("│"),
        Just("漢"),
        Just(" "),
        Just("     "),
        Just("            "),
        Just("le 12 avril"),
    ];
    proptest::collection::vec(piece, 1..30).prop_map(|pieces| pieces.concat())
}

fn style() -> impl Strategy<Value = Style> {
    let colour = prop_oneof![
        4 => Just(Color::Reset),
        2 => (0..16u8).prop_map(indexed),
        1 => (16..=255u8).prop_map(Color::Indexed),
        1 => any::<(u8, u8, u8)>().prop_map(|(r, g, b)| Color::Rgb(r, g, b)),
    ];
    // vt100 shows a cell as bold or as dim, not as both.
    let weight = prop_oneof![
        Just(Modifier::empty()),
        Just(Modifier::BOLD),
        Just(Modifier::DIM)
    ];
    let others = any::<(bool, bool, bool)>().prop_map(|(italic, underlined, reversed)| {
        let all = [
            (italic, Modifier::ITALIC),
            (underlined, Modifier::UNDERLINED),
            (reversed, Modifier::REVERSED),
        ];
        all.iter()
            .filter(|(on, _)| *on)
            .map(|(_, one)| *one)
            .collect::<Modifier>()
    });
    (colour.clone(), colour, weight, others, any::<bool>()).prop_map(
        |(text, background, weight, others, plain)| match plain {
            true => Style::reset(),
            false => Style::reset()
                .fg(text)
                .bg(background)
                .add_modifier(weight | others),
        },
    )
}

fn apply(frame: &mut Buffer, change: &Change) {
    let Rect { width, height, .. } = frame.area;
    match change {
        Change::Write(x, y, text, style) => {
            frame.set_string(x % width, y % height, text, *style);
        }
        Change::Blank(x, y) => {
            let (x, y) = (x % width, y % height);
            for y in y..height {
                frame.set_stringn(
                    x,
                    y,
                    " ".repeat(width.into()),
                    (width - x).into(),
                    Style::reset(),
                );
            }
        }
        Change::Move(from, to, columns, by) => {
            let before = frame.clone();
            for y in from % height..to % height {
                let Some(source) = y.checked_add_signed(*by).filter(|&y| y < height) else {
                    continue;
                };
                for x in 0..=columns % width {
                    frame[(x, y)] = before[(x, source)].clone();
                }
            }
        }
        Change::Resize(columns, rows) => frame.resize(Rect::new(0, 0, *columns, *rows)),
        Change::Cursor(_) | Change::Forget => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_terminal_shows_the_frame(
        (columns, rows) in (1..=120u16, 1..=40u16),
        drawings in proptest::collection::vec(proptest::collection::vec(change(), 0..8), 1..12),
    ) {
        let mut desk = Desk::new(columns, rows);
        let mut frame = Buffer::empty(Rect::new(0, 0, columns, rows));
        let mut cursor = None;
        for changes in drawings {
            for change in changes {
                apply(&mut frame, &change);
                match change {
                    Change::Forget => desk.painter.forget(),
                    Change::Cursor(at) => cursor = at,
                    Change::Resize(columns, rows) => {
                        desk.terminal.screen_mut().set_size(non_zero(rows), non_zero(columns));
                    }
                    _ => {}
                }
            }
            let within = |(x, y)| Position::new(x % frame.area.width, y % frame.area.height);
            let cursor = cursor.map(within);
            desk.show(&frame, cursor);
            prop_assert_eq!(desk.show(&frame, cursor), "");
        }
    }

    #[test]
    fn text_that_scrolls_beside_a_panel(
        lines in proptest::collection::vec((written(), style()), 40..80),
        panel in written(),
        steps in proptest::collection::vec(0..40usize, 1..12),
        (columns, rows) in (20..=120u16, 5..=40u16),
    ) {
        let mut desk = Desk::new(columns, rows);
        for from in steps {
            let mut frame = Buffer::empty(Rect::new(0, 0, columns, rows));
            for y in 0..rows - 1 {
                if let Some((line, style)) = lines.get(from + usize::from(y)) {
                    frame.set_stringn(1, y, line, usize::from(columns) - 10, *style);
                }
                frame.set_stringn(columns - 8, y, &panel, 8, Style::new());
            }
            desk.show(&frame, None);
        }
    }
}
