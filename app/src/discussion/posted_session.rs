use domain::id::{SeminarSlug, SessionSlug};

use crate::error::AppError;
use crate::request::{found, lead_plain_post};

/// The session that a form on its page is about.
pub struct PostedSession {
    pub seminar: SeminarSlug,
    pub session: SessionSlug,
}

impl PostedSession {
    /// By the slugs that the form posts.
    pub fn found(seminar: &str, session: &str) -> Result<Self, AppError> {
        Ok(Self { seminar: found(seminar)?, session: found(session)? })
    }

    /// Leads a plain post to the part of the session's page with this id.
    pub fn lead_plain_post(&self, part: &str) {
        lead_plain_post(&format!("/seminars/{}/sessions/{}#{part}", self.seminar, self.session));
    }
}
