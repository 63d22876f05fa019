//! The code of a page comes when the first page of its chunk is opened, and the page before stands until then. That takes
//! seconds on a weak link, and where the link breaks, until it is there again.

#[cfg(feature = "hydrate")]
use std::pin::Pin;

use leptos::prelude::*;

/// How many pages' code is on its way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Coming(RwSignal<u32>);

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

/// What asking for the code of a page comes to.
#[cfg(feature = "hydrate")]
type Asked = Pin<Box<dyn Future<Output = Option<AnyView>>>>;

/// The view of a page, as soon as its code has come. `ask` asks for that, and gives nothing where it does not come.
#[cfg(feature = "hydrate")]
pub async fn once_it_has_come(ask: fn() -> Asked) -> AnyView {
    use gloo_timers::future::TimeoutFuture;
    use leptos_router::hooks::{use_location, use_matched};

    use crate::erased::Erase;

    let coming = Underway::begin();
    // The first page of a document.
    let stands = coming.0.is_none();
    let (location, matched) = (use_location(), use_matched());
    let path = location.pathname;
    let first = matched.get_untracked();
    // Also as another page of the same route: what is matched then changes with the address.
    let is_awaited = move || {
        path.with_untracked(|path| {
            matched.with_untracked(|matched| path.trim_end_matches('/') == matched.trim_end_matches('/'))
        })
    };
    let is_gone = move || !stands && !is_awaited();
    let mut tries_with_link = 0;
    loop {
        if let Some(view) = ask().await {
            if is_awaited() && matched.get_untracked() != first {
                // The router drops the view of a route that was asked for by another address.
                take_document(&location);
            }
            return view;
        }
        TimeoutFuture::new(PAUSE).await;
        if is_gone() {
            // The reader has gone elsewhere, and the router takes no view of this page any more.
            return ().erased();
        }
        // A server that answers and does not have the code has that of another build: a whole document brings it. One that
        // stands already is no page less for it, but links lead nowhere from there: the router waits for that page.
        let needs_document = !stands || !is_awaited();
        if needs_document && answers(&path.get_untracked()).await && !is_gone() {
            tries_with_link += 1;
            // Once: a second time would cut the first one off.
            if tries_with_link == MOST_TRIES_WITH_LINK {
                take_document(&location);
            }
        }
    }
}

/// Between two tries, in milliseconds.
#[cfg(feature = "hydrate")]
const PAUSE: u32 = 2_000;

#[cfg(feature = "hydrate")]
const MOST_TRIES_WITH_LINK: u32 = 3;

/// Goes where the reader wants to be, by the browser's own way.
#[cfg(feature = "hydrate")]
fn take_document(location: &leptos_router::location::Location) {
    // It fails for what is no address.
    let _ = window().location().assign(&untrack(|| crate::address::here(location)));
}

/// Does the server answer? A proxy says 502 for one that is away.
#[cfg(feature = "hydrate")]
async fn answers(path: &str) -> bool {
    use wasm_bindgen::JsCast;

    let head = web_sys::RequestInit::new();
    head.set_method("HEAD");
    let asked = window().fetch_with_str_and_init(path, &head);
    let answer = wasm_bindgen_futures::JsFuture::from(asked).await;
    let answer = answer.ok().and_then(|answer| answer.dyn_into::<web_sys::Response>().ok());
    answer.is_some_and(|answer| answer.status() < 500)
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
