//! Every route there is, in one readable table, and what stands around them.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

use crate::route_table::{Listed, RouteTable};
use crate::state::AppState;
use crate::{
    assets, attendance, certificates, events, exports, files, guard, health, pages, review_forms, uploads, visitor,
};

/// Bytes that a form may have; uploads have their own limits.
const FORM_BYTES: usize = 2 * 1024 * 1024;

fn table(state: &AppState) -> RouteTable {
    RouteTable::new()
        .merge(health::routes())
        .merge(pages::routes(state))
        .merge(uploads::routes())
        .merge(files::routes())
        .merge(attendance::routes())
        .merge(events::routes())
        .merge(exports::routes())
        .merge(review_forms::routes())
        .merge(certificates::routes())
}

/// Every route with its methods, for the test that walks them all.
pub fn listed(state: &AppState) -> Vec<Listed> {
    table(state).listed().to_vec()
}

pub fn router(state: AppState) -> Router {
    let site_root = std::path::PathBuf::from(state.leptos_options.site_root.to_string());
    // Files, pictures and recordings are compressed already and say how long they are; an event must not wait in a
    // compressor.
    let compressible = SizeAbove::new(512)
        .and(NotForContentType::SSE)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("audio/"))
        .and(NotForContentType::const_new("video/"))
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("application/zip"))
        .and(NotForContentType::const_new("application/wasm"));
    table(&state)
        .into_router()
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .fallback(no_such_page)
        .layer(from_fn_with_state(state.clone(), visitor::find_visitor))
        .layer(from_fn_with_state(state.clone(), guard::refuse_cross_site))
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Precise(4)).compress_when(compressible))
        .merge(assets::routes(&site_root))
        .layer(from_fn_with_state(state.clone(), guard::set_security_headers))
        .layer(from_fn(observe))
        .with_state(state)
}

/// A path that no page has is answered by the app too, with its own words and status 404. An address that was written
/// with a `/` after it leads to the page without it.
async fn no_such_page(State(state): State<AppState>, request: Request) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD)
        && let Some(address) = without_last_slash(request.uri())
    {
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, address)]).into_response();
    }
    let (office, options) = (state.office.clone(), state.leptos_options.clone());
    let render = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(office.clone());
            pages::set_content_security_policy();
        },
        move || app::document(options.clone()),
    );
    let mut response = render(request).await.into_response();
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// The path without the `/` after it, and the query. `None` where there is none, or where a browser might read what is
/// left as another host's: `//host/`.
fn without_last_slash(uri: &Uri) -> Option<HeaderValue> {
    let path = uri.path().strip_suffix('/').filter(|path| !path.is_empty())?;
    if path.ends_with('/') || path.contains("//") || path.contains('\\') {
        return None;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    HeaderValue::try_from(format!("{path}{query}")).ok()
}

/// Counts requests and their time; logs those that failed. Addresses of links with tokens stay out.
async fn observe(request: Request, next: Next) -> Response {
    let started = std::time::Instant::now();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let (status, seconds) = (response.status().as_u16(), started.elapsed().as_secs_f64());
    metrics::counter!("lectern_requests_total", "method" => method.to_string(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("lectern_request_seconds").record(seconds);
    if response.status().is_server_error() {
        tracing::error!(%method, route, status, seconds, "request failed");
    } else {
        tracing::debug!(%method, route, status, seconds, "request");
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_host_lose_their_last_slash() {
        let shortened = |uri: &'static str| without_last_slash(&Uri::from_static(uri));
        assert_eq!(shortened("/seminars/x/").expect("shorter"), "/seminars/x");
        assert_eq!(shortened("/seminars/?page=2&q=a/").expect("shorter"), "/seminars?page=2&q=a/");
        for kept in ["/", "/seminars", "//evil.example.org/", "/seminars//", "/\\evil.example.org/"] {
            assert_eq!(shortened(kept), None, "{kept}");
        }
    }
}
