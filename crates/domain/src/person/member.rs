//! People of a seminar, as staff add them and see them.

use serde::{Deserialize, Serialize};

use super::{EmailAddress, PersonName, Role};
use crate::country::{Country, CountryCode};
use crate::id::PersonId;
use crate::time::Instant;

/// Someone whom staff add to a seminar. A trainee has a country, others have none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPerson {
    pub name: PersonName,
    pub email: EmailAddress,
    pub role: Role,
    pub country: Option<CountryCode>,
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

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn people_are_found_however_they_are_typed() {
        let member = |name: &str, email: &str, country: &str| {
            let email = email.parse().expect("an address");
            Member { email, ..sample::member(1, name, Role::Trainee, Some(country)) }
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
