//! Unfinished uploads in IndexedDB, so that they go on after a reload or a restart of the browser.
//!
//! Where there is no IndexedDB (some private windows) or no space in it, uploads work all the same
//! and are forgotten with the page: every failure here is one of memory only.

use domain::sharing::SaidByBox;
use idb::{Database, DatabaseEvent as _, Error, Factory, KeyPath, ObjectStoreParams, TransactionMode};
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

const DATABASE: &str = "lectern-uploads";
const STORE: &str = "uploads";
/// Larger files are not copied into the browser's storage; they are asked for again.
const MAX_KEPT_BYTES: u64 = 200 * 1024 * 1024;
/// What nobody took up for so long is forgotten.
const MAX_AGE_DAYS: f64 = 14.0;

/// What is kept of an upload.
pub struct Record {
    pub location: String,
    pub target: String,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub kept: Kept,
    /// Milliseconds since 1970.
    kept_at: f64,
}

/// What of an upload only this browser knows.
#[derive(Default)]
pub struct Kept {
    pub media_type: String,
    /// Whether others may read the material once it is accepted, as the person said by the box.
    pub consent: Option<SaidByBox>,
    pub file: Option<File>,
}

impl Record {
    pub fn new(location: &str, target: &str, file: &File, consent: Option<SaidByBox>) -> Self {
        let size = file.size() as u64;
        Self {
            location: location.to_owned(),
            target: target.to_owned(),
            name: file.name(),
            size,
            kept: Kept { media_type: file.type_(), consent, file: (size <= MAX_KEPT_BYTES).then(|| file.clone()) },
            kept_at: Date::now(),
        }
    }

    pub fn is_old(&self) -> bool {
        Date::now() - self.kept_at > MAX_AGE_DAYS * 86_400_000.0
    }

    fn to_js(&self) -> JsValue {
        let object = Object::new();
        let fields: [(&str, JsValue); 9] = [
            ("location", self.location.as_str().into()),
            ("target", self.target.as_str().into()),
            ("name", self.name.as_str().into()),
            ("size", (self.size as f64).into()),
            ("mediaType", self.kept.media_type.as_str().into()),
            ("consent", self.kept.consent.map(|said| said.ticked).into()),
            ("consentSeen", self.kept.consent.map(|said| said.seen).into()),
            ("file", self.kept.file.clone().into()),
            ("keptAt", self.kept_at.into()),
        ];
        for (name, value) in fields {
            // A plain object takes every property.
            let _ = Reflect::set(&object, &name.into(), &value);
        }
        object.into()
    }

    fn from_js(value: &JsValue) -> Option<Self> {
        Some(Self {
            location: text(value, "location")?,
            target: text(value, "target")?,
            name: text(value, "name")?,
            size: number(value, "size")? as u64,
            kept: Kept {
                media_type: text(value, "mediaType").unwrap_or_default(),
                consent: yes_or_no(value, "consent")
                    .zip(yes_or_no(value, "consentSeen"))
                    .map(|(ticked, seen)| SaidByBox { seen, ticked }),
                file: field(value, "file").and_then(|file| file.dyn_into().ok()),
            },
            kept_at: number(value, "keptAt")?,
        })
    }
}

/// Keeps the record; without its file if there is no space for that.
pub async fn keep(mut record: Record) {
    if put(&record).await.is_err() && record.kept.file.take().is_some() {
        let _ = put(&record).await;
    }
}

/// What is kept for uploads to `target`.
pub async fn kept_for(target: &str) -> Vec<Record> {
    let records = all().await.unwrap_or_default();
    records.iter().filter_map(Record::from_js).filter(|record| record.target == target).collect()
}

pub async fn forget(location: &str) {
    let _ = delete(location).await;
}

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        let mut params = ObjectStoreParams::new();
        params.key_path(Some(KeyPath::new_single("location")));
        // Should this fail, opening the store fails later, and nothing is kept.
        let _ = event.database().and_then(|database| database.create_object_store(STORE, params));
    });
    request.await
}

async fn put(record: &Record) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.put(&record.to_js(), None)?.await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

async fn all() -> Result<Vec<JsValue>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let records = transaction.object_store(STORE)?.get_all(None, None)?.await?;
    transaction.await?;
    database.close();
    Ok(records)
}

async fn delete(location: &str) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.delete(JsValue::from_str(location))?.await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

pub fn field(value: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(value, &name.into()).ok()
}

fn yes_or_no(value: &JsValue, name: &str) -> Option<bool> {
    field(value, name)?.as_bool()
}

pub fn text(value: &JsValue, name: &str) -> Option<String> {
    field(value, name)?.as_string()
}

pub fn number(value: &JsValue, name: &str) -> Option<f64> {
    field(value, name)?.as_f64()
}
