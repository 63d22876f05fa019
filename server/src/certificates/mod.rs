//! Certificates: printed by a job, handed out to holders and staff, checked by anyone.
//!
//! | part | what |
//! |---|---|
//! | [`keyring`] | the private keys, in files of their own |
//! | [`printing`] | jobs carried out: print, keep the file, put it on record |
//! | `download_certificate` | the PDF file of one certificate, and its badge |
//! | `download_certificates` | all of a seminar as one archive |
//! | `publish_keys` | the public keys, for whoever checks by themselves |

mod download_certificate;
mod download_certificates;
pub mod keyring;
pub mod printing;
mod publish_keys;

use axum::routing::get;

use crate::route_table::RouteTable;

pub use download_certificates::index_entries;

pub fn routes() -> RouteTable {
    RouteTable::new()
        .at("/certificates/{code}/certificate.pdf", &["GET"], get(download_certificate::download_certificate))
        .at("/certificates/{code}/badge.jwt", &["GET"], get(download_certificate::download_badge))
        .at("/seminars/{seminar}/certificates.zip", &["GET"], get(download_certificates::download_certificates))
        .at("/.well-known/lectern-certificate-keys.json", &["GET"], get(publish_keys::publish_keys))
}
