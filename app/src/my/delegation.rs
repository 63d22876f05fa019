use leptos::prelude::*;

use super::load_own_page::Colleague;
use crate::erased::Erase;

/// Other trainees of the delegation, and whether they have confirmed.
#[component]
pub fn DelegationList(colleagues: Vec<Colleague>, more: u32, country: String) -> impl IntoView {
    if colleagues.is_empty() {
        return view! { <p>{format!("You are the only trainee of {country}.")}</p> }.erased();
    }
    let line = |colleague: Colleague| {
        let standing = if colleague.has_confirmed { "confirmed" } else { "has not confirmed yet" };
        view! {
            <li>
                {colleague.name.to_string()} ", " <span class="muted">{standing}</span>
            </li>
        }
    };
    let lines = colleagues.into_iter().map(line).collect_view();
    view! {
        <p>"Every one of you can submit, and all of you see who did."</p>
        <ul class="colleagues">{lines} {(more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })}</ul>
    }
    .erased()
}
