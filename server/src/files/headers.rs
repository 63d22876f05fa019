//! The fields beside a file that someone's machine has made, or an archive of such files.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::validators::Validators;
use crate::uploads::http_date;

/// Should a browser show it all the same, it runs nothing and loads nothing.
pub(super) const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

pub fn file_headers(media_type: &str, disposition: &str, validators: &Validators) -> HeaderMap {
    let modified = validators.modified.map(http_date);
    let fields = [
        (header::CONTENT_TYPE, Some(media_type)),
        (header::CONTENT_DISPOSITION, Some(disposition)),
        (header::X_CONTENT_TYPE_OPTIONS, Some("nosniff")),
        (header::CONTENT_SECURITY_POLICY, Some(SANDBOX)),
        // Who may see it can change: every use of a copy asks first.
        (header::CACHE_CONTROL, Some("private, no-cache")),
        (header::ACCEPT_RANGES, Some("bytes")),
        (header::ETAG, Some(validators.tag.as_str())),
        (header::LAST_MODIFIED, modified.as_deref()),
    ];
    fields.into_iter().filter_map(|(name, value)| field(name, value?)).collect()
}

pub fn field(name: HeaderName, value: &str) -> Option<(HeaderName, HeaderValue)> {
    Some((name, HeaderValue::from_str(value).ok()?))
}
