//! What a user may name as a source: a folder, an address, standard input.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

/// Where news may come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// With all folders below it.
    Folder(PathBuf),
    Web(Address),
    /// Standard input.
    Input,
}

impl Source {
    /// As messages call it.
    pub fn name(&self) -> Arc<str> {
        match self {
            Source::Folder(path) => path.to_string_lossy().into(),
            Source::Web(address) => address.to_string().into(),
            Source::Input => "-".into(),
        }
    }
}

impl FromStr for Source {
    type Err = SourceError;

    fn from_str(text: &str) -> Result<Source, SourceError> {
        if text == "-" {
            return Ok(Source::Input);
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return Ok(Source::Folder(PathBuf::from(text)));
        };
        let known = ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str());
        if !known {
            return Err(SourceError::Scheme(scheme.to_owned()));
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if host.is_empty() || text.contains(char::is_whitespace) {
            return Err(SourceError::Address(text.to_owned()));
        }
        Ok(Source::Web(Address(text.to_owned())))
    }
}

/// Why something is no source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    #[error("{0}: cannot be watched, only http and https can")]
    Scheme(String),
    #[error("{0}: no address")]
    Address(String),
}

/// An address on the web. Shown, and kept, without the password that may be in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// With everything that is in it.
    pub fn whole(&self) -> &str {
        &self.0
    }

    /// Under which the library keeps what the server said of the last answer.
    pub fn receipt_name(&self) -> String {
        format!("watched {self}")
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((scheme, rest)) = self.0.split_once("://") else {
            return f.write_str(&self.0);
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        match authority.rsplit_once('@') {
            Some((user, host)) => {
                let user = user.split(':').next().unwrap_or_default();
                write!(f, "{scheme}://{user}@{host}{path}")
            }
            None => write!(f, "{scheme}://{authority}{path}"),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_told_by_how_they_are_written() {
        let source = |text: &str| text.parse::<Source>();
        assert_eq!(source("-"), Ok(Source::Input));
        assert_eq!(source("wires/in"), Ok(Source::Folder("wires/in".into())));
        assert!(matches!(
            source("HTTPS://example.org/rss"),
            Ok(Source::Web(_))
        ));
        assert_eq!(
            source("ftp://example.org"),
            Err(SourceError::Scheme("ftp".into()))
        );
        assert!(matches!(source("http:///x"), Err(SourceError::Address(_))));
    }

    #[test]
    fn a_password_is_sent_and_never_shown() {
        let text = "https://desk:secret@example.org/a@b?c=d";
        let Ok(Source::Web(address)) = text.parse() else {
            panic!("an address");
        };
        assert_eq!(address.whole(), text);
        assert_eq!(address.to_string(), "https://desk@example.org/a@b?c=d");
        assert!(!format!("{address:?} {}", address.receipt_name()).contains("secret"));
    }
}
