//! The small seminar of the tests, and an export of its first session.

use domain::definition::read_seminar;
use domain::time::Instant;

use crate::SEMINAR;

/// A Zoom export of one attendee who was in the opening from its first minute to its last.
pub fn export_of(name: &str) -> String {
    let opening = seminar(SEMINAR, Instant::now()).sessions.swap_remove(0);
    // Shanghai has no daylight saving.
    let written = |at: Instant| {
        let at = at.at_offset(8 * 3600);
        format!(
            "{:02}/{:02}/{:04} {:02}:{:02}:{:02}",
            at.month(),
            at.day(),
            at.year(),
            at.hour(),
            at.minute(),
            at.second()
        )
    };
    let (joined, left) = (written(opening.starts), written(opening.ends));
    format!(
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\n{name},,{joined},{left},30,Yes\r\n"
    )
}

/// The small seminar, running at `now`.
pub fn seminar(slug: &str, now: Instant) -> domain::seminar::Seminar {
    let reading = read_seminar(include_str!("sample.toml")).expect("a seminar");
    let days = now.seconds_since(reading.seminar.starts).div_euclid(86_400) - 1;
    let mut seminar = reading.seminar.moved_by_days(days);
    seminar.slug = slug.parse().expect("a slug");
    seminar
}
