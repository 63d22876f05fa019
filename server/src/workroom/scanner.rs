//! A virus scanner, where one is configured: `clamd`, spoken to through its socket.
//!
//! Whatever it does not say is not taken for clean: down, slow or over its limit means that the file is held. Nor is
//! all that it calls clean: it says `OK` of what it has not looked through, too ([`limits`]).

pub mod limits;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use clamav_client::tokio::{Socket, Tcp, ping, scan_file};
use domain::gate::{Extent, Hold, Refusal};

use limits::ScannerLimits;

/// For saying that it is there.
const PING_PATIENCE: Duration = Duration::from_secs(5);
const PIECE: usize = 64 * 1024;
/// What it calls a file that it did not look through.
const LIMITS_EXCEEDED: &str = "Heuristics.Limits.Exceeded";

/// Where `clamd` listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClamdAddress {
    Unix(PathBuf),
    Tcp(String),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is neither unix:/path/to/socket nor tcp:host:port")]
pub struct NotAClamdAddress(String);

impl FromStr for ClamdAddress {
    type Err = NotAClamdAddress;
    fn from_str(text: &str) -> Result<Self, NotAClamdAddress> {
        match text.split_once(':') {
            Some(("unix", path)) if path.starts_with('/') => Ok(Self::Unix(path.into())),
            Some(("tcp", host)) if host.contains(':') => Ok(Self::Tcp(host.to_owned())),
            _ => Err(NotAClamdAddress(text.to_owned())),
        }
    }
}

impl fmt::Display for ClamdAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
            Self::Tcp(host) => write!(f, "tcp:{host}"),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Scanner {
    address: ClamdAddress,
    limits: ScannerLimits,
}

impl Scanner {
    pub fn at(address: ClamdAddress, limits: ScannerLimits) -> Self {
        Self { address, limits }
    }

    /// What it finds in a file: nothing, or why the file is refused. An error is why it has to be held.
    pub async fn scan(&self, file: &Path, extent: &Extent) -> Result<Option<Refusal>, Hold> {
        let answer = self.scan_as_far_as_it_goes(file).await?;
        match self.limits.exceeded(extent).filter(|_| answer.is_none()) {
            Some(option) => {
                tracing::warn!(clamd = %self.address, option, ?extent, "a file is over a limit of the virus scanner");
                Err(Hold::ScannerOverLimit)
            }
            None => Ok(answer),
        }
    }

    /// The same where nobody knows how much there is in the file: nothing may mean that it has not looked further.
    pub async fn scan_as_far_as_it_goes(&self, file: &Path) -> Result<Option<Refusal>, Hold> {
        match tokio::time::timeout(self.limits.max_scan_time, self.ask(file)).await {
            Ok(Ok(answer)) => understand(&answer).inspect_err(|_| {
                tracing::warn!(clamd = %self.address, answer, "the virus scanner did not say whether a file is clean");
            }),
            // It hangs up over a file that is too large for it, and only then.
            Ok(Err(error)) if hung_up(&error) && self.is_there().await => Err(Hold::ScannerOverLimit),
            Ok(Err(error)) => {
                tracing::warn!(clamd = %self.address, %error, "the virus scanner cannot be reached");
                Err(Hold::ScannerUnavailable)
            }
            Err(_) => {
                tracing::warn!(clamd = %self.address, "the virus scanner took too long");
                Err(Hold::ScannerTooSlow)
            }
        }
    }

    async fn ask(&self, file: &Path) -> io::Result<String> {
        let answer = match &self.address {
            ClamdAddress::Unix(path) => scan_file(file, Socket { socket_path: path }, Some(PIECE)).await?,
            ClamdAddress::Tcp(host) => scan_file(file, Tcp { host_address: host.as_str() }, Some(PIECE)).await?,
        };
        Ok(String::from_utf8_lossy(&answer).trim_end_matches(['\0', '\n']).to_owned())
    }

    async fn is_there(&self) -> bool {
        let answer = async {
            match &self.address {
                ClamdAddress::Unix(path) => ping(Socket { socket_path: path }).await,
                ClamdAddress::Tcp(host) => ping(Tcp { host_address: host.as_str() }).await,
            }
        };
        matches!(tokio::time::timeout(PING_PATIENCE, answer).await, Ok(Ok(answer)) if answer == clamav_client::PONG)
    }
}

fn hung_up(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset)
}

/// `stream: OK`, `stream: Eicar-Test-Signature FOUND`, or what went wrong.
fn understand(answer: &str) -> Result<Option<Refusal>, Hold> {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    match said.strip_suffix(" FOUND") {
        Some(name) if name.starts_with(LIMITS_EXCEEDED) => Err(Hold::ScannerOverLimit),
        Some(name) => Ok(Some(Refusal::Virus { name: name.to_owned() })),
        None if said == "OK" => Ok(None),
        None if said.contains("size limit exceeded") => Err(Hold::ScannerOverLimit),
        None if said.contains("time limit") => Err(Hold::ScannerTooSlow),
        None => Err(Hold::ScannerUnavailable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ok_is_clean() {
        assert_eq!(understand("stream: OK"), Ok(None));
        let virus = Refusal::Virus { name: "Sample.Test".to_owned() };
        assert_eq!(understand("stream: Sample.Test FOUND"), Ok(Some(virus)));
        let over = "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND";
        assert_eq!(understand(over), Err(Hold::ScannerOverLimit));
        assert_eq!(understand("INSTREAM size limit exceeded. ERROR"), Err(Hold::ScannerOverLimit));
        for nothing in ["", "stream: ", "stream: OKAY", "stream: Can't allocate memory ERROR", "PONG"] {
            assert_eq!(understand(nothing), Err(Hold::ScannerUnavailable), "{nothing}");
        }
    }

    #[test]
    fn addresses_are_read() {
        for text in ["unix:/run/clamav/clamd.ctl", "tcp:127.0.0.1:3310"] {
            assert_eq!(text.parse::<ClamdAddress>().expect("an address").to_string(), text);
        }
        for wrong in ["", "/run/clamd.ctl", "unix:clamd.ctl", "tcp:localhost"] {
            assert!(wrong.parse::<ClamdAddress>().is_err(), "{wrong}");
        }
    }
}
