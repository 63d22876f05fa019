//! Files of others are worked on here: checked at the gate, scanned, drawn, read as tables. Nothing of it happens in this
//! process.
//!
//! | part | what |
//! |---|---|
//! | [`Workroom`] | what that takes: workers, a scanner, a folder for what is not finished |
//! | [`jobs`] | jobs taken on until none is due |
//! | `check` | does a file pass the gate? |
//! | `draw` | what can be seen of it |
//! | [`tables`] | what stands in exports and in forms that were filled in |
//! | [`scanner`] | a virus scanner, where one is configured |

mod check;
mod draw;
pub mod jobs;
pub mod scanner;
pub mod tables;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::gate::Equipment;
use tempfile::TempDir;
use tokio::sync::Semaphore;
use workshop::{Confinement, Workshop};

use crate::config::Config;
use scanner::Scanner;

/// What a worker said that is no answer to what it was asked.
const ANOTHER_QUESTION: &str = "a worker answered another question";

/// Clones share it.
#[derive(Debug, Clone)]
pub struct Workroom {
    workshop: Workshop,
    scanner: Option<Scanner>,
    /// Images lie here until they are in the vault, forms until they are read.
    scratch: Arc<Path>,
    /// Turns at reading a table.
    tables: Arc<Semaphore>,
}

impl Workroom {
    /// Clears away what a crash left half made.
    pub fn open(config: &Config) -> std::io::Result<Self> {
        let scratch = config.data.join("scratch");
        match std::fs::remove_dir_all(&scratch) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => std::fs::create_dir(&scratch)?,
        }
        // A worker in a file system of its own is told whole paths.
        let scratch = std::path::absolute(scratch)?;
        Ok(Self {
            workshop: Workshop::new(&config.program, Confinement::find()),
            scanner: config.clamd.clone().map(|clamd| Scanner::at(clamd, config.clamd_limits)),
            scratch: scratch.into(),
            tables: Arc::new(Semaphore::new(tables::AT_ONCE)),
        })
    }

    /// As of now: an office program that was found may have vanished since.
    pub fn equipment(&self) -> Equipment {
        Equipment {
            scanner: self.scanner.is_some(),
            office: self.workshop.tools().soffice.as_deref().is_some_and(Path::is_file),
            confinement: self.workshop.confinement().label().to_owned(),
        }
    }

    /// A folder that goes when it is dropped.
    fn scratch(&self) -> std::io::Result<TempDir> {
        TempDir::new_in(&self.scratch)
    }
}

/// Where a version's file lies, and that it is what the record says.
async fn file_of(vault: &vault::Vault, version: &domain::material::Version) -> Result<PathBuf, String> {
    let (path, size) = vault.find_file(&version.sha256).await.map_err(|error| format!("the file: {error}"))?;
    if size == version.size { Ok(path) } else { Err(format!("the file has {size} bytes, not {}", version.size)) }
}
