//! Programs of others that are used where they are installed.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What there is on this machine. Whoever has something drawn says it; nothing is looked for meanwhile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tools {
    /// LibreOffice, which turns office files into PDF. Without it their text is shown alone.
    pub soffice: Option<PathBuf>,
    /// `unshare` of util-linux, which takes the network away from it; where the kernel lets nobody do that it
    /// runs with the network, and with settings that do not use it.
    pub unshare: Option<PathBuf>,
}

impl Tools {
    /// Looks into the folders of `path`, which is written as `PATH` is, and starts nothing.
    pub fn along(path: &OsStr, is_program: impl Fn(&Path) -> bool) -> Self {
        let find =
            |name: &str| env::split_paths(path).map(|folder| folder.join(name)).find(|program| is_program(program));
        Self { soffice: find("soffice"), unshare: find("unshare") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_will_do_is_taken() {
        let is_there = |program: &Path| program.starts_with("/b") || program.starts_with("/c");
        let found = Tools::along(OsStr::new("/a:/b:/c"), is_there);
        assert_eq!((found.soffice, found.unshare), (Some("/b/soffice".into()), Some("/b/unshare".into())));
        assert_eq!(Tools::along(OsStr::new("/a"), is_there), Tools::default());
    }
}
