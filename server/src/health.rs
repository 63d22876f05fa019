//! For operations: alive, ready, and figures.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

use crate::route_table::RouteTable;
use crate::state::AppState;

pub fn routes() -> RouteTable {
    RouteTable::new().at("/livez", &["GET"], get(|| async { "alive\n" })).at("/readyz", &["GET"], get(ready)).at(
        "/metrics",
        &["GET"],
        get(|State(state): State<AppState>| async move { state.metrics.render() }),
    )
}

/// Ready means that the database answers and that the server is not about to stop.
async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    if state.shutdown.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    if state.office.store.is_ready().await {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
    }
}
