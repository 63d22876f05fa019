use domain::time::{Clocks, Instant, WallTime};
use leptos::prelude::*;

/// A time for lists and tables, on both clocks: without the year, or to the second with it.
#[component]
pub fn TwiceShort(
    clocks: Clocks,
    at: Instant,
    /// For an audit: the year and the seconds count.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    let moment = clocks.show(at);
    let reader = moment.reader.zip(clocks.reader).filter(|(_, clock)| clock.name != clocks.host.name);
    let text = move |wall: WallTime| match exact {
        true => format!("{}, {}", wall.date(), wall.time_with_seconds()),
        false => format!("{}, {}", wall.short_date(), wall.time()),
    };
    view! {
        <span class="twice twice-short">
            <span class="twice-host">
                <time datetime=at.to_rfc3339()>{text(moment.host)}</time>
                " "
                <span class="zone">{clocks.host.city()}</span>
            </span>
            {reader
                .map(|(wall, clock)| {
                    view! {
                        " "
                        <span class="twice-reader">
                            <time datetime=at.to_rfc3339()>{text(wall)}</time>
                            " "
                            <span class="zone">{format!("{}, your time", clock.city())}</span>
                        </span>
                    }
                })}
        </span>
    }
}
