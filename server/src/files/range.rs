//! Which bytes of a file a client asks for.

use std::ops::Range;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::headers::field;
use super::validators::Validators;
use crate::refusal::Refusal;

/// What a `Range` header comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Whole,
    Part(Range<u64>),
    /// Nothing of the file lies in the range.
    Nothing,
}

/// Reads a `Range` for a file of `size` bytes. Several ranges at once, other units and what makes no
/// sense all come to the whole file, as the standard allows.
pub fn wanted(range: Option<&str>, size: u64) -> Wanted {
    let single = || {
        let (unit, range) = range?.split_once('=')?;
        let (first, last) = range.trim().split_once('-')?;
        let bytes = unit.trim().eq_ignore_ascii_case("bytes");
        let number = |text: &str| -> Option<Option<u64>> {
            match text.bytes().all(|byte| byte.is_ascii_digit()) {
                true if text.is_empty() => Some(None),
                true => Some(Some(text.parse().unwrap_or(u64::MAX))),
                false => None,
            }
        };
        bytes.then_some((number(first.trim())?, number(last.trim())?))
    };
    match single() {
        Some((Some(first), Some(last))) if last < first => Wanted::Whole,
        Some((Some(first), last)) if first < size => Wanted::Part(first..last.map_or(size, |last| after(last, size))),
        Some((None, Some(count))) if count > 0 && size > 0 => Wanted::Part(size - count.min(size)..size),
        None | Some((None, None)) => Wanted::Whole,
        Some(_) => Wanted::Nothing,
    }
}

/// Which bytes of `size` are to be sent to who asks with these fields, and under which status; `answer` is told their
/// range and length.
pub fn part_to_send(
    asked: &HeaderMap,
    validators: &Validators,
    size: u64,
    answer: &mut HeaderMap,
) -> Result<(StatusCode, Range<u64>), Refusal> {
    let range = asked.get(header::RANGE).and_then(|range| range.to_str().ok());
    let (status, part) = match wanted(range.filter(|_| validators.allow_range(asked)), size) {
        Wanted::Whole => (StatusCode::OK, 0..size),
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        Wanted::Nothing => {
            let refusal = Refusal::new(StatusCode::RANGE_NOT_SATISFIABLE, "The file ends before this range.");
            return Err(refusal.with(header::CONTENT_RANGE, &format!("bytes */{size}")));
        }
    };
    if status == StatusCode::PARTIAL_CONTENT {
        answer.extend(field(header::CONTENT_RANGE, &format!("bytes {}-{}/{size}", part.start, part.end - 1)));
    }
    answer.insert(header::CONTENT_LENGTH, HeaderValue::from(part.end - part.start));
    Ok((status, part))
}

fn after(last: u64, size: u64) -> u64 {
    last.saturating_add(1).min(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_three_forms() {
        for (range, part) in [
            ("bytes=0-0", 0..1),
            ("bytes=2-4", 2..5),
            ("bytes=2-", 2..10),
            ("bytes=2-99", 2..10),
            ("bytes=-3", 7..10),
            ("bytes=-99", 0..10),
            ("Bytes = 9-18446744073709551615", 9..10),
            ("bytes=0-99999999999999999999999", 0..10),
        ] {
            assert_eq!(wanted(Some(range), 10), Wanted::Part(part), "{range}");
        }
    }

    #[test]
    fn what_is_no_single_range_means_the_whole_file() {
        assert_eq!(wanted(None, 10), Wanted::Whole);
        for range in
            ["", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,3-4", "lines=0-1", "bytes=+1-2"]
        {
            assert_eq!(wanted(Some(range), 10), Wanted::Whole, "{range}");
        }
    }

    #[test]
    fn a_range_past_the_end_holds_nothing() {
        for range in ["bytes=10-", "bytes=10-20", "bytes=-0"] {
            assert_eq!(wanted(Some(range), 10), Wanted::Nothing, "{range}");
        }
        assert_eq!(wanted(Some("bytes=0-"), 0), Wanted::Nothing);
    }
}
