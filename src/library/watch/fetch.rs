//! One request to a server, and what came of it. Every answer is bounded: in bytes, in time, in redirects.
//!
//! The bytes are handed on as they came, without a word of what the server says of their charset: it is often wrong.

use std::io::{self, Read};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use ureq::http::{HeaderMap, Response, StatusCode, header};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, Error};

use super::schedule::Failure;
use super::source::Address;

/// How much of a server is borne with.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Of an answer, unpacked.
    pub bytes: u64,
    /// For a whole answer.
    pub time: Duration,
    /// For a connection.
    pub connecting: Duration,
    pub redirects: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 32 << 20,
            time: Duration::from_secs(60),
            connecting: Duration::from_secs(10),
            redirects: 5,
        }
    }
}

/// What a server says of the state of an answer, to be said back to it the next time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    pub etag: Option<String>,
    pub modified: Option<String>,
}

impl Validators {
    /// As the library keeps them.
    pub fn to_value(&self) -> String {
        serde_json::to_string(self).expect("two texts are plain data")
    }

    /// None for a value that nothing of ours has written.
    pub fn from_value(value: &str) -> Option<Validators> {
        serde_json::from_str(value).ok()
    }

    fn of(headers: &HeaderMap) -> Validators {
        let field = |name| Some(headers.get(name)?.to_str().ok()?.to_owned());
        Validators {
            etag: field(header::ETAG),
            modified: field(header::LAST_MODIFIED),
        }
    }
}

/// What a server gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Changed {
        bytes: Vec<u8>,
        validators: Validators,
    },
    Unchanged,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("the server says {code}")]
    Status {
        code: StatusCode,
        /// How long it wants to be left alone.
        wait: Option<Duration>,
    },
    #[error("larger than {} MiB", .0 >> 20)]
    TooLarge(u64),
    #[error("more than {0} redirects")]
    Redirects(u32),
    #[error("no whole answer within {} s", .0.as_secs())]
    Slow(Duration),
    #[error("no such host")]
    NoHost,
    #[error("the answer breaks off")]
    BrokenOff,
    #[error(transparent)]
    Io(io::Error),
    #[error("{0}")]
    Other(String),
}

impl FetchError {
    /// As the schedule sees it.
    pub fn failure(&self) -> Failure {
        match self {
            FetchError::Status { wait, .. } => Failure::Refused(*wait),
            FetchError::TooLarge(_) | FetchError::Redirects(_) => Failure::Refused(None),
            FetchError::Slow(_)
            | FetchError::NoHost
            | FetchError::BrokenOff
            | FetchError::Io(_)
            | FetchError::Other(_) => Failure::Unreachable,
        }
    }
}

/// Asks servers.
#[derive(Clone, Debug)]
pub struct Fetcher {
    agent: Agent,
    limits: Limits,
}

impl Fetcher {
    /// Within these limits. The authorities that vouch for servers are those of a file in PEM form, else those that the program
    /// brings along.
    pub fn new(limits: Limits, authorities: Option<&[u8]>) -> Fetcher {
        let listed = authorities.map(certificates).unwrap_or_default();
        let roots = if listed.is_empty() {
            RootCerts::WebPki
        } else {
            RootCerts::from(listed)
        };
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(limits.redirects)
            .max_redirects_will_error(true)
            .timeout_global(Some(limits.time))
            .timeout_connect(Some(limits.connecting))
            // Visits are minutes apart: no server keeps a connection for so long.
            .max_idle_connections(0)
            .user_agent(concat!("depeche/", env!("CARGO_PKG_VERSION")))
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .build();
        Fetcher {
            agent: config.new_agent(),
            limits,
        }
    }

    /// What there is at an address, if it is not what the validators stand for.
    ///
    /// # Errors
    /// When the server cannot be reached, refuses, or says too much.
    pub fn get(&self, address: &Address, known: &Validators) -> Result<Answer, FetchError> {
        let mut request = self.agent.get(address.whole());
        let conditions = [
            (header::IF_NONE_MATCH, &known.etag),
            (header::IF_MODIFIED_SINCE, &known.modified),
        ];
        for (name, value) in conditions {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.call().map_err(|error| self.explained(error))?;
        match response.status() {
            StatusCode::NOT_MODIFIED | StatusCode::NO_CONTENT => Ok(Answer::Unchanged),
            code if code.is_success() => self.read(response),
            code => Err(FetchError::Status {
                code,
                wait: wait(response.headers()),
            }),
        }
    }

    fn read(&self, mut response: Response<Body>) -> Result<Answer, FetchError> {
        let validators = Validators::of(response.headers());
        let mut bytes = Vec::new();
        let most = self.limits.bytes;
        let body = response.body_mut().as_reader();
        match body.take(most + 1).read_to_end(&mut bytes) {
            Ok(read) if read as u64 > most => Err(FetchError::TooLarge(most)),
            Ok(_) => Ok(Answer::Changed { bytes, validators }),
            Err(error) => Err(self.explained(Error::from(error))),
        }
    }

    fn explained(&self, error: Error) -> FetchError {
        match error {
            Error::TooManyRedirects => FetchError::Redirects(self.limits.redirects),
            Error::Timeout(_) => FetchError::Slow(self.limits.time),
            Error::HostNotFound => FetchError::NoHost,
            Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                FetchError::BrokenOff
            }
            Error::Io(error) => FetchError::Io(error),
            error => FetchError::Other(error.to_string()),
        }
    }
}

fn certificates(pem: &[u8]) -> Vec<Certificate<'static>> {
    let certificate = |item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    };
    parse_pem(pem).filter_map(certificate).collect()
}

/// `Retry-After`: seconds, or a day and hour, which counts from the server's own `Date`: no clock of ours is asked.
fn wait(headers: &HeaderMap) -> Option<Duration> {
    let field = |name| headers.get(name)?.to_str().ok();
    let text = field(header::RETRY_AFTER)?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = |text| jiff::fmt::rfc2822::parse(text).ok();
    let (until, now) = (moment(text)?, moment(field(header::DATE)?)?);
    let seconds = until.timestamp().as_second() - now.timestamp().as_second();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ureq::http::HeaderValue;

    fn waits(fields: &[(&'static str, &'static str)]) -> Option<u64> {
        let fields = fields
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
        wait(&fields.collect()).map(|wait| wait.as_secs())
    }

    #[test]
    fn a_wait_is_given_in_seconds_or_until_an_hour() {
        assert_eq!(waits(&[("retry-after", "120")]), Some(120));
        let date = ("date", "Sat, 21 Nov 2020 10:00:00 GMT");
        let until = ("retry-after", "Sat, 21 Nov 2020 10:05:00 GMT");
        assert_eq!(waits(&[until, date]), Some(300));
        assert_eq!(waits(&[until]), None);
        assert_eq!(
            waits(&[("retry-after", "Sat, 21 Nov 2020 09:00:00 GMT"), date]),
            Some(0)
        );
        assert_eq!(waits(&[("retry-after", "soon"), date]), None);
        assert_eq!(waits(&[]), None);
    }

    #[test]
    fn validators_come_back_as_they_were_kept() {
        let validators = Validators {
            etag: Some("\"a\"".to_owned()),
            modified: None,
        };
        let value = validators.to_value();
        assert_eq!(Validators::from_value(&value), Some(validators));
        assert_eq!(Validators::from_value("etag"), None);
    }
}
