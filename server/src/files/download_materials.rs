//! The versions that stand of the materials that a filter shows, as one archive with an index.

use std::sync::Arc;

use app::request::Visitor;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use documents::materials::{IndexEntry, materials_index};
use domain::actor::Actor;
use domain::id::SeminarSlug;
use domain::material::{Material, MaterialFilter, Version, archive_name};
use domain::seminar::Seminar;
use domain::time::zones;
use serde::Deserialize;

use super::collection::{Collection, INDEX, NOT_THERE, is_there, written};
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;

/// As the list of materials writes it; empty means all.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MaterialQuery {
    country: String,
    assignment: String,
    state: String,
}

impl MaterialQuery {
    pub fn read(&self) -> Result<MaterialFilter, Refusal> {
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
    Query(filter): Query<MaterialQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let actor = signed_in(visitor)?;
    let slug: SeminarSlug = seminar.parse().map_err(|_| Refusal::not_found())?;
    let seminar = state.office.store.seminar_for_hosts(&actor, &slug)?;
    let collection = collect(&state, &actor, &seminar, &filter.read()?).await?;
    collection.answer(state.vault, &format!("{slug}-materials.zip"), &headers)
}

async fn collect(
    state: &AppState,
    actor: &Actor,
    seminar: &Arc<Seminar>,
    filter: &MaterialFilter,
) -> Result<Collection, Refusal> {
    let materials = state.office.store.materials(actor, &seminar.slug, filter).await?;
    let mut entries: Vec<IndexEntry> = materials.into_iter().filter_map(index_entry).collect();
    entries.sort_by(|a, b| a.archive_name.cmp(&b.archive_name));
    let newest = entries.iter().map(|entry| entry.version.submitted_at).max().unwrap_or(seminar.starts);
    let mut gathered = Vec::new();
    for entry in &mut entries {
        let Version { passage, sha256, size, .. } = &entry.version;
        if !passage.is_open() {
            entry.archive_name = format!("(not in this archive: {})", passage.state.label().to_lowercase());
        } else if is_there(&state.vault, sha256, *size).await {
            gathered.push(entry.clone());
        } else {
            NOT_THERE.clone_into(&mut entry.archive_name);
        }
    }
    let shown = seminar.clone();
    let index = written(move || materials_index(&shown, &entries).to_xlsx(newest)).await?;
    let clocks = zones::clocks(&seminar.host_zone, None, newest);
    let mut collection = Collection::default();
    collection.add_bytes(INDEX.to_owned(), index, clocks.show(newest).host);
    for entry in gathered {
        let version = entry.version;
        let at = clocks.show(version.submitted_at).host;
        collection.add_file(entry.archive_name, version.sha256, version.size, at);
    }
    Ok(collection)
}

fn index_entry(material: Material) -> Option<IndexEntry> {
    let standing = material.standing();
    let version = material.standing_version?;
    let archive_name = archive_name(&material.country, &material.key.assignment, &version);
    let Material { country, key, .. } = material;
    Some(IndexEntry { country, assignment: key.assignment, standing, version, archive_name })
}
