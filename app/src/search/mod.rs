//! Search in the materials of a seminar, within what the reader may see.

mod load_search;
mod search_page;

pub use load_search::LoadSearch;
pub use search_page::SearchPage;
