//! Who asks: found out once per request, by cookie or bearer token, and laid into its extensions.

use std::net::{IpAddr, SocketAddr};

use app::clock::zone_cookie_name;
use app::cookies::cookie;
use app::request::Visitor;
use app::sign_in::cookie_name;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::actor::Actor;
use domain::time::Instant;
use domain::time::zones::known_zone;
use store::StoreError;

use crate::state::AppState;

pub async fn find_visitor(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let secure = state.office.secure_cookies;
    let sign_in = cookie(headers, cookie_name(secure));
    let visitor = Visitor {
        actor: actor(&state, headers, sign_in.as_deref()).await,
        // One that nobody knows is as good as none, and the browser may tell its own.
        zone: cookie(headers, zone_cookie_name(secure)).and_then(|zone| known_zone(&zone).ok()),
        peer: peer(&request),
        sign_in,
    };
    request.extensions_mut().insert(visitor);
    next.run(request).await
}

/// A bearer token stands before a cookie: whoever sends one means it.
async fn actor(state: &AppState, headers: &HeaderMap, sign_in: Option<&str>) -> Option<Actor> {
    let store = &state.office.store;
    let found = match (bearer(headers), sign_in) {
        (Some(token), _) => store.actor_by_api_token(token, Instant::now()).await,
        (None, Some(token)) => store.actor_by_sign_in(token, Instant::now()).await,
        (None, None) => return None,
    };
    match found {
        Ok(actor) => Some(actor),
        Err(StoreError::NotFound | StoreError::SpentToken) => None,
        Err(error) => {
            tracing::error!(%error, "could not find out who asks");
            None
        }
    }
}

/// The token of an API client.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The peer's address. Behind a proxy on this machine it is what the proxy says.
fn peer(request: &Request) -> String {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    match connected {
        Some(ip) if ip.is_loopback() => forwarded(request.headers()).unwrap_or(ip).to_string(),
        Some(ip) => ip.to_string(),
        None => "unknown".to_owned(),
    }
}

/// The last entry of the last `X-Forwarded-For`, which the proxy wrote; what stands before it is
/// what anyone may claim.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let value = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    value.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_what_the_proxy_wrote_counts() {
        let claimed = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append("x-forwarded-for", HeaderValue::from_static(value));
            }
            forwarded(&headers).map(|ip| ip.to_string())
        };
        assert_eq!(claimed(&["192.0.2.1, 192.0.2.2"]).as_deref(), Some("192.0.2.2"));
        assert_eq!(claimed(&["192.0.2.1", "192.0.2.2"]).as_deref(), Some("192.0.2.2"), "a line of the proxy's own");
        assert_eq!(claimed(&["nonsense"]), None);
        assert_eq!(claimed(&[]), None);
    }

    #[test]
    fn a_bearer_token_is_told_from_other_schemes() {
        let token = |value| {
            bearer(&HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(value))])).map(str::to_owned)
        };
        assert_eq!(token("bearer  abc").as_deref(), Some("abc"));
        assert_eq!(token("Basic abc"), None);
    }
}
