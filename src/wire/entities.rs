//! Character references of XML and HTML: `&eacute;`, `&#233;`, `&#xE9;`. The names are those of HTML 4 (`assets/wire/entities.toml`).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::vocabulary;

/// The character that a reference stands for; `name` comes without ampersand and semicolon. None when there is none.
///
/// Numbers from 128 to 159 mean windows-1252, as browsers read them: no wire sends C1 controls by number.
pub fn resolve(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMES.get(name).copied();
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    match number.ok()? {
        byte @ 0x80..=0x9F => {
            let byte = [u8::try_from(byte).ok()?];
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&byte)
                .0
                .chars()
                .next()
        }
        number => char::from_u32(number),
    }
}

/// A text with its references resolved. Unknown ones are dropped, and an ampersand that begins none stays.
pub fn resolved(text: &str) -> String {
    with_references_replaced(text, |name, out| out.extend(resolve(name)))
}

/// A text that is no markup any more, with the known references that were left in it resolved.
pub fn known_resolved(text: &str) -> String {
    with_references_replaced(text, |name, out| match resolve(name) {
        Some(c) => out.push(c),
        None => out.extend(["&", name, ";"]),
    })
}

fn with_references_replaced(text: &str, replace: impl Fn(&str, &mut String)) -> String {
    /// The longest name is `thetasym`; numbers may have leading zeros.
    const LONGEST: usize = 16;
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let name = part.split_once(';').filter(|(name, _)| {
            (1..=LONGEST).contains(&name.len())
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
        });
        match name {
            Some((name, rest)) => {
                replace(name, &mut out);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    out
}

static NAMES: LazyLock<HashMap<String, char>> = LazyLock::new(|| {
    let file: HashMap<String, u32> = vocabulary::parse(
        "entities.toml",
        include_str!("../../assets/wire/entities.toml"),
    );
    let characters = file.into_iter();
    characters
        .filter_map(|(name, number)| Some((name, char::from_u32(number)?)))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        assert_eq!(resolve("eacute"), Some('é'));
        assert_eq!(resolve("#233"), Some('é'));
        assert_eq!(resolve("#xE9"), Some('é'));
        assert_eq!(resolve("#146"), Some('’'));
        assert_eq!(resolve("lol9"), None);
        assert_eq!(resolve("#99999999999"), None);
    }

    #[test]
    fn texts() {
        assert_eq!(
            resolved("R&D &lt;b&gt; &amp;amp; &x; & l&#39;&eacute;t&eacute;"),
            "R&D <b> &amp;  & l'été"
        );
    }
}
