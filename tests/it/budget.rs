//! What a frame costs on the link: bytes from one screen to the next, on real dispatches with their annotations, at 120x36.

use depeche::tui::term::painter::Painter;

use super::desk::Desk;

const SAMPLES: [(&str, &[u8]); 3] = [
    (
        "reykjavik",
        include_bytes!("../../assets/dispatches/reykjavik-surveillance.txt"),
    ),
    (
        "nicosie",
        include_bytes!("../../assets/dispatches/nicosie-armateur.txt"),
    ),
    (
        "tallinn",
        include_bytes!("../../assets/dispatches/tallinn-archive.txt"),
    ),
];

/// A reader behind a painter: what each key costs.
struct Link {
    desk: Option<Desk>,
    painter: Painter,
}

impl Link {
    fn open(name: &str, bytes: &[u8]) -> (Link, usize) {
        let mut link = Link {
            desk: Some(Desk::annotated(name, bytes)),
            painter: Painter::default(),
        };
        let first = link.frame();
        (link, first)
    }

    fn press(&mut self, keys: &str) -> usize {
        self.desk = self.desk.take().map(|desk| desk.press(keys));
        self.frame()
    }

    fn frame(&mut self) -> usize {
        let desk = self.desk.as_ref().expect("only taken to press a key");
        let (buffer, cursor) = desk.draw();
        self.painter.frame(&buffer, cursor).len()
    }
}

#[test]
fn frames_stay_within_their_budgets() {
    for (name, bytes) in SAMPLES {
        let (mut link, first) = Link::open(name, bytes);
        assert!(first <= 4_500, "{name}: first frame {first}");
        for (keys, most) in [
            ("Space", 2_800),
            ("b", 2_800),
            ("Z", 0),
            ("Left", 0),
            ("C-d", 2_800),
        ] {
            let cost = link.press(keys);
            assert!(
                cost <= most,
                "{name}: {keys} costs {cost} bytes, more than {most}"
            );
        }
    }
}

#[test]
fn a_jump_on_the_page_costs_a_few_bytes() {
    let (mut link, _) = Link::open(SAMPLES[0].0, SAMPLES[0].1);
    for keys in ["c", "c", "C"] {
        let cost = link.press(keys);
        assert!(cost <= 250, "{keys} costs {cost} bytes");
    }
}
