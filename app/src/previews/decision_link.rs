use leptos::prelude::*;

use super::load_deciding::{Deciding, LoadDeciding};
use super::load_preview::Preview;
use super::shortcuts::DECIDE;
use crate::error::AppError;
use crate::frame::Reload;

/// Leads whoever decides to where they do. What has been drawn is not loaded again, so it asks by itself whether the
/// version is still the one to decide on. The link stays and only its words change: someone may be on it.
#[component]
pub fn DecisionLink(
    preview: Memo<Preview>,
    /// Where decisions are made.
    address: String,
) -> impl IntoView {
    let (reload, newest) = (expect_context::<Reload>(), ServerAction::<LoadDeciding>::new());
    let deciding = Memo::new(move |last: Option<&Option<Deciding>>| {
        let loaded = preview.with(|preview| preview.deciding);
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
            let version = preview.with_untracked(|preview| preview.version.id.to_string());
            newest.dispatch(LoadDeciding { version });
        }
        count
    });
    let words = move || match deciding.get() {
        Some(Deciding::This) => "Decide on this version",
        Some(Deciding::Newer) => "Decide on the newer version",
        None => "",
    };
    view! {
        <Show when=move || deciding.get().is_some()>
            <a id=DECIDE href=address.clone() aria-keyshortcuts="d">
                {words}
            </a>
        </Show>
    }
}
