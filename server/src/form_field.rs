//! Multipart forms as they come, and their fields that are read as a whole.

use axum::body::Body;
use axum::extract::Request;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use bytes::{Bytes, BytesMut};
use futures::{StreamExt, future, stream};
use tokio::task::yield_now;

use crate::refusal::Refusal;

/// Lets the end of a form come a moment after its last bytes. `multer` 3.1.0 asks twice in a row for its beginning, and
/// takes the whole form for a broken one where bytes and end come between the two, as in a task of its own they can.
pub async fn end_apart(request: Request) -> Request {
    request.map(|body| {
        let pause = stream::once(yield_now()).filter_map(|()| future::ready(None));
        Body::from_stream(body.into_data_stream().chain(pause))
    })
}

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

/// Why a form came to no end.
pub fn broken(error: &MultipartError) -> Refusal {
    tracing::debug!(%error, "a form broke off");
    match error.status() {
        StatusCode::INTERNAL_SERVER_ERROR => broken_off(),
        StatusCode::PAYLOAD_TOO_LARGE => {
            Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "There is more in the form than is taken at once.")
        }
        _ => Refusal::bad_request("The form cannot be read. Perhaps only a part of it has come: please send it again."),
    }
}

/// The link is to blame, not the form.
pub fn broken_off() -> Refusal {
    Refusal::bad_request("The connection broke while the form was being sent. Please send it again.")
}

#[cfg(test)]
mod tests {
    use std::io;

    use axum::extract::{FromRequest, Multipart};
    use futures::Stream;

    use super::*;

    const FORM: &str = "--b\r\nContent-Disposition: form-data; name=\"seminar\"\r\n\r\nsample\r\n--b--\r\n";

    /// What the first field says of a form that comes so.
    async fn first_field(
        pieces: impl Stream<Item = io::Result<&'static str>> + Send + 'static,
    ) -> Result<String, Refusal> {
        let request = Request::post("/").header("content-type", "multipart/form-data; boundary=b");
        let request = end_apart(request.body(Body::from_stream(pieces)).expect("a request")).await;
        let mut form = Multipart::from_request(request, &()).await.expect("a form");
        let mut field = form.next_field().await.map_err(|error| broken(&error))?.expect("a field");
        read_text(&mut field).await
    }

    #[tokio::test]
    async fn a_form_that_comes_while_its_beginning_is_looked_for_is_whole() {
        let late = stream::once(async {
            yield_now().await;
            Ok(FORM)
        });
        assert_eq!(first_field(late).await.expect("a form"), "sample");
        assert_eq!(first_field(stream::iter([Ok(FORM)])).await.expect("a form"), "sample");
        let (one, two) = FORM.split_at(1);
        assert_eq!(first_field(stream::iter([Ok(one), Ok(two)])).await.expect("a form"), "sample");
    }

    #[tokio::test]
    async fn a_broken_link_is_no_bad_form() {
        let half = &FORM[..FORM.len() / 2];
        let cut = stream::iter([Ok(half), Err(io::Error::other("cut"))]);
        assert_eq!(first_field(cut).await.expect_err("cut").text(), broken_off().text());
        let short = first_field(stream::iter([Ok(half)])).await.expect_err("short");
        assert!(short.text().contains("only a part of it"), "{}", short.text());
    }
}
