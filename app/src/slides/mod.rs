//! The slides of a session: what its members see of them, and what those who lead it do with them.

mod leader_forms;
mod pack_link;
#[cfg(feature = "ssr")]
mod pack_weight;
mod release_forms;
mod release_note;
mod release_slides;
mod releasing;
mod remove_form;
mod shown;
mod slides_list;
mod slides_section;

pub use release_slides::ReleaseSlides;
pub use shown::SlidesShown;
pub use slides_section::SlidesSection;
