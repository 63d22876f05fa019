//! The browser's half, styles, and files served as they are.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tower_http::services::ServeDir;

use crate::state::AppState;

const ICON: &str = "/favicon.svg";

/// Whether a file name holds a hash: `lectern.Zs3d….wasm`, `chunk_12.….wasm`. Such a file never changes.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let hash = name.split('.').nth(1).unwrap_or_default();
    !path.contains("/snippets/") && name.matches('.').count() >= 2 && hash.len() >= 16
}

/// How long browsers keep a file.
fn caching(path: &str) -> &'static str {
    if is_hashed(path) {
        "public, max-age=31536000, immutable"
    } else if path == ICON {
        // Chromium looks for it again whenever the address changes: with each page that is turned in the viewer.
        "public, max-age=86400"
    } else {
        "public, no-cache"
    }
}

async fn cache(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let (rule, is_final) = (caching(path), is_hashed(path));
    let mut response = next.run(request).await;
    if response.status().is_success() {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if is_final {
            // Nobody asks whether it is newer. A first visit loads ten to forty such files.
            headers.remove(header::LAST_MODIFIED);
            headers.remove(header::ACCEPT_RANGES);
        }
    }
    response
}

/// `/pkg` with its compressed forms, and the few files beside it.
pub fn routes(site_root: &Path) -> Router<AppState> {
    let files = |path: &str| ServeDir::new(site_root.join(path)).precompressed_br().precompressed_gzip();
    let file = |name: &str| tower_http::services::ServeFile::new(site_root.join(name));
    Router::new()
        .nest_service("/pkg", files("pkg"))
        .route_service(ICON, file("favicon.svg"))
        .route_service("/robots.txt", file("robots.txt"))
        .layer(from_fn(cache))
}

#[cfg(test)]
mod tests {
    use super::{ICON, caching, is_hashed};

    #[test]
    fn only_hashed_names_are_kept_for_good() {
        assert!(is_hashed("/pkg/lectern.Zs3dkXwqPLmV0b1a2c3d4e.wasm"));
        assert!(!is_hashed("/pkg/lectern.wasm"));
        assert!(!is_hashed("/pkg/snippets/x/inline0.0123456789abcdef0.js"));
        assert!(!is_hashed(ICON));
    }

    #[test]
    fn the_icon_is_not_asked_for_with_every_page() {
        assert_eq!([ICON, "/robots.txt"].map(caching), ["public, max-age=86400", "public, no-cache"]);
    }
}
