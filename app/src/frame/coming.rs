//! The code of a page comes when the first page of its chunk is opened, and the page before stands until then. That takes
//! seconds on a weak link, and where the link breaks, until it is there again.

#[cfg(feature = "hydrate")]
use std::pin::Pin;

use leptos::prelude::*;

/// How many pages' code is on its way.
#[derive(Debug, Clone, Copy)]
pub struct Coming(RwSignal<u32>);

impl Coming {
    pub fn new() -> Self {
        Self(RwSignal::new(0))
    }
}

/// Says that the page that was asked for is coming, once that has taken a while. Without it, a link seems to do nothing.
#[component]
pub fn ComingNote() -> impl IntoView {
    let Coming(count) = expect_context();
    view! {
        <p class="coming" role="status">
            {move || (count.get() > 0).then_some("The page is coming…")}
        </p>
    }
}

/// The view of a page, as soon as its code has come. `ask` asks for that, and gives nothing where it does not come.
#[cfg(feature = "hydrate")]
pub async fn once_it_has_come(ask: fn() -> Pin<Box<dyn Future<Output = Option<AnyView>>>>) -> AnyView {
    use gloo_timers::future::TimeoutFuture;
    use leptos_router::hooks::use_location;

    use crate::address::here;
    use crate::erased::Erase;

    let coming = Underway::begin();
    let location = use_location();
    let path = location.pathname.get_untracked();
    let mut tries_with_link = 0;
    loop {
        if let Some(view) = ask().await {
            return view;
        }
        TimeoutFuture::new(PAUSE).await;
        if location.pathname.get_untracked() != path {
            // The reader has gone elsewhere, and the router takes no view of this page any more.
            return ().erased();
        }
        // A server that answers and does not have the code has that of another build: a whole document brings it. One that
        // stands already is no page less for it.
        if coming.0.is_some() && answers(&path).await {
            tries_with_link += 1;
        }
        if tries_with_link == MOST_TRIES_WITH_LINK {
            // Where that fails, too, the page before stays.
            let _ = window().location().assign(&untrack(|| here(&location)));
        }
    }
}

/// Between two tries, in milliseconds.
#[cfg(feature = "hydrate")]
const PAUSE: u32 = 2_000;

#[cfg(feature = "hydrate")]
const MOST_TRIES_WITH_LINK: u32 = 3;

/// Does the server answer, whatever it says?
#[cfg(feature = "hydrate")]
async fn answers(path: &str) -> bool {
    let head = web_sys::RequestInit::new();
    head.set_method("HEAD");
    let asked = window().fetch_with_str_and_init(path, &head);
    wasm_bindgen_futures::JsFuture::from(asked).await.is_ok()
}

/// Lasts as long as the code of a page is on its way; of the first page of a document nothing is said, for it stands.
#[cfg(feature = "hydrate")]
struct Underway(Option<Coming>);

#[cfg(feature = "hydrate")]
impl Underway {
    fn begin() -> Self {
        let hydrates = Owner::current_shared_context().is_some_and(|shared| shared.during_hydration());
        let coming = use_context::<Coming>().filter(|_| !hydrates);
        if let Some(Coming(count)) = coming {
            count.update(|count| *count += 1);
        }
        Self(coming)
    }
}

#[cfg(feature = "hydrate")]
impl Drop for Underway {
    fn drop(&mut self) {
        if let Some(Coming(count)) = self.0 {
            count.update(|count| *count -= 1);
        }
    }
}
