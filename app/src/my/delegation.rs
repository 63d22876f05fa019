use leptos::prelude::*;

use super::load_own_page::Colleague;
use crate::erased::Erase;

/// More colleagues than these lie behind a fold.
const LISTED_OPENLY: usize = 3;

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
                {colleague.name} ", " <span class="muted">{standing}</span>
            </li>
        }
    };
    let others = colleagues.len() + more as usize;
    let lines = colleagues.into_iter().map(line).collect_view();
    let list = view! {
        <ul class="colleagues">{lines} {(more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })}</ul>
    };
    view! {
        <p>"Every one of you can submit, and all of you see who did."</p>
        {if others > LISTED_OPENLY {
            view! {
                <details>
                    <summary>{format!("{others} others")}</summary>
                    {list}
                </details>
            }
                .erased()
        } else {
            list.erased()
        }}
    }
    .erased()
}
