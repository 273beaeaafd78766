//! Foreign bytes in the frame of a format, so that each parser gets what its recogniser lets through.
//! The same functions are called with random bytes by the tests of the crate.

use depeche::wire::streams::Parts;
use depeche::wire::{self, json_lines};

/// Name of a fuzz target, and the bytes before and behind those that it is given.
pub const FRAMES: [(&str, &[u8], &[u8]); 21] = [
    ("any", b"", b""),
    (
        "anpa1312",
        b"\x16\x16\x01W0001\x1f_a\r\nr i\x13\x11 BC-X--Y 01-01 0001\r\n\x02",
        b"\x03",
    ),
    (
        "iptc7901",
        b"\x01abc001 3 pl 10  dpa 0001\r\n\r\nslug/\r\n\x02title =\r\n\r\n",
        b"\x03",
    ),
    ("zczc", b"ZCZC\r\n", b"\r\nNNNN"),
    (
        "newsml1",
        b"<NewsML Version='1.2'><NewsItem><NewsComponent>",
        b"",
    ),
    ("newsmlg2", b"<newsItem guid='a'><contentSet>", b""),
    ("nitf", b"<nitf><body><body.content>", b""),
    ("rss", b"<rss><channel><item><title>a</title>", b""),
    ("atom", b"<feed><entry><title>a</title>", b""),
    ("ritzau", b"<RBNews><headline>a</headline>", b""),
    ("cp_jimi", b"<Publish><Article><Headline>a</Headline>", b""),
    (
        "ninjs",
        b"{\"uri\":\"a\",\"type\":\"text\",\"body_html\":\"",
        b"\"}",
    ),
    ("afp_json", b"{\"uno\":\"a\",\"news\":[\"", b"\"]}"),
    (
        "ap_json",
        b"{\"data\":{\"item\":{\"altids\":{\"itemid\":\"a\"},\"headline\":\"",
        b"\"}}}",
    ),
    (
        "reuters_json",
        b"{\"data\":{\"item\":{\"usn\":\"a\",\"bodyXhtml\":\"",
        b"\"}}}",
    ),
    (
        "dpa_digitalwires",
        b"{\"format\":\"digitalwires@1\",\"urn\":\"a\",\"article_html\":\"",
        b"\"}",
    ),
    (
        "json_feed",
        b"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"content_html\":\"",
        b"\"}]}",
    ),
    ("html", b"<!DOCTYPE html><html><body><p>", b""),
    ("email", b"From: a@example.org\r\nSubject: b\r\n", b""),
    ("gzip", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", b""),
    ("zip", b"PK\x03\x04", b""),
];

/// Reads the bytes in the frame of a format.
///
/// # Panics
/// When a dispatch breaks a law: its paragraphs and its dateline lie in its text, which holds no control character.
pub fn read(format: &str, bytes: &[u8]) {
    let frame = FRAMES.iter().find(|(name, ..)| *name == format);
    let (_, before, behind) = frame.expect("a format of the list");
    let framed = [before, bytes, behind].concat();
    for dispatch in wire::dispatches("-", &framed).unwrap_or_default() {
        let text = dispatch.text.as_str();
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        for paragraph in &dispatch.paragraphs {
            assert!(
                dispatch
                    .text
                    .get(paragraph.span)
                    .is_some_and(|words| !words.is_empty())
            );
        }
        if let Some(line) = dispatch.dateline {
            assert!(dispatch.text.get(line.span).is_some());
        }
    }
}

/// Reads the bytes as a plain text, whatever they look like.
pub fn read_plain(bytes: &[u8]) {
    // Only that it answers.
    let _ = wire::plain_text("-", bytes);
}

/// Reads the bytes as a line of JSON Lines.
pub fn read_json_line(bytes: &[u8]) {
    if let Ok(line) = str::from_utf8(bytes) {
        let _ = json_lines::dispatches("-", 1, line);
    }
}

/// Reads the bytes behind the head of a feed as a long file is read, part by part.
pub fn read_stream(bytes: &[u8]) {
    let feed = [b"<rss><channel><title>a</title>", bytes].concat();
    for part in Parts::of_size(64, feed.as_slice()).map_while(Result::ok) {
        // Only that it answers.
        let _ = part.dispatches("-");
    }
}
