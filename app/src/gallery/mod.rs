//! What has been presented, by country: the first page of each file that the reader may open.

mod gallery_page;
mod load_gallery;
mod presented;
mod tile_map;

pub use gallery_page::GalleryPage;
pub use load_gallery::LoadGallery;
