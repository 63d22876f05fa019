//! What the reader has seen of a material.

use domain::review::seen::{self, News, Seen};

use crate::materials::OneMaterial;

impl OneMaterial {
    /// What there is to see now. `None` while nothing has been submitted.
    pub fn to_be_seen(&self) -> Option<Seen> {
        seen::current(self.standing_number(), &self.reviews)
    }

    /// What was looked at, or what the reader has submitted or decided since: they have seen that, too.
    pub fn seen_with_own(&self, looked_at: Option<Seen>) -> Option<Seen> {
        seen::with_own(looked_at, self.own_newest, self.standing_number(), &self.reviews)
    }

    /// What there is to know first before writing on.
    pub fn news_since(&self, seen: Option<Seen>) -> Option<News> {
        let versions: Vec<u32> = self.versions.iter().map(|version| version.number).collect();
        seen::news(seen, self.standing_number(), &versions, &self.reviews)
    }

    /// Of the version with this id, if it is there.
    pub fn number_of(&self, id: &str) -> Option<u32> {
        self.versions.iter().find(|version| version.id.to_string() == id).map(|version| version.number)
    }
}
