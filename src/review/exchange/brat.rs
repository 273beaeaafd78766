//! brat standoff: the text in one file, what is said of it in another, line by line; offsets in code points.
//!
//! The format knows no escapes, and no text may hold a line end or a tab inside an annotation: such passages are cut there and
//! joined again when they are read. What brat has no line for stands in the notes as `name=value`, percent-encoded where needed.

use std::fmt::Write;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::jsonl::standing;
use super::{Document, ExchangeError, Feature, Loss, Mark, escape};
use crate::model::{CanonicalText, Named, Span};

const LEFT_OUT: &[Feature] = &[Feature::Language];

/// The two files of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Files {
    /// `.txt`
    pub text: String,
    /// `.ann`
    pub annotations: String,
    pub losses: Vec<Loss>,
}

/// The files of a document.
pub fn export(document: &Document) -> Files {
    let mut out = String::new();
    let numbers: FxHashMap<&str, usize> = document
        .marks
        .iter()
        .zip(1..)
        .map(|(mark, number)| (mark.id.as_str(), number))
        .collect();
    for (number, mark) in (1..).zip(&document.marks) {
        let fragments = fragments(&document.text, &mark.parts);
        let at = |span: &Span| {
            let at = document.text.code_points(*span);
            format!("{} {}", at.start, at.end)
        };
        let places: Vec<String> = fragments.iter().map(at).collect();
        let words: Vec<&str> = fragments.iter().map(|span| &document.text[*span]).collect();
        let (places, words) = (places.join(";"), words.join(" ").replace(ends_a_field, " "));
        let _ = writeln!(
            out,
            "T{number}\t{} {places}\t{words}",
            one_word(&mark.label)
        );
    }
    let linked = document
        .marks
        .iter()
        .filter_map(|mark| Some((mark, numbers.get(mark.link.as_deref()?)?)));
    for (number, (mark, to)) in (1..).zip(linked) {
        let (relation, from) = (Mark::relation(&mark.label), numbers[mark.id.as_str()]);
        let _ = writeln!(out, "R{number}\t{relation} Arg1:T{from} Arg2:T{to}");
    }
    for chain in chains(document) {
        let mentions: Vec<String> = chain
            .iter()
            .map(|mark| format!("T{}", numbers[mark.id.as_str()]))
            .collect();
        let _ = writeln!(out, "*\tEquiv {}", mentions.join(" "));
    }
    let mut attribute = 0;
    for (number, mark) in (1..).zip(&document.marks) {
        let kind = mark.kind.as_deref().map(one_word);
        let decision = mark.decision.map(|standing| standing.name().to_owned());
        for (name, value) in [("Kind", kind), ("Decision", decision)] {
            if let Some(value) = value {
                attribute += 1;
                let _ = writeln!(out, "A{attribute}\t{name} T{number} {value}");
            }
        }
        let _ = writeln!(
            out,
            "#{number}\tAnnotatorNotes T{number}\t{}",
            fields(document, mark)
        );
    }
    Files {
        text: document.text.as_str().to_owned(),
        annotations: out,
        losses: Loss::of(document, LEFT_OUT),
    }
}

/// The mentions of every actor with more than one, in order.
fn chains(document: &Document) -> Vec<Vec<&Mark>> {
    let mut chains: Vec<(&str, Vec<&Mark>)> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for mark in &document.marks {
        let Some(chain) = mark.chain.as_deref() else {
            continue;
        };
        let at = *places.entry(chain).or_insert_with(|| {
            chains.push((chain, Vec::new()));
            chains.len() - 1
        });
        chains[at].1.push(mark);
    }
    chains
        .into_iter()
        .map(|(_, marks)| marks)
        .filter(|marks| marks.len() > 1)
        .collect()
}

/// The parts cut at what ends a line or a column for a reader written in Python.
fn fragments(text: &CanonicalText, parts: &[Span]) -> Vec<Span> {
    let mut fragments = Vec::new();
    for part in parts {
        let mut start = part.start();
        for piece in text[*part].split(ends_a_field) {
            let end = start + piece.len();
            if !piece.is_empty() {
                fragments.push(Span::new(start, end));
            }
            let separator = text
                .get(Span::new(end, part.end()))
                .and_then(|rest| rest.chars().next());
            start = end + separator.map_or(0, char::len_utf8);
        }
    }
    // Of a passage without a visible character nothing would be left.
    if fragments.is_empty() {
        parts.to_vec()
    } else {
        fragments
    }
}

/// What the reader of the format joins: fragments with nothing but ends of fields between them.
fn joined(text: &CanonicalText, fragments: &[Span]) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    for fragment in fragments {
        let is_cut = |last: &Span| {
            let gap = text.as_str().get(last.end()..fragment.start());
            gap.is_some_and(|gap| !gap.is_empty() && gap.chars().all(ends_a_field))
        };
        match parts.last_mut() {
            Some(last) if is_cut(last) => *last = last.join(*fragment),
            _ => parts.push(*fragment),
        }
    }
    parts
}

fn ends_a_field(c: char) -> bool {
    matches!(c, '\t' | '\n'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn one_word(text: &str) -> String {
    escape::write(text, |c| !c.is_whitespace() && !c.is_control())
}

/// What stands in the notes.
fn fields(document: &Document, mark: &Mark) -> String {
    let parts = || {
        let range = |part: &Span| {
            let at = document.text.code_points(*part);
            format!("{}-{}", at.start, at.end)
        };
        mark.parts.iter().map(range).collect::<Vec<_>>().join(",")
    };
    let rejoined = joined(&document.text, &fragments(&document.text, &mark.parts));
    let fields = [
        ("id", Some(mark.id.clone())),
        ("score", mark.score.map(|score| score.to_string())),
        ("by", mark.by.clone()),
        ("at", mark.at.map(|at| at.to_string())),
        ("value", mark.value.clone()),
        ("unit", mark.unit.clone()),
        ("chain", mark.chain.clone()),
        ("note", mark.note.clone()),
        ("parts", (rejoined != mark.parts).then(parts)),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", one_word(&value?))));
    fields.collect::<Vec<_>>().join(" ")
}

/// The document of two files. Lines of kinds that this program does not write (events, normalisations …) are passed over.
///
/// # Errors
/// When a line is not of the format, or a passage lies outside of the text or has other words.
pub fn import(id: &str, text: CanonicalText, annotations: &str) -> Result<Document, ExchangeError> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let lines = || {
        annotations
            .split('\n')
            .zip(1..)
            .filter(|(line, _)| !line.is_empty())
    };
    for (line, number) in lines().filter(|(line, _)| line.starts_with('T')) {
        let (name, mark) = text_bound(line, number, &text)?;
        places.insert(name, marks.len());
        marks.push(mark);
    }
    let mut links: Vec<(usize, usize)> = Vec::new();
    for (line, number) in lines() {
        let at = |name: &str| {
            let unknown = ExchangeError::Line(number, "a name that no annotation has");
            places.get(name).copied().ok_or(unknown)
        };
        let mut columns = line.splitn(3, '\t');
        let (head, middle) = (
            columns.next().unwrap_or_default(),
            columns.next().unwrap_or_default(),
        );
        let words: Vec<&str> = middle.split(' ').collect();
        match (head.chars().next(), words.as_slice()) {
            (Some('R'), [_, from, to]) => {
                let end = |word: &str| at(word.split_once(':').map_or(word, |(_, name)| name));
                links.push((end(from)?, end(to)?));
            }
            (Some('A' | 'M'), ["Kind", name, value]) => {
                marks[at(name)?].kind = Some(escape::read(value))
            }
            (Some('A' | 'M'), ["Decision", name, value]) => {
                marks[at(name)?].decision = standing(name, Some(value))?;
            }
            (Some('#'), [_, name]) => {
                let note = columns.next().unwrap_or_default();
                if let Some(at) = places.get(name) {
                    marks[*at].take_note(note, &text, number)?;
                }
            }
            _ => {}
        }
    }
    for (from, to) in links {
        marks[from].link = Some(marks[to].id.clone());
    }
    Document {
        id: id.to_owned(),
        lang: None,
        text,
        marks,
    }
    .linked()
}

fn text_bound<'a>(
    line: &'a str,
    number: usize,
    text: &CanonicalText,
) -> Result<(&'a str, Mark), ExchangeError> {
    let malformed = || ExchangeError::Line(number, "not a text-bound annotation");
    let mut columns = line.splitn(3, '\t');
    let name = columns.next().ok_or_else(malformed)?;
    let (label, places) = columns
        .next()
        .and_then(|column| column.split_once(' '))
        .ok_or_else(malformed)?;
    let words = columns.next().unwrap_or_default();
    let fragments = places.split(';').map(|place| {
        let (start, end) = place.split_once(' ').ok_or_else(malformed)?;
        let at = |digits: &str| digits.parse().map_err(|_| malformed());
        Document::passage(text, name, at(start)?..at(end)?)
    });
    let fragments: Vec<Span> = fragments.collect::<Result<_, _>>()?;
    let there: Vec<&str> = fragments.iter().map(|span| &text[*span]).collect();
    // A tool that cuts nothing writes blanks for line ends.
    let flat = |words: &str| words.replace(ends_a_field, " ");
    if flat(&there.join(" ")) != flat(words) {
        return Err(ExchangeError::Words(name.to_owned(), words.to_owned()));
    }
    let mark = Mark {
        id: name.to_owned(),
        label: escape::read(label),
        parts: joined(text, &fragments),
        ..Mark::default()
    };
    Ok((name, mark))
}

impl Mark {
    fn take_note(
        &mut self,
        note: &str,
        text: &CanonicalText,
        line: usize,
    ) -> Result<(), ExchangeError> {
        let malformed = |_| ExchangeError::Line(line, "a note with a field that cannot be read");
        let fields: Option<Vec<(&str, &str)>> =
            note.split(' ').map(|field| field.split_once('=')).collect();
        for (name, value) in fields.unwrap_or_else(|| vec![("note", note)]) {
            let value = escape::read(value);
            match name {
                "id" => self.id = value,
                "score" => self.score = Some(value.parse().map_err(|_| malformed(()))?),
                "by" => self.by = Some(value),
                "at" => self.at = Some(value.parse::<Timestamp>().map_err(|_| malformed(()))?),
                "value" => self.value = Some(value),
                "unit" => self.unit = Some(value),
                "chain" => self.chain = Some(value),
                "parts" => {
                    let part = |range: &str| {
                        let (start, end) = range.split_once('-').ok_or(malformed(()))?;
                        let at = |digits: &str| digits.parse().map_err(|_| malformed(()));
                        Document::passage(text, &self.id, at(start)?..at(end)?)
                    };
                    self.parts = value.split(',').map(part).collect::<Result<_, _>>()?;
                }
                _ => self.note = Some(value),
            }
        }
        Ok(())
    }
}
