use super::*;
use crate::wire::lines::lines;

const TEXT: &str = "Oslo, 2 mai 2022 (AFP) - Le roi a reçu lundi une délégation de pêcheurs.";

/// Reads the header above the text of an agency.
fn header(above: &str) -> Header {
    let text = format!("{above}\n{TEXT}");
    let lines = lines(&text);
    let (header, end) = read(&lines);
    let rest: Vec<&str> = lines[end..]
        .iter()
        .map(|line| line.text)
        .filter(|text| !text.is_empty())
        .collect();
    assert_eq!(rest, [TEXT], "{above}");
    header
}

#[test]
fn levels() {
    let level = |above| header(above).level;
    assert_eq!(level("FLASH"), Some(Level::Flash));
    assert_eq!(level("*** URGENT ***"), Some(Level::Urgent));
    assert_eq!(level("2ND LEAD 3RD NET"), Some(Level::Lead));
    assert_eq!(level("2e LEAD"), Some(Level::Lead));
    assert_eq!(level("EIL"), Some(Level::Urgent));
    assert_eq!(level("PAPIER GENERAL"), Some(Level::Wrap));
    assert_eq!(level("ALERTE - Le roi reçoit"), Some(Level::Alert));
    assert_eq!(level("Le roi reçoit un flash"), None);
}

#[test]
fn signals_and_status() {
    let said = |above| (header(above).signal, header(above).status);
    assert_eq!(
        said("ANNULATION\nLe roi reçoit"),
        (Some(Signal::Kill), Status::Canceled)
    );
    assert_eq!(
        said("KILL KILL KILL"),
        (Some(Signal::Kill), Status::Canceled)
    );
    assert_eq!(
        said("WITHDRAWN-Le roi reçoit"),
        (Some(Signal::Kill), Status::Canceled)
    );
    assert_eq!(
        said("RECTIFICATIF"),
        (Some(Signal::Correction), Status::Usable)
    );
    assert_eq!(
        said("CORRECTED-UPDATE 1-Le roi reçoit"),
        (Some(Signal::Correction), Status::Usable)
    );
    assert_eq!(
        said("UPDATE 2-Le roi reçoit"),
        (Some(Signal::Update), Status::Usable)
    );
    assert_eq!(said("HOLD HOLD HOLD"), (None, Status::Withheld));
    assert_eq!(said("Le roi annule sa visite"), (None, Status::Usable));
}

#[test]
fn words_beside_the_text() {
    let said = |words: &[&str]| level_and_signal(words.iter().copied());
    assert_eq!(
        said(&["Alert", "Le roi reçoit"]),
        (Some(Level::Alert), None)
    );
    assert_eq!(
        said(&["News", "CORRECTS"]),
        (None, Some(Signal::Correction))
    );
    assert_eq!(
        said(&["UPDATE 2-Le roi reçoit"]),
        (Some(Level::Update), Some(Signal::Update))
    );
    assert_eq!(said(&["Le roi lance une alerte"]), (None, None));
    assert_eq!(
        said(&["ANNULATION: le roi reçoit"]),
        (None, Some(Signal::Kill))
    );
    assert_eq!(said(&["Annulation: le roi reste au palais"]), (None, None));
}

#[test]
fn slug_headline_byline_and_notes() {
    let header = header(
        "NORVEGE-ROYAUTE/PECHE (LEAD)\n\nLe roi reçoit\ndes pêcheurs\n\n(Photo)\nAttention - ajoute détails\nPar Anne Untel\n",
    );
    assert_eq!(header.slug.as_deref(), Some("NORVEGE-ROYAUTE/PECHE (LEAD)"));
    assert_eq!(
        header.headline.as_deref(),
        Some("Le roi reçoit des pêcheurs")
    );
    assert_eq!(header.byline.as_deref(), Some("Par Anne Untel"));
    let notes: Vec<&str> = header.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["(Photo)", "Attention - ajoute détails"]);
    assert_eq!(header.level, Some(Level::Lead));
}

#[test]
fn embargoes() {
    let until = |above| {
        let header = header(above);
        assert_eq!(header.status, Status::Embargoed);
        header.embargo.map(|time| time.to_string())
    };
    assert_eq!(
        until("SOUS EMBARGO JUSQU'AU 23 JANVIER 2025 A 19H00 GMT").as_deref(),
        Some("2025-01-23T19:00:00+00:00")
    );
    assert_eq!(
        until("Embargoed to 0001 Friday September 9, 2016").as_deref(),
        Some("2016-09-09T00:01:00")
    );
    assert_eq!(
        until("SPERRFRIST: 23.1.2025, 18.30").as_deref(),
        Some("2025-01-23T18:30:00")
    );
    assert_eq!(until("EMBARGO jusqu'à mardi"), None);
}

#[test]
fn a_text_without_dateline_may_have_a_headline() {
    let read = |text: &str| read(&lines(text)).0.headline;
    let body =
        "Le roi a reçu lundi une délégation de pêcheurs venus du nord du pays,\nselon le palais.";
    assert_eq!(
        read(&format!("Le roi reçoit\n\n{body}")).as_deref(),
        Some("Le roi reçoit")
    );
    assert_eq!(read(body), None);
    assert_eq!(read("Le roi est parti.\n\nLa reine reste au palais."), None);
}

#[test]
fn a_dateline_far_below_ends_no_header() {
    let line = "Le roi a reçu lundi une délégation de pêcheurs venus du nord du pays.\n";
    let text = format!("{}{TEXT}", line.repeat(8));
    assert_eq!(read(&lines(&text)).1, 0);
}
