use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::SettleAttendees;
use super::attendee_choice::AttendeeChoice;
use super::load_settle::{Settle, load_settle};
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to, told_in_address};
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/attendance/settle?session=…` or `?file=…`: who is who.
pub struct SettlePage;

impl SettlePage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let text = move |name: &str| query.read().get(name).unwrap_or_default();
        let source = move || (seminar(), text("session"), text("file"), !text("all").is_empty(), reloads());
        let load = |(seminar, session, file, all, _)| load_settle(seminar, session, file, all);
        loaded(page_data(source, load), |settle| view! { <SettleView settle /> })
    }
}

#[component]
fn SettleView(settle: Settle) -> impl IntoView {
    let Settle { slug, title, about, all, attendees, more, trainees } = settle;
    let query = use_query_map().get_untracked();
    let (session, file) = (query.get("session").unwrap_or_default(), query.get("file").unwrap_or_default());
    let settled = told_in_address("settled").and_then(|count| count.parse::<u32>().ok()).filter(|count| *count > 0);
    let settled = settled.map(|count| match count {
        1 => "1 is settled.".to_owned(),
        count => format!("{count} are settled."),
    });
    let other = format!("?session={session}&file={file}{}", if all { "" } else { "&all=yes" });
    let none = attendees.is_empty();
    let count = match attendees.len() {
        0 => "Everyone is settled.".to_owned(),
        1 => "1 attendee:".to_owned(),
        count => format!("{count} attendees:"),
    };
    let more = (more > 0).then(|| view! { <p>{format!("{more} more follow when these are settled.")}</p> });
    let choices = attendees.into_iter().enumerate().map(|(place, asked)| {
        view! { <AttendeeChoice asked first={place == 0} /> }
    });
    let choices = choices.collect_view();
    let names = trainees.into_iter().map(|name| view! { <option value=name></option> }).collect_view();
    view! {
        <PageTitle text="Who is who" />
        <p class="eyebrow">{title}</p>
        <h1>"Who is who: " {about}</h1>
        <p>
            <a href=format!("/seminars/{slug}/attendance")>"Back to the sheet"</a>
            " · "
            <a href=other>{if all { "Only those to settle" } else { "All attendees, settled ones too" }}</a>
        </p>
        <FormError error={form_error::<SettleAttendees>()} />
        {settled.map(|settled| view! { <p class="notice-line" role="status">{settled}</p> })}
        <p>{count}</p>
        {(!none)
            .then(|| {
                view! {
                    <p class="hint">
                        "Press a digit to choose and go on. What you leave open stays open. Names that you settle are remembered."
                    </p>
                    <form class="settle" method="post" action={post_to::<SettleAttendees>()}>
                        <input type="hidden" name="seminar" value=slug.to_string() />
                        <input type="hidden" name="session" value=session />
                        <input type="hidden" name="file" value=file />
                        {choices}
                        <datalist id="trainees">{names}</datalist>
                        <button class="button">"Settle these"</button>
                    </form>
                }
                    .erased()
            })}
        {more}
    }
    .erased()
}
