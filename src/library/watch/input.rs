//! A stream that never has to end → the messages in it: lines of JSON, and telegrams, which say where they end. Anything else
//! is one message, and ends with the stream.

use std::io::Read;

use super::{Content, Teller, Trouble, Unheard};

/// Bytes of the longest message; what is longer is handed on in parts.
const LONGEST: usize = 64 << 20;
/// The last line of a telegram.
const LAST_LINE: &[u8] = b"NNNN";
/// The control that ends a text (ETX).
const END_OF_TEXT: u8 = 0x03;

/// Hands on message after message, until the stream ends or nobody listens.
pub fn follow(source: impl Read, mut teller: Teller) {
    let _ = hand_on(source, &mut teller);
}

fn hand_on(mut source: impl Read, teller: &mut Teller) -> Result<(), Unheard> {
    let mut splitter = Splitter::default();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                for message in splitter.push(&buffer[..count]) {
                    teller.arrived(Content::Bytes(message), None)?;
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => {
                teller.trouble(Trouble::Io(error))?;
                break;
            }
        }
    }
    match splitter.finish() {
        Some(message) => teller.arrived(Content::Bytes(message), None),
        None => Ok(()),
    }
}

/// Cuts a stream into messages.
#[derive(Default)]
struct Splitter {
    waiting: Vec<u8>,
    /// Where the last line of `waiting` begins; no message ends before it.
    line: usize,
    /// Bytes of that line in which it does not end.
    scanned: usize,
    /// Lines of JSON have come: from now on every line is a message, whatever is wrong with it.
    by_line: bool,
}

impl Splitter {
    /// The messages that end in these bytes.
    fn push(&mut self, bytes: &[u8]) -> Vec<Vec<u8>> {
        self.waiting.extend_from_slice(bytes);
        let mut messages = Vec::new();
        while let Some(end) = self.end() {
            let rest = self.waiting.split_off(end);
            messages.extend(said(std::mem::replace(&mut self.waiting, rest)));
            (self.line, self.scanned) = (0, 0);
        }
        messages
    }

    /// What is left when the stream has ended.
    fn finish(self) -> Option<Vec<u8>> {
        said(self.waiting)
    }

    /// Where the first message ends, if it does.
    fn end(&mut self) -> Option<usize> {
        while self.line < self.waiting.len() {
            let (before, rest) = self.waiting.split_at(self.line);
            let ends = |byte: &u8| [b'\n', END_OF_TEXT].contains(byte);
            let end = rest[self.scanned..].iter().position(ends);
            let length = end.map_or(rest.len(), |end| self.scanned + end + 1);
            let whole = self.line + length;
            if end.is_some() && rest[length - 1] == END_OF_TEXT {
                return Some(whole);
            }
            let line = rest[..length].trim_ascii();
            let is_json = line.starts_with(b"{") && line.ends_with(b"}");
            self.by_line |= end.is_some() && before.trim_ascii().is_empty() && is_json;
            if (self.by_line && end.is_some()) || line == LAST_LINE || self.waiting.len() > LONGEST
            {
                return Some(whole);
            }
            if end.is_none() {
                self.scanned = length;
                return None;
            }
            (self.line, self.scanned) = (whole, 0);
        }
        None
    }
}

/// A message, unless nothing is said in it.
fn said(message: Vec<u8>) -> Option<Vec<u8>> {
    let says = |byte: &u8| !byte.is_ascii_whitespace() && !byte.is_ascii_control();
    message.iter().any(says).then_some(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages of a stream that comes in parts, each with how many parts had come by then.
    fn check(parts: &[&str], expected: &[(usize, &str)]) {
        let mut splitter = Splitter::default();
        let mut got = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            for message in splitter.push(part.as_bytes()) {
                got.push((at + 1, String::from_utf8(message).unwrap()));
            }
        }
        let rest = splitter
            .finish()
            .map(|rest| String::from_utf8(rest).unwrap());
        got.extend(rest.map(|rest| (parts.len() + 1, rest)));
        let got: Vec<_> = got.iter().map(|(at, text)| (*at, text.as_str())).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn lines_of_json_are_messages_as_soon_as_they_end() {
        check(
            &["{\"a\": 1}\n{\"b\"", ": 2}\n\n", "oops\n{\"c\": 3}"],
            &[
                (1, "{\"a\": 1}\n"),
                (2, "{\"b\": 2}\n"),
                (3, "oops\n"),
                (4, "{\"c\": 3}"),
            ],
        );
    }

    #[test]
    fn telegrams_end_with_their_last_line_or_with_a_control() {
        check(
            &["ZCZC\nun\nNN", "NN", "\r\n\u{4}\nZCZC\ndeux\nNNNN\n"],
            &[(2, "ZCZC\nun\nNNNN"), (3, "\r\n\u{4}\nZCZC\ndeux\nNNNN\n")],
        );
        check(
            &["\u{1}un\n\u{2}deux\u{3}\u{4}\u{1}", "trois\u{3}\u{4}"],
            &[(1, "\u{1}un\n\u{2}deux\u{3}"), (2, "\u{4}\u{1}trois\u{3}")],
        );
    }

    #[test]
    fn everything_else_ends_with_the_stream() {
        check(
            &["{\n  \"a\": {}\n", "}\n", "<x/>\n"],
            &[(4, "{\n  \"a\": {}\n}\n<x/>\n")],
        );
        check(&["\n\n", " "], &[]);
    }
}
