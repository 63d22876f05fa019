//! The newest versions that a filter shows, as one archive with an index.

use std::io;
use std::sync::Arc;

use app::request::Visitor;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use documents::content_disposition::content_disposition;
use documents::materials::{IndexEntry, materials_index};
use domain::actor::Actor;
use domain::id::SeminarSlug;
use domain::material::{Material, Sha256Hex, archive_name};
use domain::seminar::Seminar;
use domain::time::{Clocks, Instant, zones};
use futures::SinkExt;
use futures::channel::mpsc;
use serde::Deserialize;
use store::materials::MaterialFilter;
use tokio::io::AsyncReadExt;
use vault::{Vault, VaultError};

use super::PIECE;
use super::archive::Plan;
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;

const INDEX: &str = "index.xlsx";
/// What the index says of a file that cannot be found.
const NOT_THERE: &str = "(not in this archive: please tell the operator)";

/// As the list of materials writes it; empty means all.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    country: String,
    assignment: String,
    state: String,
}

impl Filter {
    fn read(&self) -> Result<MaterialFilter, Refusal> {
        Ok(MaterialFilter {
            country: parsed(&self.country)?,
            assignment: parsed(&self.assignment)?,
            state: parsed(&self.state)?,
        })
    }
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<Option<T>, Refusal> {
    let parse = || text.parse().map_err(|_| Refusal::bad_request(format!("“{text}” is no value of this filter.")));
    if text.is_empty() { Ok(None) } else { parse().map(Some) }
}

pub async fn download_materials(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(seminar): Path<String>,
    Query(filter): Query<Filter>,
) -> Result<Response, Refusal> {
    let actor = signed_in(visitor)?;
    let slug: SeminarSlug = seminar.parse().map_err(|_| Refusal::not_found())?;
    let seminar = state.office.store.seminar_for_hosts(&actor, &slug)?;
    let collection = collect(&state, &actor, &seminar, &filter.read()?).await?;
    let fields = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, content_disposition(&format!("{slug}-materials.zip"))),
        (header::CONTENT_LENGTH, collection.plan.length().to_string()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    let (mut sender, pieces) = mpsc::channel(1);
    tokio::spawn(async move {
        if let Err(error) = collection.send(&state.vault, &mut sender).await {
            tracing::error!(%error, "an archive broke off");
            // The client notices: the archive is shorter than announced.
            let _ = sender.send(Err(error)).await;
        }
    });
    Ok((fields, Body::from_stream(pieces)).into_response())
}

/// What goes into an archive; `contents` are those of the plan's entries.
struct Collection {
    plan: Plan,
    contents: Vec<Content>,
}

enum Content {
    Index(Bytes),
    File(Sha256Hex),
}

async fn collect(
    state: &AppState,
    actor: &Actor,
    seminar: &Arc<Seminar>,
    filter: &MaterialFilter,
) -> Result<Collection, Refusal> {
    let now = Instant::now();
    let clocks = zones::clocks(&seminar.host_zone, None, now);
    let materials = state.office.store.materials(actor, &seminar.slug, filter).await?;
    let mut entries: Vec<IndexEntry> = materials.into_iter().filter_map(index_entry).collect();
    entries.sort_by(|a, b| a.archive_name.cmp(&b.archive_name));
    for entry in &mut entries {
        if !is_there(&state.vault, entry).await {
            NOT_THERE.clone_into(&mut entry.archive_name);
        }
    }
    let index = index(seminar.clone(), entries.clone()).await?;
    Ok(lay_out(&clocks, now, index, &entries))
}

fn index_entry(material: Material) -> Option<IndexEntry> {
    let state = material.state();
    let version = material.newest?;
    let archive_name = archive_name(&material.country, &material.key.assignment, &version);
    Some(IndexEntry { country: material.country, assignment: material.key.assignment, state, version, archive_name })
}

async fn is_there(vault: &Vault, entry: &IndexEntry) -> bool {
    let version = &entry.version;
    let found = vault.open_file(&version.sha256).await.map(|(_, size)| size);
    if !matches!(found, Ok(size) if size == version.size) {
        tracing::error!(version = %version.id, ?found, "a version's file cannot be read");
        return false;
    }
    true
}

async fn index(seminar: Arc<Seminar>, entries: Vec<IndexEntry>) -> Result<Bytes, Refusal> {
    let sheet = tokio::task::spawn_blocking(move || materials_index(&seminar, &entries).to_xlsx()).await;
    match sheet {
        Ok(Ok(sheet)) => Ok(sheet.into()),
        Ok(Err(error)) => {
            tracing::error!(%error, "an index cannot be written");
            Err(Refusal::failed())
        }
        Err(error) => {
            tracing::error!(%error, "an index cannot be written");
            Err(Refusal::failed())
        }
    }
}

fn lay_out(clocks: &Clocks, now: Instant, index: Bytes, entries: &[IndexEntry]) -> Collection {
    let mut plan = Plan::default();
    plan.add(INDEX.to_owned(), index.len() as u64, clocks.show(now).host);
    let mut contents = vec![Content::Index(index)];
    for entry in entries.iter().filter(|entry| entry.archive_name != NOT_THERE) {
        let version = &entry.version;
        plan.add(entry.archive_name.clone(), version.size, clocks.show(version.submitted_at).host);
        contents.push(Content::File(version.sha256.clone()));
    }
    Collection { plan, contents }
}

type Sender = mpsc::Sender<io::Result<Bytes>>;

impl Collection {
    /// Sends the archive; returns early without an error when the client has left.
    async fn send(mut self, vault: &Vault, sender: &mut Sender) -> io::Result<()> {
        for (entry, content) in self.plan.entries.iter_mut().zip(&self.contents) {
            entry.checksum = match content {
                Content::Index(index) => crc32fast::hash(index),
                Content::File(sha256) => checksum(vault, sha256, sender).await?,
            };
            if sender.send(Ok(entry.header().into())).await.is_err() {
                return Ok(());
            }
            match content {
                Content::Index(index) => drop(sender.send(Ok(index.clone())).await),
                Content::File(sha256) => send_file(vault, sha256, entry.size, sender).await?,
            }
        }
        drop(sender.send(Ok(self.plan.directory().into())).await);
        Ok(())
    }
}

/// The file is read twice, the second time from memory as a rule.
async fn checksum(vault: &Vault, sha256: &Sha256Hex, sender: &Sender) -> io::Result<u32> {
    let (mut file, _) = vault.open_file(sha256).await.map_err(into_io)?;
    let mut hasher = crc32fast::Hasher::new();
    let mut piece = BytesMut::with_capacity(PIECE);
    while !sender.is_closed() && file.read_buf(&mut piece).await? > 0 {
        hasher.update(&piece);
        piece.clear();
    }
    Ok(hasher.finalize())
}

async fn send_file(vault: &Vault, sha256: &Sha256Hex, size: u64, sender: &mut Sender) -> io::Result<()> {
    let (mut file, _) = vault.open_file(sha256).await.map_err(into_io)?;
    let mut left = size;
    while left > 0 {
        let mut piece = BytesMut::with_capacity(PIECE);
        let count = file.read_buf(&mut piece).await?;
        if count == 0 || count as u64 > left {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a file has changed its size"));
        }
        left -= count as u64;
        if sender.send(Ok(piece.freeze())).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn into_io(error: VaultError) -> io::Error {
    io::Error::other(error)
}
