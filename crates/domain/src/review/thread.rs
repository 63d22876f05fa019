//! Comments with what was replied to them.

use super::Review;

/// A comment or decision with its replies, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    pub first: Review,
    pub replies: Vec<Review>,
}

/// Puts replies below what they reply to. `reviews` are in the order of time, and so is the answer. A reply to something
/// that is not among them stands for itself.
pub fn talks(reviews: &[Review]) -> Vec<Talk> {
    let mut talks: Vec<Talk> = Vec::new();
    for review in reviews {
        let above = review.parent.and_then(|parent| talks.iter().position(|talk| talk.first.id == parent));
        match above {
            Some(above) => talks[above].replies.push(review.clone()),
            None => talks.push(Talk { first: review.clone(), replies: Vec::new() }),
        }
    }
    talks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{reply, review, review_id};

    #[test]
    fn replies_stand_below_what_they_reply_to() {
        let thread = [review(1), review(2), reply(3, 1), reply(4, 9), reply(5, 1)];
        let talks = talks(&thread);
        assert_eq!(talks.iter().map(|talk| talk.first.id).collect::<Vec<_>>(), [1, 2, 4].map(review_id));
        assert_eq!(talks[0].replies.iter().map(|reply| reply.id).collect::<Vec<_>>(), [3, 5].map(review_id));
        assert!(talks[1].replies.is_empty());
    }
}
