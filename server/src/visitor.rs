//! Who asks: found out once per request, by cookie or bearer token, and laid into its extensions.

use std::net::SocketAddr;

use app::request::Visitor;
use app::sign_in::cookie_name;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::actor::Actor;
use domain::time::Instant;
use store::StoreError;

use crate::state::AppState;

pub async fn find_visitor(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let sign_in = cookie(headers, cookie_name(state.office.secure_cookies));
    let visitor = Visitor {
        actor: actor(&state, headers, sign_in.as_deref()).await,
        zone: cookie(headers, "zone"),
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

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|cookies| cookies.split(';')).find_map(|cookie| {
        let (key, value) = cookie.trim().split_once('=')?;
        (key == name && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The peer's address. Behind a proxy on this machine it is the last entry of `X-Forwarded-For`,
/// which the proxy wrote; the entries before it are what anyone may claim.
fn peer(request: &Request) -> String {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let forwarded = || {
        let value = request.headers().get("x-forwarded-for")?.to_str().ok()?;
        value.rsplit(',').next()?.trim().parse().ok()
    };
    match connected {
        Some(ip) if ip.is_loopback() => forwarded().unwrap_or(ip).to_string(),
        Some(ip) => ip.to_string(),
        None => "unknown".to_owned(),
    }
}
