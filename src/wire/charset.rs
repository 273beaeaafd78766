//! Bytes → characters: byte-order marks, UTF-8, UTF-16, UTF-32, and windows-1252 for whatever is none of these.
//! Judges the bytes alone; knows no format.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{bytes, lines};

/// Characters, and how they were read.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    /// WHATWG label; `utf-32le` and `utf-32be`, which have none, by their usual names.
    pub charset: &'static str,
}

/// Reads bytes as the encoding that they seem to be in. Never fails: what is no character becomes U+FFFD.
///
/// A byte-order mark decides; then NUL bytes around the first letter (UTF-32) or in every second place (UTF-16); then UTF-8, if
/// the bytes are valid, whatever they declare; then the encoding that an XML declaration names; else windows-1252, never plain
/// latin-1, because agencies use its quotes, its € and its œ. A character cut off at the very end is dropped.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (text, charset) = match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => (utf_32(rest, u32::from_le_bytes), "utf-32le"),
        [0, 0, 0xFE, 0xFF, rest @ ..] => (utf_32(rest, u32::from_be_bytes), "utf-32be"),
        [0xFF, 0xFE, rest @ ..] => (utf_16(rest, UTF_16LE), "utf-16le"),
        [0xFE, 0xFF, rest @ ..] => (utf_16(rest, UTF_16BE), "utf-16be"),
        [0xEF, 0xBB, 0xBF, rest @ ..] => (lossy_utf_8(rest), "utf-8"),
        [0, 0, 0, first, ..] if *first != 0 => (utf_32(bytes, u32::from_be_bytes), "utf-32be"),
        [first, 0, 0, 0, ..] if *first != 0 => (utf_32(bytes, u32::from_le_bytes), "utf-32le"),
        _ => match utf_16_by_nul(bytes) {
            Some(encoding) if encoding == UTF_16LE => (utf_16(bytes, encoding), "utf-16le"),
            Some(encoding) => (utf_16(bytes, encoding), "utf-16be"),
            None => utf_8_or_declared(bytes),
        },
    };
    Decoded { text, charset }
}

/// Encodings of one or more bytes a character that XML may declare, with their WHATWG labels.
static DECLARED: [(&Encoding, &str); 31] = [
    (encoding_rs::ISO_8859_2, "iso-8859-2"),
    (encoding_rs::ISO_8859_3, "iso-8859-3"),
    (encoding_rs::ISO_8859_4, "iso-8859-4"),
    (encoding_rs::ISO_8859_5, "iso-8859-5"),
    (encoding_rs::ISO_8859_6, "iso-8859-6"),
    (encoding_rs::ISO_8859_7, "iso-8859-7"),
    (encoding_rs::ISO_8859_8, "iso-8859-8"),
    (encoding_rs::ISO_8859_10, "iso-8859-10"),
    (encoding_rs::ISO_8859_13, "iso-8859-13"),
    (encoding_rs::ISO_8859_14, "iso-8859-14"),
    (encoding_rs::ISO_8859_15, "iso-8859-15"),
    (encoding_rs::ISO_8859_16, "iso-8859-16"),
    (encoding_rs::WINDOWS_874, "windows-874"),
    (encoding_rs::WINDOWS_1250, "windows-1250"),
    (encoding_rs::WINDOWS_1251, "windows-1251"),
    (encoding_rs::WINDOWS_1253, "windows-1253"),
    (encoding_rs::WINDOWS_1254, "windows-1254"),
    (encoding_rs::WINDOWS_1255, "windows-1255"),
    (encoding_rs::WINDOWS_1256, "windows-1256"),
    (encoding_rs::WINDOWS_1257, "windows-1257"),
    (encoding_rs::WINDOWS_1258, "windows-1258"),
    (encoding_rs::KOI8_R, "koi8-r"),
    (encoding_rs::KOI8_U, "koi8-u"),
    (encoding_rs::IBM866, "ibm866"),
    (encoding_rs::MACINTOSH, "macintosh"),
    (encoding_rs::SHIFT_JIS, "shift_jis"),
    (encoding_rs::EUC_JP, "euc-jp"),
    (encoding_rs::EUC_KR, "euc-kr"),
    (encoding_rs::GBK, "gbk"),
    (encoding_rs::GB18030, "gb18030"),
    (encoding_rs::BIG5, "big5"),
];

/// The encoding that an XML declaration names, unless it is one that the bytes cannot be in.
fn declared(bytes: &[u8]) -> Option<(&'static Encoding, &'static str)> {
    const LONGEST: usize = 256;
    let start = bytes.trim_ascii_start();
    let start = start.strip_prefix(b"<?xml")?;
    let start = String::from_utf8_lossy(&start[..start.len().min(LONGEST)]);
    let declaration = start.split('>').next()?;
    let (_, value) = declaration.split_once("encoding")?;
    let label = value.split(['"', '\'']).nth(1)?;
    let named = Encoding::for_label(label.as_bytes())?;
    DECLARED
        .into_iter()
        .find(|(encoding, _)| *encoding == named)
}

/// Whether a text, decoded from whatever it was, is no text: more than 2 % of its beginning are controls that no wire uses.
pub fn is_binary(text: &str) -> bool {
    const SAMPLE: usize = 1 << 16;
    const MOST_PERCENT: usize = 2;
    let sample = lines::leading(text, SAMPLE);
    // Start and end marks of telegraphic formats and the escape of terminal sequences do occur.
    let unknown = |byte: u8| {
        byte < b' ' && !matches!(byte, 1..=4 | b'\t' | b'\n' | b'\x0C' | b'\r' | b'\x1B')
    };
    if !bytes::any(sample.as_bytes(), unknown) {
        return false;
    }
    let controls = sample.bytes().filter(|byte| unknown(*byte)).count();
    controls * 100 > sample.chars().count() * MOST_PERCENT
}

fn utf_8_or_declared(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), "utf-8"),
        Err(_) if is_nearly_utf_8(bytes) => (lossy_utf_8(bytes), "utf-8"),
        Err(_) => {
            let (encoding, label) = declared(bytes).unwrap_or((WINDOWS_1252, "windows-1252"));
            (decode_with(bytes, encoding), label)
        }
    }
}

/// Valid UTF-8, but for the last character; or so nearly so that windows-1252 would spoil more than it saves.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    const SOUND_FOR_ONE_BROKEN: usize = 4;
    let (mut sound, mut broken) = (0, 0);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        sound += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        let cut_off = chunks.peek().is_none() && is_start_of_character(chunk.invalid());
        broken += usize::from(!chunk.invalid().is_empty() && !cut_off);
    }
    broken == 0 || sound > SOUND_FOR_ONE_BROKEN * broken
}

fn is_start_of_character(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

fn lossy_utf_8(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(error) if error.error_len().is_none() => {
            String::from_utf8_lossy(&bytes[..error.valid_up_to()])
        }
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// UTF-16 without a mark: in a text of mostly Latin letters every second byte is NUL, and no other.
fn utf_16_by_nul(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 4096;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if !sample.contains(&0) {
        return None;
    }
    let nuls = |first: usize| {
        let places = sample.iter().skip(first).step_by(2);
        places.filter(|byte| **byte == 0).count()
    };
    let half = sample.len() / 4;
    match (nuls(0), nuls(1)) {
        (0, odd) if odd > half => Some(UTF_16LE),
        (even, 0) if even > half => Some(UTF_16BE),
        _ => None,
    }
}

fn utf_16<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    let whole = &bytes[..bytes.len() & !1];
    decode_with(whole, encoding)
}

fn utf_32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> Cow<'static, str> {
    let units = bytes.chunks_exact(4);
    units
        .map(|unit| {
            let unit = unit.try_into().expect("chunks of four");
            char::from_u32(number(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect()
}

fn decode_with<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, charset: &str) {
        let decoded = decode(bytes);
        assert_eq!((&*decoded.text, decoded.charset), (text, charset));
    }

    fn utf_16_bytes(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn marks_decide() {
        check(b"\xEF\xBB\xBF\xC3\xA9t\xC3\xA9", "été", "utf-8");
        check(b"\xFF\xFE\xE9\x00t\x00", "ét", "utf-16le");
        check(b"\xFE\xFF\x00\xE9\x00t", "ét", "utf-16be");
        check(b"\xFF\xFE\x00\x00\xE9\x00\x00\x00", "é", "utf-32le");
        check(b"\x00\x00\xFE\xFF\x00\x01\xF6\x00", "😀", "utf-32be");
    }

    #[test]
    fn utf_16_shows_by_its_nul_bytes() {
        let text = "Un été à Oslo";
        check(&utf_16_bytes(text, u16::to_le_bytes), text, "utf-16le");
        check(&utf_16_bytes(text, u16::to_be_bytes), text, "utf-16be");
    }

    #[test]
    fn utf_32_shows_by_three_nul_bytes_before_or_behind_the_first() {
        let bytes = |number: fn(u32) -> [u8; 4]| -> Vec<u8> {
            "<é>".chars().flat_map(|c| number(u32::from(c))).collect()
        };
        check(&bytes(u32::to_le_bytes), "<é>", "utf-32le");
        check(&bytes(u32::to_be_bytes), "<é>", "utf-32be");
    }

    #[test]
    fn what_is_no_utf_8_is_windows_1252() {
        check(
            b"\xABL\x92accord\xBB: 25 \x80, \x9Cuvre",
            "«L’accord»: 25 €, œuvre",
            "windows-1252",
        );
        check("déjà".as_bytes(), "déjà", "utf-8");
        // One byte went wrong on the line: the rest is still UTF-8.
        check(
            b"\xC3\xA9t\xC3\xA9 \xC3\xA0 l\xE2\x80\x99\xC3\xAEle, p\xFFle, \xC3\xA9",
            "été à l’île, p\u{FFFD}le, é",
            "utf-8",
        );
    }

    #[test]
    fn a_declaration_counts_where_the_bytes_are_no_utf_8() {
        check(
            b"<?xml version='1.0' encoding='ISO-8859-15'?><a>25 \xA4</a>",
            "<?xml version='1.0' encoding='ISO-8859-15'?><a>25 €</a>",
            "iso-8859-15",
        );
        let latin_1 = b"<?xml encoding=\"iso-8859-1\"?><a>\xE9t\xC3\xA9</a>";
        check(
            latin_1,
            "<?xml encoding=\"iso-8859-1\"?><a>étÃ©</a>",
            "windows-1252",
        );
        let utf_8 = "<?xml encoding=\"iso-8859-15\"?><a>été</a>";
        check(utf_8.as_bytes(), utf_8, "utf-8");
        check(
            b"<?xml encoding=\"klingon\"?>\x93",
            "<?xml encoding=\"klingon\"?>“",
            "windows-1252",
        );
    }

    #[test]
    fn a_last_character_cut_off_is_dropped() {
        check(b"il a \xC3\xA9t\xC3", "il a ét", "utf-8");
        check(b"\xFF\xFEa\x00b", "a", "utf-16le");
    }

    #[test]
    fn binary_is_told_by_its_controls() {
        assert!(is_binary("\u{FFFD}PNG\r\n\u{1A}\n\0\0\0\rIHDR"));
        assert!(!is_binary(
            "\u{1}abc012 3 i 12\r\n\u{2}Titre\u{3}\u{4} \u{1b}[2J"
        ));
        assert!(!is_binary(""));
    }
}
