//! Every format of a wire: its examples are told by their content, and keep the laws of dispatches when they are cut off,
//! damaged, joined or packed.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use depeche::model::{Dispatch, Named};
use depeche::wire;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::wire::check_laws;

#[path = "../../fuzz/src/entry.rs"]
mod entry;

/// An example, written for the tests: its format, after its folder, and its bytes.
struct Example {
    format: String,
    name: String,
    bytes: Vec<u8>,
}

/// All of them, by name.
fn examples() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/wires");
    let children = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut found = Vec::new();
    for format in children(&folder) {
        found.extend(children(&format).iter().map(|path| Example {
            format: name(&format),
            name: format!("{}/{}", name(&format), name(path)),
            bytes: fs::read(path).unwrap(),
        }));
    }
    found
}

/// Reads bytes of which nothing is known; what comes out keeps the laws.
fn read(bytes: &[u8]) -> Vec<Dispatch> {
    let found = wire::dispatches("-", bytes).unwrap_or_default();
    found.iter().for_each(check_laws);
    found
}

#[test]
fn every_example_is_told_by_its_content() {
    for example in examples() {
        let found = read(&example.bytes);
        assert!(
            found.iter().all(|dispatch| !dispatch.text.is_empty()),
            "{} has no text",
            example.name
        );
        let formats: Vec<&str> = found
            .iter()
            .map(|dispatch| dispatch.source.format.name())
            .collect();
        assert!(!formats.is_empty(), "{} is not read", example.name);
        assert!(
            formats.iter().all(|format| *format == example.format),
            "{} is read as {formats:?}",
            example.name
        );
    }
}

#[test]
fn items_of_a_file_are_numbered_and_differ() {
    for example in examples() {
        let found = read(&example.bytes);
        let numbers: Vec<usize> = found.iter().map(|dispatch| dispatch.source.item).collect();
        assert_eq!(
            numbers,
            (0..found.len()).collect::<Vec<_>>(),
            "{}",
            example.name
        );
        let mut ids: Vec<&str> = found.iter().map(|dispatch| dispatch.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), found.len(), "{}", example.name);
    }
}

/// Blanks and byte-order marks before a wire change nothing about it.
#[test]
fn blanks_and_marks_before_a_wire_do_not_matter() {
    for example in examples() {
        let plain = example.format == "plain";
        if plain || str::from_utf8(&example.bytes).is_err() {
            continue;
        }
        let marked = [b"\xEF\xBB\xBF\r\n \n".as_slice(), &example.bytes].concat();
        let texts = |bytes: &[u8]| {
            read(bytes)
                .into_iter()
                .map(|dispatch| dispatch.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(&marked), texts(&example.bytes), "{}", example.name);
    }
}

#[test]
fn an_archive_of_everything_holds_everything() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut texts = Vec::new();
    for example in examples() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&example.bytes).unwrap();
        archive
            .start_file(
                example.name.as_str(),
                zip::write::SimpleFileOptions::default(),
            )
            .unwrap();
        archive.write_all(&packed.finish().unwrap()).unwrap();
        texts.extend(
            read(&example.bytes)
                .into_iter()
                .map(|dispatch| dispatch.text),
        );
    }
    let found = read(&archive.finish().unwrap().into_inner());
    assert_eq!(
        found
            .into_iter()
            .map(|dispatch| dispatch.text)
            .collect::<Vec<_>>(),
        texts
    );
}

proptest! {
    #[test]
    fn wires_that_are_cut_off_are_read_or_refused(which: Index, end: Index) {
        let examples = examples();
        let bytes = &which.get(&examples).bytes;
        read(&bytes[..end.index(bytes.len())]);
    }

    #[test]
    fn wires_that_are_damaged_are_read_or_refused(
        which: Index,
        flips in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..12),
    ) {
        let examples = examples();
        let mut bytes = which.get(&examples).bytes.clone();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read(&bytes);
    }

    #[test]
    fn wires_that_are_joined_are_read_or_refused(first: Index, second: Index, end: Index, start: Index) {
        let examples = examples();
        let (first, second) = (&first.get(&examples).bytes, &second.get(&examples).bytes);
        read(&[&first[..end.index(first.len())], &second[start.index(second.len())..]].concat());
    }

    /// What the fuzz targets do, with a few random bytes.
    #[test]
    fn anything_in_the_frame_of_a_format_is_read_or_refused(
        which: Index,
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(&b"<>&;/=\"'\\{}[]:-^~ \t\r\n\x01\x02\x03\x1fabp1"[..])], 0..300),
    ) {
        let (format, ..) = which.get(&entry::FRAMES);
        entry::read(format, &bytes);
        entry::read_plain(&bytes);
        entry::read_json_line(&bytes);
        entry::read_stream(&bytes);
    }
}
