use jiff::civil::{date, datetime};
use jiff::tz::Offset;
use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;
use crate::model::{
    Actor, ActorId, ActorKind, Dateline, Doubt, DoubtKind, EditorialNote, FigureKind, Format,
    Mention, MentionForm, Paragraph, ParagraphKind, QuotationKind, Source, Status, Toll, WireTime,
};

/// The record of a dispatch in which every field has a value. What it holds today is a promise: change it by additions alone.
#[test]
fn a_full_record_has_the_promised_shape() {
    let (dispatch, found) = full();
    let record = Record::new(&dispatch, &found, Kinds::ALL);
    let shown = serde_json::to_string_pretty(&record).unwrap() + "\n";
    assert_eq!(shown, include_str!("../../../tests/data/record.json"));
}

#[test]
fn values_are_numbers_or_strings_as_promised() {
    let shown = |given: Value| value(&given).to_string();
    assert_eq!(shown(Value::Number(2000.0)), "2000");
    assert_eq!(shown(Value::Number(-3.2)), "-3.2");
    assert_eq!(shown(Value::Number(1e18)), "1e+18");
    assert_eq!(shown(Value::Iso("P6W".to_owned())), "\"P6W\"");
    assert_eq!(shown(Value::Score(3, 1)), "\"3-1\"");
    assert_eq!(shown(Value::Ratio(2, 3)), "\"2/3\"");
}

proptest! {
    #[test]
    fn every_span_slices_the_text_it_claims(
        text in any::<String>(),
        at in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 12),
    ) {
        let text = CanonicalText::new(text);
        let ends: Vec<usize> = text.as_str().char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let spans: Vec<Span> = at
            .iter()
            .map(|(a, b)| (*a.get(&ends), *b.get(&ends)))
            .map(|(a, b)| Span::new(a.min(b), a.max(b)))
            .collect();
        let found = annotations(|at| spans[at]);
        let line = Dateline { span: spans[11], place: None, date: None, agency: None };
        let dispatch = Dispatch { dateline: Some(line), text, ..Dispatch::default() };
        let record = serde_json::to_value(Record::new(&dispatch, &found, Kinds::ALL)).unwrap();
        let characters: Vec<char> = dispatch.text.as_str().chars().collect();
        let mut seen = 0;
        check_spans(&record, &characters, &mut seen);
        prop_assert_eq!(seen, 12);
    }
}

/// Checks every object with start, end and text, however deep.
fn check_spans(json: &Json, characters: &[char], seen: &mut usize) {
    if let (Some(start), Some(end), Some(text)) = (
        json["start"].as_u64(),
        json["end"].as_u64(),
        json["text"].as_str(),
    ) {
        let range = usize::try_from(start).unwrap()..usize::try_from(end).unwrap();
        assert_eq!(characters[range].iter().collect::<String>(), text);
        *seen += 1;
    }
    match json {
        Json::Array(items) => items
            .iter()
            .for_each(|item| check_spans(item, characters, seen)),
        Json::Object(fields) => fields
            .values()
            .for_each(|field| check_spans(field, characters, seen)),
        _ => {}
    }
}

/// One annotation of each kind, with every field set; `span` gives the place of each passage.
fn annotations(span: impl Fn(usize) -> Span) -> Annotations {
    let mention = |at, form| Mention {
        span: span(at),
        form,
    };
    Annotations {
        quotations: vec![Quotation {
            kind: QuotationKind::Direct,
            parts: vec![span(0), span(1)],
            cue: Some(span(2)),
            speaker: Some(span(3)),
            actor: Some(ActorId(0)),
            confidence: 0.97,
        }],
        actors: vec![Actor {
            kind: ActorKind::Person,
            name: "Hugues Delmarre".to_owned(),
            role: Some("maire de Vallorne".to_owned()),
            mentions: vec![
                mention(5, MentionForm::Description),
                mention(4, MentionForm::Name),
                mention(6, MentionForm::Pronoun),
            ],
            confidence: 0.994,
        }],
        figures: vec![Figure {
            kind: FigureKind::Quantity,
            span: span(7),
            value: Value::Number(2000.0),
            upper: Some(Value::Number(2500.5)),
            unit: Some("m".to_owned()),
            of: Some(span(8)),
            bound: Some(Bound::Approximate),
            cue: Some(span(9)),
            dimension: Some(Dimension::Distance),
            toll: Some(Toll::Dead),
            confidence: 0.9,
        }],
        doubts: vec![Doubt {
            span: span(10),
            what: DoubtKind::UnclosedMark,
        }],
    }
}

fn full() -> (Dispatch, Annotations) {
    let text = CanonicalText::new(
        "Vallorne, 14 mars 2023 (AFP) - Le maire, Hugues Delmarre, a été réélu.\n\n\
         « Je m’en réjouis », a déclaré M. Delmarre, « beaucoup ». Quelque 2.000 à 2.500,5 m de fil. 🎈 Il « part",
    );
    let span = |words: &str| {
        let start = text.as_str().find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let places = [
        "Je m’en réjouis",
        "beaucoup",
        "a déclaré",
        "M. Delmarre",
        "Hugues Delmarre",
        "Le maire",
        "Il",
        "2.000 à 2.500,5 m",
        "fil",
        "Quelque",
        "« part",
    ];
    let found = annotations(|at| span(places[at]));
    let time = |hour, offset| WireTime {
        at: datetime(2023, 3, 14, hour, 0, 0, 0),
        offset,
    };
    let dispatch = Dispatch {
        id: "urn:example:42".to_owned(),
        version: Some("2".to_owned()),
        lang: Some("fr".to_owned()),
        source: Source {
            path: "vallorne.txt".to_owned(),
            format: Format::Plain,
            charset: "windows-1252".into(),
            item: 1,
        },
        status: Status::Embargoed,
        signal: Some(Signal::Correction),
        urgency: Some(4),
        level: Some(Level::Urgent),
        slug: Some("pont-crue".to_owned()),
        headline: Some("Le maire réélu".to_owned()),
        byline: Some("Par Ada Morel".to_owned()),
        keywords: vec!["pont".to_owned()],
        subjects: vec!["crue".to_owned()],
        ednotes: vec![EditorialNote {
            text: "corrige le nom".to_owned(),
            publishable: false,
        }],
        embargo: Some(time(19, Some(Offset::constant(1)))),
        created: Some(time(17, Some(Offset::constant(0)))),
        version_created: Some(time(18, None)),
        supersedes: Some("urn:example:41".to_owned()),
        signoff: Some("abc/def".to_owned()),
        dateline: Some(Dateline {
            span: span("Vallorne, 14 mars 2023 (AFP) -"),
            place: Some("Vallorne".to_owned()),
            date: Some(date(2023, 3, 14)),
            agency: Some("AFP".to_owned()),
        }),
        paragraphs: text
            .as_str()
            .split("\n\n")
            .map(|block| Paragraph {
                span: span(block),
                kind: ParagraphKind::Prose,
            })
            .collect(),
        text,
        original: "".into(),
        reference: None,
        moment: None,
    };
    (dispatch, found)
}
