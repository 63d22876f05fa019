//! Components for times. Both clocks are computed from the same numbers on server and browser.

use domain::time::{Clocks, Instant, Moment, WallTime};
use leptos::prelude::*;

use crate::erased::Erase;
use crate::frame::Reload;

fn day_shift_note(moment: &Moment) -> Option<AnyView> {
    let text = match moment.day_shift() {
        0 => return None,
        shift if shift > 0 => "next day",
        _ => "day before",
    };
    Some(view! { <span class="day-shift">{text}</span> }.erased())
}

/// A time with its date on the host's clock, and on the reader's where it is known.
#[component]
pub fn Twice(clocks: Clocks, at: Instant) -> impl IntoView {
    let moment = clocks.show(at);
    let host_city = clocks.host.city();
    let reader = moment.reader.zip(clocks.reader.as_ref()).filter(|(_, clock)| clock.name != clocks.host.name);
    view! {
        <span class="twice">
            <span class="twice-host">
                <time datetime=at.to_rfc3339()>{moment.host.to_string()}</time>
                " "
                <span class="zone">{host_city}</span>
            </span>
            {reader
                .map(|(wall, clock)| {
                    view! {
                        " "
                        <span class="twice-reader">
                            <time datetime=at.to_rfc3339()>{wall.to_string()}</time>
                            " "
                            <span class="zone">{format!("{}, your time", clock.city())}</span>
                            {day_shift_note(&moment).map(|note| (" ", note))}
                        </span>
                    }
                })}
        </span>
    }
}

/// From when to when, or just when, without dates, on both clocks; a day change is marked.
#[component]
pub fn TwiceRange(clocks: Clocks, starts: Instant, #[prop(optional)] ends: Option<Instant>) -> impl IntoView {
    let (start, end) = (clocks.show(starts), ends.map(|ends| clocks.show(ends)));
    let reader = clocks.reader.as_ref().filter(|clock| clock.name != clocks.host.name);
    // Where both ends fall on the same other day, one note behind the range says it.
    let start_note = end.is_some_and(|end| end.day_shift() != start.day_shift()).then(|| day_shift_note(&start));
    view! {
        <span class="twice-range">
            <span class="twice-host">
                {clock_time(start, Some(start.host))} {end.map(|end| ("–", clock_time(end, Some(end.host))))}
                <span class="visually-hidden">{format!(" {}", clocks.host.city())}</span>
            </span>
            {reader
                .map(|clock| {
                    view! {
                        " "
                        <span class="twice-reader">
                            {clock_time(start, start.reader)} {start_note.map(|note| (" ", note))}
                            {end.map(|end| ("–", clock_time(end, end.reader)))}
                            <span class="visually-hidden">{format!(" {}, your time", clock.city())}</span> " "
                            {day_shift_note(&end.unwrap_or(start))}
                        </span>
                    }
                })}
        </span>
    }
}

fn clock_time(moment: Moment, wall: Option<WallTime>) -> impl IntoView {
    wall.map(|wall| view! { <time datetime=moment.instant.to_rfc3339()>{wall.time()}</time> })
}

/// `in 2 days 3 h`, counted anew every half minute once the page is alive. When the time has come the
/// page's data is loaded again: what was next is now, and something else comes next.
#[component]
pub fn Countdown(
    to: Instant,
    /// The server's clock when the page was made; the browser's own may be wrong.
    now: Instant,
) -> impl IntoView {
    let elapsed = RwSignal::new(0_i64);
    Effect::new(move |_| {
        let (started, reload) = (elapsed_clock(), use_context::<Reload>());
        let tick = move || {
            let left = |elapsed| to.seconds_since(now) - elapsed;
            let (before, after) = (left(elapsed.get_untracked()), left(elapsed_clock() - started));
            elapsed.set(elapsed_clock() - started);
            if let Some(reload) = reload.filter(|_| before >= 0 && after < 0) {
                reload.all();
            }
        };
        let ticking = set_interval_with_handle(tick, std::time::Duration::from_secs(30));
        if let Ok(ticking) = ticking {
            on_cleanup(move || ticking.clear());
        }
    });
    view! { <span class="countdown">{move || until(to.seconds_since(now) - elapsed.get())}</span> }
}

/// Seconds of the browser's clock, for differences only.
fn elapsed_clock() -> i64 {
    #[cfg(feature = "hydrate")]
    let seconds = (js_sys::Date::now() / 1000.0) as i64;
    #[cfg(not(feature = "hydrate"))]
    let seconds = 0;
    seconds
}

fn until(seconds: i64) -> String {
    let minutes = seconds.div_euclid(60);
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours, rest) {
        _ if minutes < 0 => "now".to_owned(),
        (0, 0, 0) => "in less than a minute".to_owned(),
        (0, 0, rest) => format!("in {rest} min"),
        (0, hours, rest) => format!("in {hours} h {rest} min"),
        (1, 0, _) => "in 1 day".to_owned(),
        (days, 0, _) => format!("in {days} days"),
        (1, hours, _) => format!("in 1 day {hours} h"),
        (days, hours, _) => format!("in {days} days {hours} h"),
    }
}

#[cfg(test)]
mod tests {
    use super::until;

    #[test]
    fn counting_down() {
        assert_eq!(until(-1), "now");
        assert_eq!(until(59), "in less than a minute");
        assert_eq!(until(3 * 3600 + 120), "in 3 h 2 min");
        assert_eq!(until(24 * 3600 + 59), "in 1 day");
        assert_eq!(until(72 * 3600 + 120), "in 3 days");
        assert_eq!(until(26 * 3600), "in 1 day 2 h");
        assert_eq!(until(49 * 3600), "in 2 days 1 h");
    }
}
