use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::choose_zone::ChooseZone;
use super::load_zones::{Zones, load_zones};
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to};
use crate::frame::PageTitle;
use crate::loaded::{loaded, page_data};

/// `/zone`: choose the zone that times are shown in beside the host's.
pub struct ZonePage;

impl ZonePage {
    pub fn view() -> AnyView {
        let zones = page_data(|| (), |()| load_zones());
        view! {
            <PageTitle text="Your time zone" />
            {loaded(zones, |zones| view! { <ZoneForm zones /> })}
        }
        .erased()
    }
}

#[component]
fn ZoneForm(zones: Zones) -> impl IntoView {
    let back = use_query_map().get_untracked().get("back").unwrap_or_else(|| "/".to_owned());
    let Zones { names, current } = zones;
    view! {
        <h1>"Your time zone"</h1>
        <p>"Every time is shown in the host’s zone and in yours, side by side."</p>
        <form class="form" method="post" action={post_to::<ChooseZone>()}>
            <FormError error={form_error::<ChooseZone>()} />
            <input type="hidden" name="back" value=back />
            <label for="zone">"Time zone"</label>
            <select id="zone" name="zone">
                {names
                    .into_iter()
                    .map(|name| {
                        let selected = current.as_ref() == Some(&name);
                        view! { <option selected=selected>{name}</option> }
                    })
                    .collect_view()}
            </select>
            <button class="button">"Use this zone"</button>
        </form>
    }
}
