//! From bytes to dispatches: the laws that hold for every input, and the sample dispatches.

use std::fs;
use std::path::Path;

use depeche::model::{Dispatch, Level, ParagraphKind, Signal};
use depeche::wire::{self, WireError, json_lines};
use proptest::prelude::*;

/// Paragraphs tile the text with the blank lines between them; nothing that controls a terminal is left; the dateline lies in the text.
pub fn check_laws(dispatch: &Dispatch) {
    let text = dispatch.text.as_str();
    let paragraphs: Vec<&str> = dispatch
        .paragraphs
        .iter()
        .map(|paragraph| &dispatch.text[paragraph.span])
        .collect();
    assert_eq!(paragraphs.join("\n\n"), text);
    assert!(
        paragraphs
            .iter()
            .all(|paragraph| !paragraph.trim().is_empty() && !paragraph.contains("\n\n"))
    );
    for paragraph in dispatch
        .paragraphs
        .iter()
        .filter(|p| p.kind != ParagraphKind::Preformatted)
    {
        let words = &dispatch.text[paragraph.span];
        assert!(
            !words.contains(['\n', '\t']) && !words.contains("  "),
            "{words:?}"
        );
    }
    let fields = [
        &dispatch.headline,
        &dispatch.slug,
        &dispatch.byline,
        &dispatch.signoff,
    ];
    let notes = dispatch.ednotes.iter().map(|note| note.text.as_str());
    for said in fields
        .into_iter()
        .flatten()
        .map(String::as_str)
        .chain(notes)
    {
        assert!(!said.contains(char::is_control), "{said:?}");
    }
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
    if let Some(line) = &dispatch.dateline {
        assert!(dispatch.text.get(line.span).is_some());
    }
}

fn read(text: impl AsRef<[u8]>) -> Dispatch {
    let mut dispatches = wire::dispatches("-", text.as_ref()).expect("a dispatch");
    assert_eq!(dispatches.len(), 1);
    let dispatch = dispatches.remove(0);
    check_laws(&dispatch);
    dispatch
}

fn sample(name: &str) -> Dispatch {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dispatches");
    read(fs::read(folder.join(name)).expect("a sample"))
}

fn shown(dispatch: &Dispatch) -> (usize, Option<&str>, Option<&str>, Option<&str>) {
    let place = dispatch
        .dateline
        .as_ref()
        .and_then(|line| line.place.as_deref());
    (
        dispatch.paragraphs.len(),
        dispatch.headline.as_deref(),
        dispatch.signoff.as_deref(),
        place,
    )
}

#[test]
fn double_spaced_sample() {
    let dispatch = sample("reykjavik-surveillance.txt");
    assert_eq!(shown(&dispatch), (10, None, None, Some("Reykjavik")));
    let line = dispatch.dateline.as_ref().expect("a dateline");
    assert_eq!(&dispatch.text[line.span], "Reykjavik, 14 mars 2024 (AGP) -");
    assert_eq!(
        dispatch.reference_date().expect("a date").to_string(),
        "2024-03-14"
    );
}

#[test]
fn sample_with_slug_and_blank_lines() {
    let dispatch = sample("dunkerque-batteries.txt");
    let headline = "Batteries: Voltanor promet 1.200 emplois à Dunkerque";
    assert_eq!(
        shown(&dispatch),
        (9, Some(headline), Some("gdl/mch/rt"), Some("Dunkerque"))
    );
    assert_eq!(
        dispatch.slug.as_deref(),
        Some("France-industrie-automobile-énergie-LEAD")
    );
    assert_eq!(
        (dispatch.level, dispatch.signal),
        (Some(Level::Lead), Some(Signal::Update))
    );
    assert_eq!(dispatch.ednotes[0].text, "(Photo+Vidéo)");
}

#[test]
fn indented_sample_in_windows_1252() {
    let dispatch = sample("iquique-seisme.txt");
    let headline = "Séisme au Chili: au moins 19 morts (nouveau bilan)";
    assert_eq!(
        shown(&dispatch),
        (9, Some(headline), Some("ncb-pdr/al/mfe"), Some("Iquique"))
    );
    assert_eq!(dispatch.source.charset, "windows-1252");
    assert_eq!(dispatch.level, Some(Level::Urgent));
}

#[test]
fn telex_sample_without_blank_lines() {
    let dispatch = sample("modane-deraillement.txt");
    let headline = "Trafic coupé entre Lyon et Turin après un déraillement";
    assert_eq!(
        shown(&dispatch),
        (8, Some(headline), Some("brt/ol"), Some("Modane"))
    );
    assert_eq!(
        (dispatch.urgency, dispatch.level),
        (Some(3), Some(Level::Urgent))
    );
    assert_eq!(
        dispatch.created.expect("a trailer").to_string(),
        "1999-11-18T19:34:00"
    );
}

#[test]
fn sample_with_byline_and_cross_heads() {
    let dispatch = sample("nicosie-armateur.txt");
    assert_eq!(dispatch.byline.as_deref(), Some("Par Hélène Sarkis"));
    assert_eq!(dispatch.signal, Some(Signal::Update));
    let heads = dispatch
        .paragraphs
        .iter()
        .filter(|p| p.kind == ParagraphKind::Crosshead);
    let heads: Vec<&str> = heads.map(|p| &dispatch.text[p.span]).collect();
    assert_eq!(
        heads,
        [
            "DEUX TÉMOINS SE RÉTRACTENT",
            "UN PATRIMOINE ÉVALUÉ À 140 MILLIONS"
        ]
    );
}

#[test]
fn a_table_keeps_its_columns() {
    let dispatch = sample("seville-goalball.txt");
    let mut tables = dispatch
        .paragraphs
        .iter()
        .filter(|p| p.kind == ParagraphKind::Preformatted);
    let table = &dispatch.text[tables.next().expect("a table").span];
    assert_eq!(table.lines().count(), 6);
    assert!(table.contains("\n1. Namur           10   4   3   1   0   41-22\n"));
    assert_eq!(tables.next(), None);
}

#[test]
fn samples_in_other_languages() {
    assert_eq!(shown(&sample("tallinn-archive.txt")).0, 9);
    assert_eq!(shown(&sample("zaragoza-ebro.txt")).0, 7);
}

#[test]
fn a_flash_is_its_headline() {
    let dispatch =
        read("FRA0064 1 G 0004 FRA/AGP-RC58\nFLASH\n- Le roi est mort\nly\nAGP 310544 AOU 97\n");
    assert_eq!(dispatch.text.as_str(), "Le roi est mort");
    assert_eq!(dispatch.headline.as_deref(), Some("Le roi est mort"));
    assert_eq!(dispatch.signoff.as_deref(), Some("ly"));
    assert_eq!(
        dispatch
            .dateline
            .expect("the agency of the header")
            .agency
            .as_deref(),
        Some("AGP")
    );
}

#[test]
fn what_is_no_text_is_refused() {
    let refused = |bytes: &[u8]| wire::dispatches("-", bytes).expect_err("no dispatch");
    assert!(matches!(refused(b""), WireError::Empty));
    assert!(matches!(refused(b"\xEF\xBB\xBF"), WireError::Empty));
    assert!(matches!(refused(b" \r\n\t\n"), WireError::Empty));
    assert!(matches!(
        refused(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01"),
        WireError::Binary
    ));
}

#[test]
fn the_original_stays_as_it_came() {
    let dispatch = read("URGENT\r\n\r\nOslo (AFP) - \u{1b}[31mUn\u{1b}[0m\tmot.\r\n");
    assert_eq!(
        &*dispatch.original,
        "URGENT\r\n\r\nOslo (AFP) - \u{1b}[31mUn\u{1b}[0m\tmot.\r\n"
    );
    assert_eq!(dispatch.text.as_str(), "Oslo (AFP) - Un mot.");
}

#[test]
fn the_layout_does_not_change_the_identity() {
    let lines = [
        "Oslo, 2 mai 2022 (AFP) - Le roi a reçu lundi une délégation de pêcheurs venus",
        "du nord du pays, a annoncé le palais.",
    ];
    let single = read(lines.join("\n"));
    assert_eq!(single.text, read(lines.join("\n\n")).text);
    assert_eq!(single.id, read(lines.join("\r\n")).id);
    assert_ne!(
        single.id,
        read("Oslo, 3 mai 2022 (AFP) - Le roi est parti.").id
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for dispatch in wire::dispatches("-", &bytes).unwrap_or_default() {
            check_laws(&dispatch);
        }
    }

    #[test]
    fn any_lines_are_read(text in "([A-Za-zé«»\"().,:/ -]{0,30}(\n|\r\n|\n\n|\t|   |1 2 3|AFP|\u{85}|\u{1b}\\[)){0,40}") {
        for dispatch in wire::dispatches("-", text.as_bytes()).unwrap_or_default() {
            check_laws(&dispatch);
        }
    }

    /// Paragraphs wrapped at any width, with a blank line between them, come back as they were.
    #[test]
    fn wrapped_paragraphs_come_back(
        paragraphs in proptest::collection::vec("[A-Z][a-z]{1,9}( [a-z]{1,9}){20,60}\\.", 2..6),
        width in 60usize..90,
    ) {
        let wrapped: Vec<String> = paragraphs.iter().map(|words| textwrap::fill(words, width)).collect();
        let dispatch = read(wrapped.join("\n\n"));
        prop_assert_eq!(dispatch.text.as_str(), paragraphs.join("\n\n"));
    }

    #[test]
    fn any_json_text_is_taken_as_it_is(text in any::<String>()) {
        let line = serde_json::json!({"id": "x", "text": text}).to_string();
        let dispatch = json_lines::dispatch("-", 1, &line).expect("valid JSON");
        prop_assert_eq!(dispatch.text.as_str(), &text);
        let words: Vec<&str> = dispatch.paragraphs.iter().flat_map(|p| dispatch.text[p.span].split_whitespace()).collect();
        prop_assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
    }
}
