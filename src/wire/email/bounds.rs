//! Cuts bytes into messages and bounds what one message may cost its parser. Knows lines, and no headers.

/// Header lines and part boundaries of one message; each costs its parser some 100 bytes and more.
const MOST_MARKS: usize = 100_000;
/// Messages that say they hold another: dropping what is nested more deeply takes stack.
const MOST_HOLDERS: usize = 64;
/// Messages of one mailbox.
const MOST_MESSAGES: usize = 100_000;

/// The messages of a mailbox, or the one message that it is, from their first header on.
pub fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let bytes = bytes.trim_ascii_start();
    if !bytes.starts_with(b"From ") {
        return vec![bytes];
    }
    let mut found = Vec::new();
    let (mut at, mut begun, mut after_blank) = (0, None, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if after_blank && line.starts_with(b"From ") && found.len() < MOST_MESSAGES {
            found.extend(begun.map(|start| &bytes[start..at]));
            begun = Some(at + line.len());
        }
        after_blank = line.trim_ascii().is_empty();
        at += line.len();
    }
    found.extend(begun.map(|start| &bytes[start..]));
    found
}

/// The message up to where it would cost too much.
pub fn bounded(message: &[u8]) -> &[u8] {
    const HOLDER: &[u8] = b"message/";
    let (mut marks, mut holders, mut at) = (0, 0, 0);
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        let name = line.iter().take_while(|byte| byte.is_ascii_graphic());
        let header = name.take(80).any(|byte| *byte == b':');
        marks += usize::from(header || line.starts_with(b"--"));
        holders += line
            .windows(HOLDER.len())
            .filter(|words| words.eq_ignore_ascii_case(HOLDER))
            .count();
        if marks > MOST_MARKS || holders > MOST_HOLDERS {
            return &message[..at];
        }
        at += line.len();
    }
    message
}

/// The text before the line of two dashes that begins a signature, and the signature on one line. The blank behind the dashes
/// may be lost on the way; then there must be few lines below them.
pub fn without_signature(text: &str) -> (&str, Option<String>) {
    const MOST_LINES: usize = 12;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (body, rest) = text.split_at(at);
        let rest = rest.get(line.len()..).unwrap_or_default();
        if line.trim_end() == "--"
            && (line.starts_with("-- ") || rest.lines().nth(MOST_LINES).is_none())
        {
            let signature = crate::wire::xml::one_line(&crate::wire::lines::clean(rest));
            return (body, (!signature.is_empty()).then_some(signature));
        }
        at += line.len();
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_cut_at_its_envelopes() {
        let mailbox =
            b"\nFrom a Mon\nSubject: 1\n\nHe came\nFrom here.\n\nFrom b Tue\nSubject: 2\n\nc\n";
        let found: Vec<&str> = messages(mailbox)
            .into_iter()
            .map(|message| str::from_utf8(message).unwrap())
            .collect();
        assert_eq!(
            found,
            ["Subject: 1\n\nHe came\nFrom here.\n\n", "Subject: 2\n\nc\n"]
        );
    }

    #[test]
    fn what_would_cost_too_much_is_cut_off() {
        let nested = "Content-Type: message/rfc822\n\n".repeat(1000);
        assert_eq!(
            bounded(nested.as_bytes()).len(),
            nested.len() / 1000 * MOST_HOLDERS
        );
        let headers = "a:\n".repeat(2 * MOST_MARKS);
        assert_eq!(bounded(headers.as_bytes()).len(), 3 * MOST_MARKS);
        let text = "Nothing but words.\n".repeat(2 * MOST_MARKS);
        assert_eq!(bounded(text.as_bytes()).len(), text.len());
    }

    #[test]
    fn a_signature_is_no_text() {
        let (text, signature) = without_signature("Bonjour.\r\n-- \r\nAnne\r\nTel. 0\r\n");
        assert_eq!(
            (text, signature.as_deref()),
            ("Bonjour.\r\n", Some("Anne Tel. 0"))
        );
        assert_eq!(without_signature("a\n--\nb").1.as_deref(), Some("b"));
        let long = format!("a\n--\n{}", "b\n".repeat(13));
        assert_eq!(without_signature(&long), (long.as_str(), None));
    }
}
