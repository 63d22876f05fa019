//! The schema, version by version: numbered files in the binary, each one transaction, never
//! edited once released.

use sha2::{Digest, Sha256};
use surrealdb::Surreal;
use surrealdb::engine::any::Any;
use surrealdb::types::object;

use crate::StoreError;

const MIGRATIONS: [(u32, &str); 6] = [
    (1, include_str!("../migrations/001_foundation.surql")),
    (2, include_str!("../migrations/002_roster_preview.surql")),
    (3, include_str!("../migrations/003_safer_links.surql")),
    (4, include_str!("../migrations/004_attendance.surql")),
    (5, include_str!("../migrations/005_certificates.surql")),
    (6, include_str!("../migrations/006_gate.surql")),
];

const DEFINE_LOG: &str = "
    DEFINE TABLE IF NOT EXISTS migration SCHEMAFULL;
    DEFINE FIELD IF NOT EXISTS checksum ON migration TYPE string;
    DEFINE FIELD IF NOT EXISTS applied_at ON migration TYPE datetime DEFAULT time::now();
";

pub async fn run(db: &Surreal<Any>) -> Result<(), StoreError> {
    db.query(DEFINE_LOG).await?.check()?;
    for (number, text) in MIGRATIONS {
        let checksum: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut answer = db
            .query("SELECT VALUE checksum FROM type::record('migration', $number)")
            .bind(object! { number: i64::from(number) })
            .await?
            .check()?;
        match answer.take::<Option<String>>(0)? {
            Some(applied) if applied == checksum => continue,
            Some(_) => return Err(StoreError::ChangedMigration(number)),
            None => {}
        }
        let transaction =
            format!("BEGIN;\n{text}\nCREATE type::record('migration', $number) SET checksum = $checksum;\nCOMMIT;");
        db.query(transaction).bind(object! { number: i64::from(number), checksum: checksum }).await?.check()?;
        tracing::info!(number, "migrated the database");
    }
    Ok(())
}
