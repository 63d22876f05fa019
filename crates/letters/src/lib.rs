//! The words of each mail. They are written from what holds when they are needed: for staff who look at
//! a mail that waits, and once more when it goes out.
//!
//! | part | what |
//! |---|---|
//! | `words` | what each kind of mail says |
//! | `reminder` | what is owed, in words |
//! | `html` | the same words as HTML |
//!
//! Nothing here reads a clock, sends anything, or knows where a link leads.

mod html;
mod reminder;
mod words;

pub use html::html;
pub use words::write_letter;

use domain::time::{Clocks, Instant};

/// A time on the host's clock and, where it is another one, on the reader's.
fn on_both_clocks(clocks: &Clocks, at: Instant) -> String {
    let moment = clocks.show(at);
    let host = format!("{} in {} ({})", moment.host, clocks.host.city(), moment.host.offset_name());
    match (&clocks.reader, moment.reader) {
        (Some(clock), Some(reader)) if reader != moment.host => {
            format!("{host}, which is {reader} in {} ({})", clock.city(), reader.offset_name())
        }
        _ => host,
    }
}
