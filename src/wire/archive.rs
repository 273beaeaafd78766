//! Files that hold other files: zip and gzip. What is in them is read like any file; knows no format of a wire.
//!
//! Expansion, the number of files and nesting are bounded. What was cut off is read as far as it goes.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::read::{ZipFile, read_zipfile_from_stream};

use super::{WireError, lines, xml};
use crate::model::Dispatch;

/// Bytes that the files of one archive may hold together when they are unpacked.
pub const MOST_EXPANDED: u64 = 128 << 20;
/// Files of one archive that are read.
pub const MOST_FILES: usize = 20_000;

const GZIP: &[u8] = &[0x1F, 0x8B, 0x08];
const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";

/// Whether the bytes begin as those of an archive.
pub fn recognises(bytes: &[u8]) -> bool {
    [GZIP, ZIP, EMPTY_ZIP]
        .iter()
        .any(|mark| bytes.starts_with(mark))
}

/// The dispatches of all files of an archive, in its order. Files that are no wires are passed over, as they are in a folder.
///
/// # Errors
/// When it expands too far, or no file of it holds a dispatch: then the fault of the first file.
pub fn dispatches(path: &str, bytes: &[u8], depth: usize) -> Result<Vec<Dispatch>, WireError> {
    let mut reading = Reading {
        path,
        depth,
        expanded: 0,
        files: 0,
        found: Vec::new(),
        fault: None,
    };
    if bytes.starts_with(GZIP) {
        let content = reading.expand(MultiGzDecoder::new(bytes))?;
        return super::read(path, &content, depth + 1, true);
    }
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => reading.listed(archive)?,
        // The list of files stands at the end: it was cut off.
        Err(_) => reading.unlisted(bytes)?,
    }
    if reading.found.is_empty() {
        return Err(reading.fault.unwrap_or(WireError::Empty));
    }
    Ok(reading.found)
}

struct Reading<'a> {
    path: &'a str,
    depth: usize,
    expanded: u64,
    files: usize,
    found: Vec<Dispatch>,
    /// Of the first file that could not be read.
    fault: Option<WireError>,
}

impl Reading<'_> {
    fn listed(&mut self, mut archive: ZipArchive<Cursor<&[u8]>>) -> Result<(), WireError> {
        // Documents of office programs are archives, too.
        if archive
            .file_names()
            .any(|name| matches!(name.as_deref(), Ok("[Content_Types].xml" | "mimetype")))
        {
            return Err(WireError::Binary);
        }
        for at in 0..archive.len() {
            match archive.by_index(at) {
                Ok(file) => self.file(file)?,
                Err(_) => self.failed(WireError::Archive("a file is encrypted or broken")),
            }
        }
        Ok(())
    }

    fn unlisted(&mut self, mut bytes: &[u8]) -> Result<(), WireError> {
        while let Ok(Some(file)) = read_zipfile_from_stream(&mut bytes) {
            self.file(file)?;
        }
        self.failed(WireError::Archive("broken"));
        Ok(())
    }

    fn file(&mut self, file: ZipFile<'_, impl Read>) -> Result<(), WireError> {
        self.files += 1;
        if self.files > MOST_FILES {
            return Err(WireError::Archive("too many files"));
        }
        let name = file.name().unwrap_or_default();
        let name = xml::one_line(&lines::clean(&name));
        let hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
        if file.is_dir() || name.split(['/', '\\']).any(hidden) {
            return Ok(());
        }
        let content = self.expand(file)?;
        let path = format!("{}/{name}", self.path);
        match super::read(&path, &content, self.depth + 1, false) {
            Ok(dispatches) => self.found.extend(dispatches),
            Err(fault) => self.failed(fault),
        }
        Ok(())
    }

    /// What the source holds, up to where it is broken.
    fn expand(&mut self, source: impl Read) -> Result<Vec<u8>, WireError> {
        let left = MOST_EXPANDED - self.expanded;
        let mut content = Vec::new();
        // A fault ends the content; what was read before it is kept.
        let _ = source.take(left + 1).read_to_end(&mut content);
        let length = content.len() as u64;
        if length > left {
            return Err(WireError::Archive("expands too far"));
        }
        self.expanded += length;
        Ok(content)
    }

    fn failed(&mut self, fault: WireError) {
        self.fault.get_or_insert(fault);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::wire;

    const TEXT: &str = "Nordstadt (AFP) - Nordland vote lundi.\n";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn paths(bytes: &[u8]) -> Vec<String> {
        let found = wire::dispatches("a.zip", bytes).unwrap();
        assert!(
            found
                .iter()
                .all(|dispatch| dispatch.text.as_str() == TEXT.trim())
        );
        found
            .into_iter()
            .map(|dispatch| dispatch.source.path)
            .collect()
    }

    #[test]
    fn every_file_is_read_and_named() {
        let archive = zip(&[
            ("un.txt", TEXT.as_bytes()),
            (".hidden", TEXT.as_bytes()),
            ("d/photo.png", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01"),
            ("d/deux.gz", &gzip(TEXT.as_bytes())),
        ]);
        assert_eq!(paths(&archive), ["a.zip/un.txt", "a.zip/d/deux.gz"]);
        assert_eq!(paths(&gzip(TEXT.as_bytes())), ["a.zip"]);
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        let archive = zip(&[("un.txt", TEXT.as_bytes()), ("deux.txt", TEXT.as_bytes())]);
        assert_eq!(
            paths(&archive[..archive.len() - 30]),
            ["a.zip/un.txt", "a.zip/deux.txt"]
        );
        let half = gzip(TEXT.as_bytes());
        assert_eq!(paths(&half[..half.len() - 4]), ["a.zip"]);
    }

    #[test]
    fn bombs_are_refused() {
        let zeros = gzip(&vec![b' '; usize::try_from(MOST_EXPANDED).unwrap() + 1]);
        assert!(matches!(
            wire::dispatches("-", &zeros),
            Err(WireError::Archive("expands too far"))
        ));
        let mut nested = TEXT.as_bytes().to_vec();
        for _ in 0..=wire::MOST_NESTED {
            nested = gzip(&nested);
        }
        assert!(matches!(
            wire::dispatches("-", &nested),
            Err(WireError::Nested)
        ));
    }

    #[test]
    fn office_documents_and_broken_archives_are_no_wires() {
        let document = zip(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", b"<w/>"),
        ]);
        assert!(matches!(
            wire::dispatches("-", &document),
            Err(WireError::Binary)
        ));
        assert!(wire::dispatches("-", b"PK\x03\x04junk").is_err());
        assert!(wire::dispatches("-", b"\x1F\x8B\x08junk").is_err());
    }
}
