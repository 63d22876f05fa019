//! Materials, versions and their thread: what is written, and who sees it.

mod audit;
mod outlines;
mod reviewing;
mod versions;
mod visible;

use domain::review::{Audience, Verdict};
use store::reviews::NewReview;

fn comment(audience: Audience) -> NewReview {
    NewReview::comment(audience, 1, "A comment")
}

fn decision(verdict: Verdict) -> NewReview {
    NewReview { verdict: Some(verdict), ..comment(Audience::Delegation) }
}
