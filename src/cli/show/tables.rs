//! The three panels of the reader as tables: who speaks, who acts, what is counted.

use super::Printer;
use crate::cli::table;
use crate::model::{Annotations, Dispatch, Paragraph, Quotation, QuotationKind, Span};
use crate::tui::panels::figures::value_text;

impl Printer {
    /// Number, speaker, cue, paragraph, words.
    pub(super) fn quotations(&self, dispatch: &Dispatch, found: &Annotations) -> Vec<String> {
        let utterances = found
            .quotations
            .iter()
            .filter(|quotation| quotation.kind != QuotationKind::Term);
        let numbered = utterances.enumerate();
        let rows = numbered.map(|(at, quotation)| {
            let number = format!("{:>2}", at + 1);
            self.quotation(number, quotation, dispatch, found)
        });
        self.table(&rows.collect::<Vec<_>>())
    }

    /// As quotations, but without numbers: they are no utterances.
    pub(super) fn terms(&self, dispatch: &Dispatch, found: &Annotations) -> Vec<String> {
        let terms = found
            .quotations
            .iter()
            .filter(|quotation| quotation.kind == QuotationKind::Term);
        let rows = terms.map(|term| self.quotation(String::new(), term, dispatch, found));
        self.table(&rows.collect::<Vec<_>>())
    }

    /// Name, kind, mentions, role.
    pub(super) fn actors(&self, found: &Annotations) -> Vec<String> {
        let rows = found.actors.iter().map(|actor| {
            [
                actor.name.clone(),
                (self.locale.texts().actor_kind)(actor.kind).to_owned(),
                format!("{:>3}{}", actor.mentions.len(), self.signs.times),
                actor.role.clone().unwrap_or_default(),
            ]
        });
        self.table(&rows.collect::<Vec<_>>())
    }

    /// Value with its bound, what is counted, paragraph, words.
    pub(super) fn figures(&self, dispatch: &Dispatch, found: &Annotations) -> Vec<String> {
        let words = |span: Option<Span>| {
            span.map(|span| one_line(&dispatch.text[span]))
                .unwrap_or_default()
        };
        let rows = found.figures.iter().map(|figure| {
            [
                value_text(figure, self.locale.texts(), self.signs),
                words(figure.of),
                self.paragraph(dispatch, figure.span),
                words(
                    figure
                        .cue
                        .map_or(Some(figure.span), |cue| Some(cue.join(figure.span))),
                ),
            ]
        });
        self.table(&rows.collect::<Vec<_>>())
    }

    fn quotation(
        &self,
        number: String,
        quotation: &Quotation,
        dispatch: &Dispatch,
        found: &Annotations,
    ) -> [String; 5] {
        let text = &dispatch.text;
        let words = |span: Option<Span>| span.map(|span| one_line(&text[span]));
        let actor = quotation.actor.map(|actor| found.actor(actor).name.clone());
        let parts = quotation.parts.iter().map(|part| one_line(&text[*part]));
        let mut said = parts.collect::<Vec<_>>().join(" [...] ");
        if quotation.kind != QuotationKind::Indirect {
            said = format!("{}{said}{}", self.signs.open_quote, self.signs.close_quote);
        }
        [
            number,
            actor
                .or_else(|| words(quotation.speaker))
                .unwrap_or_default(),
            words(quotation.cue).unwrap_or_default(),
            self.paragraph(dispatch, quotation.span()),
            said,
        ]
    }

    /// The number of the paragraph, from 1.
    fn paragraph(&self, dispatch: &Dispatch, span: Span) -> String {
        let before = |paragraph: &Paragraph| paragraph.span.end() <= span.start();
        let number = dispatch.paragraphs.partition_point(before) + 1;
        format!("{}{number}", self.signs.paragraph)
    }

    fn table<const N: usize>(&self, rows: &[[String; N]]) -> Vec<String> {
        table::lines(rows, self.columns.tables, self.signs.ellipsis)
    }
}

/// The words of a passage that may reach over paragraphs.
fn one_line(words: &str) -> String {
    words
        .split('\n')
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
