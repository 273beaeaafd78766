//! Throughput of each format's parser, in bytes a second on one core.

use std::fs;
use std::path::{Path, PathBuf};

use depeche::wire;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Bytes that are read at a time, so that small examples count as much as large ones.
const BYTES: usize = 1 << 20;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/wires")
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of the repository");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    paths
}

fn formats() -> Vec<String> {
    let name = |path: &PathBuf| {
        path.file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    children(&folder()).iter().map(name).collect()
}

/// The examples of a format, over and over: files as small as most wires are.
#[divan::bench(args = formats())]
fn files(bencher: Bencher, format: &str) {
    let examples = children(&folder().join(format));
    let examples: Vec<_> = examples
        .iter()
        .map(|path| fs::read(path).expect("readable"))
        .collect();
    let size: usize = examples.iter().map(Vec::len).sum();
    let repeated = BYTES.div_ceil(size);
    bencher.counter(BytesCount::new(size * repeated)).bench(|| {
        for example in black_box(&examples)
            .iter()
            .cycle()
            .take(examples.len() * repeated)
        {
            black_box(wire::dispatches("example", example).expect("a dispatch"));
        }
    });
}

/// Where a format has a place for a long text: before it, a sentence of it, and behind it.
const LONG: [(&str, &str, &str, &str); 12] = [
    (
        "plain",
        "Vallorne (AGV) - Le pont.\n\n",
        "Le maire a ouvert le pont mardi, a-t-il dit à la presse.\n\n",
        "",
    ),
    (
        "iptc7901",
        "\u{1}abc001 3 pl 9  dpa 1\r\n\r\ns/\r\n\u{2}Titel =\r\n\r\n",
        "   Der Bürgermeister hat die Brücke am Dienstag eröffnet, teilte die\r\nStadt mit.\r\n\r\n",
        "\u{3}",
    ),
    (
        "anpa1312",
        "\u{1}W0001\u{1f}_a\r\nr i\u{13}\u{11} BC-X--Y 01-01 1\r\n\u{2}^BC-X--Y<\r\n^Title<\r\n",
        "\t   The mayor opened the bridge on Tuesday, ``at last,'' he said.\r\n",
        "\u{3}",
    ),
    (
        "zczc",
        "ZCZC\r\n^Title\r\n*X\r\n",
        "The mayor opened the bridge on Tuesday, at last, he said.\r\n\r\n",
        "NNNN",
    ),
    (
        "email",
        "From: a@example.org\r\nSubject: b\r\n\r\n",
        "The mayor opened the bridge on Tuesday, at last, he said.\r\n\r\n",
        "",
    ),
    (
        "nitf",
        "<nitf><body><body.head><hedline><hl1>T</hl1></hedline></body.head><body.content>",
        "<p>Le maire a ouvert le pont mardi, a-t-il dit à la presse &amp; au public.</p>",
        "</body.content></body></nitf>",
    ),
    (
        "newsmlg2",
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'><itemMeta><itemClass qcode='ninat:text'/></itemMeta><contentSet><inlineXML><html><body>",
        "<p>Le maire a ouvert le pont mardi, a-t-il dit à la presse &amp; au public.</p>",
        "</body></html></inlineXML></contentSet></newsItem>",
    ),
    (
        "rss",
        "<rss><channel>",
        "<item><title>Le pont</title><description>&lt;p&gt;Le maire a ouvert le pont mardi, a-t-il dit.&lt;/p&gt;</description></item>",
        "</channel></rss>",
    ),
    (
        "html",
        "<html><body>",
        "<p>Le maire a ouvert le <b>pont</b> mardi, a-t-il dit à la presse &amp; au public.</p>",
        "</body></html>",
    ),
    (
        "ninjs",
        "{\"uri\":\"a\",\"type\":\"text\",\"body_html\":\"",
        "<p>Le maire a ouvert le pont mardi, a-t-il dit.</p>",
        "\"}",
    ),
    (
        "afp-json",
        "{\"uno\":\"a\",\"status\":\"Usable\",\"news\":[\"\"",
        ",\"Le maire a ouvert le pont mardi, a-t-il dit à la presse.\"",
        "]}",
    ),
    (
        "jsonfeed",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"content_text\":\"a\"}",
        ",{\"id\":\"2\",\"content_html\":\"<p>Le maire a ouvert le pont mardi.</p>\"}",
        "]}",
    ),
];

/// One long file of a format.
#[divan::bench(args = LONG.map(|(format, ..)| format))]
fn long(bencher: Bencher, format: &str) {
    let frame = LONG.iter().find(|(name, ..)| *name == format);
    let (_, before, sentence, behind) = frame.expect("a format of the list");
    let file = [
        before,
        sentence.repeat(BYTES / sentence.len()).as_str(),
        behind,
    ]
    .concat();
    bencher.counter(BytesCount::new(file.len())).bench(|| {
        black_box(wire::dispatches("example", black_box(file.as_bytes())).expect("a dispatch"))
    });
}
