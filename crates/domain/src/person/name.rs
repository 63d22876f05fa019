//! Names of people, and what they are shown as.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A person's name, as it shall be printed: 1 to 200 letters, one line, no control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAName {
    #[error("a name is missing")]
    Empty,
    #[error("a name has at most 200 letters")]
    TooLong,
    #[error("a name cannot hold control characters")]
    Control,
}

impl PersonName {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it stands among others, for lists that people look things up in: `dang thi` for “Đặng Thị”, after “DAN” and
    /// before “Dangal”. Those in Latin letters come first. What is alike but for capitals and diacritics is ordered as it
    /// is written.
    #[cfg(feature = "server")]
    pub fn place_by_name(&self) -> (String, Self) {
        (crate::folding::spaced(&self.0), self.clone())
    }
}

/// Characters that change the direction of text around them; in a name they only deceive.
pub(crate) fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

impl FromStr for PersonName {
    type Err = NotAName;
    fn from_str(text: &str) -> Result<Self, NotAName> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(NotAName::Empty);
        }
        if name.chars().count() > 200 {
            return Err(NotAName::TooLong);
        }
        if name.chars().any(|c| c.is_control() || is_direction_control(c)) {
            return Err(NotAName::Control);
        }
        Ok(Self(name))
    }
}

impl TryFrom<String> for PersonName {
    type Error = NotAName;
    fn try_from(text: String) -> Result<Self, NotAName> {
        text.parse()
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> String {
        name.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name to carry in the meeting: `Name in English – Country`.
pub fn meeting_display_name(name: &PersonName, country: &str) -> String {
    format!("{name} – {country}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_line_without_controls() {
        assert_eq!("  Sample   Person ".parse::<PersonName>().expect("a name").as_str(), "Sample Person");
        assert_eq!("a\u{202E}b".parse::<PersonName>(), Err(NotAName::Control));
        assert_eq!("\u{7}".parse::<PersonName>(), Err(NotAName::Control));
        assert_eq!("x".repeat(201).parse::<PersonName>(), Err(NotAName::TooLong));
        assert_eq!(" ".parse::<PersonName>(), Err(NotAName::Empty));
    }

    #[cfg(feature = "server")]
    #[test]
    fn names_stand_where_people_look_for_them() {
        let expected = [
            "álvaro Núñez",
            "Ana Zed",
            "ÁNA ZED",
            "Anabel Abe",
            "DAN Wu",
            "Đặng Thị",
            "Dangal Abe",
            "Jean Marie",
            "Jean-Marie",
            "O’Brien",
            "Obuya",
            "Øyen",
            "Zed",
            "Яна",
            "王伟",
        ];
        let mut names = expected.map(|name| name.parse::<PersonName>().expect("a name"));
        names.reverse();
        names.sort_by_cached_key(PersonName::place_by_name);
        assert_eq!(names.each_ref().map(PersonName::as_str), expected);
    }
}
