use domain::id::ReviewId;
use serde::{Deserialize, Serialize};

/// The ids of what the reader writes next, one for each form: a form that is posted twice writes once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextReviews {
    pub comment: ReviewId,
    pub reply: ReviewId,
    pub decision: ReviewId,
}

#[cfg(feature = "ssr")]
impl NextReviews {
    pub fn generate() -> Self {
        Self { comment: ReviewId::generate(), reply: ReviewId::generate(), decision: ReviewId::generate() }
    }
}

/// The id that a form was handed, or a new one where a client brings none.
#[cfg(feature = "ssr")]
pub fn id_of_form(id: &str) -> Result<ReviewId, crate::error::AppError> {
    if id.is_empty() { Ok(ReviewId::generate()) } else { crate::request::found(id) }
}
