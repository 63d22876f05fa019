//! Files that are text themselves, or a list.
//!
//! | module | what |
//! |---|---|
//! | [`text`] | texts and tables with separators, in pages of some lines |
//! | [`archive`] | what lies in a zip |

mod archive;
mod text;

pub(crate) use archive::list_archive;
pub(crate) use text::render_text;
