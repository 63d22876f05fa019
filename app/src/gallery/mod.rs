//! What has been submitted, by country: the first page of each file that the reader may open.

mod gallery_page;
#[cfg(feature = "ssr")]
mod lay_out_gallery;
mod load_gallery;
mod progress;
#[cfg(feature = "ssr")]
mod shelves;
mod tile_map;

pub use gallery_page::GalleryPage;
pub use load_gallery::LoadGallery;
