//! The quotations of a dispatch for people: who said what, and the sentence around it. Markdown or HTML.

use std::fmt::Write;

use super::{Document, Mark, label};
use crate::model::Span;

/// One section in Markdown (CommonMark): a heading, and each quotation as a block with its speaker and the passage it stands in.
pub fn markdown(document: &Document, title: &str) -> String {
    let mut out = format!("## {}\n", plain(title));
    for quotation in quotations(document) {
        let words = quotation.words.replace('\n', "\n> ");
        let _ = write!(
            out,
            "\n> {}\n>\n> — {}\n\n{}\n",
            plain(&words),
            plain(&quotation.speaker),
            plain(&quotation.context)
        );
    }
    out.push('\n');
    out
}

/// One section in HTML: a heading, and each quotation as a `figure` with its speaker and the passage it stands in.
pub fn html(document: &Document, title: &str) -> String {
    let escape = |text: &str| quick_xml::escape::escape(text).into_owned();
    let lang = document
        .lang
        .as_ref()
        .map_or_else(String::new, |lang| format!(" lang=\"{}\"", escape(lang)));
    let mut out = format!("<section{lang}>\n<h2>{}</h2>\n", escape(title));
    for quotation in quotations(document) {
        let _ = writeln!(
            out,
            "<figure>\n<blockquote>{}</blockquote>\n<figcaption>{}</figcaption>\n<p>{}</p>\n</figure>",
            escape(&quotation.words),
            escape(&quotation.speaker),
            escape(&quotation.context)
        );
    }
    out.push_str("</section>\n");
    out
}

struct Quotation {
    words: String,
    speaker: String,
    context: String,
}

/// Those that were not rejected, without the terms.
fn quotations(document: &Document) -> impl Iterator<Item = Quotation> {
    let is_quotation = |mark: &&Mark| {
        mark.label == label::QUOTATION
            && mark.kind.as_deref() != Some("term")
            && mark
                .decision
                .is_none_or(|standing| standing.is_open() || standing.holds())
    };
    document.marks.iter().filter(is_quotation).map(|mark| {
        let words: Vec<&str> = mark
            .parts
            .iter()
            .map(|part| &document.text[*part])
            .collect();
        Quotation {
            words: words.join(" […] "),
            speaker: speaker(document, mark),
            context: document.text[paragraphs_around(document, mark.hull())].replace("\n\n", " "),
        }
    })
}

/// The longest mention of the actor, else the words of the text, else a question mark.
fn speaker(document: &Document, quotation: &Mark) -> String {
    let Some(named) = quotation
        .link
        .as_deref()
        .and_then(|link| document.mark(link))
    else {
        return "?".to_owned();
    };
    let is_name = |mark: &&Mark| mark.kind.as_deref() == Some("name");
    let mentions = document
        .marks
        .iter()
        .filter(|mark| mark.chain.is_some() && mark.chain == named.chain);
    let names = mentions.filter(is_name).map(|mark| document.words(mark));
    names
        .max_by_key(|name| name.len())
        .unwrap_or_else(|| document.words(named))
}

fn paragraphs_around(document: &Document, span: Span) -> Span {
    let text = document.text.as_str();
    let before = text.get(..span.start()).and_then(|text| text.rfind("\n\n"));
    let after = text.get(span.end()..).and_then(|text| text.find("\n\n"));
    let start = before.map_or(0, |at| at + 2);
    Span::new(start, after.map_or(text.len(), |at| span.end() + at))
}

/// Characters that Markdown would take for its own are escaped.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
