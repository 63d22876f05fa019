//! The slides of a session: what its members see of them, and what those who lead it do with them.

#[cfg(feature = "ssr")]
mod pack_weight;
mod release_slides;
mod shown;
mod slides_section;

pub use release_slides::ReleaseSlides;
pub use shown::SlidesShown;
pub use slides_section::SlidesSection;
