//! The uploader: a plain form without JavaScript, a queue that survives broken links with it.
//!
//! | module | what |
//! |---|---|
//! | `uploader` | the form, the drop zone, the list |
//! | `item` | one file's row |
//! | `which_one` | the question which of several files is meant |
//! | `terms` | what an assignment takes |
//! | `statement` | what an upload says of sharing |
//! | `state` | where an upload stands: in words, and what a person can do about it |
//! | `browser` | the queue itself: everything that touches the browser |
//! | `still` | the queue's shape on the server, where nothing moves |

#[cfg(feature = "hydrate")]
mod browser;
mod item;
#[cfg_attr(
    not(feature = "hydrate"),
    expect(dead_code, reason = "the server draws no rows: every state but its shape comes about in the browser")
)]
mod state;
mod statement;
#[cfg(not(feature = "hydrate"))]
mod still;
mod terms;
mod uploader;
mod which_one;

#[cfg(feature = "hydrate")]
pub use browser::{Digest, Unreadable};
pub use statement::Statement;
pub use terms::Terms;
pub use uploader::Uploader;
