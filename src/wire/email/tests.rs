use super::*;
use crate::model::{Level, Signal};
use crate::wire;

fn read(bytes: impl AsRef<[u8]>) -> Vec<Dispatch> {
    wire::dispatches("-", bytes.as_ref()).unwrap()
}

const MULTIPART: &str = "From: Anne Muster <anne@example.org>\r\nSubject: =?UTF-8?B?VVJHRU5UIC0gRMOpcMOqY2hl?=\r\nDate: Fri, 05 Jul 2019 10:08:08 +0200\r\nMessage-ID: <42@example.org>\r\nKeywords: Nordland, vote\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nNordstadt (AFP) - L=C3=A9ger=\r\n texte.\r\n-- \r\nAnne\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--x--\r\n--out\r\nContent-Type: image/jpeg; name=\"vote.jpg\"\r\nContent-Transfer-Encoding: base64\r\n\r\n/9j/4AAQSkZJRgABAQAAAQABAAD=\r\n--out\r\nContent-Type: text/plain; name=\"w.txt\"\r\nContent-Disposition: attachment; filename=\"w.txt\"\r\n\r\nOststadt, 5 juil 2019 (AFP) - Un autre texte.\r\n--out--\r\n";

#[test]
fn headers_are_fields_and_the_text_part_is_the_text() {
    let found = read(MULTIPART);
    let first = &found[0];
    assert_eq!(first.source.format, Format::Email);
    assert_eq!(first.id, "<42@example.org>");
    assert_eq!(first.headline.as_deref(), Some("URGENT - Dépêche"));
    assert_eq!(first.level, Some(Level::Urgent));
    assert_eq!(
        first.created.unwrap().to_string(),
        "2019-07-05T10:08:08+02:00"
    );
    assert_eq!(first.keywords, ["Nordland", "vote"]);
    assert_eq!(first.text.as_str(), "Nordstadt (AFP) - Léger texte.");
    let notes: Vec<(&str, bool)> = first
        .ednotes
        .iter()
        .map(|note| (note.text.as_str(), note.publishable))
        .collect();
    assert_eq!(
        notes,
        [
            ("Anne Muster · anne@example.org", false),
            ("vote.jpg (image/jpeg)", true),
            ("Anne", false)
        ]
    );
}

#[test]
fn an_attached_wire_is_a_dispatch() {
    let found = read(MULTIPART);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[1].source.format, found[1].source.item),
        (Format::Plain, 1)
    );
    assert!(found[1].text.as_str().ends_with("Un autre texte."));
}

#[test]
fn a_forwarded_message_follows_the_one_that_holds_it() {
    let inner = MULTIPART.replace("42@", "43@");
    let outer = format!(
        "From: a@example.org\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=f\n\n--f\n\nVoir.\n--f\nContent-Type: message/rfc822\n\n{inner}\n--f--\n"
    );
    let ids: Vec<String> = read(outer)
        .into_iter()
        .skip(1)
        .map(|dispatch| dispatch.id)
        .take(1)
        .collect();
    assert_eq!(ids, ["<43@example.org>"]);
}

#[test]
fn html_alone_is_read_as_html() {
    let message = "From: a@example.org\nSubject: CORRECTED-Vote\nContent-Type: text/html; charset=utf-8\n\n<html><head><style>p{}</style></head><body><p>Un.</p><p>Deux &eacute;t&eacute;s.</p></body></html>";
    let found = read(message);
    assert_eq!(found[0].text.as_str(), "Un.\n\nDeux étés.");
    assert_eq!(found[0].signal, Some(Signal::Correction));
}

#[test]
fn wrong_charsets_lose_no_letters() {
    let message = b"From: \xE9dition@example.org\nSubject: =?windows-1252?Q?D=E9p=EAche?=\nDate: n/a\nContent-Type: text/plain; charset=bogus\n\nNordstadt (AFP) - Corps \xE9mis.\n";
    let found = read(message);
    assert_eq!(found[0].headline.as_deref(), Some("Dépêche"));
    assert_eq!(found[0].text.as_str(), "Nordstadt (AFP) - Corps émis.");
}

#[test]
fn a_mailbox_holds_several() {
    let mailbox = "From a Mon Jan 2\nFrom: a@example.org\nSubject: Un\n\nPremier.\n\nFrom b Tue Jan 3\nFrom: b@example.org\nSubject: Deux\n\nDeuxième.\n";
    let found = read(mailbox);
    let shown: Vec<(Option<&str>, usize)> = found
        .iter()
        .map(|dispatch| (dispatch.headline.as_deref(), dispatch.source.item))
        .collect();
    assert_eq!(shown, [(Some("Un"), 0), (Some("Deux"), 1)]);
}

#[test]
fn other_texts_with_colons_are_no_mail() {
    for text in [
        "Source: Nord Inc.\nMEDIA RELEASE PR1\n\nText",
        "Subject: vote\n\nText",
        "Nordstadt (AFP) - Subject: un\nFrom: deux\n\n",
    ] {
        assert!(!recognises(text), "{text}");
    }
}
