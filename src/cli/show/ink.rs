//! Colour and emphasis on a terminal, or none of it; the marks of annotations in a text. Everything printed is sanitised here.

use crate::model::{Annotations, CanonicalText, QuotationKind, Span};
use crate::page::sanitize;

/// Whether to write escape sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Colour,
    Plain,
}

/// A way of standing out; the code of its SGR sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Title,
    Faint,
    Warning,
    Quotation,
    Actor,
    Figure,
}

impl Tone {
    /// The sixteen colours alone: they follow the user's palette, on a dark and on a light ground.
    fn code(self) -> &'static str {
        match self {
            Tone::Title | Tone::Actor => "1",
            Tone::Faint => "2",
            Tone::Warning => "1;31",
            Tone::Quotation => "36",
            Tone::Figure => "33",
        }
    }
}

impl Ink {
    /// A piece of text in one tone.
    pub fn piece(self, tone: Tone, text: &str) -> String {
        self.mixed(&[tone], text)
    }

    fn mixed(self, tones: &[Tone], text: &str) -> String {
        let shown = sanitize(text);
        if self == Ink::Plain || tones.is_empty() {
            return shown.into_owned();
        }
        let codes: Vec<&str> = tones.iter().map(|tone| tone.code()).collect();
        format!("\u{1B}[{}m{shown}\u{1B}[0m", codes.join(";"))
    }
}

/// The passages of a text that stand out.
pub struct Marks {
    /// By their start.
    marks: Vec<(Span, Tone)>,
}

impl Marks {
    /// Of everything that was found.
    pub fn new(found: &Annotations) -> Self {
        let utterances = found
            .quotations
            .iter()
            .filter(|quotation| quotation.kind != QuotationKind::Term);
        let quotations = utterances.flat_map(|quotation| &quotation.parts);
        let mentions = found.actors.iter().flat_map(|actor| &actor.mentions);
        let mut marks: Vec<(Span, Tone)> = quotations
            .map(|part| (*part, Tone::Quotation))
            .chain(mentions.map(|mention| (mention.span, Tone::Actor)))
            .chain(
                found
                    .figures
                    .iter()
                    .map(|figure| (figure.span, Tone::Figure)),
            )
            .collect();
        marks.sort_by_key(|(span, _)| *span);
        Marks { marks }
    }

    /// A line of the text with its marks. Lines are asked for in order, and `past` counts the marks that no later line needs.
    pub fn line(&self, text: &CanonicalText, line: Span, past: &mut usize, ink: Ink) -> String {
        let marks = &self.marks;
        *past += marks[*past..]
            .iter()
            .take_while(|(span, _)| span.end() <= line.start())
            .count();
        let near = marks[*past..]
            .iter()
            .take_while(|(span, _)| span.start() < line.end());
        let here: Vec<(Span, Tone)> = near
            .filter_map(|(span, tone)| Some((span.intersect(line)?, *tone)))
            .collect();
        let edges = here.iter().flat_map(|(span, _)| [span.start(), span.end()]);
        let mut edges: Vec<usize> = edges.chain([line.start(), line.end()]).collect();
        edges.sort_unstable();
        edges.dedup();
        let pieces = edges.windows(2).map(|ends| {
            let piece = Span::new(ends[0], ends[1]);
            let covering = here.iter().filter(|(span, _)| span.covers(piece));
            let tones: Vec<Tone> = covering.map(|(_, tone)| *tone).collect();
            ink.mixed(&tones, &text[piece])
        });
        pieces.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Figure, FigureKind, Quotation, Value};

    fn found(text: &CanonicalText) -> Annotations {
        let span = |words: &str| {
            let start = text.as_str().find(words).unwrap();
            text.span(start..start + words.len()).unwrap()
        };
        Annotations {
            quotations: vec![Quotation {
                kind: QuotationKind::Direct,
                parts: vec![span("nous serons 12 à partir")],
                cue: None,
                speaker: None,
                actor: None,
                confidence: 1.0,
            }],
            figures: vec![Figure {
                kind: FigureKind::Number,
                span: span("12"),
                value: Value::Number(12.0),
                upper: None,
                unit: None,
                of: None,
                bound: None,
                cue: None,
                dimension: None,
                toll: None,
                confidence: 1.0,
            }],
            ..Annotations::default()
        }
    }

    #[test]
    fn marks_go_on_in_the_next_line_and_lie_over_each_other() {
        let text = CanonicalText::new("\"nous serons 12 à partir\", dit-il");
        let marks = Marks::new(&found(&text));
        let (first, second) = (Span::new(0, 16), Span::new(16, text.len()));
        let mut past = 0;
        let first = marks.line(&text, first, &mut past, Ink::Colour);
        let second = marks.line(&text, second, &mut past, Ink::Colour);
        assert_eq!(
            first.replace('\u{1B}', "^"),
            "\"^[36mnous serons ^[0m^[36;33m12^[0m^[36m ^[0m"
        );
        assert_eq!(second.replace('\u{1B}', "^"), "^[36mà partir^[0m\", dit-il");
    }

    #[test]
    fn a_text_without_colour_is_the_text() {
        let text = CanonicalText::new("\"nous serons 12 à partir\"\u{1B}[2J");
        let marks = Marks::new(&found(&text));
        let line = marks.line(&text, text.whole(), &mut 0, Ink::Plain);
        assert!(line.starts_with("\"nous serons 12 à partir\""));
        assert!(!line.contains('\u{1B}'));
    }
}
