//! Where what is exported goes: one stream, or a folder with files of their own for each dispatch.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Format, Piece};
use crate::cli::output::Output;
use crate::cli::report::CliError;
use crate::review::exchange::cas_xmi;

/// Where the pieces go.
pub enum Target {
    Stream(Output),
    Folder {
        path: PathBuf,
        names: HashSet<String>,
    },
}

impl Target {
    /// Makes the file or the folder, where one is needed.
    ///
    /// # Errors
    /// When it cannot be made, or none is named.
    pub fn open(format: Format, output: Option<&Path>) -> Result<Self, CliError> {
        let needs_folder = matches!(
            format,
            Format::W3c | Format::Brat | Format::Xmi | Format::CasJson | Format::Stam
        );
        match output {
            Some(path) if needs_folder => {
                told(path, fs::create_dir_all(path))?;
                Ok(Target::Folder {
                    path: path.to_owned(),
                    names: HashSet::new(),
                })
            }
            None if needs_folder => Err(CliError::NoFolder),
            Some(path) => Ok(Target::Stream(Output::file(path)?)),
            None => Ok(Target::Stream(Output::standard())),
        }
    }

    /// Writes what comes before all pieces.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begun(mut self, format: Format) -> Result<Self, CliError> {
        match &mut self {
            Target::Stream(output) if format == Format::Html => output.write_all(&[HTML_HEAD])?,
            Target::Folder { path, .. } if format == Format::Xmi => {
                write(&path.join("typesystem.xml"), &cas_xmi::type_system())?;
            }
            _ => {}
        }
        Ok(self)
    }

    /// Writes a piece.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn take(&mut self, piece: &Piece) -> Result<(), CliError> {
        match self {
            Target::Stream(output) => piece
                .files
                .iter()
                .try_for_each(|(_, content)| output.write_all(&[content])),
            Target::Folder { path, names } => {
                let stem = stem(&piece.id, names);
                piece.files.iter().try_for_each(|(ending, content)| {
                    write(&path.join(format!("{stem}.{ending}")), content)
                })
            }
        }
    }

    /// Writes what comes after all pieces.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self, format: Format) -> Result<(), CliError> {
        let Target::Stream(mut output) = self else {
            return Ok(());
        };
        if format == Format::Html {
            output.write_all(&["</body>\n</html>\n"])?;
        }
        output.finish()
    }
}

const HTML_HEAD: &str = "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>depeche</title>\n</head>\n<body>\n";
/// Letters of the longest name of a file, without number and ending.
const LONGEST_NAME: usize = 80;

/// The name of the files of a dispatch: its own, as far as file systems take it, with a number when another has it already.
fn stem(id: &str, names: &mut HashSet<String>) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || "-_.".contains(c) {
            c
        } else {
            '_'
        }
    };
    let name: String = id
        .trim_start_matches('.')
        .chars()
        .map(plain)
        .take(LONGEST_NAME)
        .collect();
    let name = if name.is_empty() {
        "dispatch".to_owned()
    } else {
        name
    };
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.clone()).chain(numbered).find(|name| {
        // Some file systems do not tell cases apart.
        names.insert(name.to_lowercase())
    });
    free.expect("there is always another number")
}

/// Under another name until it is whole.
fn write(path: &Path, content: &str) -> Result<(), CliError> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".part");
    let written = fs::write(&temporary, content).and_then(|()| fs::rename(&temporary, path));
    told(path, written)
}

fn told(path: &Path, result: io::Result<()>) -> Result<(), CliError> {
    let to = || path.display().to_string();
    result.map_err(|source| CliError::Output { to: to(), source })
}
