//! What an operator types.
//!
//! A command that needs the data is an [`Errand`]. The embedded database lets one process in, so an
//! errand is given to the running server through its socket, or else carried out here.

mod backup;
mod check;
mod demo;
mod errand;
mod serve;
mod socket;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::{Parser, Subcommand};
use domain::certificate::design::{MOST_PICTURE_BYTES, NotAPicture};
use domain::definition::read_seminar;

pub use backup::restore;
pub use errand::{Data, Errand, PictureFile, Report};
pub use verify::verify;

use crate::certificates::keyring::KeyringError;
use crate::config::{Config, ConfigError, Flags};

/// The online office of international seminars.
#[derive(Parser)]
#[command(name = "lectern", version)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    flags: Flags,
    /// Prints JSON for programs instead of lines for people.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Serves; SIGTERM drains and ends it.
    Serve {
        /// On a new data folder, loads a sample seminar that runs today, with sample people.
        #[arg(long)]
        demo: bool,
    },
    /// Reads a seminar definition; importing it again changes nothing.
    ImportSeminar { file: PathBuf },
    /// Adds a person to a seminar and prints an invitation link.
    AddPerson {
        #[arg(long)]
        seminar: String,
        /// trainee, instructor or staff
        #[arg(long)]
        role: String,
        #[arg(long)]
        name: String,
        #[arg(long)]
        email: String,
        /// A trainee's country: code or name of ISO 3166.
        #[arg(long)]
        country: Option<String>,
    },
    /// Prints an API token that acts as the person.
    Token {
        #[arg(long)]
        email: String,
    },
    /// Writes database and files to a new folder, consistent, also while the server runs.
    Backup { folder: PathBuf },
    /// Fills an empty data folder from a backup.
    Restore { folder: PathBuf },
    /// Reads one file of others, as the server asks on standard input. Not for people.
    #[command(hide = true)]
    Worker,
    /// Reads everything, compares records with files and hashes, and prints what is wrong.
    Check,
    /// Makes another key that signs certificates; those that were signed before stay valid.
    RotateCertificateKey,
    /// Says whether a certificate is as it was issued. Nothing is asked of any server; that it was not
    /// revoked since, only its page says.
    Verify {
        /// The PDF file as it was downloaded.
        file: PathBuf,
        /// A public key, or the file with the published keys.
        #[arg(long)]
        key: String,
    },
}

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error("{path}: {error}")]
    File { path: String, error: std::io::Error },
    /// The errand's own words.
    #[error("{0}")]
    Refused(String),
    #[error(transparent)]
    Store(#[from] store::StoreError),
    #[error(transparent)]
    Vault(#[from] vault::VaultError),
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

impl CommandLine {
    /// Is this a process that reads a file for a server?
    pub fn is_worker(&self) -> bool {
        matches!(self.command, Command::Worker)
    }

    pub async fn run(self) -> Result<ExitCode, CommandError> {
        let config = Config::load(&self.flags)?;
        let errand = match self.command {
            Command::Serve { demo } => return serve::serve(config, demo).await,
            Command::ImportSeminar { file } => {
                let path = file.display().to_string();
                let text =
                    std::fs::read_to_string(&file).map_err(|error| CommandError::File { path: path.clone(), error })?;
                Errand::ImportSeminar { pictures: pictures_beside(&file, &text), path, text }
            }
            Command::AddPerson { seminar, role, name, email, country } => {
                Errand::AddPerson { seminar, role, name, email, country }
            }
            Command::Token { email } => Errand::Token { email },
            // The server's working folder may be another one.
            Command::Backup { folder } => Errand::Backup { folder: std::path::absolute(folder)? },
            Command::Restore { folder } => {
                let report = backup::restore(&config, &folder).await?;
                return Ok(report.printed(self.json));
            }
            // `main` does its work before there is a runtime.
            Command::Worker => return Err(CommandError::Refused("a worker does not run here".to_owned())),
            Command::Check => Errand::Check,
            Command::RotateCertificateKey => Errand::RotateCertificateKey,
            Command::Verify { file, key } => return Ok(verify(&file, &key)?.printed(self.json)),
        };
        let report = match socket::ask_server(&config.socket(), &errand).await? {
            Some(answer) => answer,
            None => errand.carry_out_alone(&config).await,
        };
        let report = report.map_err(CommandError::Refused)?;
        Ok(report.printed(self.json))
    }
}

/// The pictures that a seminar's file names, from its folder. What is wrong with the file itself, whoever
/// imports it says.
fn pictures_beside(file: &Path, text: &str) -> Vec<PictureFile> {
    let Ok(reading) = read_seminar(text) else { return Vec::new() };
    let folder = file.parent().unwrap_or(Path::new(""));
    let read = |name: String| {
        let path = folder.join(&name);
        let small = std::fs::metadata(&path).is_ok_and(|about| about.len() <= MOST_PICTURE_BYTES);
        let bytes = if small || !path.exists() {
            std::fs::read(&path).map_err(|error| error.to_string())
        } else {
            Err(NotAPicture::TooLarge.to_string())
        };
        PictureFile { name, content: bytes.map(|bytes| STANDARD.encode(bytes)) }
    };
    reading.pictures.into_iter().map(|picture| read(picture.name)).collect()
}
