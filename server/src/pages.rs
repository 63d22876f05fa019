//! Pages and server functions, rendered by Leptos.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::OnceLock;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{AxumRouteListing, LeptosRoutes, ResponseOptions, generate_route_list};

use crate::hints::put_code_last;
use crate::posted::{bring_back, provide_posted};
use crate::route_table::RouteTable;
use crate::state::AppState;

/// Every page of the app and every server function, listed as the app itself lists them.
pub fn routes(state: &AppState) -> RouteTable {
    let pages = pages();
    let mut table = RouteTable::new();
    for page in &pages {
        table.list(page.path(), vec!["GET".to_owned()]);
    }
    // `leptos_routes_with_context` adds the server functions to the router, and so they are only listed here.
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        table.list(path, vec![method.to_string()]);
    }
    let (office, options) = (state.office.clone(), state.leptos_options.clone());
    let context = move || {
        provide_context(office.clone());
        provide_posted();
        set_content_security_policy();
    };
    let document = move || app::document(options.clone());
    table.map(|router| {
        let rendered = Router::new().leptos_routes_with_context(state, pages, context, document);
        let brings_back = from_fn_with_state(state.clone(), bring_back);
        router.merge(rendered.layer(from_fn(uncut)).layer(from_fn(put_code_last)).layer(brings_back))
    })
}

/// The pages of the app, listed once in a process. What a page begins to load while Leptos lists them never comes
/// (`SuppressResourceLoad` of `leptos_server` 0.8.8 holds for all threads), and tests start servers beside each other.
fn pages() -> Vec<AxumRouteListing> {
    static PAGES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    PAGES.get_or_init(|| generate_route_list(app::App)).clone()
}

/// Renders to the end also when the client leaves. Cut in the middle, what the page was loading would
/// go on without the context that it needs, and panic there.
async fn uncut(request: Request, next: Next) -> Response {
    match tokio::spawn(by_one_owner(next.run(request))).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Leptos looks up by thread which page it renders, also after a wait, when another page may have had the thread: the
/// hints for code (`leptos_integration_utils` 0.8.9) went into a page beside it, or into none. Here each step of a page
/// goes on with the owner that its last step left.
async fn by_one_owner<T>(rendering: impl Future<Output = T>) -> T {
    let mut rendering = pin!(rendering);
    let mut owner: Option<Owner> = None;
    poll_fn(|context| {
        if let Some(owner) = &owner {
            owner.set();
        }
        let step = rendering.as_mut().poll(context);
        owner = Owner::current();
        step
    })
    .await
}

/// Scripts run only with the page's nonce; wasm may be compiled; nothing is loaded from elsewhere.
pub fn set_content_security_policy() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::by_one_owner;

    #[tokio::test]
    async fn a_page_keeps_its_owner_while_others_are_rendered() {
        let render = |name: &'static str| {
            by_one_owner(async move {
                let owner = Owner::new_root(None);
                owner.with(|| provide_context(name));
                for _ in 0..3 {
                    tokio::task::yield_now().await;
                    assert_eq!(use_context::<&str>(), Some(name));
                }
            })
        };
        tokio::join!(render("one page"), render("another"));
    }
}
