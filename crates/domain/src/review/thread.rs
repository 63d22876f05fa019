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
pub(crate) mod tests {
    use super::*;
    use crate::id::ReviewId;
    use crate::person::Role;
    use crate::review::Audience;
    use crate::time::Instant;

    fn id(number: u32) -> ReviewId {
        format!("00000000-0000-0000-0000-{number:012}").parse().expect("an id")
    }

    pub(crate) fn review(number: u32, parent: Option<u32>) -> Review {
        Review {
            id: id(number),
            version: 1,
            author: String::new(),
            author_role: Role::Instructor,
            audience: Audience::Delegation,
            verdict: None,
            body: String::new(),
            at: Instant::from_seconds(i64::from(number)),
            page: None,
            parent: parent.map(id),
            mentions: Vec::new(),
            own: false,
            changes: 0,
            edited_at: None,
            withdrawn_at: None,
            earlier: Vec::new(),
        }
    }

    #[test]
    fn replies_stand_below_what_they_reply_to() {
        let thread = [review(1, None), review(2, None), review(3, Some(1)), review(4, Some(9)), review(5, Some(1))];
        let talks = talks(&thread);
        assert_eq!(talks.iter().map(|talk| talk.first.id).collect::<Vec<_>>(), [id(1), id(2), id(4)]);
        assert_eq!(talks[0].replies.iter().map(|reply| reply.id).collect::<Vec<_>>(), [id(3), id(5)]);
        assert!(talks[1].replies.is_empty());
    }
}
