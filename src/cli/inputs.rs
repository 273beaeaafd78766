//! PATHs of the command line → pieces of input, in order, each small enough to hold in memory.
//!
//! Files and standard input are read whole up to [`LARGEST`], but JSON Lines one line at a time and long feeds some entries at
//! a time; folders recursively by name. Nothing here is an error that ends the run: what cannot be read is a piece that says so.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::report::{CliError, Failure};
use crate::library::watch::{self, Arrival};
use crate::model::Dispatch;
use crate::wire::streams::{self, Part, Parts, Stream, StreamError};
use crate::wire::{self, WireError, json_lines};

/// What is read, as the commands take it.
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// Files, folders (with all below them), or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Form of the input [default: the wire format or JSON Lines, as found in it; jsonl for files named .jsonl]
    #[arg(long, value_name = "FORM")]
    pub input: Option<Form>,
}

impl Inputs {
    /// With standard input where no path is given and something is piped in.
    ///
    /// # Errors
    /// When there is nothing to read.
    pub fn or_standard_input(mut self) -> Result<Self, CliError> {
        if self.paths.is_empty() {
            if io::stdin().is_terminal() {
                return Err(CliError::NoInput);
            }
            self.paths.push("-".into());
        }
        Ok(self)
    }
}

/// A form of input that is stated instead of found out.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text, whatever it looks like
    Plain,
    /// JSON Lines: {"id", "text", "lang"?, "reference"?}
    Jsonl,
}

/// Bytes of the largest file, or line of JSON Lines, that is read.
pub const LARGEST: u64 = 128 << 20;

/// A part of the input that can be turned into dispatches on its own.
pub struct Piece {
    /// As the user named it; `-` for standard input.
    path: Arc<str>,
    /// Found in a folder, not named by the user.
    found: bool,
    content: Content,
}

enum Content {
    Wire(Vec<u8>, Option<Form>),
    /// Some entries of a long feed.
    Entries(Part),
    /// A line of JSON Lines and its number, from 1.
    Line(Vec<u8>, usize),
    Unreadable(String),
    /// Everything in a folder that the user named has been read.
    FolderEnd,
}

/// What came of a piece.
pub enum Parsed {
    Dispatches(Vec<Dispatch>),
    Failed(Failure),
    /// Empty or a picture; among the files of a folder that is no failure.
    Skipped(Failure),
    /// Something to read, but surely no wire; no failure among the files of a folder either.
    NoNews(Failure),
    /// Everything in this folder has been read.
    FolderEnd(Arc<str>),
}

impl Piece {
    /// Bytes held.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Wire(bytes, _) | Content::Line(bytes, _) => bytes.len(),
            Content::Entries(part) => part.bytes.len(),
            Content::Unreadable(_) | Content::FolderEnd => 0,
        }
    }

    /// As the user named it; `-` for standard input.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// Whether it was found in a folder, and not named by the user.
    pub fn found(&self) -> bool {
        self.found
    }

    /// Reads the dispatches.
    pub fn parse(self) -> Parsed {
        let path = self.path;
        let parsed = match self.content {
            Content::Wire(bytes, Some(Form::Plain)) => wire::plain_text(&path, &bytes),
            Content::Wire(bytes, None) if self.found => wire::dispatches_if_wire(&path, &bytes),
            Content::Wire(bytes, _) => wire::dispatches(&path, &bytes),
            Content::Entries(part) => part.dispatches(&path),
            Content::Line(bytes, number) => match std::str::from_utf8(&bytes) {
                Ok(line) => json_lines::dispatches(&path, number, line),
                Err(error) => {
                    let after = error.valid_up_to();
                    let reason = format!("line {number}: not UTF-8 after byte {after}");
                    return Parsed::Failed(Failure::new(path, reason));
                }
            },
            Content::Unreadable(reason) => return Parsed::Failed(Failure::new(path, reason)),
            Content::FolderEnd => return Parsed::FolderEnd(path),
        };
        match parsed {
            Ok(dispatches) => Parsed::Dispatches(dispatches),
            Err(error @ (WireError::Empty | WireError::Binary)) if self.found => {
                Parsed::Skipped(Failure::new(path, error))
            }
            Err(error @ WireError::NoNews(_)) if self.found => {
                Parsed::NoNews(Failure::new(path, error))
            }
            Err(error) => Parsed::Failed(Failure::new(path, error)),
        }
    }
}

/// All pieces of all inputs, in order, read when they are asked for.
pub fn pieces(inputs: Inputs) -> impl Iterator<Item = Piece> + Send {
    let form = inputs.input;
    let named = inputs.paths.into_iter();
    named
        .flat_map(entries)
        .flat_map(move |entry| read(entry, form))
}

/// The pieces of what a watched source brought; what lies in a folder was not named by the user.
pub fn pieces_of(arrival: Arrival) -> Box<dyn Iterator<Item = Piece> + Send> {
    let bytes = match arrival.content {
        watch::Content::File(path) => return read(Entry::File { path, found: true }, None),
        watch::Content::Bytes(bytes) => bytes,
    };
    // One line alone does not show that others of its kind follow.
    let line = std::str::from_utf8(&bytes).ok();
    let is_line = line.is_some_and(|line| json_lines::dispatches("-", 1, line.trim()).is_ok());
    let form = is_line.then_some(Form::Jsonl);
    let contents = contents(Box::new(Cursor::new(bytes)), form);
    Box::new(contents.map(move |content| Piece {
        path: Arc::clone(&arrival.source),
        found: false,
        content,
    }))
}

/// Bytes in all files that [`pieces`] would read; none when there is no saying before they end.
pub fn total_size(paths: &[PathBuf]) -> Option<u64> {
    let entries = paths.iter().cloned().flat_map(entries);
    entries
        .map(|entry| match entry {
            Entry::File { path, .. } => match fs::metadata(path) {
                Ok(data) => data.is_file().then_some(data.len()),
                Err(_) => Some(0),
            },
            Entry::StandardInput => None,
            Entry::Unreadable(..) | Entry::FolderEnd(_) => Some(0),
        })
        .sum()
}

enum Entry {
    StandardInput,
    File { path: PathBuf, found: bool },
    Unreadable(PathBuf, String),
    FolderEnd(PathBuf),
}

fn entries(path: PathBuf) -> Box<dyn Iterator<Item = Entry> + Send> {
    if path.as_os_str() == "-" {
        Box::new(std::iter::once(Entry::StandardInput))
    } else if path.is_dir() {
        let end = Entry::FolderEnd(path.clone());
        Box::new(folder(path).chain([end]))
    } else {
        Box::new(std::iter::once(Entry::File { path, found: false }))
    }
}

/// The visible files of a folder and of the folders in it, by name. Links to folders are not followed: they may lead round in a circle.
fn folder(path: PathBuf) -> Box<dyn Iterator<Item = Entry> + Send> {
    let children: io::Result<Vec<fs::DirEntry>> = fs::read_dir(&path).and_then(Iterator::collect);
    let mut children = match children {
        Ok(children) => children,
        Err(error) => {
            let reason = reason_of(&error);
            return Box::new(std::iter::once(Entry::Unreadable(path, reason)));
        }
    };
    children.retain(|child| !child.file_name().as_encoded_bytes().starts_with(b"."));
    children.sort_by_key(fs::DirEntry::file_name);
    Box::new(children.into_iter().flat_map(|child| {
        let path = child.path();
        let is_folder = child.file_type().is_ok_and(|kind| kind.is_dir());
        let entries: Box<dyn Iterator<Item = Entry> + Send> = if is_folder {
            folder(path)
        } else {
            // A pipe or a device in a folder could be waited on for ever; a dangling link is nobody's wire.
            let regular = path.is_file();
            Box::new(
                regular
                    .then_some(Entry::File { path, found: true })
                    .into_iter(),
            )
        };
        entries
    }))
}

fn read(entry: Entry, form: Option<Form>) -> Box<dyn Iterator<Item = Piece> + Send> {
    let (path, found) = match &entry {
        Entry::StandardInput => ("-".into(), false),
        Entry::File { path, found } => (shown(path), *found),
        Entry::Unreadable(path, _) => (shown(path), true),
        Entry::FolderEnd(path) => (shown(path), false),
    };
    let piece = {
        let path = Arc::clone(&path);
        move |content| Piece {
            path: Arc::clone(&path),
            found,
            content,
        }
    };
    let opened: io::Result<Box<dyn Read + Send>> = match entry {
        Entry::StandardInput => Ok(Box::new(io::stdin())),
        Entry::File { path, .. } => File::open(path).map(|file| Box::new(file) as _),
        Entry::Unreadable(_, reason) => {
            return Box::new(std::iter::once(piece(Content::Unreadable(reason))));
        }
        Entry::FolderEnd(_) => return Box::new(std::iter::once(piece(Content::FolderEnd))),
    };
    let named_lines = Path::new(&*path).extension() == Some(OsStr::new("jsonl"));
    let form = form.or(named_lines.then_some(Form::Jsonl));
    match opened {
        Ok(source) => Box::new(contents(source, form).map(piece)),
        Err(error) => Box::new(std::iter::once(piece(Content::Unreadable(reason_of(
            &error,
        ))))),
    }
}

fn shown(path: &Path) -> Arc<str> {
    path.to_string_lossy().into()
}

/// What a file holds, part by part where its beginning shows that it can be read so.
fn contents(
    mut source: Box<dyn Read + Send>,
    form: Option<Form>,
) -> Box<dyn Iterator<Item = Content> + Send> {
    const BEGINNING: usize = 1 << 16;
    let mut beginning = Vec::new();
    if form.is_none() {
        let read = (&mut source)
            .take(BEGINNING as u64)
            .read_to_end(&mut beginning);
        if let Err(error) = read {
            return Box::new(std::iter::once(Content::Unreadable(reason_of(&error))));
        }
    }
    let long = beginning.len() == BEGINNING;
    let stream = match form {
        Some(Form::Jsonl) => Some(Stream::JsonLines),
        Some(Form::Plain) => None,
        None => streams::of(&beginning).filter(|stream| long || *stream == Stream::JsonLines),
    };
    let source = Cursor::new(beginning).chain(source);
    match stream {
        Some(Stream::JsonLines) => Box::new(Lines::new(source)),
        Some(Stream::Feed) => Box::new(Parts::new(source).map(entries_or_fault)),
        None => Box::new(std::iter::once(whole(source, form))),
    }
}

fn entries_or_fault(part: Result<Part, StreamError>) -> Content {
    match part {
        Ok(part) => Content::Entries(part),
        Err(StreamError::Source(error)) => Content::Unreadable(reason_of(&error)),
        Err(error) => Content::Unreadable(error.to_string()),
    }
}

fn whole(source: impl Read, form: Option<Form>) -> Content {
    let mut bytes = Vec::new();
    match source.take(LARGEST + 1).read_to_end(&mut bytes) {
        Ok(read) if read as u64 > LARGEST => Content::Unreadable(format!(
            "larger than {} MiB: split it, or give it as JSON Lines",
            LARGEST >> 20
        )),
        Ok(_) => Content::Wire(bytes, form),
        Err(error) => Content::Unreadable(reason_of(&error)),
    }
}

/// The lines of a JSON Lines file that are not blank.
struct Lines<R> {
    source: BufReader<R>,
    number: usize,
    ended: bool,
}

impl<R: Read> Lines<R> {
    fn new(source: R) -> Self {
        Lines {
            source: BufReader::with_capacity(1 << 18, source),
            number: 0,
            ended: false,
        }
    }

    /// The next line without its end; none at the end of the file. Of a line that is too long, only the first bytes.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let source = &mut self.source;
        if source.take(LARGEST + 1).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.len() as u64 > LARGEST && !bytes.ends_with(b"\n") {
            self.source.skip_until(b'\n')?;
        } else {
            bytes.truncate(bytes.trim_ascii_end().len());
        }
        if self.number == 1 && bytes.starts_with("\u{FEFF}".as_bytes()) {
            bytes.drain(.."\u{FEFF}".len());
        }
        Ok(Some(bytes))
    }
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Content;

    fn next(&mut self) -> Option<Content> {
        while !self.ended {
            match self.line() {
                Ok(Some(bytes)) if bytes.is_empty() => {}
                Ok(Some(bytes)) if bytes.len() as u64 > LARGEST => {
                    let reason = format!("line {}: longer than {} MiB", self.number, LARGEST >> 20);
                    return Some(Content::Unreadable(reason));
                }
                Ok(Some(bytes)) => return Some(Content::Line(bytes, self.number)),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Content::Unreadable(reason_of(&error)));
                }
            }
        }
        None
    }
}

/// The reason in plain words, without the number that the standard library adds.
pub fn reason_of(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let said = error.to_string();
            let words = said.split(" (os error").next().unwrap_or(&said);
            let mut letters = words.chars();
            let first = letters.next().map(char::to_lowercase);
            first.into_iter().flatten().chain(letters).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(usize, String)> {
        Lines::new(bytes)
            .map(|content| match content {
                Content::Line(bytes, number) => (number, String::from_utf8(bytes).unwrap()),
                _ => panic!("only lines"),
            })
            .collect()
    }

    #[test]
    fn blank_lines_count_but_are_no_input() {
        let got = lines("\u{FEFF}{}\r\n\n  \n{\"a\": 1}".as_bytes());
        assert_eq!(got, [(1, "{}".to_owned()), (4, "{\"a\": 1}".to_owned())]);
    }

    /// Pieces of a file, after their kind.
    fn kinds(bytes: &[u8], form: Option<Form>) -> Vec<&'static str> {
        let source = Box::new(Cursor::new(bytes.to_vec()));
        let kind = |content| match content {
            Content::Wire(..) => "wire",
            Content::Entries(_) => "entries",
            Content::Line(..) => "line",
            Content::Unreadable(_) | Content::FolderEnd => "nothing",
        };
        contents(source, form).map(kind).collect()
    }

    #[test]
    fn files_of_many_items_are_read_in_parts() {
        let lines = b"{\"id\": \"a\", \"text\": \"Un.\"}\n{\"id\": \"b\", \"text\": \"Deux.\"}\n";
        assert_eq!(kinds(lines, None), ["line", "line"]);
        assert_eq!(kinds(b"{\"uri\": \"a\"}\n", None), ["wire"]);
        assert_eq!(kinds(b"{\"uri\": \"a\"}", Some(Form::Jsonl)), ["line"]);
        assert_eq!(kinds(lines, Some(Form::Plain)), ["wire"]);
        let feed = |entries| {
            format!(
                "<rss>{}</rss>",
                "<item>Le roi est parti.</item>".repeat(entries)
            )
        };
        assert_eq!(kinds(feed(10).as_bytes(), None), ["wire"]);
        assert_eq!(kinds(feed(20_000).as_bytes(), None), ["entries", "entries"]);
    }

    #[test]
    fn reasons_carry_no_system_numbers() {
        let reason = |number| reason_of(&io::Error::from_raw_os_error(number));
        assert_eq!(reason(2), "no such file or folder");
        assert_eq!(reason(28), "no space left on device");
    }
}
