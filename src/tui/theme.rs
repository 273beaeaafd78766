//! How things look: colours of the terminal's own sixteen, no painted background, and every state readable without colour.

use ratatui::style::{Color, Modifier, Style};

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Palette {
    /// The terminal's own colours, readable on light and dark.
    #[default]
    Terminal,
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// None at all: `NO_COLOR`, or a terminal without colour.
    Mono,
}

impl Palette {
    /// The palettes by their names in the configuration file.
    pub const NAMES: [(&str, Palette); 4] = [
        ("terminal", Palette::Terminal),
        ("dark", Palette::Dark),
        ("light", Palette::Light),
        ("mono", Palette::Mono),
    ];
}

/// A role on the screen, and how it is drawn.
#[derive(Clone, Debug)]
pub struct Theme {
    pub text: Style,
    pub headline: Style,
    pub dim: Style,
    pub rule: Style,
    /// Bar and number of a quotation.
    pub quotation: Style,
    /// Keys and signs that catch the eye.
    pub accent: Style,
    pub name: Style,
    pub figure: Style,
    /// Passages linked to the current one.
    pub linked: Style,
    /// The current mention or figure.
    pub selected: Style,
    /// Every hit but the current one.
    pub hit: Style,
    pub label: Style,
    pub key: Style,
    pub notice: Style,
    pub alert: Style,
    pub signs: &'static Signs,
}

/// The signs of the interface, each one column wide.
#[derive(Debug)]
pub struct Signs {
    pub bar: &'static str,
    pub heavy_bar: &'static str,
    pub vertical: &'static str,
    pub horizontal: &'static str,
    pub tee: &'static str,
    pub thumb: &'static str,
    pub tick: &'static str,
    pub cursor: &'static str,
    pub linked: &'static str,
    pub doubtful: &'static str,
    pub undecided: &'static str,
    pub accepted: &'static str,
    pub corrected: &'static str,
    pub rejected: &'static str,
    pub disputed: &'static str,
    pub reopened: &'static str,
    pub unread: &'static str,
    pub marked: &'static str,
    pub ellipsis: &'static str,
    pub dot: &'static str,
    pub paragraph: &'static str,
    pub arrow: &'static str,
    pub about: &'static str,
    pub at_least: &'static str,
    pub at_most: &'static str,
    pub times: &'static str,
    pub present: &'static str,
    pub absent: &'static str,
    /// From little to much.
    pub levels: [&'static str; 5],
    pub open_quote: &'static str,
    pub close_quote: &'static str,
    pub dash: &'static str,
}

static UNICODE: Signs = Signs {
    bar: "│",
    heavy_bar: "┃",
    vertical: "│",
    horizontal: "─",
    tee: "┤",
    thumb: "█",
    tick: "╴",
    cursor: "▶",
    linked: "▷",
    doubtful: "?",
    undecided: "○",
    accepted: "✓",
    corrected: "*",
    rejected: "✗",
    disputed: "!",
    reopened: "↺",
    unread: "●",
    marked: "★",
    ellipsis: "…",
    dot: "·",
    paragraph: "¶",
    arrow: "→",
    about: "≈",
    at_least: "≥",
    at_most: "≤",
    times: "×",
    present: "▪",
    absent: ".",
    levels: ["▁", "▂", "▃", "▅", "▇"],
    open_quote: "« ",
    close_quote: " »",
    dash: "–",
};

static ASCII: Signs = Signs {
    bar: "|",
    heavy_bar: "#",
    vertical: "|",
    horizontal: "-",
    tee: "+",
    thumb: "#",
    tick: "-",
    cursor: ">",
    linked: "}",
    doubtful: "?",
    undecided: "o",
    accepted: "+",
    corrected: "*",
    rejected: "x",
    disputed: "!",
    reopened: "~",
    unread: "*",
    marked: "+",
    ellipsis: "_",
    dot: "|",
    paragraph: "P",
    arrow: "=",
    about: "~~",
    at_least: ">=",
    at_most: "<=",
    times: "x",
    present: "#",
    absent: ".",
    levels: ["_", "-", "=", "+", "#"],
    open_quote: "\"",
    close_quote: "\"",
    dash: "-",
};

impl Theme {
    /// The theme of a palette; `ascii` draws all signs with ASCII alone.
    pub fn new(palette: Palette, ascii: bool) -> Theme {
        let plain = Style::new();
        let (accent, name, figure, alert) = match palette {
            Palette::Terminal => (Color::Green, Color::Cyan, Color::Magenta, Color::Red),
            Palette::Dark => (
                Color::LightGreen,
                Color::LightCyan,
                Color::LightMagenta,
                Color::LightRed,
            ),
            Palette::Light => (Color::Green, Color::Blue, Color::Magenta, Color::Red),
            Palette::Mono => (Color::Reset, Color::Reset, Color::Reset, Color::Reset),
        };
        let colour = |colour| {
            if colour == Color::Reset {
                plain
            } else {
                plain.fg(colour)
            }
        };
        let mono = palette == Palette::Mono;
        Theme {
            text: plain,
            headline: plain.add_modifier(Modifier::BOLD),
            dim: plain.add_modifier(Modifier::DIM),
            rule: plain.add_modifier(Modifier::DIM),
            quotation: colour(accent),
            accent: colour(accent).add_modifier(Modifier::BOLD),
            name: colour(name),
            figure: if mono {
                plain.add_modifier(Modifier::BOLD)
            } else {
                colour(figure)
            },
            linked: plain.add_modifier(Modifier::UNDERLINED),
            selected: plain.add_modifier(Modifier::REVERSED),
            hit: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            label: plain.add_modifier(Modifier::BOLD | Modifier::REVERSED),
            key: plain.add_modifier(Modifier::BOLD),
            notice: colour(accent).add_modifier(Modifier::BOLD),
            alert: colour(alert).add_modifier(Modifier::BOLD | Modifier::REVERSED),
            signs: if ascii { &ASCII } else { &UNICODE },
        }
    }
}
