//! Reviews written offline: how their form goes out and comes back.

mod download_form;
mod upload_form;

use axum::extract::DefaultBodyLimit;
use axum::middleware::map_request;
use axum::routing::{get, post};

use crate::form_field::end_apart;
use crate::route_table::RouteTable;

/// A form with the longest comments in all of its rows stays below.
const FILE_BYTES: usize = 10 * 1024 * 1024;
/// The file, and what a browser puts around it.
const FORM_BYTES: usize = FILE_BYTES + 64 * 1024;

pub fn routes() -> RouteTable {
    RouteTable::new().at("/seminars/{seminar}/review-form.xlsx", &["GET"], get(download_form::download_form)).at(
        "/api/review_forms",
        &["POST"],
        post(upload_form::upload_form).layer((DefaultBodyLimit::max(FORM_BYTES), map_request(end_apart))),
    )
}
