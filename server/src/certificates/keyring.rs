//! The private keys that sign certificates: files for their owner alone, beside the database and never
//! in it. Which of them signs, the database says, where the public halves are.
//!
//! ```text
//! DATA/certificate-keys/0123456789abcdef.key    ed25519-secret:…
//! ```

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use documents::certificate::{IssuerKey, KeySet, NotAKey, PublishedKey};
use domain::time::Instant;
use store::audit::By;
use store::certificates::keys::CertificateKeys;
use store::{Store, StoreError};

const ENDING: &str = "key";

/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Keyring {
    folder: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    #[error(
        "the private key {id} is not in {folder}: put it back there, or make another one with \
         `lectern rotate-certificate-key`"
    )]
    Missing { id: String, folder: String },
    #[error("the file of the private key {0} holds another key, or none")]
    Damaged(String),
    #[error("a public key on record cannot be read: {0}")]
    Record(#[from] NotAKey),
    #[error("the folder of private keys: {0}")]
    Io(#[from] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Keyring {
    /// Whose keys lie in this data folder. Nothing is made before the first key is.
    pub fn in_data(data: &Path) -> Self {
        Self { folder: data.join("certificate-keys") }
    }

    /// The key that signs. The first time one is made.
    pub async fn signing_key(&self, store: &Store, now: Instant) -> Result<IssuerKey, KeyringError> {
        if let Some(id) = store.certificate_keys().await?.signing {
            return self.find(&id);
        }
        match self.make(store, None, &By::operator(), now).await {
            // Another server on the same database has made one in the meantime.
            Err(KeyringError::Store(StoreError::Changed(_))) => {
                let signing = store.certificate_keys().await?.signing.ok_or(StoreError::NotFound)?;
                self.find(&signing)
            }
            made => made,
        }
    }

    /// Makes another key, which signs from now on. What the old one signed stays checkable.
    pub async fn rotate(&self, store: &Store, by: &By, now: Instant) -> Result<IssuerKey, KeyringError> {
        let signing = store.certificate_keys().await?.signing;
        self.make(store, signing.as_deref(), by, now).await
    }

    /// The file first, then the record: a key is never on record that nobody has.
    async fn make(
        &self,
        store: &Store,
        instead_of: Option<&str>,
        by: &By,
        now: Instant,
    ) -> Result<IssuerKey, KeyringError> {
        let key = IssuerKey::from_random(rand::random());
        let id = key.id().to_string();
        self.write(&id, &key.to_secret_text())?;
        store.sign_certificates_with(&id, &key.public().to_string(), instead_of, by, now).await?;
        tracing::info!(id, "made a key for certificates");
        Ok(key)
    }

    /// The private half of a key on record.
    pub fn find(&self, id: &str) -> Result<IssuerKey, KeyringError> {
        let text = std::fs::read_to_string(self.path_of(id)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                KeyringError::Missing { id: id.to_owned(), folder: self.folder.display().to_string() }
            }
            _ => error.into(),
        })?;
        let key: IssuerKey = text.parse().map_err(|_| KeyringError::Damaged(id.to_owned()))?;
        if key.id().to_string() == id { Ok(key) } else { Err(KeyringError::Damaged(id.to_owned())) }
    }

    /// Copies every key into a backup, readable by its owner alone; answers how many.
    pub fn copy_to(&self, folder: &Path) -> Result<usize, KeyringError> {
        let copy = Self { folder: folder.to_owned() };
        let mut count = 0;
        for (id, text) in self.all()? {
            copy.write(&id, &text)?;
            count += 1;
        }
        Ok(count)
    }

    /// Takes in the keys of a backup; one that was made before there were any has no such folder.
    pub fn copy_from(&self, folder: &Path) -> Result<usize, KeyringError> {
        Self { folder: folder.to_owned() }.copy_to(&self.folder)
    }

    fn all(&self) -> io::Result<Vec<(String, String)>> {
        let entries = match std::fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut keys = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let id = path.file_stem().and_then(|stem| stem.to_str());
            if let Some(id) = id.filter(|_| path.extension().is_some_and(|ending| ending == ENDING)) {
                keys.push((id.to_owned(), std::fs::read_to_string(&path)?));
            }
        }
        Ok(keys)
    }

    fn path_of(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.{ENDING}"))
    }

    /// Durable when it returns.
    fn write(&self, id: &str, text: &str) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(self.path_of(id))?;
        writeln!(file, "{}", text.trim_end())?;
        file.sync_all()?;
        File::open(&self.folder)?.sync_all()?;
        match self.folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => File::open(parent)?.sync_all(),
            _ => Ok(()),
        }
    }
}

/// The keys on record as they are published.
pub fn key_set(keys: &CertificateKeys) -> Result<KeySet, KeyringError> {
    let published = keys
        .keys
        .iter()
        .map(|key| Ok(PublishedKey { key: key.public.parse()?, from: Some(key.from), until: key.until }));
    Ok(KeySet { keys: published.collect::<Result<_, KeyringError>>()? })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const NOW: Instant = Instant::from_seconds(1_636_507_800);

    async fn opened() -> (tempfile::TempDir, Keyring, Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let keyring = Keyring::in_data(folder.path());
        (folder, keyring, Store::open("mem://").await.expect("a database"))
    }

    #[tokio::test]
    async fn the_first_key_is_made_once_and_for_its_owner_alone() {
        let (folder, keyring, store) = opened().await;
        let first = keyring.signing_key(&store, NOW).await.expect("a key");
        let again = keyring.signing_key(&store, NOW).await.expect("the same");
        assert_eq!(first.id(), again.id());
        let path = folder.path().join(format!("certificate-keys/{}.key", first.id()));
        for (path, mode) in [(path.as_path(), 0o600), (path.parent().expect("a folder"), 0o700)] {
            assert_eq!(std::fs::metadata(path).expect("there").permissions().mode() & 0o777, mode);
        }
        let keys = key_set(&store.certificate_keys().await.expect("keys")).expect("readable");
        assert_eq!(keys.find(first.id()).expect("published").key, first.public());
    }

    #[tokio::test]
    async fn a_key_that_is_gone_is_said_to_be_and_can_be_replaced() {
        let (folder, keyring, store) = opened().await;
        let first = keyring.signing_key(&store, NOW).await.expect("a key");
        std::fs::remove_dir_all(folder.path().join("certificate-keys")).expect("removed");
        let missing = keyring.signing_key(&store, NOW).await;
        assert!(matches!(missing, Err(KeyringError::Missing { .. })), "{missing:?}");
        let second = keyring.rotate(&store, &By::operator(), NOW.plus_days(1)).await.expect("another");
        assert_ne!(first.id(), second.id());
        let keys = key_set(&store.certificate_keys().await.expect("keys")).expect("readable");
        assert_eq!(keys.find(first.id()).expect("still published").until, Some(NOW.plus_days(1)));
    }

    #[tokio::test]
    async fn keys_go_into_a_backup_and_come_back() {
        let (folder, keyring, store) = opened().await;
        let key = keyring.signing_key(&store, NOW).await.expect("a key");
        assert_eq!(keyring.copy_to(&folder.path().join("backup")).expect("copied"), 1);
        let restored = Keyring::in_data(&folder.path().join("elsewhere"));
        assert_eq!(restored.copy_from(&folder.path().join("backup")).expect("copied"), 1);
        assert_eq!(restored.find(&key.id().to_string()).expect("there").id(), key.id());
        assert_eq!(restored.copy_from(&folder.path().join("nothing")).expect("nothing"), 0);
    }
}
