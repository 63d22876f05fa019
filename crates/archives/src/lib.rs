//! Files gathered into one ZIP archive, whose length is known before its first byte.
//!
//! | part | what |
//! |---|---|
//! | `zip` | the format, for files that are stored as they are |
//! | `pack` | the low-data pack of a session's slides |
//! | `index` | the page of a pack that shows all of it |
//!
//! Nothing here reads a file: what an archive holds, and how long it gets, follows from names and sizes. Whoever sends
//! it brings bytes and checksums.

mod index;
mod pack;
mod zip;

pub use pack::{Pack, PackContent, PackEntry, low_data_pack};
pub use zip::{Entry, Plan};
