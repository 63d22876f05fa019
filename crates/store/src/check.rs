//! What the operator's check reads: every file that a record refers to, and records that contradict
//! each other.

use domain::material::Sha256Hex;
use surrealdb::types::{RecordId, SurrealValue, object};

use crate::convert::key_text;
use crate::{Store, StoreError};

/// A file of the vault and what refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInUse {
    /// `version 0190…`
    pub record: String,
    pub is_version: bool,
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
}

impl Store {
    /// Every file that records refer to, for the operator's check and for backups.
    pub async fn all_files(&self) -> Result<Vec<FileInUse>, StoreError> {
        #[derive(SurrealValue)]
        #[surreal(crate = "surrealdb::types")]
        struct Row {
            id: RecordId,
            sha256: String,
            size: i64,
        }
        let mut answer = self.read(include_str!("../queries/check/files.surql"), object! {}).await?;
        let mut files = Vec::new();
        for (index, kind) in ["version", "attendance export", "attendance export to be confirmed"].into_iter().enumerate() {
            let rows: Vec<Row> = answer.take(index)?;
            files.extend(rows.into_iter().map(|row| FileInUse {
                record: format!("{kind} {}", key_text(&row.id)),
                is_version: index == 0,
                sha256: Sha256Hex(row.sha256),
                size: u64::try_from(row.size).unwrap_or(0),
            }));
        }
        Ok(files)
    }

    /// What is wrong with the records, in words, for the operator's check.
    pub async fn inconsistencies(&self) -> Result<Vec<String>, StoreError> {
        let mut answer = self.read(include_str!("../queries/check/inconsistencies.surql"), object! {}).await?;
        let mut wrong = Vec::new();
        let problems = [
            "its newest version is not its last one",
            "its count of comments is wrong",
            "its count of people is wrong",
            "its status is not what was decided",
            "its audit does not tell of every version",
        ];
        for (index, problem) in problems.into_iter().enumerate() {
            let records: Vec<String> = answer.take(index)?;
            wrong.extend(records.into_iter().map(|record| format!("{record}: {problem}")));
        }
        Ok(wrong)
    }
}

#[cfg(test)]
mod tests {
    use crate::Store;

    /// Each of these breaks a promise of the records.
    const DAMAGES: [(&str, &str); 5] = [
        ("UPDATE material SET versions = 2;", "its newest version is not its last one"),
        ("UPDATE material SET reviews_hosts += 1;", "its count of comments is wrong"),
        ("UPDATE delegation SET invited += 1;", "its count of people is wrong"),
        ("UPDATE material SET status = 'accepted';", "its status is not what was decided"),
        ("DELETE audit_event;", "its audit does not tell of every version"),
    ];

    /// A seminar with one delegation of nobody and one material of one version.
    const RECORDS: &str = "
        CREATE seminar:first SET definition = {}, imported_at = time::now();
        CREATE person:one SET name = 'Sample', email = 'one@example.org', created_at = time::now();
        CREATE delegation:one SET seminar = 'first', country = 'LA';
        CREATE material:one SET seminar = 'first', assignment = 'status', country = 'LA', status = 'submitted',
            late = false, versions = 1, newest = version:one, newest_at = time::now();
        CREATE version:one SET material = material:one, number = 1, file_name = 'a', media_type = 'a/b', size = 1,
            sha256 = '', person = person:one, uploaded_by = 'Sample', submitted_at = time::now();
        CREATE audit_event SET at = time::now(), actor = 'Sample', action = 'version_submitted', seminar = 'first',
            object = 'status.la', detail = '';
    ";

    #[tokio::test]
    async fn each_damage_is_found() {
        for (damage, told) in DAMAGES {
            let store = Store::open("mem://").await.expect("a database");
            store.db.query(RECORDS).await.expect("asked").check().expect("written");
            assert_eq!(store.inconsistencies().await.expect("read"), Vec::<String>::new());
            store.db.query(damage).await.expect("asked").check().expect("written");
            let wrong = store.inconsistencies().await.expect("read");
            assert!(wrong.iter().any(|wrong| wrong.ends_with(told)), "{damage}: {wrong:?}");
        }
    }
}
