//! Countries by ISO 3166-1.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

#[cfg(feature = "server")]
pub mod names;
#[cfg(feature = "server")]
pub mod tile_map;
#[cfg(feature = "server")]
mod zone;

/// Two capital letters: `LA`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 2]);

/// Why a text is no country code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a country code of ISO 3166, such as LA")]
pub struct NotACountry(pub String);

impl CountryCode {
    /// `la`, as addresses write it.
    pub fn to_lowercase(self) -> String {
        self.to_string().to_ascii_lowercase()
    }

    /// The short English name in ISO 3166-1, its article left off.
    #[cfg(feature = "server")]
    pub fn name(self) -> String {
        let name = rust_iso3166::from_alpha2(&self.to_string()).map(|country| country.name);
        let name = name.map(|name| name.trim_end_matches("(the)").trim_end().to_owned());
        name.unwrap_or_else(|| self.to_string())
    }

    /// Where it stands among others by name, for lists that people look things up in: `cote divoire`, between Costa Rica
    /// and Croatia.
    #[cfg(feature = "server")]
    pub fn place_by_name(self) -> String {
        crate::folding::spaced(&self.name())
    }

    /// A code, in either case, an English name of ISO 3166-1, or another name that the country goes by.
    #[cfg(feature = "server")]
    pub fn find(text: &str) -> Result<Self, NotACountry> {
        let text = text.trim();
        if let Some(country) = rust_iso3166::from_alpha2(&text.to_ascii_uppercase()) {
            return country.alpha2.parse();
        }
        let by_name = rust_iso3166::ALL.iter().find_map(|country| {
            let code: CountryCode = country.alpha2.parse().ok()?;
            (country.name.eq_ignore_ascii_case(text) || code.name().eq_ignore_ascii_case(text)).then_some(code)
        });
        let by_any_name = || names::country_named(&crate::folding::joined(text));
        by_name.or_else(by_any_name).ok_or_else(|| NotACountry(text.to_owned()))
    }
}

impl FromStr for CountryCode {
    type Err = NotACountry;
    fn from_str(text: &str) -> Result<Self, NotACountry> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => Err(NotACountry(text.to_owned())),
        }
    }
}

impl TryFrom<String> for CountryCode {
    type Error = NotACountry;
    fn try_from(text: String) -> Result<Self, NotACountry> {
        text.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> String {
        code.to_string()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).unwrap_or("??"))
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A country with its name, as pages show it: the browser carries no table of names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Country {
    pub code: CountryCode,
    pub name: String,
}

#[cfg(feature = "server")]
impl Country {
    /// Whether a word in one of its names begins with this text, folded and [`spaced`](crate::folding::spaced).
    pub(crate) fn has_name_with(&self, text: &str) -> bool {
        let beginning = format!(" {text}");
        let mut names = std::iter::once(self.name.as_str()).chain(names::other_names(self.code).iter().copied());
        names.any(|name| format!(" {}", crate::folding::spaced(name)).contains(&beginning))
    }
}

#[cfg(feature = "server")]
impl From<CountryCode> for Country {
    fn from(code: CountryCode) -> Self {
        Self { code, name: code.name() }
    }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_short_ones_of_iso_3166() {
        for (code, name) in [("LA", "Lao People's Democratic Republic"), ("VN", "Viet Nam"), ("PH", "Philippines")] {
            assert_eq!(CountryCode::find(code).expect("a country").name(), name);
            assert_eq!(CountryCode::find(name).expect("a country").to_string(), code);
        }
    }

    #[test]
    fn other_names_are_found_too() {
        for (text, code) in
            [("Laos", "LA"), ("LAO", "LA"), ("vietnam", "VN"), ("Cote d'Ivoire", "CI"), ("Turkey", "TR")]
        {
            assert_eq!(CountryCode::find(text).expect("a country").to_string(), code);
        }
        for text in ["Korea", "Atlantis", ""] {
            assert_eq!(CountryCode::find(text), Err(NotACountry(text.to_owned())));
        }
    }

    #[test]
    fn names_stand_where_people_look_for_them() {
        let mut countries = ["ZW", "HR", "TR", "AX", "GY", "CI", "AL", "CR", "GW", "TN", "GN", "TM", "AF"]
            .map(|code| code.parse::<CountryCode>().expect("a code"));
        countries.sort_by_cached_key(|country| country.place_by_name());
        let names = countries.map(CountryCode::name);
        let expected = [
            "Afghanistan",
            "Åland Islands",
            "Albania",
            "Costa Rica",
            "Côte d'Ivoire",
            "Croatia",
            "Guinea",
            "Guinea-Bissau",
            "Guyana",
            "Tunisia",
            "Türkiye",
            "Turkmenistan",
            "Zimbabwe",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn two_letters_alone_are_no_country() {
        assert_eq!(CountryCode::find("XQ"), Err(NotACountry("XQ".to_owned())));
        assert!("LAO".parse::<CountryCode>().is_err());
    }
}
