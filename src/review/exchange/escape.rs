//! Percent-encoding (RFC 3986, 2.1) of what a name or a field may not hold.

use std::fmt::Write;

/// The text with the bytes of every character that is not `plain` as `%E9`; `%` itself is never plain.
pub fn write(text: &str, plain: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if plain(c) && c != '%' {
            out.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// What was written; what is no encoding stays as it is.
pub fn read(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, after) = rest.split_at(at);
        bytes.extend(before.bytes());
        let byte = after
            .get(1..3)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = after
            .get(if byte.is_some() { 3.. } else { 1.. })
            .unwrap_or_default();
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
