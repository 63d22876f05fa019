use serde::{Deserialize, Serialize};

#[cfg(feature = "server")]
use super::{Mail, Matter};

/// By which clock a mail tells its reader the time, beside the host's. Zones go by their IANA names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReaderClock {
    /// Of the zone in which the reader was seen last.
    Seen(String),
    /// Of the reader's country: who has never opened a page is reminded first of all.
    OfCountry(String),
    /// Neither is known: the mail has the host's times alone.
    Unknown,
}

impl ReaderClock {
    pub fn zone(&self) -> Option<&str> {
        match self {
            Self::Seen(zone) | Self::OfCountry(zone) => Some(zone),
            Self::Unknown => None,
        }
    }
}

#[cfg(feature = "server")]
impl Mail {
    /// Where the reader was not seen in any zone yet, that of their country stands in.
    pub fn reader_clock(&self, matter: &Matter) -> ReaderClock {
        let of_country = || matter.country?.zone().map(str::to_owned).map(ReaderClock::OfCountry);
        let seen = self.zone.clone().map(ReaderClock::Seen);
        seen.or_else(of_country).unwrap_or(ReaderClock::Unknown)
    }
}
