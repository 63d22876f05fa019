use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use crate::address::{here, parameter};

#[component]
pub fn Footer() -> impl IntoView {
    let location = use_location();
    let zone_href = move || format!("/zone?back={}", parameter(&here(&location)));
    view! {
        <footer class="footer">
            <p>"Lectern, the online office of international seminars"</p>
            <p>
                <A href=zone_href>"Your time zone"</A>
            </p>
        </footer>
    }
}
