//! Header, navigation and footer: the same around every page.

mod coming;
mod footer;
mod header;
mod landing;
mod live;
mod load_frame;
mod page_title;
mod reload;

#[cfg(feature = "hydrate")]
pub use coming::once_it_has_come;
pub use coming::{Coming, ComingNote};
pub use footer::Footer;
pub use header::Header;
pub use landing::Landing;
pub use live::Live;
pub use load_frame::LoadFrame;
pub use page_title::PageTitle;
pub use reload::{Reload, reloads};
