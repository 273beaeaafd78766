use super::*;
use crate::model::{ParagraphKind, Signal};
use crate::wire::examples;

fn read(text: &str) -> Dispatch {
    examples::read_one(Format::Anpa1312, text)
}

const AP: &str = "\u{16}\u{16}\u{1}W0101\u{1f}_test\r\nu i\u{13}\u{11} BC-NL--Nordland-VoteCoun 1stLd-Writethru   02-03 0120\r\n\u{2}^BC-NL--Nordland-Vote Count, 1st Ld-Writethru,90<\r\n^Nordland counts its votes<\r\n^Eds: Adds quote.<\r\n^By ANNE SAMPLE=\r\n^Associated Press=\r\n\t   NORDSTADT, Nordland (AP) _ Counting began _ slowly _ on Monday.\r\n \r\n\t   ``It is ```done''','' an official said.\r\n\t   ___\r\n\r\n\t   \u{3}AP-WF-02-03-14 1509GMT<\r\n\u{c}\r\n\u{4}";

#[test]
fn every_line_is_a_field() {
    let dispatch = read(AP);
    assert_eq!(dispatch.id, "W0101-2014-02-03");
    assert_eq!(dispatch.version.as_deref(), Some("1"));
    assert_eq!(dispatch.urgency, Some(2));
    assert_eq!(
        (dispatch.level, dispatch.signal),
        (Some(Level::Lead), Some(Signal::Update))
    );
    assert_eq!(dispatch.slug.as_deref(), Some("Nordland-Vote"));
    assert_eq!(
        dispatch.headline.as_deref(),
        Some("Nordland counts its votes")
    );
    assert_eq!(dispatch.byline.as_deref(), Some("By ANNE SAMPLE"));
    assert_eq!(dispatch.ednotes[0].text, "Adds quote.");
    assert_eq!(
        dispatch.created.unwrap().to_string(),
        "2014-02-03T15:09:00+00:00"
    );
    assert_eq!(
        dispatch.text.as_str(),
        "NORDSTADT, Nordland (AP) — Counting began — slowly — on Monday.\n\n“It is “‘done’”,” an official said.\n\n___"
    );
    assert_eq!(
        dispatch.dateline.unwrap().place.as_deref(),
        Some("NORDSTADT, Nordland")
    );
}

#[test]
fn an_alert_is_its_own_headline() {
    let dispatch = read(
        "\u{16}\u{16}\u{1}W0102\u{1f}_test\r\nb a\u{13}\u{11} BC-NL--APNewsAlert     06-29 0358\r\n\u{2}^BC-NL--APNewsAlert,17<\r\n\t   NORDSTADT (AP) _ Nordland counts.\r\n\r\n\t   \u{3}AP-WF-06-29-17 2350GMT<\r\n",
    );
    assert_eq!(dispatch.headline.as_deref(), Some("Nordland counts."));
    assert_eq!(
        (dispatch.slug.as_deref(), dispatch.level),
        (Some("APNewsAlert"), Some(Level::Alert))
    );
}

#[test]
fn rows_keep_their_columns() {
    let dispatch = read(
        "\u{1}s0103\u{1f}-----\nr s\u{14}\u{12} BC-XYZ--Glance     08-18 \n\u{2}^BC-XYZ--Glance<\n^Nordland Standings=\n^WEST=\n\u{8}\u{1f}\u{1e} W\u{1e} \u{1e} L\n\u{8}New\u{10} Town\u{1f}\u{1e} 12\u{1e} 1{\n^Games=\n\t   Ost 1, West 0\n\t   Nord 2, West 2\n\u{3}",
    );
    let shown: Vec<(ParagraphKind, &str)> = dispatch
        .paragraphs
        .iter()
        .map(|paragraph| (paragraph.kind, &dispatch.text[paragraph.span]))
        .collect();
    assert_eq!(
        shown,
        [
            (ParagraphKind::Crosshead, "WEST"),
            (
                ParagraphKind::Preformatted,
                "          W   L\nNew Town  12  1½"
            ),
            (ParagraphKind::Crosshead, "Games"),
            (ParagraphKind::Preformatted, "Ost 1, West 0\nNord 2, West 2"),
        ]
    );
    assert_eq!(dispatch.headline.as_deref(), Some("Nordland Standings"));
}

#[test]
fn text_without_carets_is_plain() {
    let dispatch = read(
        "\u{1}a0104TEST\u{1f}_koko-\r\nu s\u{14}\u{12} BC-Nord-Cup   09-12 0044\r\n\u{2}BC-Nord-Cup\r\nFootball: Nordstadt wins\r\nthe cup+\r\n     NORDSTADT, Dec. 9 Kyodo - Nordstadt won the cup on Sunday after a\r\ngame that nobody will forget.\r\n     \"We won,\" its captain said.\r\n==Kyodo\r\n\u{3}KWS-21:37-09-12-18\u{4}\r\n",
    );
    assert_eq!(
        dispatch.headline.as_deref(),
        Some("Football: Nordstadt wins the cup")
    );
    assert_eq!(dispatch.slug.as_deref(), Some("BC-Nord-Cup"));
    assert_eq!(dispatch.paragraphs.len(), 2);
    assert_eq!(dispatch.signoff.as_deref(), Some("==Kyodo"));
    assert_eq!(
        dispatch.dateline.unwrap().date.unwrap().to_string(),
        "2018-12-09"
    );
}

#[test]
fn a_message_cut_off_keeps_what_is_there() {
    let (head, rest) = AP.split_once("began").unwrap();
    for (end, _) in rest.char_indices() {
        let (kept, _) = rest.split_at(end);
        let dispatch = read(&format!("{head}began{kept}"));
        assert!(dispatch.text.as_str().starts_with("NORDSTADT"));
    }
}
