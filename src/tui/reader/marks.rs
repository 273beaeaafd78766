//! Which passages are drawn how: computed from the annotations and the selection for the bytes in view, never stored.

use ratatui::style::Style;

use super::{Reader, Selection};
use crate::model::{MentionForm, Quotation, QuotationKind, Span};
use crate::tui::theme::Theme;

/// A passage and what is added to its look; later marks are laid over earlier ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    pub span: Span,
    pub style: Style,
}

/// The marks that touch `view`, in the order in which they are laid over one another.
pub fn marks(reader: &Reader, theme: &Theme, view: Span) -> Vec<Mark> {
    let mut marks = Marks {
        view,
        all: Vec::new(),
    };
    if let Some(found) = &reader.annotations {
        // What reviewers have rejected looks like any other text.
        let right = |selection| !reader.is_rejected(selection);
        for (actor, who) in found.actors.iter().enumerate() {
            if !right(Selection::Mention { actor, mention: 0 }) {
                continue;
            }
            let named = who.mentions.iter();
            for mention in named.filter(|mention| mention.form == MentionForm::Name) {
                marks.add(mention.span, theme.name);
            }
        }
        for (at, figure) in found.figures.iter().enumerate() {
            if right(Selection::Figure(at)) {
                marks.add(figure.span, theme.figure);
            }
        }
        for (at, quotation) in found.quotations.iter().enumerate() {
            if let Some(cue) = quotation.cue.filter(|_| right(Selection::Quotation(at))) {
                marks.add(cue, theme.key);
            }
        }
        if let Some(selection) = reader.selection {
            linked(reader, selection, theme, &mut marks);
        }
        match reader.selection {
            Some(Selection::Quotation(at)) => {
                if let Some(quotation) = found.quotations.get(at) {
                    current_quotation(reader, quotation, theme, &mut marks);
                }
            }
            Some(selection) => {
                if let Some(span) = reader.passage(selection) {
                    marks.add(span, theme.selected);
                }
            }
            None => {}
        }
    }
    if let Some(search) = &reader.search {
        for (at, hit) in search.hits.iter().enumerate() {
            let style = if search.current == Some(at) {
                theme.selected
            } else {
                theme.hit
            };
            marks.add(*hit, style);
        }
    }
    marks.all
}

/// The part of each mark that falls on a row, with its look.
pub fn on_row(marks: &[Mark], row: Span) -> impl Iterator<Item = Mark> {
    marks.iter().filter_map(move |mark| {
        Some(Mark {
            span: mark.span.intersect(row)?,
            style: mark.style,
        })
    })
}

struct Marks {
    view: Span,
    all: Vec<Mark>,
}

impl Marks {
    fn add(&mut self, span: Span, style: Style) {
        if span.overlaps(self.view) {
            self.all.push(Mark { span, style });
        }
    }
}

/// The other mentions of the actor that the selection is or belongs to; of a quotation's speaker, those by name.
fn linked(reader: &Reader, selection: Selection, theme: &Theme, marks: &mut Marks) {
    let found = reader.annotations.as_ref();
    let actor = reader
        .actor_of(selection)
        .and_then(|actor| found?.actors.get(actor));
    let described = matches!(selection, Selection::Mention { .. });
    for mention in actor.iter().flat_map(|actor| &actor.mentions) {
        if described || mention.form != MentionForm::Description {
            marks.add(mention.span, theme.linked);
        }
    }
}

/// The bar in the margin shows how far a quotation goes; in the text only its first character and its speaker change (cues are
/// bold in any case), which keeps a jump to a few bytes however long the quotation is. A term is short enough to be lit whole.
fn current_quotation(reader: &Reader, quotation: &Quotation, theme: &Theme, marks: &mut Marks) {
    for part in &quotation.parts {
        let lit = if quotation.kind == QuotationKind::Term {
            *part
        } else {
            opening(reader, *part)
        };
        marks.add(lit, theme.selected);
    }
    // The mentions of a known speaker are marked already.
    if let Some(speaker) = quotation.speaker.filter(|_| quotation.actor.is_none()) {
        marks.add(speaker, theme.linked);
    }
}

/// The mark that opens a part, or its first character where there is none.
fn opening(reader: &Reader, part: Span) -> Span {
    let text = &reader.dispatch.text;
    let is_mark = |c: char| {
        matches!(
            c,
            '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‹' | '›' | '+'
        )
    };
    let before = text.get(Span::new(0, part.start())).unwrap_or_default();
    let last = before
        .trim_end_matches(char::is_whitespace)
        .char_indices()
        .next_back();
    match last.filter(|(_, c)| is_mark(*c)) {
        Some((at, c)) => Span::new(at, at + c.len_utf8()),
        None => {
            let first = text[part].chars().next().map_or(0, char::len_utf8);
            Span::new(part.start(), part.start() + first)
        }
    }
}
