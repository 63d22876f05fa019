//! Work on the data that an operator asks for, in this process or in the running server.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::certificate::design::{PictureKind, SignaturePicture};
use domain::country::CountryCode;
use domain::definition::{PictureInFile, read_seminar};
use domain::id::SeminarSlug;
use domain::person::{NewPerson, Role};
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::Store;
use store::audit::By;
use store::seminars::Imported;
use store::tokens::Purpose;
use vault::Vault;

use super::{backup, check};
use crate::certificates::keyring::Keyring;
use crate::certificates::printing::printable;
use crate::config::Config;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Errand {
    ImportSeminar {
        path: String,
        text: String,
        /// The pictures that lie beside the file, as far as it names them.
        #[serde(default)]
        pictures: Vec<PictureFile>,
    },
    AddPerson {
        seminar: String,
        role: String,
        name: String,
        email: String,
        country: Option<String>,
    },
    Token {
        email: String,
    },
    Backup {
        folder: PathBuf,
    },
    Check,
    RotateCertificateKey,
}

/// A picture that a seminar's file names.
#[derive(Debug, Serialize, Deserialize)]
pub struct PictureFile {
    pub name: String,
    /// Its bytes, in base 64; or why it cannot be read.
    pub content: Result<String, String>,
}

/// What commands work on: that of this process, or of the running server.
#[derive(Clone)]
pub struct Data {
    pub store: Store,
    pub vault: Vault,
    pub keyring: Keyring,
    pub public_url: String,
    /// For how many days deleted versions can be restored.
    pub keep_deleted_days: u32,
}

/// What an errand has to say: lines for people, the same for programs, and whether all is well.
#[derive(Debug, Serialize, Deserialize)]
pub struct Report {
    pub lines: Vec<String>,
    pub json: Value,
    /// Remarks that belong on standard error.
    pub warnings: Vec<String>,
    pub failed: bool,
}

impl Report {
    pub fn new(lines: Vec<String>, json: Value) -> Self {
        Self { lines, json, warnings: Vec::new(), failed: false }
    }

    /// Says it, and answers the exit code that says whether all is well.
    pub fn printed(&self, as_json: bool) -> ExitCode {
        for warning in &self.warnings {
            eprintln!("lectern: {warning}");
        }
        if as_json {
            println!("{}", self.json);
        } else {
            self.lines.iter().for_each(|line| println!("{line}"));
        }
        if self.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}

impl Errand {
    /// Opens the data in this process. Its words are for the operator's terminal.
    pub async fn carry_out_alone(self, config: &Config) -> Result<Report, String> {
        if matches!(self, Self::ImportSeminar { .. }) {
            config.make_data_folder().map_err(|error| format!("{}: {error}", config.data.display()))?;
        } else {
            require_office(config)?;
        }
        let store = match self {
            Self::Check | Self::Backup { .. } => Store::open_to_read(&config.db, &config.index()).await,
            _ => Store::open_with_index(&config.db, &config.index()).await,
        };
        let store = store.map_err(words)?;
        let vault = Vault::open_with_reserve(&config.files, config.keep_free).await;
        let vault = vault.map_err(|error| error.to_string())?;
        let (keyring, public_url) = (Keyring::in_data(&config.data), config.public_url.clone());
        let keep_deleted_days = config.keep_deleted_days;
        self.carry_out(&Data { store, vault, keyring, public_url, keep_deleted_days }).await
    }

    pub async fn carry_out(self, data: &Data) -> Result<Report, String> {
        let Data { store, vault, keyring, public_url, .. } = data;
        match self {
            Self::ImportSeminar { path, text, pictures } => import_seminar(store, vault, &path, &text, &pictures).await,
            Self::AddPerson { seminar, role, name, email, country } => {
                let new = NewPerson {
                    name: name.parse().map_err(words)?,
                    email: email.parse().map_err(words)?,
                    role: role.parse().map_err(words)?,
                    country: country.as_deref().map(CountryCode::find).transpose().map_err(words)?,
                };
                add_person(store, public_url, &seminar, &new).await
            }
            Self::Token { email } => token(store, &email).await,
            Self::Backup { folder } => backup::back_up(data, &folder).await.map_err(words),
            Self::Check => check::check(data).await.map_err(words),
            Self::RotateCertificateKey => rotate_certificate_key(store, keyring).await,
        }
    }
}

/// Whoever mistyped the folder of an office shall hear of it, and not find another, empty one in order.
fn require_office(config: &Config) -> Result<(), String> {
    let mut folders = store::database_folder(&config.db).into_iter().chain([config.files.as_path()]);
    let Some(missing) = folders.find(|folder| !folder.is_dir()) else { return Ok(()) };
    Err(format!(
        "there is no office in {}: it has no {} (--data or LECTERN_DATA names the folder; `lectern serve` and `lectern import-seminar` begin an office in a new one)",
        config.data.display(),
        missing.display()
    ))
}

fn words(problem: impl std::fmt::Display) -> String {
    problem.to_string()
}

async fn import_seminar(
    store: &Store,
    vault: &Vault,
    path: &str,
    text: &str,
    pictures: &[PictureFile],
) -> Result<Report, String> {
    let file = Path::new(path).file_name().map_or(path.into(), |name| name.to_string_lossy());
    let mut reading = read_seminar(text).map_err(|problem| format!("{path}: {problem}"))?;
    for named in &reading.pictures {
        let picture = keep_picture(vault, named, pictures).await;
        let picture = picture.map_err(|problem| format!("{path}: {}", named.refused(problem)))?;
        if let Some(signatory) = reading.seminar.certificate.signatories.get_mut(named.signatory) {
            signatory.signature = Some(picture);
        }
    }
    let slug = reading.seminar.slug.clone();
    let done = store.import_seminar(reading.seminar, &By::operator(), Instant::now()).await;
    let done = done.map_err(|problem| format!("{path}: {problem}"))?;
    let (done, line, fields) = match done {
        Imported::Created => ("created", format!("imported seminar {slug}"), Vec::new()),
        Imported::Changed(fields) => ("changed", format!("changed seminar {slug}:"), fields),
        Imported::Unchanged => ("unchanged", format!("seminar {slug} is as in the file already"), Vec::new()),
    };
    let lines = std::iter::once(line).chain(fields.iter().map(|field| format!("  {field}"))).collect();
    let mut report = Report::new(lines, json!({ "seminar": slug, "done": done, "fields": fields }));
    report.warnings = reading.warnings.into_iter().map(|warning| format!("{file}: {warning}")).collect();
    Ok(report)
}

/// A picture of a signature becomes a file of the vault.
async fn keep_picture(
    vault: &Vault,
    named: &PictureInFile,
    pictures: &[PictureFile],
) -> Result<SignaturePicture, String> {
    let picture = pictures.iter().find(|picture| picture.name == named.name);
    let content = picture.ok_or("it was not sent along")?.content.as_ref().map_err(Clone::clone)?;
    let bytes = STANDARD.decode(content).map_err(words)?;
    let kind = PictureKind::of_bytes(&bytes).map_err(words)?;
    if !printable(kind, bytes.clone()).is_readable() {
        return Err("it cannot be read as a picture".to_owned());
    }
    let file = vault.keep_bytes(bytes.into()).await.map_err(words)?;
    Ok(SignaturePicture { kind, sha256: file.sha256, size: file.size })
}

async fn rotate_certificate_key(store: &Store, keyring: &Keyring) -> Result<Report, String> {
    let key = keyring.rotate(store, &By::operator(), Instant::now()).await.map_err(words)?;
    let (id, public) = (key.id().to_string(), key.public().to_string());
    let lines = vec![format!("certificates are signed with the key {id} from now on"), public.clone()];
    Ok(Report::new(lines, json!({ "key": id, "public": public })))
}

async fn add_person(store: &Store, public_url: &str, seminar: &str, new: &NewPerson) -> Result<Report, String> {
    match (new.role, new.country) {
        (Role::Trainee, None) => return Err("a trainee needs a country: --country LA".to_owned()),
        (Role::Instructor | Role::Staff, Some(_)) => {
            return Err(format!("a country is for trainees, not for {}", new.role));
        }
        _ => {}
    }
    let slug: SeminarSlug = seminar.parse().map_err(words)?;
    let (by, now) = (By::operator(), Instant::now());
    let added = store.add_person(&slug, new, &by, now).await;
    let added = added.map_err(|problem| match problem {
        store::StoreError::NotFound => format!("there is no seminar “{slug}”"),
        other => other.to_string(),
    })?;
    let token = store.issue_token(Purpose::Invitation, added.person(), Some(&slug), &by, now).await.map_err(words)?;
    let link = format!("{public_url}/invitations/{token}");
    Ok(Report::new(vec![link.clone()], json!({ "person": added.person(), "invitation": link })))
}

async fn token(store: &Store, email: &str) -> Result<Report, String> {
    let person = store.person_by_email(email).await.map_err(words)?;
    let person = person.ok_or_else(|| format!("nobody here has the address “{email}”"))?;
    let token = store.issue_token(Purpose::Api, person, None, &By::operator(), Instant::now()).await.map_err(words)?;
    Ok(Report::new(vec![token.clone()], json!({ "token": token })))
}
