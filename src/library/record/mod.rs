//! The shape in which the library keeps a dispatch and what was found in it: deflated JSON, read by every later version.
//!
//! Offsets are bytes of the canonical text. Names of fields and words of kinds are promises to files already written.

mod annotations;

use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use crate::model::{
    Annotations, CanonicalText, Dateline, Dispatch, Doubt, EditorialNote, Format, Named, Paragraph,
    Source, Span, WireTime,
};
use annotations::{ActorV1, FigureV1, QuotationV1};

/// Why a record cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    #[error("damaged: {0}")]
    Inflate(#[from] std::io::Error),
    #[error("damaged: {0}")]
    Json(#[from] serde_json::Error),
    #[error("a passage lies outside of the text")]
    Passage,
    #[error("unknown word {0:?}")]
    Word(String),
}

/// Bytes that one record may unfold to: the largest dispatch with its original.
const LARGEST: u64 = 1 << 30;

/// The bytes to keep.
pub fn write(dispatch: &Dispatch, found: &Annotations) -> Vec<u8> {
    let record = RecordV1::new(dispatch, found);
    let json = serde_json::to_vec(&record).expect("a record is plain data");
    // In one piece: the encoder clears its buffer for every write.
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
    deflate.write_all(&json).expect("memory takes everything");
    deflate.finish().expect("memory takes everything")
}

/// What [`write`] kept.
///
/// # Errors
/// When the bytes are damaged or of a version that is not known.
pub fn read(bytes: &[u8]) -> Result<(Dispatch, Annotations), RecordError> {
    let mut json = Vec::new();
    DeflateDecoder::new(bytes)
        .take(LARGEST)
        .read_to_end(&mut json)?;
    serde_json::from_slice::<RecordV1>(&json)?.restore()
}

type Range = [u32; 2];

#[derive(Serialize, Deserialize)]
struct RecordV1 {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    lang: Option<String>,
    path: String,
    format: String,
    charset: String,
    item: usize,
    status: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    signal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    urgency: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    level: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    slug: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    headline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    byline: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    keywords: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    subjects: Vec<String>,
    /// Text, and whether readers outside the desk may see it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    ednotes: Vec<(String, bool)>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    embargo: Option<TimeV1>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    created: Option<TimeV1>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    version_created: Option<TimeV1>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    supersedes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    signoff: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    dateline: Option<DatelineV1>,
    text: String,
    paragraphs: Vec<(u32, u32, String)>,
    /// Left out where it is the text itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    original: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    reference: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    moment: Option<DateTime>,
    quotations: Vec<QuotationV1>,
    actors: Vec<ActorV1>,
    figures: Vec<FigureV1>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    doubts: Vec<(u32, u32, String)>,
}

/// Local time, and seconds of offset from UTC where the wire states one.
#[derive(Serialize, Deserialize)]
struct TimeV1(DateTime, Option<i32>);

#[derive(Serialize, Deserialize)]
struct DatelineV1 {
    at: Range,
    place: Option<String>,
    date: Option<Date>,
    agency: Option<String>,
}

impl RecordV1 {
    fn new(dispatch: &Dispatch, found: &Annotations) -> Self {
        let text = dispatch.text.as_str();
        let original = &*dispatch.original;
        RecordV1 {
            id: dispatch.id.clone(),
            version: dispatch.version.clone(),
            lang: dispatch.lang.clone(),
            path: dispatch.source.path.clone(),
            format: word(dispatch.source.format),
            charset: dispatch.source.charset.clone().into_owned(),
            item: dispatch.source.item,
            status: word(dispatch.status),
            signal: dispatch.signal.map(word),
            urgency: dispatch.urgency,
            level: dispatch.level.map(word),
            slug: dispatch.slug.clone(),
            headline: dispatch.headline.clone(),
            byline: dispatch.byline.clone(),
            keywords: dispatch.keywords.clone(),
            subjects: dispatch.subjects.clone(),
            ednotes: dispatch
                .ednotes
                .iter()
                .map(|note| (note.text.clone(), note.publishable))
                .collect(),
            embargo: dispatch.embargo.map(TimeV1::new),
            created: dispatch.created.map(TimeV1::new),
            version_created: dispatch.version_created.map(TimeV1::new),
            supersedes: dispatch.supersedes.clone(),
            signoff: dispatch.signoff.clone(),
            dateline: dispatch.dateline.as_ref().map(|line| DatelineV1 {
                at: range(line.span),
                place: line.place.clone(),
                date: line.date,
                agency: line.agency.clone(),
            }),
            text: text.to_owned(),
            paragraphs: dispatch
                .paragraphs
                .iter()
                .map(|paragraph| labelled(paragraph.span, paragraph.kind))
                .collect(),
            original: (original != text).then(|| original.to_owned()),
            reference: dispatch.reference,
            moment: dispatch.moment,
            quotations: found.quotations.iter().map(QuotationV1::new).collect(),
            actors: found.actors.iter().map(ActorV1::new).collect(),
            figures: found.figures.iter().map(FigureV1::new).collect(),
            doubts: found
                .doubts
                .iter()
                .map(|doubt| labelled(doubt.span, doubt.what))
                .collect(),
        }
    }

    fn restore(self) -> Result<(Dispatch, Annotations), RecordError> {
        let original = Arc::from(self.original.as_deref().unwrap_or(&self.text));
        let text = CanonicalText::new(self.text);
        let at = Passages(&text);
        let mut paragraphs = Vec::with_capacity(self.paragraphs.len());
        for (start, end, kind) in self.paragraphs {
            paragraphs.push(Paragraph {
                span: at.span([start, end])?,
                kind: named(&kind)?,
            });
        }
        let dateline = self
            .dateline
            .map(|line| {
                Ok::<_, RecordError>(Dateline {
                    span: at.span(line.at)?,
                    place: line.place,
                    date: line.date,
                    agency: line.agency,
                })
            })
            .transpose()?;
        let actors = collect(self.actors, |actor| actor.restore(&at))?;
        let known = actors.len();
        let mut doubts = Vec::new();
        for (start, end, what) in self.doubts {
            doubts.push(Doubt {
                span: at.span([start, end])?,
                what: named(&what)?,
            });
        }
        let found = Annotations {
            quotations: collect(self.quotations, |quotation| quotation.restore(&at, known))?,
            actors,
            figures: collect(self.figures, |figure| figure.restore(&at))?,
            doubts,
        };
        let note = |(text, publishable)| EditorialNote { text, publishable };
        let dispatch = Dispatch {
            id: self.id,
            version: self.version,
            lang: self.lang,
            source: Source {
                path: self.path,
                format: named::<Format>(&self.format)?,
                charset: self.charset.into(),
                item: self.item,
            },
            status: named(&self.status)?,
            signal: self.signal.as_deref().map(named).transpose()?,
            urgency: self.urgency,
            level: self.level.as_deref().map(named).transpose()?,
            slug: self.slug,
            headline: self.headline,
            byline: self.byline,
            keywords: self.keywords,
            subjects: self.subjects,
            ednotes: self.ednotes.into_iter().map(note).collect(),
            embargo: self.embargo.map(TimeV1::restore),
            created: self.created.map(TimeV1::restore),
            version_created: self.version_created.map(TimeV1::restore),
            supersedes: self.supersedes,
            signoff: self.signoff,
            dateline,
            text: CanonicalText::default(),
            paragraphs,
            original,
            reference: self.reference,
            moment: self.moment,
        };
        Ok((Dispatch { text, ..dispatch }, found))
    }
}

impl TimeV1 {
    fn new(time: WireTime) -> Self {
        TimeV1(time.at, time.offset.map(Offset::seconds))
    }

    fn restore(self) -> WireTime {
        WireTime {
            at: self.0,
            offset: self
                .1
                .and_then(|seconds| Offset::from_seconds(seconds).ok()),
        }
    }
}

/// Ranges → spans of a text; what does not fit is an error, never a panic later.
struct Passages<'a>(&'a CanonicalText);

impl Passages<'_> {
    fn span(&self, [start, end]: Range) -> Result<Span, RecordError> {
        let (start, end) = (start as usize, end as usize);
        if start > end {
            return Err(RecordError::Passage);
        }
        self.0.span(start..end).ok_or(RecordError::Passage)
    }

    fn optional(&self, range: Option<Range>) -> Result<Option<Span>, RecordError> {
        range.map(|range| self.span(range)).transpose()
    }
}

fn collect<A, B>(
    from: Vec<A>,
    restore: impl FnMut(A) -> Result<B, RecordError>,
) -> Result<Vec<B>, RecordError> {
    from.into_iter().map(restore).collect()
}

fn range(span: Span) -> Range {
    let offset = |at: usize| u32::try_from(at).expect("spans count to 4 GiB");
    [offset(span.start()), offset(span.end())]
}

fn labelled(span: Span, kind: impl Named) -> (u32, u32, String) {
    let [start, end] = range(span);
    (start, end, word(kind))
}

fn word(kind: impl Named) -> String {
    kind.name().to_owned()
}

fn named<T: Named>(word: &str) -> Result<T, RecordError> {
    T::from_name(word).ok_or_else(|| RecordError::Word(word.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Kinds, annotate};
    use crate::wire;
    use proptest::prelude::*;

    const WIRE: &str = "URGENT Nordland-vote\n\nNordstadt, 21 nov 2020 (AFP) - Le Premier ministre, Anton Berg, a annoncé samedi \
        la mort de douze soldats. \"Nous tiendrons\", a-t-il déclaré.\n\nIl a évoqué 3,5 millions d'euros de \"pertes.\n\nabc/def";

    #[test]
    fn what_is_written_is_read() {
        for dispatch in wire::dispatches("w.txt", WIRE.as_bytes()).unwrap() {
            let found = annotate(&dispatch, Kinds::ALL);
            assert!(
                !found.quotations.is_empty()
                    && !found.figures.is_empty()
                    && !found.doubts.is_empty()
            );
            let (again, found_again) = read(&write(&dispatch, &found)).unwrap();
            assert_eq!(found_again, found);
            assert_eq!(format!("{again:?}"), format!("{dispatch:?}"));
        }
    }

    proptest! {
        #[test]
        fn foreign_bytes_are_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(read(&bytes).is_err());
        }

        #[test]
        fn damaged_records_never_panic(at in 0usize..400, bit in 0u8..8) {
            let dispatch = wire::dispatches("w.txt", WIRE.as_bytes()).unwrap().remove(0);
            let found = annotate(&dispatch, Kinds::ALL);
            let mut bytes = write(&dispatch, &found);
            let length = bytes.len();
            bytes[at % length] ^= 1 << bit;
            let _ = read(&bytes);
        }
    }
}
