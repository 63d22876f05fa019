//! A file's pages, seen without downloading it: pictures of ours, and their text.
//!
//! | module | what |
//! |---|---|
//! | `preview_page` | the page around them: what it is, what is missing, how much it weighs |
//! | `decision_link` | the way to where one decides, on this version or the one that stands |
//! | `drawing_note` | what of it is still to come |
//! | `file_pages` | all pages, and when what they say comes |
//! | `page_list` | pages one below the other: all of them, or one, as everyone gets them who has no JavaScript |
//! | `shortcuts` | single keys of the viewer |
//! | `stage` | one page at a time, leafed through by key, swipe and wheel |
//! | `page_index` | the ways from a page that is shown alone to the others |
//! | `comparison_page` | what changed between two versions |
//! | `changed_page` | a page that is not as it was |
//! | `change_list` | such pages, side by side and one below the other: all of them, or one |
//! | `comparison_words` | what changed, in short |
//! | `leafing` | which page comes next |
//! | `into_view` | scrolling to a page that has been turned to, or come for |
//! | `thrift` | whether the reader wants to load little |
//! | `zoom` | whether the reader has made the page larger |
//! | `page_picture` | the picture of a page in the width that fits, asked for again where it does not come |

mod change_list;
mod changed_page;
mod comment_link;
mod comparison_page;
mod comparison_words;
mod decision_link;
mod draw_again;
mod drawing_note;
mod file_pages;
mod into_view;
mod leafing;
mod load_comparison;
mod load_deciding;
mod load_preview;
mod load_words;
mod page_index;
mod page_list;
mod page_picture;
mod preview_page;
mod shortcuts;
mod stage;
mod thrift;
mod zoom;

pub use comparison_page::ComparisonPage;
pub use draw_again::DrawAgain;
pub use load_comparison::LoadComparison;
pub use load_deciding::LoadDeciding;
pub use load_preview::LoadPreview;
pub use load_words::LoadWords;
pub use page_picture::Thumbnail;
pub use preview_page::PreviewPage;
