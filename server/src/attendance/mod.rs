//! Exports of meeting platforms: how their bytes come in and go out, and what has them read.

mod download_export;
mod reader;
mod upload_exports;

use axum::extract::DefaultBodyLimit;
use axum::middleware::map_request;
use axum::routing::{get, post};

use crate::form_field::end_apart;
use crate::route_table::RouteTable;
pub use reader::Reader;

/// A form may bring so many bytes, over all its files.
const FORM_BYTES: usize = 64 * 1024 * 1024;
/// No platform writes larger exports; the readers have budgets of their own beside it.
const FILE_BYTES: usize = 20 * 1024 * 1024;

pub fn routes() -> RouteTable {
    RouteTable::new()
        .at(
            "/api/attendance_files",
            &["POST"],
            post(upload_exports::upload_exports).layer((DefaultBodyLimit::max(FORM_BYTES), map_request(end_apart))),
        )
        .at("/seminars/{seminar}/attendance/files/{file}/export", &["GET"], get(download_export::download_export))
}
