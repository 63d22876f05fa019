//! Cross-site requests refused, security headers set.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::state::AppState;
use crate::visitor::bearer;

/// Refuses requests that change state and come from another site. A bearer token is not sent by
/// browsers on their own, so who brings one is let through.
pub async fn refuse_cross_site(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let bearer = bearer(request.headers()).is_some();
    if changes && !bearer && is_cross_site(request.headers(), &state.office.public_url) {
        return (StatusCode::FORBIDDEN, "This request came from another site.").into_response();
    }
    next.run(request).await
}

/// Browsers say where a request comes from by `Sec-Fetch-Site`, older ones by `Origin`. A client
/// that says neither is no browser and holds no cookie that another site could use.
fn is_cross_site(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return !matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        None => false,
        Some(origin) => {
            let host = text(header::HOST).unwrap_or_default();
            let own = origin == public_url || origin.split_once("//").is_some_and(|(_, from)| from == host);
            !own
        }
    }
}

/// What every response carries; a page's content security policy is set where its nonce is made. What a page loads from
/// `/pkg` is no document and comes in ten to forty files: it carries what concerns it.
pub async fn set_security_headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_part_of_page = request.uri().path().starts_with("/pkg/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if is_part_of_page {
        return response;
    }
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    if state.office.secure_cookies {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn other_sites_are_told_apart() {
        let own = "https://seminars.example.org";
        for (pairs, cross) in [
            (vec![], false),
            (vec![("sec-fetch-site", "same-origin")], false),
            (vec![("sec-fetch-site", "none")], false),
            (vec![("sec-fetch-site", "same-site")], true),
            (vec![("sec-fetch-site", "cross-site"), ("origin", "https://seminars.example.org")], true),
            (vec![("origin", "https://seminars.example.org")], false),
            (vec![("origin", "https://evil.example.org"), ("host", "seminars.example.org")], true),
            (vec![("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")], false),
            (vec![("origin", "null")], true),
        ] {
            assert_eq!(is_cross_site(&headers(&pairs), own), cross, "{pairs:?}");
        }
    }
}
