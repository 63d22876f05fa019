//! Fields of a multipart form that are read as a whole.

use axum::extract::multipart::{Field, MultipartError};
use bytes::{Bytes, BytesMut};

use crate::refusal::Refusal;

/// All bytes of a field; `too_long` where it has more than `most`.
pub async fn read_whole(
    field: &mut Field<'_>,
    most: usize,
    too_long: impl FnOnce() -> Refusal,
) -> Result<Bytes, Refusal> {
    let mut bytes = BytesMut::new();
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        if bytes.len() + piece.len() > most {
            return Err(too_long());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.freeze())
}

/// A short text of a form, such as the slug of what it is about.
pub async fn read_text(field: &mut Field<'_>) -> Result<String, Refusal> {
    /// More than anyone would write into such a field.
    const MOST_BYTES: usize = 200;

    let too_long = || Refusal::bad_request("A field of the form is too long.");
    let bytes = read_whole(field, MOST_BYTES, too_long).await?;
    String::from_utf8(bytes.into()).map_err(|_| Refusal::bad_request("The form cannot be read."))
}

pub fn broken(error: &MultipartError) -> Refusal {
    tracing::debug!(%error, "a form broke off");
    Refusal::bad_request("The form cannot be read.")
}
