//! Files that hold many items → parts that are read one after another, so that no more of a file than a part is in memory.
//!
//! Feeds are cut between entries, each part with the head of the feed before it; JSON Lines are read line by line and need only
//! be told from other files. Everything else is one document and is read whole. Knows where an entry begins, and not what is
//! in it; reads from what it is given, and opens nothing.

use std::io::{self, Read};

use super::{WireError, charset, feeds, json_lines};
use crate::model::Dispatch;

/// Bytes of entries in one part, unless a single entry is larger.
const PART: usize = 1 << 18;
/// Bytes of the largest entry, and of the largest head of a feed.
pub const LARGEST_ENTRY: usize = 64 << 20;

/// How a file can be read in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// RSS or Atom, in an encoding in which ASCII is ASCII.
    Feed,
    /// An object in each line.
    JsonLines,
}

/// How the file that begins with these bytes can be read in parts; none when it is one document.
pub fn of(beginning: &[u8]) -> Option<Stream> {
    let decoded = charset::decode(beginning);
    let wide = ["utf-16", "utf-32"]
        .iter()
        .any(|kind| decoded.charset.starts_with(kind));
    if wide {
        None
    } else if feeds::recognises(&decoded.text) {
        Some(Stream::Feed)
    } else if decoded.charset == "utf-8" && holds_json_lines(&decoded.text) {
        Some(Stream::JsonLines)
    } else {
        None
    }
}

/// Whether the first line is a news item and the next one begins as another.
fn holds_json_lines(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let Some((first, rest)) = text.split_once('\n') else {
        return false;
    };
    first.starts_with('{')
        && first.trim_end().ends_with('}')
        && rest.trim_start().starts_with('{')
        && json_lines::dispatches("-", 1, first).is_ok()
}

/// Some entries of a feed, as a document of their own.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    pub bytes: Vec<u8>,
    /// Entries that stand before these in the file.
    pub entries_before: usize,
}

impl Part {
    /// The dispatches of the entries, numbered as in the file; none where no entry says anything.
    ///
    /// # Errors
    /// As [`super::dispatches`].
    pub fn dispatches(&self, path: &str) -> Result<Vec<Dispatch>, WireError> {
        let mut found = match super::dispatches(path, &self.bytes) {
            Err(WireError::Empty) => Vec::new(),
            read => read?,
        };
        for dispatch in &mut found {
            dispatch.source.item += self.entries_before;
        }
        Ok(found)
    }
}

/// Why no further part can be read.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    #[error(transparent)]
    Source(#[from] io::Error),
    #[error("an entry larger than {} MiB", LARGEST_ENTRY >> 20)]
    TooLarge,
}

/// The parts of a feed, in order.
pub struct Parts<R> {
    source: R,
    /// Bytes of a part, if no entry is larger.
    size: usize,
    /// What stands before the first entry; none until it was found.
    head: Option<Vec<u8>>,
    /// What was read and is in no part yet.
    waiting: Vec<u8>,
    /// Bytes of `waiting` that were looked through.
    scanned: usize,
    /// Where entries begin in what was looked through.
    starts: Vec<usize>,
    entries: usize,
    ended: bool,
}

impl<R: Read> Parts<R> {
    pub fn new(source: R) -> Self {
        Self::of_size(PART, source)
    }

    /// Parts of so many bytes, if no entry is larger.
    pub fn of_size(size: usize, source: R) -> Self {
        Parts {
            source,
            size,
            head: None,
            waiting: Vec::new(),
            scanned: 0,
            starts: Vec::new(),
            entries: 0,
            ended: false,
        }
    }

    fn part(&mut self) -> Result<Option<Part>, StreamError> {
        loop {
            if self.head.is_none()
                && let Some(&first) = self.starts.first()
            {
                self.head = Some(self.take(first));
            }
            let last = self.starts.last().copied();
            match last {
                Some(last) if last >= self.size => return Ok(Some(self.cut(last))),
                _ if !self.ended => self.read_on()?,
                _ if self.waiting.is_empty() => return Ok(None),
                // What follows the last entry stays with it.
                _ => return Ok(Some(self.cut(self.waiting.len()))),
            }
        }
    }

    /// Reads as much again as is waiting, so that a large entry is not looked through many times.
    fn read_on(&mut self) -> Result<(), StreamError> {
        if self.waiting.len() > LARGEST_ENTRY {
            return Err(StreamError::TooLarge);
        }
        let more = self.waiting.len().max(self.size) as u64;
        let read = (&mut self.source)
            .take(more)
            .read_to_end(&mut self.waiting)?;
        self.ended = read == 0;
        self.scan();
        Ok(())
    }

    /// Looks for entries in what was read since the last time.
    fn scan(&mut self) {
        while let Some(rest) = self.waiting.get(self.scanned..)
            && let Some(mark) = rest.iter().position(|byte| *byte == b'<')
        {
            self.scanned += mark;
            let length = match markup(&rest[mark..]) {
                Markup::Entry => {
                    self.starts.push(self.scanned);
                    1
                }
                Markup::Other(length) => length,
                Markup::Unfinished => return,
            };
            self.scanned += length;
        }
        self.scanned = self.waiting.len();
    }

    fn cut(&mut self, at: usize) -> Part {
        let entries_before = self.entries;
        self.entries += self.starts.partition_point(|start| *start < at);
        let entries = self.take(at);
        let head = self.head.as_deref().unwrap_or_default();
        Part {
            bytes: [head, &entries].concat(),
            entries_before,
        }
    }

    /// The first bytes of those that wait.
    fn take(&mut self, count: usize) -> Vec<u8> {
        self.scanned = self.scanned.saturating_sub(count);
        self.starts.retain_mut(|start| {
            let stays = *start >= count;
            *start = start.saturating_sub(count);
            stays
        });
        let rest = self.waiting.split_off(count);
        std::mem::replace(&mut self.waiting, rest)
    }
}

impl<R: Read> Iterator for Parts<R> {
    type Item = Result<Part, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        let part = self.part();
        if part.is_err() {
            (self.ended, self.waiting) = (true, Vec::new());
            self.starts.clear();
        }
        part.transpose()
    }
}

/// What a `<` begins.
#[derive(Debug, PartialEq, Eq)]
enum Markup {
    /// The start tag of an entry.
    Entry,
    /// Something in which no entry begins, of so many bytes.
    Other(usize),
    /// More bytes are needed to tell.
    Unfinished,
}

fn markup(text: &[u8]) -> Markup {
    /// Bytes of the longest name of an entry, with the prefix of its namespace.
    const LONGEST_NAME: usize = 32;
    for (open, close) in [(&b"<!--"[..], &b"-->"[..]), (b"<![CDATA[", b"]]>")] {
        if text.starts_with(open) {
            let end = text.windows(close.len()).position(|bytes| bytes == close);
            return end.map_or(Markup::Unfinished, |end| Markup::Other(end + close.len()));
        }
        if open.starts_with(text) {
            return Markup::Unfinished;
        }
    }
    let name = &text[1..text.len().min(1 + LONGEST_NAME)];
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
    let Some(length) = name.iter().position(ends) else {
        let longer = name.len() == LONGEST_NAME;
        return if longer {
            Markup::Other(1)
        } else {
            Markup::Unfinished
        };
    };
    let local = name[..length].rsplit(|byte| *byte == b':').next();
    match local {
        Some(b"item" | b"entry") => Markup::Entry,
        _ => Markup::Other(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire;

    fn parts(feed: &str) -> Vec<Part> {
        Parts::new(feed.as_bytes()).map(Result::unwrap).collect()
    }

    /// A feed with that many entries of some 4 KB.
    fn feed(entries: usize) -> String {
        let words = "Le roi est parti. ".repeat(220);
        let entry = |number| {
            format!(
                "<item><guid>n{number}</guid><title>Titre {number}</title><description><![CDATA[<p>{words}</p><item>]]></description></item><!-- <item> -->\n"
            )
        };
        let entries: String = (0..entries).map(entry).collect();
        format!(
            "<?xml version='1.0'?><rss><channel><language>fr</language><items/>\n{entries}</channel></rss>"
        )
    }

    #[test]
    fn parts_hold_the_entries_of_the_feed_with_its_head() {
        let feed = feed(200);
        let whole = wire::dispatches("-", feed.as_bytes()).unwrap();
        let parts = parts(&feed);
        assert!(parts.len() > 2);
        let mut read = Vec::new();
        for part in parts {
            assert!(part.bytes.len() < 3 * PART);
            assert_eq!(part.entries_before, read.len());
            read.extend(wire::dispatches("-", &part.bytes).unwrap());
        }
        let said = |dispatch: &crate::model::Dispatch| {
            (
                dispatch.id.clone(),
                dispatch.lang.clone(),
                dispatch.text.clone(),
            )
        };
        let said = |dispatches: &[_]| dispatches.iter().map(said).collect::<Vec<_>>();
        assert_eq!(said(&read), said(&whole));
    }

    #[test]
    fn a_large_entry_is_a_part_of_its_own() {
        let large = "mot ".repeat(PART);
        let feed = format!(
            "<feed><entry><title>Un</title></entry><a:entry><content>{large}</content></a:entry><entry><title>Trois</title></entry></feed>"
        );
        let read: Vec<usize> = parts(&feed)
            .iter()
            .flat_map(|part| wire::dispatches("-", &part.bytes).unwrap())
            .map(|dispatch| dispatch.text.as_str().len())
            .collect();
        assert_eq!(read, [2, large.trim().len(), 5]);
    }

    #[test]
    fn feeds_without_entries_or_ends_are_one_part() {
        assert_eq!(parts("<rss><channel></channel></rss>").len(), 1);
        assert_eq!(parts("<rss><item><description><![CDATA[Un").len(), 1);
        assert_eq!(parts(""), []);
    }

    #[test]
    fn markup_is_told_by_its_first_bytes() {
        assert_eq!(markup(b"<item>"), Markup::Entry);
        assert_eq!(markup(b"<atom:entry xml:lang='fr'>"), Markup::Entry);
        assert_eq!(markup(b"<items>"), Markup::Other(1));
        assert_eq!(markup(b"</item>"), Markup::Other(1));
        assert_eq!(markup(b"<!-- <item> -->"), Markup::Other(15));
        assert_eq!(markup(b"<![CDATA[<item>"), Markup::Unfinished);
        assert_eq!(markup(b"<!-"), Markup::Unfinished);
        assert_eq!(markup(b"<ite"), Markup::Unfinished);
    }

    #[test]
    fn files_are_told_by_their_beginning() {
        assert_eq!(
            of(b"<?xml version='1.0'?><rss><channel>"),
            Some(Stream::Feed)
        );
        assert_eq!(
            of(b"\xEF\xBB\xBF{\"uri\": \"a\", \"title\": \"Un\"}\r\n\n{\"uri\""),
            Some(Stream::JsonLines)
        );
        let documents: [&[u8]; 6] = [
            b"{\"at\": 1}\n{\"at\": 2}\n",
            b"<nitf><body>",
            b"{\n\"a\": {}\n}\n",
            b"{\"a\": 1}",
            b"[{}]\n{}",
            b"Un.\n{",
        ];
        for document in documents {
            assert_eq!(of(document), None);
        }
        let wide: Vec<u8> = "<rss>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&wide), None);
    }

    proptest::proptest! {
        #[test]
        fn no_byte_is_lost(
            feed in "(<item>|</item>|<!-- | -->|<!\\[CDATA\\[|\\]\\]>|[a<> \n]{1,4}){0,40}",
            size in 1usize..20,
        ) {
            let mut parts = Parts::of_size(size, feed.as_bytes());
            let read: Vec<Part> = parts.by_ref().map(Result::unwrap).collect();
            let head = parts.head.unwrap_or_default();
            let entries = read.iter().map(|part| part.bytes.strip_prefix(head.as_slice()).unwrap());
            let joined = [head.as_slice(), &entries.collect::<Vec<_>>().concat()].concat();
            proptest::prop_assert_eq!(String::from_utf8(joined).unwrap(), feed);
        }
    }
}
