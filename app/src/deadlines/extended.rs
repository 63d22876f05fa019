use leptos::prelude::*;

/// A fact beside a due time: it is later than that of the others.
#[component]
pub fn Extended(reason: String) -> impl IntoView {
    view! {
        <div>
            <dt>"More time"</dt>
            <dd>{format!("This delegation alone. Reason: {reason}")}</dd>
        </div>
    }
}
