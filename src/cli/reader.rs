//! The reader, as the command line opens it.

use super::inputs::Inputs;
use super::report::CliError;
use super::settings::Settings;

/// Opens the reader on everything in `inputs`, until the user leaves it.
///
/// # Errors
/// When there is no terminal to read in.
pub fn run(_inputs: &Inputs, _settings: &Settings) -> Result<(), CliError> {
    Err(CliError::NoTerminal)
}
