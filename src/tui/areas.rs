//! Where things stand at a size: one function from size and panes to rectangles, asked by update and view alike.

use ratatui::layout::Rect;

use super::panels::PanelKind;

/// What has the keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    List,
    #[default]
    Text,
    Panel(PanelKind),
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breadth {
    /// Text alone, without margin.
    Tiny,
    /// One pane at a time.
    Narrow,
    /// Text over a dock with three tabs.
    Medium,
    /// Text beside three stacked panels.
    Wide,
    /// List, text and panels side by side.
    Vast,
}

impl Breadth {
    /// From the size of the screen.
    pub fn of(size: Rect) -> Breadth {
        match size.width {
            _ if size.height < 8 => Breadth::Tiny,
            0..40 => Breadth::Tiny,
            40..64 => Breadth::Narrow,
            64..100 => Breadth::Medium,
            100..160 => Breadth::Wide,
            _ => Breadth::Vast,
        }
    }
}

/// The rectangles of the reading screen; a pane without room has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    pub header: Option<Rect>,
    pub list: Option<Rect>,
    /// Margin, text and, in the last column, the scroll bar; beside panels it is the line between the two.
    pub text: Option<Rect>,
    pub panels: Option<Rect>,
    pub status: Option<Rect>,
    pub hints: Option<Rect>,
}

/// Columns of the side list.
const LIST: u16 = 40;
/// Columns of the stacked panels, before the user changes them.
pub const PANELS: u16 = 45;
const PANELS_LEAST: u16 = 30;
const DOCK_ROWS: u16 = 8;
/// Columns to the left of the text: number and bar of a quotation.
pub const MARGIN: u16 = 4;
/// Columns to the right of the text: a blank and the scroll bar.
pub const SCROLL: u16 = 2;
/// Columns of the text, at most, unless the user wants others.
pub const MEASURE: u16 = 72;

/// What the user asked of the arrangement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    pub focus: Pane,
    pub zoom: bool,
    /// Columns that the panels were widened by.
    pub widened: i16,
    /// There is but one dispatch, and no list to show beside it.
    pub single: bool,
}

/// The rectangles at a size.
pub fn areas(size: Rect, wishes: Wishes) -> Areas {
    let breadth = Breadth::of(size);
    if breadth == Breadth::Tiny {
        let status = (size.height > 2).then(|| Rect {
            y: size.bottom() - 1,
            height: 1,
            ..size
        });
        let body = Rect {
            height: size.height - u16::from(status.is_some()),
            ..size
        };
        return Areas {
            status,
            ..pane(wishes.focus, body)
        };
    }
    let hints = Rect {
        y: size.bottom() - 1,
        height: 1,
        ..size
    };
    let status = Rect {
        y: size.bottom() - 2,
        height: 1,
        ..size
    };
    let header = Rect { height: 1, ..size };
    let body = Rect {
        y: 1,
        height: size.height - 3,
        ..size
    };
    let frame = Areas {
        header: Some(header),
        status: Some(status),
        hints: Some(hints),
        ..Areas::default()
    };
    let panes = match breadth {
        _ if wishes.zoom => pane(wishes.focus, body),
        Breadth::Tiny | Breadth::Narrow => pane(wishes.focus, body),
        Breadth::Medium => docked(body),
        Breadth::Wide => beside(body, wishes.widened),
        Breadth::Vast if wishes.single => beside(body, wishes.widened),
        Breadth::Vast => {
            let list = Rect {
                width: LIST,
                ..body
            };
            let rest = Rect {
                x: LIST + 1,
                width: body.width - LIST - 1,
                ..body
            };
            Areas {
                list: Some(list),
                ..beside(rest, wishes.widened)
            }
        }
    };
    Areas {
        list: panes.list,
        text: panes.text,
        panels: panes.panels,
        ..frame
    }
}

fn pane(focus: Pane, body: Rect) -> Areas {
    match focus {
        Pane::List => Areas {
            list: Some(body),
            ..Areas::default()
        },
        Pane::Text => Areas {
            text: Some(body),
            ..Areas::default()
        },
        Pane::Panel(_) => Areas {
            panels: Some(body),
            ..Areas::default()
        },
    }
}

fn docked(body: Rect) -> Areas {
    let rows = DOCK_ROWS.min(body.height / 2);
    let text = Rect {
        height: body.height - rows,
        ..body
    };
    let dock = Rect {
        y: text.bottom(),
        height: rows,
        ..body
    };
    Areas {
        text: Some(text),
        panels: Some(dock),
        ..Areas::default()
    }
}

fn beside(body: Rect, widened: i16) -> Areas {
    let most = body
        .width
        .saturating_sub(MARGIN + 32 + SCROLL)
        .max(PANELS_LEAST);
    let panels = PANELS
        .saturating_add_signed(widened)
        .clamp(PANELS_LEAST, most);
    let text = Rect {
        width: body.width - panels,
        ..body
    };
    let panels = Rect {
        x: text.right(),
        width: panels,
        ..body
    };
    Areas {
        text: Some(text),
        panels: Some(panels),
        ..Areas::default()
    }
}

/// Columns that the text is set in, inside the text pane: `most`, or as many as there are.
pub fn measure(size: Rect, text: Rect, most: u16) -> u16 {
    let frame = if Breadth::of(size) == Breadth::Tiny {
        0
    } else {
        MARGIN + SCROLL
    };
    text.width.saturating_sub(frame).min(most).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn panes_lie_inside_the_screen_and_do_not_overlap(width in 1u16..300, height in 1u16..100, zoom: bool, widened in -60i16..60) {
            let size = Rect::new(0, 0, width, height);
            for focus in [Pane::Text, Pane::List, Pane::Panel(PanelKind::Actors)] {
                let a = areas(size, Wishes { focus, zoom, widened, single: false });
                let panes: Vec<Rect> = [a.header,  a.list, a.text, a.panels, a.status, a.hints].into_iter().flatten().collect();
                for (at, pane) in panes.iter().enumerate() {
                    prop_assert!(size.union(*pane) == size, "{:?} leaves the screen", pane);
                    prop_assert!(panes[..at].iter().all(|other| other.intersection(*pane).is_empty()));
                }
                if let Some(text) = a.text {
                    prop_assert!((1..=MEASURE).contains(&measure(size, text, MEASURE)));
                }
            }
        }
    }
}
