//! What the endpoints that are no pages say when they do not do what they are asked: a status and
//! one plain sentence.

use app::error::{AppError, sentence};
use app::request::Visitor;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::actor::Actor;
use domain::gate;
use domain::upload::{NOT_KEPT, NOT_KEPT_WORDS, RefusedUpload, size_text};
use store::{Answer, StoreError};
use vault::VaultError;

#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    text: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// Seconds after which an upload that found no space is tried again: someone has to make some first.
const UNTIL_SPACE: &str = "30";

impl Refusal {
    pub fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, text: text.into(), headers: Vec::new() }
    }

    pub fn bad_request(text: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, text)
    }

    /// For what is hidden and what is missing alike.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, AppError::NotFound.to_string())
    }

    pub fn sign_in_needed() -> Self {
        let refusal = Self::new(StatusCode::UNAUTHORIZED, AppError::SignInNeeded.to_string());
        refusal.with(header::WWW_AUTHENTICATE, "Bearer")
    }

    /// The reason belongs into the log and not here.
    pub fn failed() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, AppError::Failed.to_string())
    }

    fn no_space(text: impl Into<String>) -> Self {
        Self::new(StatusCode::INSUFFICIENT_STORAGE, text).with(header::RETRY_AFTER, UNTIL_SPACE)
    }

    /// tus: the bytes are not those that the client announced.
    pub fn checksum_mismatch(text: &str) -> Self {
        Self::new(StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST), text)
    }

    /// The disk spoils what is written to it, and sending it again does not help.
    fn not_kept() -> Self {
        Self::new(StatusCode::from_u16(NOT_KEPT).unwrap_or(StatusCode::INSUFFICIENT_STORAGE), NOT_KEPT_WORDS)
    }

    pub fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    pub fn status(&self) -> StatusCode {
        self.status
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The person who asks, or the refusal that asks to sign in.
pub fn signed_in(visitor: Visitor) -> Result<Actor, Refusal> {
    visitor.actor.ok_or_else(Refusal::sign_in_needed)
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (self.status, format!("{}\n", self.text)).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response.headers_mut().extend(self.headers);
        response
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        if let StoreError::Upload(refused) = error {
            return refused.into();
        }
        match error.answer() {
            Answer::NotFound => Self::not_found(),
            Answer::Forbidden => Self::new(StatusCode::FORBIDDEN, AppError::Forbidden.to_string()),
            Answer::Refused => Self::new(StatusCode::CONFLICT, sentence(&error.to_string())),
            Answer::NoSpace => {
                tracing::error!("no space is left for the database");
                Self::no_space(sentence(&error.to_string()))
            }
            Answer::Failed => {
                tracing::error!(%error, "the store failed");
                Self::failed()
            }
        }
    }
}

impl From<RefusedUpload> for Refusal {
    /// When an assignment closed is told where its seminar's clock is known.
    fn from(refused: RefusedUpload) -> Self {
        match refused {
            RefusedUpload::Empty | RefusedUpload::NoName => Self::bad_request(sentence(&refused.to_string())),
            RefusedUpload::TooLarge { limit } => {
                let text = format!("The file is larger than {} ({limit} bytes).", size_text(limit));
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, text)
            }
            RefusedUpload::TooManyVersions { .. } | RefusedUpload::TooManySlides { .. } => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, sentence(&refused.to_string()))
            }
            RefusedUpload::Closed { .. } => Self::new(StatusCode::FORBIDDEN, sentence(&refused.to_string())),
        }
    }
}

impl From<gate::Refusal> for Refusal {
    /// In the words that the browser's uploader has for it, too.
    fn from(refused: gate::Refusal) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, sentence(&refused.to_string()))
    }
}

impl From<VaultError> for Refusal {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::NotFound => Self::not_found(),
            VaultError::ChecksumMismatch => Self::checksum_mismatch("The bytes do not match their checksum."),
            VaultError::WrongFile => {
                Self::checksum_mismatch("The file does not match its Repr-Digest, and was not submitted.")
            }
            VaultError::TooLong => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "The body is longer than the rest of the file.")
            }
            VaultError::WrongOffset { .. } | VaultError::Interrupted | VaultError::Incomplete => {
                Self::new(StatusCode::CONFLICT, sentence(&error.to_string()))
            }
            VaultError::Busy => Self::new(StatusCode::LOCKED, sentence(&error.to_string())),
            VaultError::NoSpace => {
                let text = "There is no space left on the server. What has come is kept; please go on later.";
                tracing::error!("no space is left for uploads");
                Self::no_space(text)
            }
            VaultError::SpoiledAgain => Self::not_kept(),
            VaultError::Damaged | VaultError::Spoiled | VaultError::Io(_) => {
                tracing::error!(%error, "the vault failed");
                Self::failed()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_sentences_with_the_limit_in_them() {
        let refusal: Refusal = RefusedUpload::TooLarge { limit: 500 * 1024 * 1024 }.into();
        assert_eq!(refusal.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(refusal.text(), "The file is larger than 500 MiB (524288000 bytes).");
        let refusal: Refusal = VaultError::WrongOffset { expected: 7 }.into();
        assert_eq!((refusal.status(), refusal.text()), (StatusCode::CONFLICT, "The upload goes on at byte 7."));
        assert_eq!(Refusal::from(VaultError::WrongFile).status().as_u16(), 460);
        assert_eq!(Refusal::from(VaultError::SpoiledAgain).status().as_u16(), NOT_KEPT);
    }

    #[test]
    fn a_failure_tells_nothing_of_its_reason() {
        let refusal: Refusal = VaultError::Io(std::io::Error::other("/secret/path")).into();
        assert_eq!(refusal.text(), AppError::Failed.to_string());
    }
}
