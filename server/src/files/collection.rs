//! Files of the vault gathered into one archive, which is sent as it is read.
//!
//! Of the same contents it is the same bytes. So whoever adds something that is written for the archive writes it without
//! a look at the clock.

use std::io;
use std::ops::Range;

use archives::{Entry, Plan};
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use documents::DocumentError;
use documents::content_disposition::content_disposition;
use domain::material::Sha256Hex;
use domain::time::WallTime;
use futures::channel::mpsc;
use futures::{SinkExt, Stream, StreamExt, future};
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;
use vault::{Vault, VaultError};

use super::PIECE;
use super::headers::file_headers;
use super::range::part_to_send;
use super::validators::Validators;
use crate::refusal::Refusal;

/// The sheet that tells what is in an archive.
pub const INDEX: &str = "index.xlsx";
/// What the index says of a file that cannot be found.
pub const NOT_THERE: &str = "(not in this archive: please tell the operator)";

/// What goes into an archive; `contents` are those of the plan's entries.
#[derive(Default)]
pub struct Collection {
    plan: Plan,
    contents: Vec<Content>,
}

enum Content {
    Bytes(Bytes),
    File(Sha256Hex),
}

type Sender = mpsc::Sender<io::Result<Bytes>>;

impl Collection {
    pub fn add_bytes(&mut self, name: String, bytes: Bytes, modified: WallTime) {
        self.plan.add(name, bytes.len() as u64, modified);
        self.contents.push(Content::Bytes(bytes));
    }

    pub fn add_file(&mut self, name: String, sha256: Sha256Hex, size: u64, modified: WallTime) {
        self.plan.add(name, size, modified);
        self.contents.push(Content::File(sha256));
    }

    /// The archive as an answer, whole or the part of it that is asked for: a download that broke off goes on. What comes
    /// before the part is made, too, and thrown away.
    pub fn answer(self, vault: Vault, file_name: &str, asked: &HeaderMap) -> Result<Response, Refusal> {
        let validators = Validators { tag: self.tag(), modified: None };
        let mut fields = file_headers("application/zip", &content_disposition(file_name), &validators);
        if validators.still_hold(asked) {
            return Ok((StatusCode::NOT_MODIFIED, fields).into_response());
        }
        let (status, part) = part_to_send(asked, &validators, self.plan.length(), &mut fields)?;
        Ok((status, fields, Body::from_stream(cut(self.pieces(vault), part))).into_response())
    }

    /// The same for the same bytes: everything in the archive follows from what is hashed here.
    fn tag(&self) -> String {
        let mut hash = Sha256::new();
        for (entry, content) in self.plan.entries.iter().zip(&self.contents) {
            let Entry { name, size, modified, .. } = entry;
            hash.update(format!("{}:{name}:{}:{size}:", name.len(), modified.civil));
            match content {
                Content::Bytes(bytes) => hash.update(bytes),
                Content::File(sha256) => hash.update(&sha256.0),
            }
        }
        format!("\"{}\"", Sha256Hex::of_bytes(&hash.finalize()))
    }

    fn pieces(self, vault: Vault) -> mpsc::Receiver<io::Result<Bytes>> {
        let (mut sender, pieces) = mpsc::channel(1);
        tokio::spawn(async move {
            if let Err(error) = self.send(&vault, &mut sender).await {
                tracing::error!(%error, "an archive broke off");
                // The client notices: the archive is shorter than announced.
                let _ = sender.send(Err(error)).await;
            }
        });
        pieces
    }

    /// Sends the archive; returns early without an error when the client has left.
    async fn send(mut self, vault: &Vault, sender: &mut Sender) -> io::Result<()> {
        for (entry, content) in self.plan.entries.iter_mut().zip(&self.contents) {
            entry.checksum = match content {
                Content::Bytes(bytes) => crc32fast::hash(bytes),
                Content::File(sha256) => checksum(vault, sha256, sender).await?,
            };
            if sender.send(Ok(entry.header().into())).await.is_err() {
                return Ok(());
            }
            match content {
                Content::Bytes(bytes) => drop(sender.send(Ok(bytes.clone())).await),
                Content::File(sha256) => send_file(vault, sha256, entry.size, sender).await?,
            }
        }
        drop(sender.send(Ok(self.plan.directory().into())).await);
        Ok(())
    }
}

/// Of all bytes those within the part.
fn cut(pieces: impl Stream<Item = io::Result<Bytes>>, part: Range<u64>) -> impl Stream<Item = io::Result<Bytes>> {
    let pieces = pieces.scan(0, move |passed, piece| {
        let (begin, end) = (*passed, part.end);
        if begin >= end {
            return future::ready(None);
        }
        future::ready(Some(piece.map(|bytes| {
            *passed += bytes.len() as u64;
            let within = |at: u64| usize::try_from(at.clamp(begin, *passed) - begin).unwrap_or(bytes.len());
            bytes.slice(within(part.start)..within(end))
        })))
    });
    // A server may take an empty piece for the end.
    pieces.filter(|piece| future::ready(piece.as_ref().map_or(true, |bytes| !bytes.is_empty())))
}

/// Can the file be read, and is it as long as it should be?
pub async fn is_there(vault: &Vault, sha256: &Sha256Hex, size: u64) -> bool {
    let found = vault.open_file(sha256).await.map(|(_, size)| size);
    if !matches!(found, Ok(found) if found == size) {
        tracing::error!(%sha256, ?found, "a file cannot be read");
        return false;
    }
    true
}

/// A sheet, written where that holds nobody up.
pub async fn written(
    write: impl FnOnce() -> Result<Vec<u8>, DocumentError> + Send + 'static,
) -> Result<Bytes, Refusal> {
    let sheet = tokio::task::spawn_blocking(write).await.map_err(|error| error.to_string());
    let sheet = sheet.and_then(|sheet| sheet.map_err(|error| error.to_string()));
    sheet.map(Bytes::from).map_err(|error| {
        tracing::error!(error, "a sheet cannot be written");
        Refusal::failed()
    })
}

/// The file is read twice, the second time from memory as a rule.
async fn checksum(vault: &Vault, sha256: &Sha256Hex, sender: &Sender) -> io::Result<u32> {
    let (mut file, _) = vault.open_file(sha256).await.map_err(into_io)?;
    let mut hasher = crc32fast::Hasher::new();
    let mut piece = BytesMut::with_capacity(PIECE);
    while !sender.is_closed() && file.read_buf(&mut piece).await? > 0 {
        hasher.update(&piece);
        piece.clear();
    }
    Ok(hasher.finalize())
}

async fn send_file(vault: &Vault, sha256: &Sha256Hex, size: u64, sender: &mut Sender) -> io::Result<()> {
    let (mut file, _) = vault.open_file(sha256).await.map_err(into_io)?;
    let mut left = size;
    while left > 0 {
        let mut piece = BytesMut::with_capacity(PIECE);
        let count = file.read_buf(&mut piece).await?;
        if count == 0 || count as u64 > left {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a file has changed its size"));
        }
        left -= count as u64;
        if sender.send(Ok(piece.freeze())).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn into_io(error: VaultError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use futures::stream;

    use super::*;

    #[tokio::test]
    async fn a_part_is_cut_out_of_pieces() {
        for (part, told) in
            [(0..9, "abcdefghi"), (0..1, "a"), (2..4, "cd"), (4..9, "efghi"), (3..6, "def"), (8..9, "i")]
        {
            let pieces = stream::iter(["abc", "def", "", "ghi"].map(|text| Ok(Bytes::from_static(text.as_bytes()))));
            let cut: Vec<Bytes> = cut(pieces, part).map(|piece| piece.expect("a piece")).collect().await;
            assert_eq!(cut.concat(), told.as_bytes());
        }
    }
}
