//! Dates, times and durations as they are written.
//!
//! | module | what |
//! |---|---|
//! | [`moment`] | a date with a time of day |
//! | [`scan`] | its parts, read one after the other |
//! | [`order`] | month first or day first, from all dates of a file |
//! | [`duration`] | how long |

mod duration;
mod moment;
mod order;
mod scan;

pub(crate) use duration::{clock_of_days, read_duration};
pub(crate) use moment::{WrittenMoment, moment_of_days};
pub(crate) use order::Evidence;

/// Does a cell say that there is nothing to say?
pub(crate) fn is_missing(text: &str) -> bool {
    const WORDS: [&str; 8] = ["n/a", "na", "n/d", "none", "null", "k.a.", "н/д", "无"];
    let mark = |character: char| matches!(character, '-' | '–' | '—' | '－' | '/' | ':') || character.is_whitespace();
    text.chars().all(mark) || WORDS.contains(&text.to_lowercase().as_str())
}
