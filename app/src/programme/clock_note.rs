use domain::time::{Clocks, Instant};
use leptos::prelude::*;

/// Says on which clocks the times below are, and leads to the choice of another one.
#[component]
pub fn ClockNote(
    clocks: Clocks,
    /// Offsets are told for this moment.
    at: Instant,
    /// Where to return from the choice: a path of this site.
    #[prop(into)]
    back: Signal<String>,
) -> impl IntoView {
    let moment = clocks.show(at);
    let host = format!("{} ({})", clocks.host.city(), moment.host.offset_name());
    let (text, link) = match clocks.reader.zip(moment.reader) {
        None => (format!("All times are those of {host}, the host’s zone."), "Show your own time as well"),
        Some((reader, _)) if reader.name == clocks.host.name => {
            (format!("All times are those of {host}, which is the host’s zone and yours."), "Change your zone")
        }
        Some((reader, wall)) => {
            let own = format!("{} ({})", reader.city(), wall.offset_name());
            (
                format!("Times are those of {host}, the host’s zone, and beside them of {own}, yours."),
                "Change your zone",
            )
        }
    };
    view! {
        <p class="clock-note">
            {text} " " <a href=move || format!("/zone?back={}", back.get())>{link}</a>
        </p>
    }
}
