//! Text → the OSC 52 sequence that puts it on the clipboard of the machine the user sits at, also over SSH.
//! Knows nothing of the screen.

use std::env;
use std::io;

/// Bytes of text; as base64 about 100,000 characters, what common terminals still take.
const LARGEST: usize = 74_000;
/// Characters of a piece that GNU screen passes on; its buffer for a string is small.
const SCREEN_PIECE: usize = 76;

/// What stands between the program and the user's terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clipboard {
    Direct,
    Tmux,
    Screen,
}

impl Clipboard {
    pub fn of_environment() -> Clipboard {
        if env::var_os("TMUX").is_some() {
            Clipboard::Tmux
        } else if env::var_os("STY").is_some() {
            Clipboard::Screen
        } else {
            Clipboard::Direct
        }
    }

    /// # Errors
    /// [`io::ErrorKind::FileTooLarge`]: cutting the text off would hand the user half of it in silence.
    pub fn sequence(self, text: &str) -> io::Result<Vec<u8>> {
        let text = harmless(text);
        if text.len() > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let set = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
        Ok(match self {
            Clipboard::Direct => set.into_bytes(),
            // tmux takes the sequence itself with `set-clipboard on`, and passes it on with `allow-passthrough on`;
            // neither is the default, each is common, and the one that is off is silent.
            Clipboard::Tmux => {
                format!("{set}\x1bPtmux;{}\x1b\\", set.replace('\x1b', "\x1b\x1b")).into_bytes()
            }
            Clipboard::Screen => {
                let pieces = set.as_bytes().chunks(SCREEN_PIECE);
                pieces
                    .flat_map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat())
                    .collect()
            }
        })
    }
}

/// Without what could act when pasted into a terminal: controls, and the characters that reorder a line.
fn harmless(text: &str) -> String {
    let acts = |character: char| {
        (character.is_control() && !matches!(character, '\n' | '\t'))
            || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|&character| !acts(character)).collect()
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let index = (bits >> (18 - 6 * digit)) & 63;
            encoded.push(if digit <= group.len() {
                char::from(ALPHABET[index as usize])
            } else {
                '='
            });
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence(clipboard: Clipboard, text: &str) -> String {
        String::from_utf8(clipboard.sequence(text).unwrap()).unwrap()
    }

    #[test]
    fn base64_as_in_rfc_4648() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn one_plain_sequence_for_a_terminal() {
        assert_eq!(sequence(Clipboard::Direct, "foo"), "\x1b]52;c;Zm9v\x07");
    }

    #[test]
    fn tmux_gets_it_both_ways() {
        assert_eq!(
            sequence(Clipboard::Tmux, "foo"),
            "\x1b]52;c;Zm9v\x07\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\"
        );
    }

    #[test]
    fn screen_gets_pieces_that_join_to_the_sequence() {
        let sent = sequence(Clipboard::Screen, &"dépêche ".repeat(100));
        let joined: String = sent
            .split("\x1b\\")
            .map(|piece| piece.replace("\x1bP", ""))
            .collect();
        assert_eq!(joined, sequence(Clipboard::Direct, &"dépêche ".repeat(100)));
        assert!(
            sent.split("\x1b\\")
                .all(|piece| piece.len() <= SCREEN_PIECE + 2)
        );
    }

    #[test]
    fn nothing_that_acts_when_pasted_is_copied() {
        assert_eq!(
            harmless("a\x1b[2J\x07b\u{9B}\u{202E}c\r\n\td\u{7F}"),
            "a[2Jbc\n\td"
        );
    }

    #[test]
    fn too_much_is_refused_rather_than_cut() {
        let error = Clipboard::Direct
            .sequence(&"x".repeat(LARGEST + 1))
            .unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}
