//! Certificates as a whole: printed, read back, tampered with.

mod checking;
mod many;
mod page;
pub mod samples;
mod scripts;
