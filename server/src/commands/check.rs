//! Reads everything, compares records with files and hashes. No file is taken away meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use domain::material::Sha256Hex;
use domain::time::Instant;
use serde_json::json;
use store::Store;
use store::check::FileInUse;
use vault::VaultError;

use super::{CommandError, Data, Report};
use crate::certificates::keyring::key_set;
use crate::files::sweep_deleted::LEAST_AGE_DAYS;

pub async fn check(data: &Data) -> Result<Report, CommandError> {
    let Data { store, vault, keyring, .. } = data;
    let _held = vault.hold_files().await;
    let in_use = store.all_files().await?;
    let mut wrong = store.inconsistencies().await?;
    match store.texts_found_wrongly().await {
        Ok(0) => {}
        Ok(texts) => wrong.push(format!("search does not find {texts} texts, or finds them although they are gone")),
        Err(error) => wrong.push(format!("search cannot be compared with the texts: {error}")),
    }
    for (upload, problem) in vault.unreadable_uploads().await? {
        wrong.push(format!("upload {upload}: its record cannot be read: {problem}"));
    }
    let keys = store.certificate_keys().await?;
    wrong.extend(key_set(&keys).err().map(|problem| format!("certificate keys: {problem}")));
    if let Some(id) = keys.signing {
        wrong.extend(keyring.find(&id).err().map(|problem| format!("certificate key {id}: {problem}")));
    }
    let mut sizes: BTreeMap<Sha256Hex, Result<u64, VaultError>> = BTreeMap::new();
    let mut damaged = Vec::new();
    for file in &in_use {
        let FileInUse { sha256, size, .. } = file;
        if !sizes.contains_key(sha256) {
            sizes.insert(sha256.clone(), vault.verify_file(sha256).await);
        }
        match sizes.get(sha256) {
            Some(Ok(found)) if found == size => {}
            Some(Ok(found)) => damaged.push((file, format!("the file has {found} bytes, not {size}"))),
            Some(Err(problem)) => damaged.push((file, format!("file {sha256}: {problem}"))),
            None => {}
        }
    }
    wrong.extend(named(store, damaged).await?);
    let (files, versions) = (sizes.len(), in_use.iter().filter(|file| file.is_version).count());
    let mut lines = wrong.clone();
    lines.push(if wrong.is_empty() {
        format!("{versions} versions and {files} files are as they should be")
    } else {
        format!("{versions} versions and {files} files were looked at; wrong: {}", wrong.len())
    });
    let days = i64::from(data.keep_deleted_days).max(LEAST_AGE_DAYS);
    let left_over = left_over(data, &in_use, Instant::now().plus_days(-days)).await?;
    let json = json!({ "versions": versions, "files": files, "wrong": wrong, "left_over": left_over });
    let mut report = Report::new(lines, json);
    report.failed = !wrong.is_empty();
    if left_over > 0 {
        report.warnings.push(format!("files older than {days} days to which no record refers: {left_over}"));
    }
    Ok(report)
}

/// Each with the version that it is of, so that staff know whom to ask for the file.
async fn named(store: &Store, damaged: Vec<(&FileInUse, String)>) -> Result<Vec<String>, CommandError> {
    let names = store.version_names(damaged.iter().filter_map(|(file, _)| file.version).collect()).await?;
    let told = damaged.into_iter().map(|(file, problem)| {
        let name = file.version.and_then(|version| names.get(&version));
        let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
        format!("{}{name}: {problem}", file.record)
    });
    Ok(told.collect())
}

/// How many files were placed at `before` or earlier and are neither referred to nor about to be cleaned away. They
/// harm nothing, but may hold what was to be forgotten.
async fn left_over(data: &Data, in_use: &[FileInUse], before: Instant) -> Result<usize, CommandError> {
    let mut known: BTreeSet<_> = in_use.iter().map(|file| file.sha256.clone()).collect();
    known.extend(data.store.discarded_files().await?);
    let old = data.vault.files_placed_before(before).await?;
    Ok(old.iter().filter(|sha256| !known.contains(*sha256)).count())
}
