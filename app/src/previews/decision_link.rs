use domain::id::VersionId;
use leptos::prelude::*;

use super::load_deciding::{Deciding, LoadDeciding};
use crate::error::AppError;
use crate::frame::Reload;

/// Leads whoever decides to where they do. What has been drawn is not loaded again, so it asks by itself whether the
/// version is still the one to decide on. The link stays and only its words change: someone may be on it.
#[component]
pub fn DecisionLink(
    /// The one that is looked at.
    version: VersionId,
    /// What it is called there.
    #[prop(into)]
    called: String,
    /// What is to be decided on, as it was loaded.
    #[prop(into)]
    loaded: Signal<Option<Deciding>>,
    /// Where decisions are made.
    address: String,
    #[prop(optional)] id: Option<&'static str>,
) -> impl IntoView {
    let (reload, newest) = (expect_context::<Reload>(), ServerAction::<LoadDeciding>::new());
    let deciding = Memo::new(move |last: Option<&Option<Deciding>>| {
        let loaded = loaded.get();
        match newest.value().get() {
            None => loaded,
            Some(Ok(deciding)) => deciding,
            // It was deleted.
            Some(Err(AppError::NotFound)) => None,
            // Nothing is known anew.
            Some(Err(_)) => last.copied().unwrap_or(loaded),
        }
    });
    Effect::new(move |before: Option<u32>| {
        let count = reload.count();
        if before.is_some_and(|before| before != count) && deciding.with_untracked(Option::is_some) {
            newest.dispatch(LoadDeciding { version: version.to_string() });
        }
        count
    });
    let words = move || match deciding.get() {
        Some(Deciding::This) => format!("Decide on {called}"),
        Some(Deciding::Standing) => "Decide on the version that counts".to_owned(),
        None => String::new(),
    };
    // The key leads by the id.
    let key = id.map(|_| "d");
    view! {
        <Show when=move || deciding.get().is_some()>
            <a id=id href=address.clone() aria-keyshortcuts=key>
                {words.clone()}
            </a>
        </Show>
    }
}
