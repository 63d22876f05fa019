use domain::id::ReviewId;
use domain::review::Review;

use crate::materials::OneMaterial;

/// What its author had before their eyes when they began to write. It stays as it is while the page
/// changes by itself: nobody shall decide on a version that arrived behind their back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub version: u32,
    /// The newest decision on that version.
    pub decision: Option<ReviewId>,
}

/// What has come since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    Version(u32),
    Decision,
}

impl Seen {
    /// `None` while nothing has been submitted.
    pub fn of(material: &OneMaterial) -> Option<Self> {
        let version = material.versions.first()?.number;
        Some(Self { version, decision: newest_decision(&material.reviews, version) })
    }

    /// What there is to know first before writing on.
    pub fn news(seen: Option<Self>, material: &OneMaterial) -> Option<News> {
        let current = Self::of(material)?;
        news(seen, current, &material.reviews)
    }
}

fn newest_decision(reviews: &[Review], version: u32) -> Option<ReviewId> {
    let decision = reviews.iter().rev().find(|review| review.version == version && review.verdict.is_some());
    decision.map(|review| review.id)
}

fn news(seen: Option<Seen>, current: Seen, reviews: &[Review]) -> Option<News> {
    let Some(seen) = seen.filter(|seen| seen.version >= current.version) else {
        return Some(News::Version(current.version));
    };
    // The reader's own decision is known here before the thread that holds it has been loaded.
    let is_in_thread = |decision| reviews.iter().any(|review| review.id == decision);
    let has_moved = seen.decision != current.decision && seen.decision.is_none_or(is_in_thread);
    has_moved.then_some(News::Decision)
}

#[cfg(test)]
mod tests {
    use domain::person::Role;
    use domain::review::{Audience, Verdict};
    use domain::time::Instant;

    use super::*;

    fn id(number: u32) -> ReviewId {
        format!("00000000-0000-0000-0000-{number:012}").parse().expect("an id")
    }

    fn review(number: u32, version: u32, verdict: Option<Verdict>) -> Review {
        Review {
            id: id(number),
            version,
            author: String::new(),
            author_role: Role::Instructor,
            audience: Audience::Delegation,
            verdict,
            body: String::new(),
            at: Instant::from_seconds(i64::from(number)),
            page: None,
            parent: None,
            mentions: Vec::new(),
            own: false,
            changes: 0,
            edited_at: None,
            withdrawn_at: None,
            earlier: Vec::new(),
        }
    }

    fn seen(version: u32, decision: Option<u32>) -> Seen {
        Seen { version, decision: decision.map(id) }
    }

    #[test]
    fn only_decisions_on_the_version_count() {
        let thread = [
            review(1, 1, Some(Verdict::ChangesRequested)),
            review(2, 2, Some(Verdict::ChangesRequested)),
            review(3, 2, Some(Verdict::Accepted)),
            review(4, 2, None),
        ];
        assert_eq!(newest_decision(&thread, 2), Some(id(3)));
        assert_eq!(newest_decision(&thread[..1], 2), None);
    }

    #[test]
    fn a_version_or_decision_that_came_meanwhile_is_news() {
        let thread = [review(1, 1, Some(Verdict::Accepted))];
        assert_eq!(news(None, seen(1, None), &[]), Some(News::Version(1)));
        assert_eq!(news(Some(seen(1, Some(1))), seen(2, None), &thread), Some(News::Version(2)));
        assert_eq!(news(Some(seen(1, None)), seen(1, Some(1)), &thread), Some(News::Decision));
        assert_eq!(news(Some(seen(1, Some(1))), seen(1, Some(1)), &thread), None);
    }

    #[test]
    fn the_own_decision_is_no_news_before_the_thread_shows_it() {
        let thread = [review(1, 1, Some(Verdict::Accepted))];
        assert_eq!(news(Some(seen(1, Some(2))), seen(1, Some(1)), &thread), None);
    }
}
