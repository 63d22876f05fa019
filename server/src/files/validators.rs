//! What tells whether a client's copy is still right.

use axum::http::{HeaderMap, HeaderName, header};
use domain::time::Instant;

/// The content's tag, and when it was made if that is known.
#[derive(Debug, Clone)]
pub struct Validators {
    /// With its quotes.
    pub tag: String,
    pub modified: Option<Instant>,
}

impl Validators {
    /// Is what the client holds still right? `If-None-Match` alone counts where it is sent.
    pub fn still_hold(&self, headers: &HeaderMap) -> bool {
        match text(headers, &header::IF_NONE_MATCH) {
            Some(tags) => tags.split(',').map(str::trim).any(|tag| tag == "*" || without_weakness(tag) == self.tag),
            None => {
                let since = text(headers, &header::IF_MODIFIED_SINCE).and_then(seconds);
                self.modified.zip(since).is_some_and(|(modified, since)| modified.seconds() <= since)
            }
        }
    }

    /// May a range be added to what the client holds? Only an exact match counts.
    pub fn allow_range(&self, headers: &HeaderMap) -> bool {
        let Some(condition) = text(headers, &header::IF_RANGE) else {
            return !headers.contains_key(header::IF_RANGE);
        };
        let same_date = || self.modified.zip(seconds(condition)).is_some_and(|(at, date)| at.seconds() == date);
        condition == self.tag || same_date()
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

fn without_weakness(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

fn seconds(date: &str) -> Option<i64> {
    let date = httpdate::parse_http_date(date).ok()?;
    i64::try_from(date.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs()).ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    const DATE: &str = "Wed, 10 Nov 2021 01:30:00 GMT";

    fn validators() -> Validators {
        Validators { tag: "\"ab\"".to_owned(), modified: Some(Instant::from_millis(1_636_507_800_999)) }
    }

    fn headers(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_copy_is_right_by_tag_or_else_by_date() {
        use header::{IF_MODIFIED_SINCE as SINCE, IF_NONE_MATCH as TAG};
        for (pairs, right) in [
            (vec![], false),
            (vec![(TAG, "\"ab\"")], true),
            (vec![(TAG, "\"x\", W/\"ab\"")], true),
            (vec![(TAG, "*")], true),
            (vec![(TAG, "\"x\"")], false),
            (vec![(TAG, "\"x\""), (SINCE, DATE)], false),
            (vec![(SINCE, DATE)], true),
            (vec![(SINCE, "Wed, 10 Nov 2021 01:29:59 GMT")], false),
            (vec![(SINCE, "yesterday")], false),
        ] {
            assert_eq!(validators().still_hold(&headers(&pairs)), right, "{pairs:?}");
        }
    }

    #[test]
    fn a_range_needs_an_exact_match() {
        for (condition, allowed) in [
            ("\"ab\"", true),
            ("W/\"ab\"", false),
            ("\"x\"", false),
            (DATE, true),
            ("Thu, 11 Nov 2021 01:30:00 GMT", false),
            ("", false),
        ] {
            assert_eq!(validators().allow_range(&headers(&[(header::IF_RANGE, condition)])), allowed, "{condition}");
        }
        assert!(validators().allow_range(&HeaderMap::new()));
    }
}
