//! JSON → a tree of bounded depth and size, whose texts are borrowed from the document where they can be.
//!
//! Documents that break off keep what they had, which is why no general parser does. Knows no format.

use std::borrow::Cow;

use super::{WireError, bytes};

/// Lists and objects within each other; the deepest wire seen has 9.
const MOST_DEPTH: usize = 64;
/// Values in one file, which bounds the memory that a document of nothing but commas can take.
const MOST_VALUES: usize = 8_000_000;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    Null,
    Bool(bool),
    /// As it is written.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    /// In the order of the document; a name may occur twice.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// The first member of an object with this name, which may be written in other cases: dialects differ in
    /// `versioncreated` and `versionCreated`. None for a member that is null.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        let mut members = self.members().iter();
        let found =
            members.find(|(found, value)| found.eq_ignore_ascii_case(name) && *value != Json::Null);
        found.map(|(_, value)| value)
    }

    /// The member at the end of a path: `data.item`.
    pub fn at(&self, path: &str) -> Option<&Json<'a>> {
        path.split('.').try_fold(self, |json, name| json.get(name))
    }

    /// The members of an object; none for other values.
    pub fn members(&self) -> &[(Cow<'a, str>, Json<'a>)] {
        match self {
            Json::Object(members) => members,
            _ => &[],
        }
    }

    /// The values of a list; a value that is no list is one of itself, and null is an empty one.
    pub fn items(&self) -> &[Json<'a>] {
        match self {
            Json::List(items) => items,
            Json::Null => &[],
            alone => std::slice::from_ref(alone),
        }
    }

    /// The words of a text or a number; none for other values, and for a text of nothing but blanks.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text.as_ref()).filter(|text| !text.trim().is_empty()),
            Json::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// The values of a document: one as a rule, more where objects stand one after another, as in JSON Lines. What is cut off at
/// the end is closed; what follows a value and is none itself is left out.
///
/// # Errors
/// When the document does not begin with a value, or it is too deep or too large.
pub fn values(text: &str) -> Result<Vec<Json<'_>>, WireError> {
    let mut parser = Parser {
        text,
        at: 0,
        left: MOST_VALUES,
    };
    let mut values = Vec::new();
    parser.skip_blanks();
    while parser.at < text.len() {
        match parser.value(0) {
            Ok(value) => values.push(value),
            Err(fault) if values.is_empty() => return Err(parser.error(fault)),
            Err(_) => break,
        }
        parser.skip_blanks();
    }
    Ok(values)
}

/// Whether a text looks like JSON: a dispatch may well begin with a bracket, but not with a quote or another bracket behind it.
pub fn looks_like_json(text: &str) -> bool {
    let mut marks = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{FEFF}');
    match (marks.next(), marks.next()) {
        (Some('{'), second) => second.is_none_or(|c| matches!(c, '"' | '}')),
        (Some('['), second) => second.is_none_or(|c| matches!(c, '{' | '[' | ']')),
        _ => false,
    }
}

/// What is wrong at the place where reading stopped.
type Fault = &'static str;

struct Parser<'a> {
    text: &'a str,
    /// Byte.
    at: usize,
    /// Values that may still be read.
    left: usize,
}

impl<'a> Parser<'a> {
    fn error(&self, fault: Fault) -> WireError {
        let read = self.text.as_bytes().get(..self.at).unwrap_or_default();
        WireError::Json {
            line: 1 + read.iter().filter(|byte| **byte == b'\n').count(),
            reason: fault.to_owned(),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        let blank = |byte: &u8| byte.is_ascii_whitespace();
        let bytes = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += bytes.iter().take_while(|byte| blank(byte)).count();
        if let Some(rest) = self.rest().strip_prefix('\u{FEFF}') {
            self.at = self.text.len() - rest.len();
        }
    }

    fn value(&mut self, depth: usize) -> Result<Json<'a>, Fault> {
        if depth > MOST_DEPTH {
            return Err("JSON is nested too deeply");
        }
        self.left = self
            .left
            .checked_sub(1)
            .ok_or("JSON holds too many values")?;
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => Ok(Json::Number(self.number())),
            Some(_) => self.word(),
            None => Ok(Json::Null),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json<'a>, Fault> {
        let mut members = Vec::new();
        self.at += 1;
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                Some(b'"') => {
                    let name = self.string()?;
                    self.skip_blanks();
                    match self.peek() {
                        Some(b':') => self.at += 1,
                        Some(_) => return Err("JSON lacks a colon"),
                        None => break,
                    }
                    self.skip_blanks();
                    members.push((name, self.value(depth + 1)?));
                }
                Some(_) => return Err("JSON lacks the name of a member"),
                None => break,
            }
        }
        Ok(Json::Object(members))
    }

    fn list(&mut self, depth: usize) -> Result<Json<'a>, Fault> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                Some(_) => items.push(self.value(depth + 1)?),
                None => break,
            }
        }
        Ok(Json::List(items))
    }

    /// The string that begins here; one that is cut off ends with the document.
    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.at += 1;
        let mut unescaped: Option<String> = None;
        loop {
            let rest = self.rest();
            let length = bytes::first_of(rest.as_bytes(), [b'"', b'\\']);
            let (plain, behind) = rest.split_at(length.unwrap_or(rest.len()));
            self.at += plain.len();
            match behind.as_bytes() {
                [b'\\', _, ..] => {
                    let text = unescaped.get_or_insert_default();
                    text.push_str(plain);
                    let c = self.escape()?;
                    text.push(c);
                }
                // The closing quote, or a backslash at the very end of the document.
                [_, ..] => {
                    self.at += 1;
                    return Ok(joined(unescaped, plain));
                }
                [] => return Ok(joined(unescaped, plain)),
            }
        }
    }

    /// The character of the escape that begins here.
    fn escape(&mut self) -> Result<char, Fault> {
        let mark = self.text.as_bytes()[self.at + 1];
        self.at += 2;
        Ok(match mark {
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'"' | b'\\' | b'/' => char::from(mark),
            b'u' => self.code_point(),
            _ => return Err("JSON holds an unknown escape"),
        })
    }

    /// The character whose four hexadecimal digits begin here, or eight in two escapes.
    fn code_point(&mut self) -> char {
        let Some(first) = self.code_unit() else {
            return char::REPLACEMENT_CHARACTER;
        };
        let pair = (0xD800..0xDC00).contains(&first) && self.rest().starts_with("\\u");
        if pair {
            let before = self.at;
            self.at += 2;
            match self.code_unit() {
                Some(second) if (0xDC00..0xE000).contains(&second) => {
                    let both = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                    return char::from_u32(both).unwrap_or(char::REPLACEMENT_CHARACTER);
                }
                _ => self.at = before,
            }
        }
        char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn code_unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let unit = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let unit = unit.then(|| u32::from_str_radix(digits, 16).ok())?;
        self.at += 4;
        unit
    }

    fn number(&mut self) -> &'a str {
        let rest = self.rest();
        let length = rest
            .bytes()
            .position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
        let number = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        self.at += number.len();
        number
    }

    fn word(&mut self) -> Result<Json<'a>, Fault> {
        let words = [
            ("null", Json::Null),
            ("true", Json::Bool(true)),
            ("false", Json::Bool(false)),
        ];
        let rest = self.rest();
        for (word, value) in words {
            // Or the beginning of a word where the document breaks off.
            if rest.starts_with(word) || word.starts_with(rest) {
                self.at += word.len().min(rest.len());
                return Ok(value);
            }
        }
        Err("no JSON value")
    }
}

fn joined(unescaped: Option<String>, plain: &str) -> Cow<'_, str> {
    match unescaped {
        None => Cow::Borrowed(plain),
        Some(mut text) => {
            text.push_str(plain);
            Cow::Owned(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let values = values(text).unwrap();
        values.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    fn show(json: &Json<'_>) -> String {
        match json {
            Json::Null => "null".to_owned(),
            Json::Bool(value) => value.to_string(),
            Json::Number(number) => (*number).to_owned(),
            Json::Text(text) => format!("{text:?}"),
            Json::List(items) => {
                format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(","))
            }
            Json::Object(members) => {
                let member =
                    |(name, value): &(Cow<'_, str>, Json<'_>)| format!("{name:?}:{}", show(value));
                format!(
                    "{{{}}}",
                    members.iter().map(member).collect::<Vec<_>>().join(",")
                )
            }
        }
    }

    #[test]
    fn values_of_every_kind() {
        let text = r#"{"a":[1,-2.5e3,true,false,null],"b":{"c":"d"}}"#;
        assert_eq!(shown(text), text);
        assert_eq!(shown(" [ ] \n{ }"), "[] {}");
    }

    #[test]
    fn escapes() {
        let text = |json| match values(json).unwrap().remove(0) {
            Json::Text(text) => text.into_owned(),
            other => panic!("{other:?}"),
        };
        assert_eq!(text(r#""\u00e9\n\"\/\ud83d\ude00 a""#), "é\n\"/😀 a");
        assert_eq!(
            text(r#""\ud83d\u0041 \ud83d \uZZ""#),
            "\u{FFFD}A \u{FFFD} \u{FFFD}ZZ"
        );
    }

    #[test]
    fn what_breaks_off_is_kept() {
        assert_eq!(shown(r#"{"a":["b","c"#), r#"{"a":["b","c"]}"#);
        assert_eq!(shown(r#"{"a":"b\"#), r#"{"a":"b"}"#);
        assert_eq!(shown(r#"{"a":1,"b"#), r#"{"a":1}"#);
        assert_eq!(shown(r#"{"a":tr"#), r#"{"a":true}"#);
        assert_eq!(shown(r#"{"a":1} rubbish"#), r#"{"a":1}"#);
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let fault = |text: &str| values(text).unwrap_err().to_string();
        assert_eq!(fault("{\n\"a\" 1}"), "line 2: JSON lacks a colon");
        assert_eq!(fault("{a: 1}"), "line 1: JSON lacks the name of a member");
        assert_eq!(
            fault(&"[".repeat(100_000)),
            "line 1: JSON is nested too deeply"
        );
        assert!(fault(&format!("[{}", "1,".repeat(MOST_VALUES))).contains("too many"));
    }

    #[test]
    fn a_bracket_alone_makes_no_json() {
        assert!(looks_like_json("\u{FEFF} {\n \"a\""));
        assert!(looks_like_json("[[["));
        assert!(!looks_like_json("[Mise à jour]\nOslo"));
        assert!(!looks_like_json("[1] Oslo"));
        assert!(!looks_like_json("{Note} Oslo"));
    }

    #[test]
    fn names_are_found_in_any_case() {
        let text = r#"{"versionCreated": "1", "a": {"b": null, "B": 2}}"#;
        let json = values(text).unwrap().remove(0);
        assert_eq!(json.get("versioncreated").and_then(Json::text), Some("1"));
        assert_eq!(json.at("a.b").and_then(Json::text), Some("2"));
        assert_eq!(json.at("a.c"), None);
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_serde(text in "[\\[{]([\\[\\]{}:,\"\\\\a0-9 etrufalsn.-]|\"a\":|\\\\u00e9){0,40}") {
            if let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) {
                let ours = shown(&text);
                let theirs: serde_json::Value = serde_json::from_str(&ours).unwrap_or_else(|error| panic!("{ours}: {error}"));
                // Of two members with one name, serde_json keeps the last: here as there.
                proptest::prop_assert_eq!(theirs, value);
            } else {
                let _ = values(&text);
            }
        }
    }
}
