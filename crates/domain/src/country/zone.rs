//! The zone of a country, for whoever has not been seen in any yet.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::CountryCode;

const ZONES: &str = include_str!("zones.tsv");

static ZONE_OF: LazyLock<HashMap<CountryCode, &str>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let (code, zone) = line.split_once('\t')?;
        Some((code.parse().ok()?, zone))
    };
    ZONES.lines().filter(|line| !line.starts_with('#')).filter_map(read).collect()
});

impl CountryCode {
    /// The IANA name of its zone; of several, the one of the capital. `None` where nobody lives.
    pub fn zone(self) -> Option<&'static str> {
        ZONE_OF.get(&self).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::zones::known_zone;

    #[test]
    fn every_country_that_people_live_in_has_a_zone_that_is_known() {
        for country in rust_iso3166::ALL {
            let code: CountryCode = country.alpha2.parse().expect("a code");
            let empty = ["AQ", "BV", "HM", "UM"].contains(&country.alpha2);
            assert_eq!(code.zone().is_none(), empty, "{code}");
            if let Some(zone) = code.zone() {
                assert_eq!(known_zone(zone).as_deref(), Ok(zone), "{code}: known, by its name of today");
            }
        }
    }

    #[test]
    fn of_several_zones_the_capitals_counts() {
        for (code, zone) in [
            ("LA", "Asia/Vientiane"),
            ("BR", "America/Sao_Paulo"),
            ("ID", "Asia/Jakarta"),
            ("RU", "Europe/Moscow"),
            ("US", "America/New_York"),
        ] {
            let country: CountryCode = code.parse().expect("a code");
            assert_eq!(country.zone(), Some(zone), "{code}");
        }
    }
}
