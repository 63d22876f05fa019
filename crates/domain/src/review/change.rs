//! Who may be replied to, and what the author of a comment may change.

use super::{Audience, RefusedReview, Review};

impl Review {
    /// May a reply for this audience be written to it? `thread` is what its author sees: below a withdrawn comment the
    /// talk goes on as long as a reply stands there.
    pub fn takes_reply(&self, audience: Audience, thread: &[Self]) -> Result<(), RefusedReview> {
        let stands_below = |other: &Self| other.parent == Some(self.id) && other.withdrawn_at.is_none();
        if self.withdrawn_at.is_some() && !thread.iter().any(stands_below) {
            return Err(RefusedReview::Withdrawn);
        }
        if self.parent.is_some() {
            return Err(RefusedReview::ReplyToReply);
        }
        if audience.widens(self.audience) { Err(RefusedReview::WiderThanParent) } else { Ok(()) }
    }

    /// May its author change or withdraw it? Whether it is the actor's own is asked elsewhere.
    pub fn may_be_changed(&self) -> Result<(), RefusedReview> {
        if self.withdrawn_at.is_some() {
            return Err(RefusedReview::Withdrawn);
        }
        if self.verdict.is_some() { Err(RefusedReview::DecisionStands) } else { Ok(()) }
    }

    /// May it be read by this audience from now on? Showing it to more people needs a word of its own.
    pub fn may_be_shown_to(&self, audience: Audience, confirmed: bool) -> Result<(), RefusedReview> {
        self.may_be_changed()?;
        if audience.widens(self.audience) && !confirmed { Err(RefusedReview::Unconfirmed) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Verdict;
    use crate::sample::{reply, review};
    use crate::time::Instant;

    #[test]
    fn a_reply_is_read_by_the_same_or_by_fewer() {
        let comment = review(1);
        assert_eq!(comment.takes_reply(Audience::Delegation, &[]), Ok(()));
        assert_eq!(comment.takes_reply(Audience::Hosts, &[]), Ok(()));
        let between_hosts = Review { audience: Audience::Hosts, ..review(1) };
        assert_eq!(between_hosts.takes_reply(Audience::Hosts, &[]), Ok(()));
        assert_eq!(between_hosts.takes_reply(Audience::Delegation, &[]), Err(RefusedReview::WiderThanParent));
        assert_eq!(reply(2, 1).takes_reply(Audience::Hosts, &[]), Err(RefusedReview::ReplyToReply));
    }

    #[test]
    fn a_decision_and_what_was_withdrawn_stay_as_they_are() {
        assert_eq!(review(1).may_be_changed(), Ok(()));
        let decision = Review { verdict: Some(Verdict::Accepted), ..review(1) };
        assert_eq!(decision.may_be_changed(), Err(RefusedReview::DecisionStands));
        let withdrawn = Review { withdrawn_at: Some(Instant::from_seconds(9)), ..review(1) };
        assert_eq!(withdrawn.may_be_changed(), Err(RefusedReview::Withdrawn));
    }

    #[test]
    fn below_what_was_withdrawn_the_talk_goes_on_while_a_reply_stands() {
        let gone = |review: Review| Review { withdrawn_at: Some(Instant::from_seconds(9)), ..review };
        let withdrawn = gone(review(1));
        for thread in [vec![], vec![gone(reply(2, 1))], vec![review(2)]] {
            assert_eq!(withdrawn.takes_reply(Audience::Hosts, &thread), Err(RefusedReview::Withdrawn));
        }
        let thread = [withdrawn.clone(), reply(2, 1)];
        assert_eq!(withdrawn.takes_reply(Audience::Delegation, &thread), Ok(()));
        assert_eq!(gone(reply(2, 1)).takes_reply(Audience::Hosts, &thread), Err(RefusedReview::Withdrawn));
    }

    #[test]
    fn showing_it_to_more_people_is_confirmed() {
        let between_hosts = Review { audience: Audience::Hosts, ..review(1) };
        assert_eq!(between_hosts.may_be_shown_to(Audience::Delegation, false), Err(RefusedReview::Unconfirmed));
        assert_eq!(between_hosts.may_be_shown_to(Audience::Delegation, true), Ok(()));
        assert_eq!(review(1).may_be_shown_to(Audience::Hosts, false), Ok(()));
    }
}
