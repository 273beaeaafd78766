//! Where results go: standard output, or a file that gets its name only when it is whole.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::report::CliError;

/// An open output.
pub struct Output {
    writer: BufWriter<Box<dyn Write>>,
    /// For messages.
    name: String,
    is_standard: bool,
    unfinished: Option<Unfinished>,
}

/// A file under a name of its own, until all of it is there.
struct Unfinished {
    file: File,
    temporary: PathBuf,
    target: PathBuf,
}

impl Output {
    /// Standard output.
    pub fn standard() -> Self {
        Output {
            is_standard: true,
            ..Output::direct(io::stdout(), "standard output")
        }
    }

    /// A file. What was there before stays until [`Output::finish`]; devices and pipes are written to as they are.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn file(path: &Path) -> Result<Self, CliError> {
        let name = path.display().to_string();
        let opened = || {
            // Through a link, so that the link stays and the file behind it is replaced.
            let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            match fs::metadata(&target) {
                Ok(data) if !data.is_file() => {
                    let device = OpenOptions::new().write(true).open(&target)?;
                    Ok(Output::direct(device, &name))
                }
                _ => Output::unfinished(target, &name),
            }
        };
        opened().map_err(|source| CliError::Output {
            to: name.clone(),
            source,
        })
    }

    fn direct(to: impl Write + 'static, name: &str) -> Self {
        Output {
            writer: BufWriter::with_capacity(BUFFER, Box::new(to)),
            name: name.to_owned(),
            is_standard: false,
            unfinished: None,
        }
    }

    fn unfinished(target: PathBuf, name: &str) -> io::Result<Self> {
        let mut temporary = OsString::from(".");
        temporary.push(target.file_name().unwrap_or_default());
        temporary.push(format!(".{}.part", process::id()));
        let temporary = target.with_file_name(temporary);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary)?;
        let unfinished = Unfinished {
            file: file.try_clone()?,
            temporary,
            target,
        };
        unfinished.remove_when_ended_by_a_signal()?;
        if let Ok(before) = fs::metadata(&unfinished.target) {
            file.set_permissions(before.permissions())?;
        }
        Ok(Output {
            unfinished: Some(unfinished),
            ..Output::direct(file, name)
        })
    }

    /// Whether somebody watches standard output.
    pub fn is_terminal(&self) -> bool {
        self.is_standard && io::stdout().is_terminal()
    }

    /// Writes chunk after chunk and passes them on: whoever reads the other end sees them now.
    ///
    /// # Errors
    /// When the disk is full, the other end is closed …
    pub fn write_all(&mut self, chunks: &[impl AsRef<[u8]>]) -> Result<(), CliError> {
        let mut chunks = chunks.iter();
        let written = chunks
            .try_for_each(|chunk| self.writer.write_all(chunk.as_ref()))
            .and_then(|()| self.writer.flush());
        self.told(written)
    }

    /// Gives a file its name. Without this it never appears.
    ///
    /// # Errors
    /// As [`Output::write_all`].
    pub fn finish(self) -> Result<(), CliError> {
        let named = self.unfinished.as_ref().map_or(Ok(()), |unfinished| {
            unfinished.file.sync_all()?;
            fs::rename(&unfinished.temporary, &unfinished.target)
        });
        self.told(named)
    }

    fn told(&self, result: io::Result<()>) -> Result<(), CliError> {
        result.map_err(|source| CliError::Output {
            to: self.name.clone(),
            source,
        })
    }
}

const BUFFER: usize = 1 << 16;

impl Unfinished {
    fn remove_when_ended_by_a_signal(&self) -> io::Result<()> {
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
        let temporary = self.temporary.clone();
        thread::spawn(move || {
            for signal in &mut signals {
                let _ = fs::remove_file(&temporary);
                let _ = emulate_default_handler(signal);
            }
        });
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After `finish` nothing is left under this name.
        let _ = fs::remove_file(&self.temporary);
    }
}
