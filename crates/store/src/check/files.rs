//! Every file of the vault that a record refers to.

use domain::certificate::design::CertificateDesign;
use domain::id::VersionId;
use domain::material::Sha256Hex;
use surrealdb::types::{RecordId, SurrealValue, object};

use crate::convert::key_text;
use crate::previews::{PreviewFile, PreviewFileRow};
use crate::{Store, StoreError};

/// A file of the vault and what refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInUse {
    /// `version 0190…`
    pub record: String,
    pub is_version: bool,
    /// Whose file or preview it is.
    pub version: Option<VersionId>,
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
}

/// What refers to files, in the order in which the query asks.
const KINDS: [&str; 4] = ["version", "attendance export to be confirmed", "attendance export", "certificate"];

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DesignRow {
    id: RecordId,
    design: serde_json::Value,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct PreviewRow {
    id: RecordId,
    files: Vec<PreviewFileRow>,
}

impl PreviewRow {
    fn images(self) -> impl Iterator<Item = FileInUse> {
        let version = key_text(&self.id);
        self.files.into_iter().map(PreviewFile::from).map(move |PreviewFile { name, sha256, size }| FileInUse {
            record: format!("preview of {version}, {name}"),
            is_version: false,
            version: version.parse().ok(),
            sha256,
            size,
        })
    }
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
            seminar: Option<String>,
            /// An export's name, or a certificate's number.
            label: Option<String>,
        }
        let mut answer = self.read(include_str!("../../queries/check/files.surql"), object! {}).await?;
        let mut files = Vec::new();
        for (index, kind) in KINDS.into_iter().enumerate() {
            let rows: Vec<Row> = answer.take(index)?;
            files.extend(rows.into_iter().map(|row| FileInUse {
                record: named(kind, &key_text(&row.id), [row.seminar, row.label]),
                is_version: index == 0,
                version: if index == 0 { key_text(&row.id).parse().ok() } else { None },
                sha256: Sha256Hex(row.sha256),
                size: u64::try_from(row.size).unwrap_or(0),
            }));
        }
        let previews: Vec<PreviewRow> = answer.take(KINDS.len())?;
        files.extend(previews.into_iter().flat_map(PreviewRow::images));
        let lists: Vec<DesignRow> = answer.take(KINDS.len() + 1)?;
        files.extend(self.signature_pictures(lists)?);
        Ok(files)
    }

    /// Pictures that certificates are printed with: those of the seminars, and of lists frozen before.
    fn signature_pictures(&self, lists: Vec<DesignRow>) -> Result<Vec<FileInUse>, StoreError> {
        let mut designs: Vec<(String, CertificateDesign)> = Vec::new();
        for row in lists {
            let read = serde_json::from_value(row.design);
            let unreadable = |problem: serde_json::Error| StoreError::Record {
                table: "eligibility_list",
                problem: problem.to_string(),
            };
            designs.push((format!("signature picture of list {}", key_text(&row.id)), read.map_err(unreadable)?));
        }
        let seminars = self.all_seminars();
        let own = seminars
            .iter()
            .map(|seminar| (format!("signature picture of {}", seminar.slug), seminar.certificate.clone()));
        designs.extend(own);
        let pictures = designs.into_iter().flat_map(|(record, design)| {
            let pictures = design.signatories.into_iter().filter_map(|signatory| signatory.signature);
            pictures.map(move |picture| FileInUse {
                record: record.clone(),
                is_version: false,
                version: None,
                sha256: picture.sha256,
                size: picture.size,
            })
        });
        Ok(pictures.collect())
    }
}

/// `certificate … (e-port-2021, EP-0001)`
fn named(kind: &str, key: &str, names: [Option<String>; 2]) -> String {
    let names = names.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if names.is_empty() { format!("{kind} {key}") } else { format!("{kind} {key} ({names})") }
}
