//! What its author had before their eyes while a comment or decision was written.
//!
//! Versions are numbers; `standing` is the one by which the material goes and which is decided on. What came after it was
//! refused. Reviews are those of the material, the oldest first.

use crate::id::ReviewId;
use crate::review::Review;

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
    /// The version that was looked at is deleted.
    Deleted {
        version: u32,
        /// Which stands now, if any is left.
        standing: Option<u32>,
    },
    /// The version that was looked at has been refused, and an earlier one stands.
    Refused {
        version: u32,
        standing: u32,
    },
    Decision,
}

/// What there is to see now. `None` while nothing has been submitted.
pub fn current(standing: Option<u32>, reviews: &[Review]) -> Option<Seen> {
    let version = standing?;
    Some(Seen { version, decision: newest_decision(reviews, version).map(|review| review.id) })
}

/// What was looked at, or what the reader has submitted or decided since: they have seen that, too. What was refused of
/// that is nothing to speak of.
pub fn with_own(
    looked_at: Option<Seen>,
    own_newest: Option<u32>,
    standing: Option<u32>,
    reviews: &[Review],
) -> Option<Seen> {
    let stands = |own: u32| standing.is_some_and(|standing| own <= standing);
    let handed_in = own_newest.filter(|own| stands(*own) && looked_at.is_none_or(|seen| seen.version < *own));
    let seen = handed_in.map(|version| Seen { version, decision: None }).or(looked_at)?;
    let decided = newest_decision(reviews, seen.version).filter(|decision| decision.own && !is_ahead(seen, reviews));
    Some(Seen { decision: decided.map(|review| review.id).or(seen.decision), ..seen })
}

/// What there is to know first before writing on.
pub fn news(seen: Option<Seen>, standing: Option<u32>, versions: &[u32], reviews: &[Review]) -> Option<News> {
    if let Some(Seen { version, .. }) = seen.filter(|seen| !versions.contains(&seen.version)) {
        return Some(News::Deleted { version, standing });
    }
    let current = current(standing, reviews)?;
    if let Some(Seen { version, .. }) = seen.filter(|seen| seen.version > current.version) {
        return Some(News::Refused { version, standing: current.version });
    }
    let Some(seen) = seen.filter(|seen| seen.version == current.version) else {
        return Some(News::Version(current.version));
    };
    let has_moved = seen.decision != current.decision && !is_ahead(seen, reviews);
    has_moved.then_some(News::Decision)
}

fn newest_decision(reviews: &[Review], version: u32) -> Option<&Review> {
    reviews.iter().rev().find(|review| review.version == version && review.verdict.is_some())
}

/// The reader's own decision is known here before the thread that holds it has been loaded.
fn is_ahead(seen: Seen, reviews: &[Review]) -> bool {
    seen.decision.is_some_and(|decision| reviews.iter().all(|review| review.id != decision))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Verdict;
    use crate::sample::{self, review_id};

    fn review(number: u32, version: u32, verdict: Option<Verdict>) -> Review {
        Review { version, verdict, ..sample::review(number) }
    }

    fn seen(version: u32, decision: Option<u32>) -> Seen {
        Seen { version, decision: decision.map(review_id) }
    }

    #[test]
    fn only_decisions_on_the_version_count() {
        let thread = [
            review(1, 1, Some(Verdict::ChangesRequested)),
            review(2, 2, Some(Verdict::ChangesRequested)),
            review(3, 2, Some(Verdict::Accepted)),
            review(4, 2, None),
        ];
        assert_eq!(newest_decision(&thread, 2).map(|review| review.id), Some(review_id(3)));
        assert!(newest_decision(&thread[..1], 2).is_none());
    }

    #[test]
    fn what_one_has_handed_in_one_has_seen() {
        let with_own = |looked_at, own, standing| with_own(looked_at, own, standing, &[]);
        assert_eq!(with_own(None, None, None), None);
        assert_eq!(with_own(None, Some(1), Some(1)), Some(seen(1, None)));
        assert_eq!(with_own(Some(seen(1, None)), Some(2), Some(2)), Some(seen(2, None)));
        let colleagues = Some(seen(3, None));
        assert_eq!(with_own(colleagues, Some(2), Some(3)), colleagues, "a colleague's came after it");
    }

    #[test]
    fn what_others_say_of_ones_own_version_is_news() {
        let thread = [review(1, 2, Some(Verdict::Accepted))];
        let own = with_own(Some(seen(1, None)), Some(2), Some(2), &thread);
        assert_eq!(news(own, Some(2), &[2, 1], &thread), Some(News::Decision));
    }

    #[test]
    fn what_was_refused_is_not_spoken_of_while_another_stands() {
        let looked_at = Some(seen(1, None));
        assert_eq!(with_own(looked_at, Some(2), Some(1), &[]), looked_at, "their own was refused");
        assert_eq!(news(looked_at, Some(1), &[2, 1], &[]), None, "the one that came meanwhile was refused");
        let refused = Some(News::Refused { version: 2, standing: 1 });
        assert_eq!(news(Some(seen(2, None)), Some(1), &[2, 1], &[]), refused);
        assert_eq!(news(Some(seen(1, None)), Some(2), &[2, 1], &[]), Some(News::Version(2)), "both were");
    }

    #[test]
    fn what_one_has_decided_elsewhere_one_has_seen() {
        let own = |number| Review { own: true, ..review(number, 1, Some(Verdict::Accepted)) };
        let foreign = review(3, 1, Some(Verdict::ChangesRequested));
        let with_own = |looked_at, reviews: &[Review]| with_own(Some(looked_at), None, Some(1), reviews);
        assert_eq!(with_own(seen(1, None), &[own(1)]), Some(seen(1, Some(1))));
        assert_eq!(with_own(seen(1, Some(1)), &[own(1), foreign]), Some(seen(1, Some(1))));
        assert_eq!(with_own(seen(1, Some(2)), &[own(1)]), Some(seen(1, Some(2))), "it stands there soon");
    }

    #[test]
    fn a_version_or_decision_that_came_meanwhile_is_news() {
        let thread = [review(1, 1, Some(Verdict::Accepted))];
        assert_eq!(news(None, Some(1), &[1], &[]), Some(News::Version(1)));
        assert_eq!(news(Some(seen(1, Some(1))), Some(2), &[2, 1], &thread), Some(News::Version(2)));
        assert_eq!(news(Some(seen(1, None)), Some(1), &[1], &thread), Some(News::Decision));
        assert_eq!(news(Some(seen(1, Some(1))), Some(1), &[1], &thread), None);
    }

    #[test]
    fn that_the_version_looked_at_is_deleted_is_news() {
        let thread = [review(1, 1, Some(Verdict::Accepted)), review(2, 2, Some(Verdict::ChangesRequested))];
        let news = |seen, versions: &[u32]| news(seen, versions.first().copied(), versions, &thread);
        let deleted = |version, standing| Some(News::Deleted { version, standing });
        let looked_at = Some(seen(2, Some(2)));
        assert_eq!(news(looked_at, &[1]), deleted(2, Some(1)));
        assert_eq!(news(looked_at, &[3, 1]), deleted(2, Some(3)), "also where a newer one has come since");
        assert_eq!(news(looked_at, &[]), deleted(2, None));
        assert_eq!(news(looked_at, &[2, 1]), None, "it is there again");
        assert_eq!(news(Some(seen(1, Some(1))), &[1]), None, "another one was deleted");
        assert_eq!(news(None, &[]), None);
        let read = current(Some(1), &thread);
        assert_eq!((read, news(read, &[1])), (Some(seen(1, Some(1))), None), "the one before counts again");
    }

    #[test]
    fn the_own_decision_is_no_news_before_the_thread_shows_it() {
        let thread = [review(1, 1, Some(Verdict::Accepted))];
        assert_eq!(news(Some(seen(1, Some(2))), Some(1), &[1], &thread), None);
    }
}
