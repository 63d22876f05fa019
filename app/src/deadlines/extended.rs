use leptos::prelude::*;

use crate::fact::Fact;

/// A fact beside a due time: it is later than that of the others.
#[component]
pub fn Extended(reason: String) -> impl IntoView {
    view! { <Fact name="More time">{format!("This delegation alone. Reason: {reason}")}</Fact> }
}
