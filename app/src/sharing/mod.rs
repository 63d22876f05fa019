//! What a delegation shares: consent that others read a material, links to the sources of its figures.

mod actions;
mod consent_section;
mod set_consent;
mod set_sources;
mod source_list;
mod sources_section;

pub use actions::SharingActions;
pub use consent_section::{ConsentSection, seen_consent};
pub use set_consent::SetConsent;
pub use set_sources::SetSources;
pub use source_list::SourceList;
pub use sources_section::SourcesSection;

/// What a consent is given to.
pub const WHOLE_FILE: &str = "They read the whole file then, with the speaker's notes and hidden slides in it.";
