use leptos::prelude::*;

use super::set_consent::SetConsent;
use super::set_sources::SetSources;

/// What is being sent from a material's page. It outlives the forms, and the page's data counts it among its
/// sources: what was said shows at once.
#[derive(Clone, Copy)]
pub struct SharingActions {
    pub consent: ServerAction<SetConsent>,
    pub sources: ServerAction<SetSources>,
}

impl SharingActions {
    #[expect(clippy::new_without_default, reason = "it makes reactive state, which is no default value")]
    pub fn new() -> Self {
        Self { consent: ServerAction::new(), sources: ServerAction::new() }
    }

    /// How many have come to their end.
    pub fn done(self) -> usize {
        self.consent.version().get() + self.sources.version().get()
    }
}
