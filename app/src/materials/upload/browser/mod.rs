//! The queue of one assignment in the browser.
//!
//! | module | what |
//! |---|---|
//! | `queue` | what a page can ask of it |
//! | `line` | the files in their order; finding what earlier visits left |
//! | `job` | one file with all that the engine knows of it |
//! | `engine` | carries one file to its end: announce, ask for the offset, send, conclude |
//! | `asking` | how an upload stands whose file is not held any more |
//! | `turn` | one such question after the other |
//! | `transport` | tus 1.0.0, one request at a time |
//! | `digest` | the SHA-256, slice by slice |
//! | `memory` | unfinished uploads in IndexedDB |
//! | `hold` | one tab for each upload |
//! | `bell` | waiting that can be cut short |
//!
//! Queues live as long as the document and not as long as a page: uploads go on while the reader
//! looks at other pages, and when a page's data is loaded again.

mod asking;
mod bell;
mod digest;
mod engine;
mod hold;
mod job;
mod line;
mod memory;
mod queue;
mod transport;
mod turn;

pub use digest::{Digest, Unreadable};
pub use queue::Queue;

/// Milliseconds of a steady clock.
fn now() -> f64 {
    leptos::prelude::window().performance().map_or_else(js_sys::Date::now, |clock| clock.now())
}
