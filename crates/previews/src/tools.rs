//! Programs of others that are used where they are installed.

use std::env;
use std::path::PathBuf;

/// What there is on this machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tools {
    /// LibreOffice, which turns office files into PDF. Without it their text is shown alone.
    pub soffice: Option<PathBuf>,
    /// `unshare` of util-linux, which takes the network away from it; where the kernel lets nobody do that it
    /// runs with the network, and with settings that do not use it.
    pub unshare: Option<PathBuf>,
}

impl Tools {
    /// Looks along `PATH`, and starts nothing.
    pub fn find() -> Self {
        Self { soffice: along_path("soffice"), unshare: along_path("unshare") }
    }
}

fn along_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}
