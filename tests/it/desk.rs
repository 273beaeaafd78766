//! The reader without a terminal: a dispatch with annotations made by hand, keys pressed one after the other, the screen as
//! glyphs and as styles.
//!
//! The annotations are fixed so that these tests speak of the reader alone, whatever the annotators learn.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use depeche::annotate::{Kinds, annotate};
use depeche::model::{
    Actor, ActorId, ActorKind, Annotations, Bound, CanonicalText, Dateline, Dispatch, Figure,
    FigureKind, Mention, MentionForm, Paragraph, ParagraphKind, Quotation, QuotationKind, Span,
    Value,
};
use depeche::tui::key::Key;
use depeche::tui::keymap::Keymap;
use depeche::tui::texts::Locale;
use depeche::tui::theme::{Palette, Theme};
use depeche::tui::{Effect, Event, Look, State, handle, view};
use depeche::wire;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};

/// An invented dispatch: three quotations by two speakers, a term, figures, in five paragraphs.
const TEXT: &str = "Vaduz, 3 mars 2021 (AGP) - La présidente du conseil, Elke Morand, a refusé mercredi tout report du chantier du tunnel.

« Nous n'attendrons pas un jour de plus », a déclaré Mme Morand devant quelque 2.000 manifestants réunis à Vaduz.

\"Le conseil nous ment depuis trois ans\", a répliqué Anton Feger, le chef de l'opposition. Selon lui, le coût du tunnel a doublé en secret.

Le chantier, « pharaonique » selon ses adversaires, emploie 340 ouvriers et doit durer jusqu'en 2026.

M. Feger a appelé à une marche samedi. Elke Morand a promis de recevoir les riverains.";

/// A desk with the reader on it.
pub struct Desk {
    state: State,
    pub effects: Vec<Effect>,
}

impl Desk {
    /// The invented dispatch, open at 120x36.
    pub fn reading() -> Desk {
        Desk::with(vec![dispatch("vaduz.txt", TEXT)], Palette::Terminal, false)
    }

    /// The same in ASCII and without colours.
    pub fn plain() -> Desk {
        Desk::with(vec![dispatch("vaduz.txt", TEXT)], Palette::Mono, true)
    }

    /// A dispatch of its own, with what the annotators find in it.
    pub fn annotated(path: &str, bytes: &[u8]) -> Desk {
        let mut dispatches = wire::dispatches(path, bytes).unwrap();
        let annotations = Arc::new(annotate(&dispatches[0], Kinds::ALL));
        dispatches.truncate(1);
        let mut desk = Desk::bare(Palette::Terminal, false, true);
        desk.happen(Event::Arrived(
            dispatches.into_iter().map(Arc::new).collect(),
        ));
        desk.happen(Event::Complete);
        desk.happen(Event::Annotated {
            wire: 0,
            annotations,
        });
        desk
    }

    /// A list of `count` dispatches, none open.
    pub fn listing(count: usize) -> Desk {
        let wire = |number: usize| {
            dispatch(
                &format!("{number}.txt"),
                &TEXT.replace("Vaduz", &format!("Ville-{number}")),
            )
        };
        Desk::with((1..=count).map(wire).collect(), Palette::Terminal, false)
    }

    fn with(dispatches: Vec<Dispatch>, palette: Palette, ascii: bool) -> Desk {
        let mut desk = Desk::bare(palette, ascii, dispatches.len() == 1);
        let dispatches: Vec<Arc<Dispatch>> = dispatches.into_iter().map(Arc::new).collect();
        desk.happen(Event::Arrived(dispatches.clone()));
        desk.happen(Event::Complete);
        for (wire, dispatch) in dispatches.iter().enumerate() {
            let annotations = Arc::new(annotations(&dispatch.text));
            desk.happen(Event::Annotated { wire, annotations });
        }
        desk.effects.clear();
        desk
    }

    fn bare(palette: Palette, ascii: bool, open_first: bool) -> Desk {
        let look = Look {
            theme: Theme::new(palette, ascii),
            locale: Locale::French,
            keymap: Keymap::new(&BTreeMap::new()).unwrap(),
            measure: 72,
        };
        Desk {
            state: State::new(look, 120, 36, open_first),
            effects: Vec::new(),
        }
    }

    /// Another size of the screen.
    pub fn size(mut self, columns: u16, rows: u16) -> Desk {
        self.happen(Event::Resize { columns, rows });
        self
    }

    /// Keys with blanks between them, as in the key table; a longer word that is no key is typed letter by letter.
    pub fn press(mut self, keys: &str) -> Desk {
        for word in keys.split_whitespace() {
            let keys = Key::parse(word).map_or_else(
                || {
                    word.chars()
                        .filter_map(|c| Key::parse(&c.to_string()))
                        .collect()
                },
                |key| vec![key],
            );
            for key in keys {
                self.happen(Event::Key(key));
            }
        }
        self
    }

    /// Something from outside.
    pub fn happen(&mut self, event: Event) {
        self.effects.extend(handle(&mut self.state, event));
    }

    /// The state, for what the screen does not show.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The screen in letters, without the blanks at the ends of its rows.
    pub fn glyphs(&self) -> String {
        let (buffer, _) = self.draw();
        rows(&buffer)
            .map(|row| {
                row.iter()
                    .map(|cell| cell.symbol())
                    .collect::<String>()
                    .trim_end()
                    .to_owned()
                    + "\n"
            })
            .collect()
    }

    /// The screen in letters, and in letters that stand for styles: a highlight that is lost shows in the difference.
    pub fn glyphs_and_styles(&self) -> String {
        let (buffer, cursor) = self.draw();
        let mut legend: Vec<Style> = Vec::new();
        let mut out = self.glyphs();
        out.push_str("--- styles\n");
        for row in rows(&buffer) {
            let letters: String = row.iter().map(|cell| letter(cell, &mut legend)).collect();
            out.push_str(letters.trim_end_matches('.'));
            out.push('\n');
        }
        for (at, style) in legend.iter().enumerate() {
            let _ = writeln!(out, "{}: {}", name(at), described(*style));
        }
        if let Some(cursor) = cursor {
            let _ = writeln!(out, "cursor: {},{}", cursor.x, cursor.y);
        }
        out
    }

    /// The row of the screen that holds `words`.
    pub fn row_with(&self, words: &str) -> String {
        let screen = self.glyphs();
        screen
            .lines()
            .find(|line| line.contains(words))
            .unwrap_or_else(|| panic!("{words:?} is not on the screen:\n{screen}"))
            .to_owned()
    }

    /// The letters drawn in a style that has `modifier`, row by row.
    pub fn drawn_with(&self, modifier: Modifier) -> Vec<String> {
        let (buffer, _) = self.draw();
        let lit = |row: &[Cell]| {
            row.iter()
                .filter(|cell| cell.modifier.contains(modifier))
                .map(|cell| cell.symbol())
                .collect::<String>()
        };
        rows(&buffer)
            .map(lit)
            .filter(|letters| !letters.is_empty())
            .collect()
    }

    /// The screen as it is drawn, and where the cursor stands.
    pub fn draw(&self) -> (Buffer, Option<Position>) {
        let mut buffer = Buffer::empty(self.state.size);
        let cursor = view::draw(&self.state, &mut buffer);
        (buffer, cursor)
    }
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content.chunks(usize::from(buffer.area.width.max(1)))
}

fn letter(cell: &Cell, legend: &mut Vec<Style>) -> char {
    let style = Style::new().fg(cell.fg).add_modifier(cell.modifier);
    if cell.fg == Color::Reset && cell.modifier.is_empty() {
        return '.';
    }
    let known = legend.iter().position(|one| *one == style);
    let at = known.unwrap_or_else(|| {
        legend.push(style);
        legend.len() - 1
    });
    name(at)
}

fn name(at: usize) -> char {
    char::from(b'a' + u8::try_from(at).expect("a screen has few styles"))
}

fn described(style: Style) -> String {
    let colour = style
        .fg
        .filter(|colour| *colour != Color::Reset)
        .map(|colour| format!("{colour:?} "))
        .unwrap_or_default();
    format!("{colour}{:?}", style.add_modifier)
}

fn dispatch(path: &str, text: &str) -> Dispatch {
    let text = CanonicalText::new(text);
    let mut at = 0;
    let mut paragraphs = Vec::new();
    for block in text.as_str().split("\n\n") {
        paragraphs.push(Paragraph {
            span: Span::new(at, at + block.len()),
            kind: ParagraphKind::Prose,
        });
        at += block.len() + 2;
    }
    let end = text.as_str().find(" - ").unwrap() + 2;
    let mut dispatch = Dispatch {
        id: path.to_owned(),
        lang: Some("fr".to_owned()),
        dateline: Some(Dateline {
            span: Span::new(0, end),
            place: Some("Vaduz".to_owned()),
            date: Some(jiff::civil::date(2021, 3, 3)),
            agency: Some("AGP".to_owned()),
        }),
        original: text.as_str().into(),
        paragraphs,
        text,
        ..Dispatch::default()
    };
    dispatch.source.path = path.to_owned();
    dispatch
}

/// Annotations for [`TEXT`] and texts that differ from it in names alone.
fn annotations(text: &CanonicalText) -> Annotations {
    let nth = |words: &str, n: usize| {
        let (at, _) = text
            .as_str()
            .match_indices(words)
            .nth(n)
            .unwrap_or_else(|| panic!("{words:?} is in the text"));
        Span::new(at, at + words.len())
    };
    let first = |words: &str| nth(words, 0);
    let mention = |span, form| Mention { span, form };
    let name = |words: &str, n| mention(nth(words, n), MentionForm::Name);
    let actor = |name: &str, kind, role: Option<&str>, mentions| Actor {
        kind,
        name: name.to_owned(),
        role: role.map(str::to_owned),
        mentions,
        confidence: 0.9,
    };
    let quotation =
        |kind, words: &str, cue: &str, speaker: Option<Span>, actor: Option<usize>, confidence| {
            Quotation {
                kind,
                parts: vec![first(words)],
                cue: (!cue.is_empty()).then(|| first(cue)),
                speaker,
                actor: actor.map(ActorId),
                confidence,
            }
        };
    let figure = |kind, words: &str, value, of: Option<&str>, bound| Figure {
        kind,
        span: first(words),
        value,
        upper: None,
        unit: None,
        of: of.map(first),
        bound,
        cue: None,
        dimension: None,
        toll: None,
        confidence: 0.9,
    };
    let iso = |value: &str| Value::Iso(value.to_owned());
    let town = text.as_str().split(',').next().unwrap();
    let lui = nth("lui", 0);
    Annotations {
        quotations: vec![
            quotation(
                QuotationKind::Direct,
                "Nous n'attendrons pas un jour de plus",
                "a déclaré",
                Some(first("Mme Morand")),
                Some(0),
                0.97,
            ),
            quotation(
                QuotationKind::Direct,
                "Le conseil nous ment depuis trois ans",
                "a répliqué",
                Some(first("Anton Feger")),
                Some(1),
                0.95,
            ),
            quotation(
                QuotationKind::Indirect,
                "le coût du tunnel a doublé en secret",
                "Selon",
                Some(lui),
                Some(1),
                0.4,
            ),
            quotation(QuotationKind::Term, "pharaonique", "", None, None, 0.8),
        ],
        actors: vec![
            actor(
                "Elke Morand",
                ActorKind::Person,
                Some("présidente du conseil"),
                vec![
                    mention(first("La présidente du conseil"), MentionForm::Description),
                    name("Elke Morand", 0),
                    name("Morand", 1),
                    name("Elke Morand", 1),
                ],
            ),
            actor(
                "Anton Feger",
                ActorKind::Person,
                Some("chef de l'opposition"),
                vec![
                    name("Anton Feger", 0),
                    mention(lui, MentionForm::Pronoun),
                    name("Feger", 1),
                ],
            ),
            actor(town, ActorKind::Place, None, vec![name(town, 1)]),
        ],
        figures: vec![
            figure(FigureKind::Date, "mercredi", iso("2021-03-03"), None, None),
            figure(
                FigureKind::Number,
                "2.000",
                Value::Number(2000.0),
                Some("manifestants"),
                Some(Bound::Approximate),
            ),
            figure(FigureKind::Duration, "trois ans", iso("P3Y"), None, None),
            figure(
                FigureKind::Number,
                "340",
                Value::Number(340.0),
                Some("ouvriers"),
                None,
            ),
            figure(
                FigureKind::Date,
                "2026",
                iso("2026"),
                None,
                Some(Bound::Maximum),
            ),
            figure(FigureKind::Date, "samedi", iso("2021-03-06"), None, None),
        ],
        doubts: Vec::new(),
    }
}
