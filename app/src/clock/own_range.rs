use domain::time::{Clocks, Instant, ZoneClock};
use leptos::prelude::*;

/// From when to when on one day for a list without heads over its columns, with the names of the zones: on the reader's
/// clock first, where it is known, and then on the host's.
#[component]
pub fn OwnRange(clocks: Clocks, starts: Instant, ends: Instant) -> impl IntoView {
    let lines = lines(&clocks, starts, ends).into_iter().map(|[start, end, zone]| {
        view! {
            <span>
                <time datetime=starts.to_rfc3339()>{start}</time>
                "–"
                <time datetime=ends.to_rfc3339()>{end}</time>
                " "
                <span class="zone">{zone}</span>
                " "
            </span>
        }
    });
    view! { <span class="own-range">{lines.collect_view()}</span> }
}

/// A time with its date in the same order: whoever has to be somewhere then goes by their own clock.
#[component]
pub fn OwnTime(clocks: Clocks, at: Instant) -> impl IntoView {
    let lines = own_first(&clocks).into_iter().map(|(clock, zone)| {
        view! {
            <span>
                <time datetime=at.to_rfc3339()>{clock.show(at).to_string()}</time>
                " "
                <span class="zone">{zone}</span>
                " "
            </span>
        }
    });
    view! { <span class="own-range">{lines.collect_view()}</span> }
}

/// `Wed 10 Nov, 14:15`, `15:15` and `Vientiane, your time`
fn lines(clocks: &Clocks, starts: Instant, ends: Instant) -> Vec<[String; 3]> {
    let line = |(clock, zone): (&ZoneClock, String)| {
        let start = clock.show(starts);
        [format!("{}, {}", start.short_date(), start.time()), clock.show(ends).time(), zone]
    };
    own_first(clocks).into_iter().map(line).collect()
}

/// The reader's clock, where it is another one, and the host's, each with the name of its zone.
fn own_first(clocks: &Clocks) -> Vec<(&ZoneClock, String)> {
    let reader = clocks.reader.as_ref().filter(|reader| reader.name != clocks.host.name);
    let reader = reader.map(|reader| (reader, format!("{}, your time", reader.city())));
    reader.into_iter().chain([(&clocks.host, clocks.host.city())]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(name: &str, hours: i32) -> ZoneClock {
        ZoneClock { name: name.to_owned(), offsets: vec![(Instant::from_seconds(0), hours * 3600)] }
    }

    #[test]
    fn the_readers_own_time_comes_first_and_every_time_has_its_zone() {
        let starts = Instant::from_seconds(1_636_507_800); // 2021-11-10T01:30:00Z
        let told = |clocks: &Clocks| lines(clocks, starts, starts.plus_minutes(60));
        let host = ["Wed 10 Nov, 09:30", "10:30", "Shanghai"].map(str::to_owned);
        let own = ["Tue 9 Nov, 20:30", "21:30", "Bogota, your time"].map(str::to_owned);
        let mut clocks = Clocks { host: clock("Asia/Shanghai", 8), reader: Some(clock("America/Bogota", -5)) };
        assert_eq!(told(&clocks), [own, host.clone()]);
        for reader in [Some(clocks.host.clone()), None] {
            clocks.reader = reader;
            assert_eq!(told(&clocks), std::slice::from_ref(&host));
        }
    }
}
