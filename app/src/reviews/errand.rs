use domain::id::ReviewId;
use domain::review::{Audience, Review};

/// What someone is about to do with a comment. It stands in the address, so that it works without JavaScript and
/// outlives what happens on the page meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Errand {
    Reply,
    Edit,
    /// Change who reads it.
    Show,
    Withdraw,
}

impl Errand {
    const ALL: [Self; 4] = [Self::Reply, Self::Edit, Self::Show, Self::Withdraw];

    /// In the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Edit => "edit",
            Self::Show => "show",
            Self::Withdraw => "withdraw",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Reply => "Reply",
            Self::Edit => "Edit",
            Self::Show => "Change who reads it",
            Self::Withdraw => "Withdraw",
        }
    }

    /// What a reader of this thread who may write for these audiences may do with it.
    pub fn all_for(review: &Review, thread: &[Review], audiences: &[Audience]) -> Vec<Self> {
        let changes = review.own && review.may_be_changed().is_ok();
        let may = |errand: &Self| match errand {
            Self::Reply => !reply_audiences(review, thread, audiences).is_empty(),
            Self::Edit | Self::Withdraw => changes,
            Self::Show => changes && other_audience(review, audiences).is_some(),
        };
        Self::ALL.into_iter().filter(may).collect()
    }

    /// The errand and the comment that an address names.
    pub fn in_address(value: impl Fn(&str) -> Option<String>) -> Option<(Self, ReviewId)> {
        Self::ALL.into_iter().find_map(|errand| Some((errand, value(errand.word())?.parse().ok()?)))
    }
}

/// Who could read a reply to it: the same people first, then fewer.
pub fn reply_audiences(review: &Review, thread: &[Review], audiences: &[Audience]) -> Vec<Audience> {
    audiences.iter().copied().filter(|audience| review.takes_reply(*audience, thread).is_ok()).collect()
}

/// Who could read it instead.
pub fn other_audience(review: &Review, audiences: &[Audience]) -> Option<Audience> {
    audiences.iter().copied().find(|audience| *audience != review.audience)
}
