//! What an upload may be, and how the browser sends it.
//!
//! | part | what |
//! |---|---|
//! | `admission` | what is taken in, and why something is not |
//! | `target` | what of a seminar it is meant for |
//! | `sending` | pieces, waits, and what is done about an answer |
//! | `pace` | how fast it goes, and what is left |
//! | `size` | sizes in words |

mod admission;
mod pace;
mod sending;
mod size;
mod target;

pub use admission::{RefusedUpload, admit, admit_another, admit_size, check_file_name};
pub use pace::{Pace, time_left_text};
pub use sending::{
    AfterFailure, FIRST_CHUNK, MAX_CHUNK, MIN_CHUNK, NOT_KEPT, NOT_KEPT_WORDS, after_status, backoff_seconds,
    next_chunk, sha256_in,
};
pub use size::{part_text, size_text};
pub use target::{UploadPlace, UploadTarget};
