//! Reads everything, compares records with files and hashes.

use std::collections::BTreeMap;

use domain::material::Sha256Hex;
use serde_json::json;
use store::check::FileInUse;
use vault::VaultError;

use super::{CommandError, Data, Report};
use crate::certificates::keyring::key_set;

pub async fn check(data: &Data) -> Result<Report, CommandError> {
    let Data { store, vault, keyring, .. } = data;
    let in_use = store.all_files().await?;
    let mut wrong = store.inconsistencies().await?;
    for (upload, problem) in vault.unreadable_uploads().await? {
        wrong.push(format!("upload {upload}: its record cannot be read: {problem}"));
    }
    let keys = store.certificate_keys().await?;
    wrong.extend(key_set(&keys).err().map(|problem| format!("certificate keys: {problem}")));
    if let Some(id) = keys.signing {
        wrong.extend(keyring.find(&id).err().map(|problem| format!("certificate key {id}: {problem}")));
    }
    let mut sizes: BTreeMap<Sha256Hex, Result<u64, VaultError>> = BTreeMap::new();
    for FileInUse { record, sha256, size, .. } in &in_use {
        if !sizes.contains_key(sha256) {
            sizes.insert(sha256.clone(), vault.verify_file(sha256).await);
        }
        match sizes.get(sha256) {
            Some(Ok(found)) if found == size => {}
            Some(Ok(found)) => wrong.push(format!("{record}: the file has {found} bytes, not {size}")),
            Some(Err(problem)) => wrong.push(format!("{record}: file {sha256}: {problem}")),
            None => {}
        }
    }
    let (files, versions) = (sizes.len(), in_use.iter().filter(|file| file.is_version).count());
    let mut lines = wrong.clone();
    lines.push(if wrong.is_empty() {
        format!("{} versions and {files} files are as they should be", versions)
    } else {
        format!("{} of {} versions and {files} files: something is wrong", wrong.len(), versions)
    });
    let mut report = Report::new(lines, json!({ "versions": versions, "files": files, "wrong": wrong }));
    report.failed = !wrong.is_empty();
    Ok(report)
}
