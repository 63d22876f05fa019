//! The vault through its public functions, on real folders.

mod announced;
mod appends;
mod crashes;
mod discarded;
mod files;
mod no_space;
mod reserve;
mod takeover;
mod uploads;

use std::convert::Infallible;
use std::path::Path;

use bytes::Bytes;
use domain::id::{PersonId, VersionId};
use domain::material::Sha256Hex;
use domain::time::Instant;
use domain::upload::UploadTarget;
use futures::Stream;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::sync::mpsc;
use vault::{NewUpload, Upload, Vault, VaultError};

/// More than two blocks of writing, and not a whole number of them.
const LARGE: usize = 1_300_000;

async fn new_vault() -> (TempDir, Vault) {
    let root = TempDir::new().expect("a folder");
    let vault = Vault::open(root.path()).await.expect("a vault");
    (root, vault)
}

fn new_upload(size: usize) -> NewUpload {
    NewUpload {
        person: PersonId::generate(),
        target: UploadTarget::parse("e-port-2021/status").expect("a target"),
        file_name: "../../状況.pptx".to_owned(),
        media_type: "application/octet-stream".to_owned(),
        consent: None,
        consent_seen: None,
        size: size as u64,
        now: Instant::from_seconds(1_000),
        expires: Instant::from_seconds(2_000),
    }
}

async fn begin(vault: &Vault, size: usize) -> VersionId {
    vault.create_upload(new_upload(size)).await.expect("an upload").id
}

/// Bytes that repeat nowhere within a block.
fn content(size: usize) -> Vec<u8> {
    (0..size as u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

fn sha256(bytes: &[u8]) -> Sha256Hex {
    Sha256Hex::of_bytes(&Sha256::digest(bytes))
}

/// A body that comes in frames as a network brings them.
fn whole(bytes: &[u8]) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + Unpin + 'static {
    let frames: Vec<_> = bytes.chunks(60_000).map(|frame| Ok(Bytes::copy_from_slice(frame))).collect();
    futures::stream::iter(frames)
}

/// A body whose connection breaks after these bytes.
fn broken_after(bytes: &[u8]) -> impl Stream<Item = Result<Bytes, &'static str>> + Send + Unpin + 'static {
    let mut frames: Vec<_> = bytes.chunks(60_000).map(|frame| Ok(Bytes::copy_from_slice(frame))).collect();
    frames.push(Err("connection reset"));
    futures::stream::iter(frames)
}

/// The sending end of a body that stalls until told to go on.
struct Client(mpsc::Sender<Result<Bytes, Infallible>>);

impl Client {
    fn connect() -> (Self, impl Stream<Item = Result<Bytes, Infallible>> + Send + Unpin + 'static) {
        let (sender, mut receiver) = mpsc::channel(1);
        (Self(sender), futures::stream::poll_fn(move |context| receiver.poll_recv(context)))
    }

    /// Sends one frame and returns when the vault has taken it.
    async fn send(&self, bytes: &[u8]) {
        self.0.send(Ok(Bytes::copy_from_slice(bytes))).await.expect("the vault reads");
        self.0.reserve().await.expect("the vault reads");
    }
}

async fn append_all(vault: &Vault, id: VersionId, bytes: &[u8]) -> Upload {
    vault.append(id, 0, whole(bytes), None).await.expect("appended")
}

async fn offset(vault: &Vault, id: VersionId) -> u64 {
    vault.find_upload(id).await.expect("an upload").offset
}

fn bytes_on_disk(root: &Path, id: VersionId) -> Vec<u8> {
    std::fs::read(root.join(format!("uploads/{id}/bytes"))).expect("bytes")
}

#[track_caller]
fn assert_fails<T: std::fmt::Debug>(result: Result<T, VaultError>, expected: VaultError) {
    let error = result.expect_err("a refusal");
    assert_eq!(format!("{error:?}"), format!("{expected:?}"));
}
