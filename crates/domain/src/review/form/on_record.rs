//! What was recorded from a row before.

use super::{Wish, audience_word};
use crate::review::{Audience, Verdict};
use crate::words::echoed;

/// What was recorded from a row before. Its author may have changed or withdrawn it since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnRecord {
    /// It is of the material that the row names.
    pub here: bool,
    pub version: u32,
    pub body: String,
    pub page: Option<u32>,
    pub verdict: Option<Verdict>,
    pub audience: Audience,
    pub withdrawn: bool,
}

impl OnRecord {
    pub fn says_the_same(&self, wish: &Wish) -> bool {
        let said = (self.version, &self.body, self.page, self.verdict, self.audience);
        self.here && !self.withdrawn && said == (wish.version, &wish.body, wish.page, wish.verdict, wish.audience)
    }

    /// Why a row that now says something else is not recorded.
    pub fn in_words(&self) -> String {
        if !self.here {
            return "something is on record from this row already, of another material".to_owned();
        }
        if self.withdrawn {
            return "what was recorded from this row has been withdrawn".to_owned();
        }
        let verdict = self.verdict.map(|verdict| verdict.label().to_owned());
        let body = (!self.body.is_empty()).then(|| format!("“{}”", echoed(&self.body)));
        let place = match self.page {
            Some(page) => format!("version {}, page {page}", self.version),
            None => format!("version {}", self.version),
        };
        let said = [verdict, body, Some(place), Some(audience_word(self.audience).to_lowercase())];
        let said: Vec<String> = said.into_iter().flatten().collect();
        format!(
            "something else is on record from this row ({}); it is not changed here, but on the page of its material",
            said.join("; ")
        )
    }
}
