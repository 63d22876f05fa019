//! Files on their way out.
//!
//! | part | what |
//! |---|---|
//! | `download_file` | one version, to be saved or played |
//! | `send_file` | its file as an answer, whole or a range of it |
//! | `show_image` | one image of a preview |
//! | `download_materials` | the versions that stand of what a filter shows, as one archive |
//! | `download_pack` | the low-data pack of a session's slides |
//! | [`sweep_deleted`] | what was deleted long enough ago, or placed in vain, removed for good |
//! | [`collection`] | files of the vault gathered into one archive |
//! | `headers` | the fields beside them |
//! | `range` | which bytes a client asks for |
//! | [`validators`] | what tells whether a client's copy is still right |
//!
//! Whatever a file holds came from someone's machine: it is offered for saving, never shown, and its media type is not
//! repeated. Recordings are played, as what the gate found them to be.

pub mod collection;
mod download_file;
mod download_materials;
mod download_pack;
mod headers;
mod range;
mod send_file;
mod show_image;
pub mod sweep_deleted;
pub mod validators;

pub use download_materials::MaterialQuery;

use axum::routing::get;

use crate::route_table::RouteTable;

/// Memory that a running download takes, in bytes.
const PIECE: usize = 128 * 1024;

pub fn routes() -> RouteTable {
    RouteTable::new()
        .at("/files/{version}", &["GET"], get(download_file::download_file))
        .at("/files/{version}/play", &["GET"], get(download_file::play_file))
        .at("/previews/{version}/{image}", &["GET"], get(show_image::show_image))
        .at("/seminars/{seminar}/materials.zip", &["GET"], get(download_materials::download_materials))
        .at("/seminars/{seminar}/sessions/{session}/pack.zip", &["GET"], get(download_pack::download_pack))
}
