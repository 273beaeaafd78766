//! The three panels of the reader as tables: who speaks, who acts, what is counted.

use super::table;
use super::{Printer, Texts};
use crate::model::{Annotations, Dispatch, Figure, Quotation, QuotationKind, Span, Value};

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
            quotation_row(number, quotation, dispatch, found, self.texts)
        });
        table::lines(&rows.collect::<Vec<_>>(), self.columns.tables)
    }

    /// As quotations, but without numbers: they are no utterances.
    pub(super) fn terms(&self, dispatch: &Dispatch, found: &Annotations) -> Vec<String> {
        let terms = found
            .quotations
            .iter()
            .filter(|quotation| quotation.kind == QuotationKind::Term);
        let rows =
            terms.map(|term| quotation_row(String::new(), term, dispatch, found, self.texts));
        table::lines(&rows.collect::<Vec<_>>(), self.columns.tables)
    }

    /// Name, kind, mentions, role.
    pub(super) fn actors(&self, found: &Annotations) -> Vec<String> {
        let rows = found.actors.iter().map(|actor| {
            [
                actor.name.clone(),
                (self.texts.actor_kind)(actor.kind).to_owned(),
                format!("{:>3}×", actor.mentions.len()),
                actor.role.clone().unwrap_or_default(),
            ]
        });
        table::lines(&rows.collect::<Vec<_>>(), self.columns.tables)
    }

    /// Value, what is counted, bound, paragraph, words.
    pub(super) fn figures(&self, dispatch: &Dispatch, found: &Annotations) -> Vec<String> {
        let words = |span: Option<Span>| {
            span.map(|span| one_line(&dispatch.text[span]))
                .unwrap_or_default()
        };
        let rows = found.figures.iter().map(|figure| {
            [
                value(figure, self.texts),
                words(figure.of),
                figure
                    .bound
                    .map(|bound| (self.texts.bound)(bound).to_owned())
                    .unwrap_or_default(),
                paragraph_of(dispatch, figure.span),
                words(
                    figure
                        .cue
                        .map_or(Some(figure.span), |cue| Some(cue.join(figure.span))),
                ),
            ]
        });
        table::lines(&rows.collect::<Vec<_>>(), self.columns.tables)
    }
}

fn quotation_row(
    number: String,
    quotation: &Quotation,
    dispatch: &Dispatch,
    found: &Annotations,
    texts: &Texts,
) -> [String; 5] {
    let text = &dispatch.text;
    let actor = quotation
        .actor
        .map(|actor| found.actor(actor).name.as_str());
    let speaker = actor.or(quotation.speaker.map(|speaker| &text[speaker]));
    let parts: Vec<String> = quotation
        .parts
        .iter()
        .map(|part| one_line(&text[*part]))
        .collect();
    let words = parts.join(" […] ");
    let (open, close) = texts.quote_marks;
    let marked = quotation.kind != QuotationKind::Indirect;
    [
        number,
        speaker.map(one_line).unwrap_or_default(),
        quotation
            .cue
            .map(|cue| one_line(&text[cue]))
            .unwrap_or_default(),
        paragraph_of(dispatch, quotation.span()),
        if marked {
            format!("{open}{words}{close}")
        } else {
            words
        },
    ]
}

/// The number of the paragraph, from 1.
fn paragraph_of(dispatch: &Dispatch, span: Span) -> String {
    let before = |paragraph: &crate::model::Paragraph| paragraph.span.end() <= span.start();
    format!("¶{}", dispatch.paragraphs.partition_point(before) + 1)
}

fn one_line(words: &str) -> String {
    words
        .split('\n')
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn value(figure: &Figure, texts: &Texts) -> String {
    let amount = |value: &Value| match value {
        Value::Number(number) => grouped(*number, texts),
        Value::Iso(iso) => iso.clone(),
        Value::Score(ours, theirs) => format!("{ours}-{theirs}"),
        Value::Ratio(part, whole) => format!("{part}/{whole}"),
        Value::Unknown => "?".to_owned(),
    };
    let mut shown = amount(&figure.value);
    if let Some(upper) = &figure.upper {
        shown += "–";
        shown += &amount(upper);
    }
    if let Some(unit) = &figure.unit {
        shown += "\u{A0}";
        shown += unit;
    }
    shown
}

/// A number as people write it: thousands apart, years and other numbers of four digits not.
fn grouped(number: f64, texts: &Texts) -> String {
    let plain = format!("{}", number.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut shown = if number < 0.0 {
        "-".to_owned()
    } else {
        String::new()
    };
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && left.is_multiple_of(3) && whole.len() > 4 {
            shown.push(texts.thousands);
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(texts.decimal);
        shown += fraction;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::texts::Lang;

    #[test]
    fn numbers_are_written_as_in_the_language_of_the_interface() {
        let french = |number| grouped(number, Lang::French.texts());
        assert_eq!(french(2_000.0), "2000");
        assert_eq!(french(-30_000.0), "-30\u{202F}000");
        assert_eq!(french(52.3), "52,3");
        let english = |number| grouped(number, Lang::English.texts());
        assert_eq!(english(3_200_000_000.0), "3,200,000,000");
        assert_eq!(english(123_456.5), "123,456.5");
    }
}
