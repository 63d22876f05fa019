//! How a file is sent: in which pieces, what is done about an answer, and how it shows that all has come.

const MIB: u64 = 1024 * 1024;
/// Smallest and largest piece that the browser sends in one request, in bytes, once it knows the link.
pub const MIN_CHUNK: u64 = MIB;
pub const MAX_CHUNK: u64 = 4 * MIB;
/// The first piece, also after a break. It tells soon how fast the link is.
pub const FIRST_CHUNK: u64 = MIB / 4;
/// A piece should take about this long on the link.
const CHUNK_SECONDS: f64 = 8.0;

/// The size of the next piece in bytes, after one of `bytes` took `seconds`.
pub fn next_chunk(bytes: u64, seconds: f64) -> u64 {
    if seconds <= 0.0 {
        return MAX_CHUNK;
    }
    let rate = bytes as f64 / seconds;
    ((rate * CHUNK_SECONDS) as u64).clamp(MIN_CHUNK, MAX_CHUNK)
}

/// Seconds to wait before try number `failures` + 1: 1, 2, 4, … 60.
pub fn backoff_seconds(failures: u32) -> u32 {
    2_u32.saturating_pow(failures.saturating_sub(1)).clamp(1, 60)
}

/// The status by which the server gives an upload up that its disk has spoiled again and again. No standard has one:
/// tus's 460 is about bytes that were spoiled on their way.
pub const NOT_KEPT: u16 = 560;
/// What people read of that.
pub const NOT_KEPT_WORDS: &str =
    "The server's disk could not keep this file. Nothing is lost on your side; please tell the staff.";

/// What an uploader does about an answer that is no success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterFailure {
    /// Wait a little, ask how far the upload came, go on from there.
    Retry,
    /// Another offset than the server's was given: ask for it and go on at once.
    AskOffset,
    /// The server does not have the upload any more: begin at the first byte.
    StartAnew,
    /// The sign-in has ended; the upload goes on after the next one.
    SignIn,
    /// What arrived is not what was sent. The file must be sent again.
    Damaged,
    /// Trying again cannot help.
    Stop,
}

/// The rule for each status; 0 is no answer at all, as browsers say it.
pub fn after_status(status: u16) -> AfterFailure {
    match status {
        401 => AfterFailure::SignIn,
        404 | 410 => AfterFailure::StartAnew,
        409 => AfterFailure::AskOffset,
        460 => AfterFailure::Damaged,
        NOT_KEPT => AfterFailure::Stop,
        // 423: another request of the same upload is still being wound up.
        0 | 408 | 423 | 425 | 429 | 500.. => AfterFailure::Retry,
        _ => AfterFailure::Stop,
    }
}

/// The base64 of the SHA-256 in a `Repr-Digest` header, which may hold other digests too.
pub fn sha256_in(repr_digest: &str) -> Option<&str> {
    let digests = repr_digest.split(',').map(str::trim);
    digests.filter_map(|digest| digest.strip_prefix("sha-256=:")).find_map(|rest| rest.strip_suffix(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_follow_the_link() {
        assert_eq!(next_chunk(MIB, 28.0), MIN_CHUNK);
        assert_eq!(next_chunk(MIB, 0.05), MAX_CHUNK);
        assert_eq!(next_chunk(MIB, 4.0), 2 * MIB);
    }

    #[test]
    fn backing_off_goes_from_a_second_to_a_minute() {
        let waits: Vec<u32> = (1..=8).map(backoff_seconds).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
    }

    #[test]
    fn what_may_pass_is_tried_again_and_what_cannot_is_not() {
        for status in [0, 408, 423, 429, 500, 502, 503, 504, 507] {
            assert_eq!(after_status(status), AfterFailure::Retry, "{status}");
        }
        for status in [400, 403, 412, 413, 415, 422, NOT_KEPT] {
            assert_eq!(after_status(status), AfterFailure::Stop, "{status}");
        }
        assert_eq!(after_status(401), AfterFailure::SignIn);
        assert_eq!(after_status(404), AfterFailure::StartAnew);
        assert_eq!(after_status(410), AfterFailure::StartAnew);
        assert_eq!(after_status(409), AfterFailure::AskOffset);
        assert_eq!(after_status(460), AfterFailure::Damaged);
    }

    #[test]
    fn the_sha256_is_found_among_digests() {
        assert_eq!(sha256_in("sha-256=:YQ==:"), Some("YQ=="));
        assert_eq!(sha256_in("sha-512=:Yg==:, sha-256=:YQ==:"), Some("YQ=="));
        assert_eq!(sha256_in("md5=:YQ==:"), None);
        assert_eq!(sha256_in("sha-256=YQ=="), None);
    }
}
