//! A page's data while it comes, when it is there, and when it failed.
//!
//! A page makes its resource in its view, not in `LazyRoute::data`: what `data` names lies in the
//! chunk that every first visit loads, and the decoding of all pages' data would be a third of it.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::server::codee::{Decoder, Encoder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::erased::Erase;
use crate::error::{AppError, Problem};
use crate::frame::Landing;

/// What a page loads.
pub type PageData<T> = Resource<Result<T, AppError>, JsonBytes>;

/// Loads what a page shows, and again whenever its `source` changes.
pub fn page_data<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    load: impl Fn(S) -> F + Send + Sync + 'static,
) -> PageData<T>
where
    S: Clone + PartialEq + Send + Sync + 'static,
    T: Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    Resource::new_with_options(source, load, false)
}

/// JSON that is read as bytes, like the answers of server functions: of what both bring, the browser has one decoder.
pub struct JsonBytes;

impl<T: Serialize> Encoder<T> for JsonBytes {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, serde_json::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for JsonBytes {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, serde_json::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}

/// Shows `view` of the data, or the error in its place. What was shown stays until new data is there.
pub fn loaded<T, V>(data: PageData<T>, view: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> AnyView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let landing = Landing::begin();
    awaited(Box::new(move || -> Awaited {
        let view = view.clone();
        Box::pin(async move {
            match data.await {
                Ok(data) => {
                    landing.land();
                    view(data).erased()
                }
                Err(error) => view! { <Problem error /> }.erased(),
            }
        })
    }))
}

/// Shows a view that stays while its data is loaded anew, and hands it the data as it changes:
/// for pages on which someone types or uploads, which a live event must not disturb.
pub fn kept<T, V>(data: PageData<T>, view: impl Fn(Memo<T>) -> V + Clone + Send + Sync + 'static) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let landing = Landing::begin();
    awaited(Box::new(move || -> Awaited {
        let view = view.clone();
        Box::pin(async move {
            // Untracked: new data goes through the memo and does not build the view again.
            match ScopedFuture::new_untracked(async move { data.await }).await {
                Ok(first) => {
                    landing.land();
                    view(newest(data, first)).erased()
                }
                Err(error) => {
                    data.track();
                    view! { <Problem error /> }.erased()
                }
            }
        })
    }))
}

type Awaited = Pin<Box<dyn Future<Output = AnyView> + Send>>;

/// Shows what `view` comes to, and until then what was there before. Leptos has much code for each type of what stands in
/// a `Transition`: this is one for all pages.
fn awaited(view: Box<dyn Fn() -> Awaited + Send + Sync>) -> AnyView {
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"Loading…"</p> }>
            {move || Suspend::new(view())}
        </Transition>
    }
    .erased()
}

/// The newest data that came without an error, from `first` on.
fn newest<T>(data: PageData<T>, first: T) -> Memo<T>
where
    T: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    Memo::new(move |last: Option<&T>| match data.get() {
        Some(Ok(newest)) => newest,
        _ => last.unwrap_or(&first).clone(),
    })
}
