//! What the environment says of the user's language and terminal: read here and nowhere else.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::PathBuf;

use super::texts::Lang;
use crate::review::event::Author;

/// What the environment says that matters to an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Environment {
    pub lang: Lang,
    /// Whether the terminal is taken to show more than ASCII.
    pub unicode: bool,
    /// Whether it is taken to show colours: neither `NO_COLOR` (no-color.org) nor a `TERM` that has none.
    pub colour: bool,
}

impl Environment {
    /// As the environment of this process states it.
    pub fn of_this_process() -> Self {
        Environment::from_variables(|name| std::env::var(name).ok())
    }

    /// POSIX: the first that is set and not empty of `LC_ALL`, the variable of the category, and `LANG`.
    fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let category = |name| {
            let names = ["LC_ALL", name, "LANG"].into_iter();
            names.filter_map(&variable).find(|value| !value.is_empty())
        };
        let messages = category("LC_MESSAGES").unwrap_or_default();
        let lang = if messages.starts_with("fr") {
            Lang::French
        } else {
            Lang::English
        };
        let charset = category("LC_CTYPE").map(|locale| locale.to_lowercase());
        // Containers and cron set nothing at all, and terminals have long been UTF-8.
        let unicode =
            charset.is_none_or(|charset| charset.contains("utf-8") || charset.contains("utf8"));
        let term = variable("TERM").unwrap_or_default();
        let without = term == "dumb" || term.starts_with("vt");
        let colour = !without && variable("NO_COLOR").is_none_or(|value| value.is_empty());
        Environment {
            lang,
            unicode,
            colour,
        }
    }
}

/// The certificates that this machine trusts, in PEM form: those that its administrators have added count, too. The file that
/// `SSL_CERT_FILE` names, else the one of the system.
pub fn authorities() -> Option<Vec<u8>> {
    const USUAL: &[&str] = &[
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ];
    let named = std::env::var_os("SSL_CERT_FILE").map(PathBuf::from);
    let files = named.into_iter().chain(USUAL.iter().map(PathBuf::from));
    files.filter_map(|file| std::fs::read(file).ok()).next()
}

/// The name of the user that this process runs as: by the system, not by a variable that anybody can set.
pub fn user() -> String {
    let id = rustix::process::getuid().as_raw().to_string();
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let line = users
        .lines()
        .find(|line| line.split(':').nth(2) == Some(&id));
    let name = line.and_then(|line| line.split(':').next());
    name.map_or(id.clone(), str::to_owned)
}

/// Who decides: the user, and where from when it is over SSH.
pub fn author() -> Author {
    // The server sets it: `client port server port`.
    let connection = std::env::var("SSH_CONNECTION").ok();
    let client = connection.and_then(|ends| ends.split(' ').next().map(str::to_owned));
    let is_address = |client: &String| client.parse::<std::net::IpAddr>().is_ok();
    Author {
        user: user(),
        origin: client.filter(is_address),
    }
}

/// A name for this run of the program that no other has.
pub fn session() -> String {
    // The keys of a hash table are random, from the system.
    let random = RandomState::new().hash_one(std::process::id());
    format!("{random:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::from_variables(|name| {
            let set = variables.iter().find(|(variable, _)| *variable == name);
            set.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_strongest_variable_that_is_not_empty_counts() {
        let french = |variables| environment(variables).lang == Lang::French;
        assert!(french(&[("LANG", "fr_FR.UTF-8")]));
        assert!(!french(&[
            ("LANG", "fr_FR.UTF-8"),
            ("LC_MESSAGES", "en_GB.UTF-8")
        ]));
        assert!(french(&[
            ("LC_ALL", "fr"),
            ("LC_MESSAGES", "en_GB"),
            ("LANG", "C")
        ]));
        assert!(french(&[("LC_ALL", ""), ("LANG", "fr_CA.utf8")]));
        assert!(!french(&[]));
    }

    #[test]
    fn only_a_stated_charset_other_than_utf_8_means_ascii() {
        assert!(environment(&[]).unicode);
        assert!(environment(&[("LANG", "C.UTF-8")]).unicode);
        assert!(!environment(&[("LANG", "C")]).unicode);
        assert!(!environment(&[("LANG", "fr_FR.UTF-8"), ("LC_CTYPE", "fr_FR@euro")]).unicode);
    }

    #[test]
    fn colour_is_refused_by_the_user_or_by_the_terminal() {
        assert!(environment(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]).colour);
        assert!(!environment(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]).colour);
        assert!(!environment(&[("TERM", "dumb")]).colour);
    }
}
