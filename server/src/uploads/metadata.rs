//! What an upload is called and where it belongs: the header `Upload-Metadata`.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use domain::upload::{UploadTarget, check_file_name};
use vault::Upload;

use super::headers::{UPLOAD_METADATA, decode_base64, encode_base64, text};
use crate::refusal::Refusal;

pub const UNKNOWN_MEDIA_TYPE: &str = "application/octet-stream";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    pub file_name: String,
    pub media_type: String,
    pub target: UploadTarget,
    /// Whether others may read the material once it is accepted.
    pub consent: Option<bool>,
    /// How the box was drawn that says so. Clients have no box and mean what they say.
    pub consent_seen: Option<bool>,
}

impl Metadata {
    /// `filename` and `assignment` have to be there; a client may not know a `filetype`, nor what its person thinks
    /// of sharing.
    pub fn read(headers: &HeaderMap) -> Result<Self, Refusal> {
        let pairs = pairs(text(headers, &UPLOAD_METADATA)?.unwrap_or_default())?;
        let value = |key: &str| pairs.get(key).map(String::as_str).filter(|value| !value.is_empty());
        let missing = |key: &str| Refusal::bad_request(format!("Upload-Metadata lacks “{key}”."));
        let file_name = value("filename").ok_or_else(|| missing("filename"))?;
        check_file_name(file_name)?;
        let media_type = value("filetype").unwrap_or(UNKNOWN_MEDIA_TYPE);
        let assignment = value("assignment").ok_or_else(|| missing("assignment"))?;
        Ok(Self {
            file_name: file_name.to_owned(),
            media_type: checked_media_type(media_type)?.to_owned(),
            target: read_target(assignment)?,
            consent: value("consent").map(read_consent).transpose()?,
            consent_seen: value("consent_seen").map(read_consent).transpose()?,
        })
    }
}

/// The header of an upload that exists.
pub fn written(upload: &Upload) -> String {
    let assignment = upload.target.to_string();
    let written = |given| if given { "yes" } else { "no" };
    let consent = upload.consent.map(|given| ("consent", written(given)));
    let seen = upload.consent_seen.map(|seen| ("consent_seen", written(seen)));
    let pairs = [
        ("filename", upload.file_name.as_str()),
        ("filetype", upload.media_type.as_str()),
        ("assignment", assignment.as_str()),
    ];
    let pairs = pairs.into_iter().chain(consent).chain(seen);
    pairs.map(|(key, value)| format!("{key} {}", encode_base64(value.as_bytes()))).collect::<Vec<_>>().join(",")
}

/// `yes` or `no`: may others read the material once it is accepted?
pub fn read_consent(consent: &str) -> Result<bool, Refusal> {
    match consent {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Refusal::bad_request("The consent to share has to be “yes” or “no”.")),
    }
}

/// A target that cannot be one; whether one exists is for the store to say.
pub fn read_target(assignment: &str) -> Result<UploadTarget, Refusal> {
    UploadTarget::parse(assignment).ok_or_else(|| {
        Refusal::bad_request("The assignment has to be written as seminar/assignment, or as seminar/sessions/session.")
    })
}

pub fn checked_media_type(media_type: &str) -> Result<&str, Refusal> {
    let plain = media_type.len() <= 255 && media_type.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if plain { Ok(media_type) } else { Err(Refusal::bad_request("The file type is not a media type.")) }
}

/// `key base64,key base64`; a value may be missing, a key may not be there twice.
fn pairs(text: &str) -> Result<BTreeMap<&str, String>, Refusal> {
    let bad = || Refusal::bad_request("Upload-Metadata cannot be read.");
    let mut pairs = BTreeMap::new();
    for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
        let value = decode_base64(value.trim()).and_then(|value| String::from_utf8(value).ok()).ok_or_else(bad)?;
        if pairs.insert(key, value).is_some() {
            return Err(bad());
        }
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn read(text: &str) -> Result<Metadata, Refusal> {
        let value = HeaderValue::from_str(text).expect("a value");
        Metadata::read(&HeaderMap::from_iter([(UPLOAD_METADATA, value)]))
    }

    fn pair(key: &str, value: &str) -> String {
        format!("{key} {}", encode_base64(value.as_bytes()))
    }

    #[test]
    fn names_are_kept_as_they_came() {
        for name in ["状況.pptx", "../../etc/passwd", "a\u{0}b\n.pdf", "a,b c.pdf"] {
            let text = [pair("filename", name), pair("assignment", "sample/status"), pair("filetype", "text/plain")];
            let metadata = read(&text.join(",")).expect("metadata");
            assert_eq!((metadata.file_name.as_str(), metadata.media_type.as_str()), (name, "text/plain"));
            assert_eq!(metadata.target.to_string(), "sample/status");
        }
    }

    #[test]
    fn consent_is_yes_or_no_or_not_said() {
        for (said, consent) in [(",consent eWVz", Some(true)), (",consent bm8=", Some(false)), ("", None)] {
            let text = format!("{},{}{said}", pair("filename", "a.pdf"), pair("assignment", "sample/status"));
            assert_eq!(read(&text).expect("metadata").consent, consent);
        }
        let boxed = format!("{},{}", pair("filename", "a.pdf"), pair("assignment", "sample/status"));
        let read = read(&format!("{boxed},consent eWVz,consent_seen bm8=")).expect("metadata");
        assert_eq!((read.consent, read.consent_seen), (Some(true), Some(false)));
    }

    #[test]
    fn a_file_type_may_be_unknown() {
        for filetype in ["filetype", "filetype ", "name eA=="] {
            let text = format!("{}, {},{filetype}", pair("filename", "a.pdf"), pair("assignment", "sample/status"));
            assert_eq!(read(&text).expect("metadata").media_type, UNKNOWN_MEDIA_TYPE);
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_told() {
        let name = pair("filename", "a.pdf");
        let target = pair("assignment", "sample/status");
        for (text, told) in [
            (String::new(), "Upload-Metadata lacks “filename”."),
            (name.clone(), "Upload-Metadata lacks “assignment”."),
            (format!("filename,{target}"), "Upload-Metadata lacks “filename”."),
            (format!("filename ?,{target}"), "Upload-Metadata cannot be read."),
            (format!("filename /w==,{target}"), "Upload-Metadata cannot be read."),
            (format!("{name},{name},{target}"), "Upload-Metadata cannot be read."),
            (
                format!("{name},{}", pair("assignment", "status")),
                "The assignment has to be written as seminar/assignment, or as seminar/sessions/session.",
            ),
            (
                format!("{name},{}", pair("assignment", "../x")),
                "The assignment has to be written as seminar/assignment, or as seminar/sessions/session.",
            ),
            (format!("{},{target}", pair("filename", " ")), "The file needs a name of at most 255 characters."),
            (
                format!("{name},{target},{}", pair("consent", "perhaps")),
                "The consent to share has to be “yes” or “no”.",
            ),
            (format!("{name},{target},{}", pair("filetype", "a\r\nb")), "The file type is not a media type."),
        ] {
            let refusal = read(&text).expect_err(&text);
            assert_eq!((refusal.status().as_u16(), refusal.text()), (400, told), "{text:?}");
        }
    }
}
