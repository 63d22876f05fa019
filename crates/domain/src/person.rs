//! People, their roles, and the names they are shown under.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::country::{Country, CountryCode};
use crate::id::PersonId;
use crate::time::Instant;

/// A mail address in lower case, which also identifies the person at sign-in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a mail address")]
pub struct NotAnEmailAddress(pub String);

impl EmailAddress {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = NotAnEmailAddress;
    fn from_str(text: &str) -> Result<Self, NotAnEmailAddress> {
        let address = text.trim().to_lowercase();
        let plausible = address.len() <= 254
            && !address
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"'))
            && address.split_once('@').is_some_and(|(local, host)| {
                !local.is_empty()
                    && host.contains('.')
                    && !host.contains('@')
                    && host.split('.').all(|label| !label.is_empty())
            });
        if plausible { Ok(Self(address)) } else { Err(NotAnEmailAddress(text.trim().to_owned())) }
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = NotAnEmailAddress;
    fn try_from(text: String) -> Result<Self, NotAnEmailAddress> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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

/// What a person is in one seminar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Trainee,
    Instructor,
    Staff,
}

impl Role {
    pub const ALL: [Role; 3] = [Role::Trainee, Role::Instructor, Role::Staff];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trainee => "trainee",
            Self::Instructor => "instructor",
            Self::Staff => "staff",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a role: trainee, instructor or staff")]
pub struct NotARole(pub String);

impl FromStr for Role {
    type Err = NotARole;
    fn from_str(text: &str) -> Result<Self, NotARole> {
        let wanted = text.trim().to_ascii_lowercase();
        Role::ALL.into_iter().find(|role| role.as_str() == wanted).ok_or_else(|| NotARole(text.to_owned()))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Someone whom staff add to a seminar. A trainee has a country, others have none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPerson {
    pub name: PersonName,
    pub email: EmailAddress,
    pub role: Role,
    pub country: Option<CountryCode>,
}

/// Why a role and a country do not go together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountryMismatch {
    #[error("a trainee needs a country")]
    TraineeWithout,
    #[error("an instructor belongs to no country here: leave it empty")]
    InstructorWith,
    #[error("staff belong to no country here: leave it empty")]
    StaffWith,
}

/// Trainees belong to a delegation, others to none.
pub fn check_country(role: Role, country: Option<CountryCode>) -> Result<(), CountryMismatch> {
    match (role, country) {
        (Role::Trainee, None) => Err(CountryMismatch::TraineeWithout),
        (Role::Instructor, Some(_)) => Err(CountryMismatch::InstructorWith),
        (Role::Staff, Some(_)) => Err(CountryMismatch::StaffWith),
        _ => Ok(()),
    }
}

/// A person as staff see them in a seminar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub person: PersonId,
    pub name: PersonName,
    pub email: EmailAddress,
    pub role: Role,
    pub country: Option<Country>,
    /// When they were added to the seminar. A mail need not have gone to them.
    pub added_at: Instant,
    /// When they confirmed their name and chose a password.
    pub confirmed_at: Option<Instant>,
}

impl Member {
    /// In a list by name. People of one name always stand in the same order.
    #[cfg(feature = "server")]
    pub fn place_by_name(&self) -> ((String, PersonName), PersonId) {
        (self.name.place_by_name(), self.person)
    }

    /// Whether this text finds them: part of the name or mail address, or the beginning of a word in a name of their
    /// country. Capitals and diacritics make no difference.
    #[cfg(feature = "server")]
    pub fn is_found_by(&self, text: &str) -> bool {
        if self.email.as_str().contains(&text.trim().to_lowercase()) {
            return true;
        }
        let words = crate::folding::spaced(text);
        let in_name = || crate::folding::spaced(self.name.as_str()).contains(&words);
        let in_country = || self.country.as_ref().is_some_and(|country| country.has_name_with(&words));
        !words.is_empty() && (in_name() || in_country())
    }
}

/// The name to carry in the meeting: `Name in English – Country`.
pub fn meeting_display_name(name: &PersonName, country: &str) -> String {
    format!("{name} – {country}")
}

/// Shortest password, in characters.
pub const MIN_PASSWORD_CHARS: usize = 10;
/// Longest password, in bytes: hashing must have an end.
pub const MAX_PASSWORD_BYTES: usize = 512;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum WeakPassword {
    #[error("a password has at least {MIN_PASSWORD_CHARS} characters")]
    TooShort,
    #[error("a password has at most {MAX_PASSWORD_BYTES} bytes")]
    TooLong,
    #[error("a password cannot be the mail address")]
    IsAddress,
}

/// The rule for a new password.
pub fn check_password(password: &str, email: &EmailAddress) -> Result<(), WeakPassword> {
    if password.chars().count() < MIN_PASSWORD_CHARS {
        return Err(WeakPassword::TooShort);
    }
    if password.len() > MAX_PASSWORD_BYTES {
        return Err(WeakPassword::TooLong);
    }
    if password.eq_ignore_ascii_case(email.as_str()) {
        return Err(WeakPassword::IsAddress);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_trimmed_and_lowered() {
        let address: EmailAddress = " Trainee.LA@Example.ORG ".parse().expect("an address");
        assert_eq!(address.as_str(), "trainee.la@example.org");
        for bad in ["", "a", "a@b", "a b@c.d", "a@b@c.d", "<a@b.c>", "a@b..c"] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad:?}");
        }
    }

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

    #[cfg(feature = "server")]
    #[test]
    fn people_are_found_however_they_are_typed() {
        let member = |name: &str, email: &str, country: &str| {
            let email = email.parse().expect("an address");
            Member { email, ..crate::sample::member(1, name, Role::Trainee, Some(country)) }
        };
        let nguyen = member("Nguyễn Văn An", "an.nguyen@example.org", "VN");
        let lopez = member("Ana López-Ríos", "rios@example.org", "GH");
        let souk = member("Souk Sample", "souk@example.org", "LA");
        for (text, found) in [
            ("nguyen", [true, false, false]),
            ("NGUYỄN van", [true, false, false]),
            ("lopez", [false, true, false]),
            ("Lopez rios", [false, true, false]),
            ("rios@Example", [false, true, false]),
            ("laos", [false, false, true]),
            ("lao pe", [false, false, true]),
            ("vietnam", [true, false, false]),
            ("Viet Nam", [true, false, false]),
            // Not everyone of Ghana.
            ("hana", [false; 3]),
            ("", [true; 3]),
            ("-", [false; 3]),
        ] {
            assert_eq!([&nguyen, &lopez, &souk].map(|member| member.is_found_by(text)), found, "{text:?}");
        }
    }
}
