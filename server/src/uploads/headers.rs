//! The headers of tus, and the digest of a whole file.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, general_purpose};
use domain::material::Sha256Hex;
use domain::time::Instant;
use vault::{Checksum, Upload};

use crate::refusal::Refusal;

pub const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
pub const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
pub const TUS_EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
pub const TUS_MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
pub const TUS_CHECKSUM_ALGORITHM: HeaderName = HeaderName::from_static("tus-checksum-algorithm");
pub const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub const UPLOAD_DEFER_LENGTH: HeaderName = HeaderName::from_static("upload-defer-length");
pub const UPLOAD_CONCAT: HeaderName = HeaderName::from_static("upload-concat");
pub const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
pub const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
pub const UPLOAD_CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
/// When the target closed, where it takes nothing more for that: what has come is kept, and goes on once it opens again.
pub const UPLOAD_CLOSED: HeaderName = HeaderName::from_static("upload-closed");
pub const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");
pub const METHOD_OVERRIDE: HeaderName = HeaderName::from_static("x-http-method-override");

/// The media type of a request that brings bytes of an upload.
pub const OFFSET_STREAM: &str = "application/offset+octet-stream";

/// Some clients leave the padding off.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

pub fn decode_base64(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text).ok()
}

pub fn encode_base64(bytes: &[u8]) -> String {
    general_purpose::STANDARD.encode(bytes)
}

/// A header's text; one that is there and no plain text is as wrong as one that does not parse.
pub fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, Refusal> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    value.to_str().map(Some).map_err(|_| not_understood(name))
}

/// A number of bytes.
pub fn number(headers: &HeaderMap, name: &HeaderName) -> Result<Option<u64>, Refusal> {
    let Some(text) = text(headers, name)? else { return Ok(None) };
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits);
    number.map(Some).ok_or_else(|| Refusal::bad_request(format!("{} has to be a whole number.", spelled(name))))
}

/// `Upload-Checksum: sha1 MjBmM2Y4…`, over the body of its request.
pub fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, Refusal> {
    let Some(text) = text(headers, &UPLOAD_CHECKSUM)? else { return Ok(None) };
    let (algorithm, digest) = text.trim().split_once(' ').ok_or_else(|| not_understood(&UPLOAD_CHECKSUM))?;
    let digest = decode_base64(digest.trim());
    let checksum = match algorithm {
        "sha1" => digest.and_then(|digest| digest.try_into().ok()).map(Checksum::Sha1),
        "sha256" => digest.and_then(|digest| digest.try_into().ok()).map(Checksum::Sha256),
        _ => return Err(Refusal::bad_request("The checksum has to be sha1 or sha256.")),
    };
    checksum.map(Some).ok_or_else(|| not_understood(&UPLOAD_CHECKSUM))
}

/// The SHA-256 in `Repr-Digest` (RFC 9530), over the whole file. Digests of other kinds are passed over.
pub fn file_digest(headers: &HeaderMap) -> Result<Option<Sha256Hex>, Refusal> {
    for value in headers.get_all(&REPR_DIGEST) {
        let text = value.to_str().map_err(|_| not_understood(&REPR_DIGEST))?;
        for member in text.split(',') {
            let (key, value) = member.trim().split_once('=').ok_or_else(|| not_understood(&REPR_DIGEST))?;
            if key == "sha-256" {
                let digits = value.strip_prefix(':').and_then(|value| value.strip_suffix(':'));
                let digest = digits.and_then(decode_base64).filter(|digest| digest.len() == 32);
                let digest = digest.ok_or_else(|| not_understood(&REPR_DIGEST))?;
                return Ok(Some(Sha256Hex::of_bytes(&digest)));
            }
        }
    }
    Ok(None)
}

/// The opposite of [`file_digest`].
pub fn written_digest(sha256: &Sha256Hex) -> String {
    format!("sha-256=:{}:", encode_base64(&sha256.bytes().unwrap_or_default()))
}

pub fn is_offset_stream(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media_type.split(';').next().is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case(OFFSET_STREAM))
}

/// Where an upload stands, as every answer about one says it.
pub fn progress(upload: &Upload) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(UPLOAD_OFFSET, HeaderValue::from(upload.offset));
    if let Ok(expires) = HeaderValue::from_str(&http_date(upload.expires)) {
        headers.insert(UPLOAD_EXPIRES, expires);
    }
    headers
}

/// `Wed, 10 Nov 2021 01:30:00 GMT`
pub fn http_date(instant: Instant) -> String {
    let seconds = u64::try_from(instant.seconds()).unwrap_or(0);
    httpdate::fmt_http_date(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds))
}

fn not_understood(name: &HeaderName) -> Refusal {
    Refusal::bad_request(format!("{} cannot be read.", spelled(name)))
}

/// `Upload-Length` of `upload-length`.
fn spelled(name: &HeaderName) -> String {
    let words = name.as_str().split('-').map(|word| match word.get(..1) {
        Some(first) => first.to_uppercase() + &word[1..],
        None => String::new(),
    });
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &HeaderName, values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (name.clone(), HeaderValue::from_str(value).expect("a value"))).collect()
    }

    #[test]
    fn numbers_are_digits_and_nothing_else() {
        let read = |text: &str| number(&headers(&UPLOAD_LENGTH, &[text]), &UPLOAD_LENGTH);
        assert_eq!(read("0").expect("a number"), Some(0));
        assert_eq!(read("524288000").expect("a number"), Some(524_288_000));
        for bad in ["", "-1", "+1", "1.5", "1e3", " 1", "18446744073709551616"] {
            assert_eq!(read(bad).expect_err(bad).text(), "Upload-Length has to be a whole number.", "{bad:?}");
        }
        assert_eq!(number(&HeaderMap::new(), &UPLOAD_LENGTH).expect("nothing"), None);
    }

    #[test]
    fn checksums_are_of_two_kinds() {
        let read = |text: &str| checksum(&headers(&UPLOAD_CHECKSUM, &[text]));
        let sha1 = encode_base64(&[1; 20]);
        assert_eq!(read(&format!("sha1 {sha1}")).expect("read"), Some(Checksum::Sha1([1; 20])));
        let sha256 = encode_base64(&[2; 32]);
        assert_eq!(read(&format!("sha256 {sha256}")).expect("read"), Some(Checksum::Sha256([2; 32])));
        for bad in [format!("sha1 {sha256}"), format!("md5 {sha1}"), sha1, "sha1 ???".to_owned(), String::new()] {
            assert_eq!(read(&bad).expect_err(&bad).status().as_u16(), 400, "{bad:?}");
        }
    }

    #[test]
    fn the_sha_256_is_found_among_other_digests() {
        let read = |values: &[&str]| file_digest(&headers(&REPR_DIGEST, values));
        let hash = Sha256Hex("ab".repeat(32));
        let written = written_digest(&hash);
        assert_eq!(read(&[&written]).expect("read"), Some(hash.clone()));
        assert_eq!(read(&[&format!("sha-512=:AAAA:, {written}")]).expect("read"), Some(hash.clone()));
        assert_eq!(read(&["sha-512=:AAAA:", &written]).expect("read"), Some(hash));
        assert_eq!(read(&["sha-512=:AAAA:"]).expect("read"), None);
        assert_eq!(read(&[]).expect("read"), None);
        for bad in ["sha-256=AAAA", "sha-256=:AAAA:", "sha-256", "", "sha-256=::"] {
            assert_eq!(read(&[bad]).expect_err(bad).status().as_u16(), 400, "{bad:?}");
        }
    }

    #[test]
    fn dates_are_those_of_http() {
        assert_eq!(http_date(Instant::from_seconds(1_636_507_800)), "Wed, 10 Nov 2021 01:30:00 GMT");
    }
}
