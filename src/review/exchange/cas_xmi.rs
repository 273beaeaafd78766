//! UIMA CAS in XMI with its type system; offsets in UTF-16 units.
//!
//! A passage with a gap becomes one feature structure for each part, under one `annoId`. XML cannot hold control characters; they
//! are replaced, so that offsets stay.

use std::fmt::Write;

use quick_xml::escape::escape;
use rustc_hash::FxHashMap;

use super::utf16::Utf16;
use super::{Document, Exported, Feature, Loss, Mark, label};
use crate::model::Named;

/// The type of all marks.
pub(super) const TYPE: &str = "depeche.Passage";
/// The number of the text among the feature structures.
pub(super) const SOFA: usize = 1;
pub(super) const LEFT_OUT: &[Feature] = &[
    Feature::Language,
    Feature::Parts,
    Feature::Time,
    Feature::ControlCharacters,
];

/// The features of [`TYPE`] with their ranges.
pub(super) const FEATURES: &[(&str, &str)] = &[
    ("annoId", "uima.cas.String"),
    ("label", "uima.cas.String"),
    ("kind", "uima.cas.String"),
    ("value", "uima.cas.String"),
    ("unit", "uima.cas.String"),
    ("chain", "uima.cas.String"),
    ("decision", "uima.cas.String"),
    ("by", "uima.cas.String"),
    ("note", "uima.cas.String"),
    ("speaker", TYPE),
    ("of", TYPE),
    ("score", "uima.cas.Double"),
];

/// A mark's part as a feature structure.
pub(super) struct Row<'a> {
    /// Unique in the CAS.
    pub number: usize,
    /// UTF-16 units.
    pub range: [u32; 2],
    pub mark: &'a Mark,
    /// The feature that links, and the structure it leads to.
    pub link: Option<(&'static str, usize)>,
}

/// One for each part of each mark.
pub(super) fn rows(document: &Document) -> Vec<Row<'_>> {
    let units = Utf16::new(&document.text);
    let parts = document
        .marks
        .iter()
        .flat_map(|mark| mark.parts.iter().map(move |part| (mark, *part)));
    let mut rows: Vec<Row<'_>> = parts
        .zip(SOFA + 1..)
        .map(|((mark, part), number)| Row {
            number,
            range: units.range(part),
            mark,
            link: None,
        })
        .collect();
    let mut firsts: FxHashMap<&str, usize> = FxHashMap::default();
    for row in &rows {
        firsts.entry(&row.mark.id).or_insert(row.number);
    }
    for row in &mut rows {
        let feature = if row.mark.label == label::CUE {
            "of"
        } else {
            "speaker"
        };
        let to = row.mark.link.as_deref().and_then(|link| firsts.get(link));
        row.link = to.map(|to| (feature, *to));
    }
    rows
}

impl Row<'_> {
    /// Its features that are strings, with their values.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let mark = self.mark;
        [
            ("annoId", Some(mark.id.as_str())),
            ("label", Some(mark.label.as_str())),
            ("kind", mark.kind.as_deref()),
            ("value", mark.value.as_deref()),
            ("unit", mark.unit.as_deref()),
            ("chain", mark.chain.as_deref()),
            ("decision", mark.decision.map(|standing| standing.name())),
            ("by", mark.by.as_deref()),
            ("note", mark.note.as_deref()),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    }
}

/// The file; a reader needs [`type_system`] beside it.
pub fn export(document: &Document) -> Exported {
    let rows = rows(document);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
         xmlns:depeche=\"http:///depeche.ecore\" xmi:version=\"2.0\">\n  <cas:NULL xmi:id=\"0\"/>\n",
    );
    for row in &rows {
        let (number, [begin, end]) = (row.number, row.range);
        let _ = write!(
            out,
            "  <depeche:Passage xmi:id=\"{number}\" sofa=\"{SOFA}\" begin=\"{begin}\" end=\"{end}\""
        );
        for (name, value) in row.words() {
            let _ = write!(out, " {name}=\"{}\"", attribute(value));
        }
        if let Some((name, to)) = row.link {
            let _ = write!(out, " {name}=\"{to}\"");
        }
        if let Some(score) = row.mark.score {
            let _ = write!(out, " score=\"{score}\"");
        }
        out.push_str("/>\n");
    }
    let members: Vec<String> = rows.iter().map(|row| row.number.to_string()).collect();
    let text = attribute(document.text.as_str());
    let _ = write!(
        out,
        "  <cas:Sofa xmi:id=\"{SOFA}\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text/plain\" sofaString=\"{text}\"/>\n  \
         <cas:View sofa=\"{SOFA}\" members=\"{}\"/>\n</xmi:XMI>\n",
        members.join(" ")
    );
    Exported {
        content: out,
        losses: Loss::of(document, LEFT_OUT),
    }
}

/// The description of the types that [`export`] uses.
pub fn type_system() -> String {
    let mut features = String::new();
    for (name, range) in FEATURES {
        let _ = write!(
            features,
            "\n      <featureDescription><name>{name}</name><description/><rangeTypeName>{range}</rangeTypeName></featureDescription>"
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n  <types><typeDescription>\n    \
         <name>{TYPE}</name><description/><supertypeName>uima.tcas.Annotation</supertypeName>\n    \
         <features>{features}\n    </features>\n  </typeDescription></types>\n</typeSystemDescription>\n"
    )
}

/// Whether XML 1.0 can hold it.
pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Line ends and tabs as references: a parser turns bare ones in attributes into blanks.
fn attribute(value: &str) -> String {
    let kept: String = value
        .chars()
        .map(|c| if is_xml(c) { c } else { '\u{FFFD}' })
        .collect();
    let escaped = escape(kept.as_str());
    escaped
        .replace('\t', "&#9;")
        .replace('\n', "&#10;")
        .replace('\r', "&#13;")
}
