//! What a frame costs: time by divan, and before it the bytes that typical changes put on the wire, beside their budgets.
//! The screen is a made-up dispatch at 120x36: text, three panels at the side, a status line.

use depeche::tui::term::painter::Painter;
use divan::Bencher;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

const COLUMNS: u16 = 120;
const ROWS: u16 = 36;
/// Columns of text, and the first column of the panels.
const TEXT: u16 = 68;
const PANEL: u16 = 76;
const WORDS: [&str; 24] = [
    "le",
    "ministre",
    "des",
    "Transports",
    "a",
    "annoncé",
    "jeudi",
    "à",
    "Valbrune",
    "que",
    "la",
    "ligne",
    "fermée",
    "depuis",
    "trois",
    "semaines",
    "rouvrira",
    "lundi",
    "selon",
    "une",
    "source",
    "préfectorale",
    "citée",
    "par",
];

/// What the screen shows; a change of one field is what one key does.
#[derive(Clone, Copy)]
struct View {
    first_line: u16,
    lit: u16,
    panels: bool,
}

const OPENED: View = View {
    first_line: 0,
    lit: 0,
    panels: true,
};

fn main() {
    print_bytes();
    divan::main();
}

#[divan::bench(args = ["first frame", "unchanged", "jump", "line", "page"])]
fn paint(bencher: Bencher, change: &str) {
    let before = frame(OPENED);
    let after = frame(match change {
        "jump" => View { lit: 1, ..OPENED },
        "line" => View {
            first_line: 1,
            ..OPENED
        },
        "page" => View {
            first_line: ROWS - 3,
            ..OPENED
        },
        _ => OPENED,
    });
    bencher
        .with_inputs(|| {
            let mut painter = Painter::default();
            if change != "first frame" {
                painter.frame(&before, None);
            }
            painter
        })
        .bench_local_refs(|painter| painter.frame(&after, None).len());
}

#[expect(clippy::print_stdout, reason = "a bench reports")]
fn print_bytes() {
    let bare = View {
        panels: false,
        ..OPENED
    };
    let page = ROWS - 3;
    let cases = [
        ("unchanged", OPENED, OPENED, 0),
        (
            "jump to the next quotation",
            OPENED,
            View { lit: 1, ..OPENED },
            200,
        ),
        (
            "one line on, beside panels",
            OPENED,
            View {
                first_line: 1,
                ..OPENED
            },
            1_200,
        ),
        (
            "one line on, text alone",
            bare,
            View {
                first_line: 1,
                ..bare
            },
            150,
        ),
        (
            "one line back, text alone",
            View {
                first_line: 1,
                ..bare
            },
            bare,
            150,
        ),
        (
            "next page",
            OPENED,
            View {
                first_line: page,
                ..OPENED
            },
            2_800,
        ),
        (
            "next page, text alone",
            bare,
            View {
                first_line: page,
                ..bare
            },
            2_800,
        ),
    ];
    let first = Painter::default().frame(&frame(OPENED), None).len();
    println!("{:<28} {first:>5} bytes, budget 4500", "first frame");
    for (name, before, after, budget) in cases {
        let mut painter = Painter::default();
        painter.frame(&frame(before), None);
        let sent = painter.frame(&frame(after), None).len();
        println!("{name:<28} {sent:>5} bytes, budget {budget}");
    }
}

fn frame(view: View) -> Buffer {
    let mut frame = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
    for y in 0..ROWS - 2 {
        let line = view.first_line + y;
        frame.set_string(4, y, text_line(line), Style::new());
        if (line + 3) % 9 < 3 {
            frame.set_string(
                0,
                y,
                if (line + 3).is_multiple_of(9) {
                    " 2│"
                } else {
                    "  │"
                },
                Style::new(),
            );
        }
        if line == [3, 12][usize::from(view.lit)] {
            frame.set_style(Rect::new(10, y, 46, 1), Style::new().bold());
        }
        if view.panels {
            let thumb = y.abs_diff(view.first_line / 4 + 4) < 8;
            frame.set_string(73, y, if thumb { "█ │" } else { "░ │" }, Style::new());
        }
    }
    if view.panels {
        quotations(&mut frame, view.lit);
        table(
            &mut frame,
            12,
            "ACTEURS 8   p/P  o/O",
            "● Orlane Tivier        ministre      5×  2c",
        );
        table(
            &mut frame,
            23,
            "CHIFFRES 11   f/F",
            "2.000     voyageurs par jour    quelque  ¶5",
        );
    }
    let place = format!(
        "citation {}/7 │ Orlane Tivier │ ¶ 2/10 │ {} %",
        view.lit + 1,
        view.first_line
    );
    let status = format!(" LECTURE │ {place:<80}sauvé 10:42");
    frame.set_stringn(
        0,
        ROWS - 2,
        format!("{status:<120}"),
        120,
        Style::new().reversed(),
    );
    let keys = " c citation  o même acteur  1-9 aller  ⏎ lien  a valider  x rejeter  u annuler  / chercher  ? aide";
    frame.set_string(0, ROWS - 1, keys, Style::new().dim());
    frame
}

/// Every sixth line is blank, as between paragraphs.
fn text_line(line: u16) -> String {
    let mut text = String::new();
    if line % 6 == 5 {
        return text;
    }
    for at in usize::from(line) * 7.. {
        let word = WORDS[at * at % 89 % WORDS.len()];
        if text.chars().count() + word.chars().count() > usize::from(TEXT) {
            break;
        }
        text += word;
        text.push(' ');
    }
    text
}

fn quotations(frame: &mut Buffer, lit: u16) {
    title(frame, 0, "CITATIONS 7   c/C  1-9");
    for number in 0..5 {
        let (y, mark) = (2 * number + 1, if number == lit { '▶' } else { ' ' });
        let line = format!(
            "{mark}{} ○ Orlane Tivier       a déclaré       ¶{number}",
            number + 1
        );
        frame.set_string(PANEL, y, line, Style::new());
        frame.set_string(
            PANEL,
            y + 1,
            "      « La ligne rouvrira lundi, nous l’avons…",
            Style::new().dim(),
        );
    }
}

fn table(frame: &mut Buffer, top: u16, name: &str, row: &str) {
    title(frame, top, name);
    for y in top + 1..top + 10 {
        frame.set_string(PANEL + 1, y, row, Style::new());
    }
}

fn title(frame: &mut Buffer, y: u16, name: &str) {
    let line = format!("─ {name} ");
    frame.set_string(PANEL, y, format!("{line:─<44}"), Style::new().bold());
}
