//! The bytes of one request, and what follows when they were the last ones.

use axum::body::BodyDataStream;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Bytes as HttpBytes;
use domain::id::VersionId;
use domain::material::Sha256Hex;
use futures::{Stream, StreamExt, stream};
use tokio_util::sync::CancellationToken;
use vault::{Checksum, Upload};

use super::asker::Asker;
use super::complete_upload::complete_upload;
use super::headers::{self, REPR_DIGEST};
use crate::refusal::Refusal;

/// What a request brings.
pub struct Bytes {
    offset: u64,
    body: BodyDataStream,
    /// Over this body.
    checksum: Option<Checksum>,
    /// Over the whole file.
    digest: Option<Sha256Hex>,
}

impl Bytes {
    pub fn read(offset: u64, request: Request) -> Result<Self, Refusal> {
        let checksum = headers::checksum(request.headers())?;
        let digest = headers::file_digest(request.headers())?;
        Ok(Self { offset, body: request.into_body().into_data_stream(), checksum, digest })
    }
}

/// Where the upload stands after a request, and what it has become if it is complete.
pub struct Received {
    pub upload: Upload,
    pub file: Option<Sha256Hex>,
}

impl Received {
    pub fn headers(&self) -> HeaderMap {
        let mut headers = headers::progress(&self.upload);
        if let Some(file) = &self.file {
            headers.extend(completed_headers(self.upload.id, file));
        }
        headers
    }
}

/// What the answer about a complete upload carries besides.
fn completed_headers(id: VersionId, file: &Sha256Hex) -> HeaderMap {
    let fields = [(header::CONTENT_LOCATION, format!("/files/{id}")), (REPR_DIGEST, headers::written_digest(file))];
    fields.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?))).collect()
}

/// Takes the bytes in and completes the upload if nothing is missing then. Runs to its end also
/// when the client leaves.
pub async fn receive(asker: Asker, upload: Upload, bytes: Bytes) -> Result<Received, Refusal> {
    let work = async move {
        let Bytes { offset, body, checksum, digest } = bytes;
        if let Some(digest) = digest {
            asker.vault().expect_file(upload.id, offset, digest).await?;
        }
        let body = until_stopped(body, asker.state.shutdown.clone()).boxed();
        let upload = asker.vault().append(upload.id, offset, body, checksum).await?;
        if !upload.is_complete() {
            return Ok(Received { upload, file: None });
        }
        let version = complete_upload(&asker, &upload).await?.version;
        Ok(Received { upload, file: Some(version.sha256) })
    };
    uncut(work).await
}

/// The body breaks off when the server is to stop: what has come is kept, and the client goes on from
/// there. A link that died without a word would keep the server from stopping.
fn until_stopped(body: BodyDataStream, stop: CancellationToken) -> impl Stream<Item = Result<HttpBytes, CutOff>> {
    stream::unfold((body, stop), async |(mut body, stop)| {
        let piece = tokio::select! {
            biased;
            piece = body.next() => piece?.map_err(|_| CutOff),
            () = stop.cancelled() => Err(CutOff),
        };
        Some((piece, (body, stop)))
    })
}

/// The vault asks for no more than this.
struct CutOff;

/// Runs `work` to its end even if the client leaves meanwhile.
pub async fn uncut<T: Send + 'static>(
    work: impl Future<Output = Result<T, Refusal>> + Send + 'static,
) -> Result<T, Refusal> {
    tokio::spawn(work).await.unwrap_or_else(|error| {
        tracing::error!(%error, "an upload's task broke");
        Err(Refusal::failed())
    })
}
