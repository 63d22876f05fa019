//! What an upload may be, and the pace at which the browser sends it.

use serde::{Deserialize, Serialize};

use crate::id::{AssignmentSlug, SeminarSlug, SessionSlug};
use crate::seminar::{Assignment, Rules};
use crate::time::Instant;

/// Why an upload is refused before its first byte.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RefusedUpload {
    #[error("the file is empty")]
    Empty,
    #[error("the file is larger than {limit} bytes")]
    TooLarge { limit: u64 },
    #[error("the material already has {limit} versions")]
    TooManyVersions { limit: u32 },
    #[error("the session already has {limit} files of slides; please remove one first")]
    TooManySlides { limit: u32 },
    /// Shown with `closed_at` in both zones.
    #[error("this assignment is closed")]
    Closed { closed_at: Instant },
    #[error("the file needs a name of at most 255 characters")]
    NoName,
}

/// May a file of `size` bytes become version `versions_so_far + 1` at `now`?
pub fn admit(
    assignment: &Assignment,
    rules: &Rules,
    versions_so_far: u32,
    size: u64,
    now: Instant,
) -> Result<(), RefusedUpload> {
    admit_another(assignment, rules, versions_so_far, now)?;
    admit_size(rules, size)
}

/// The same, whatever the file: what pages offer follows from it. Deleted versions are among those so far, as they keep
/// their numbers.
pub fn admit_another(
    assignment: &Assignment,
    rules: &Rules,
    versions_so_far: u32,
    now: Instant,
) -> Result<(), RefusedUpload> {
    if now > assignment.closes {
        return Err(RefusedUpload::Closed { closed_at: assignment.closes });
    }
    if versions_so_far >= rules.max_versions {
        return Err(RefusedUpload::TooManyVersions { limit: rules.max_versions });
    }
    Ok(())
}

/// Is a file of `size` bytes neither empty nor too large?
pub fn admit_size(rules: &Rules, size: u64) -> Result<(), RefusedUpload> {
    match size {
        0 => Err(RefusedUpload::Empty),
        _ if size > rules.max_file_bytes => Err(RefusedUpload::TooLarge { limit: rules.max_file_bytes }),
        _ => Ok(()),
    }
}

/// A file name is kept as it came: it is data and never used as a path.
pub fn check_file_name(name: &str) -> Result<(), RefusedUpload> {
    if name.trim().is_empty() || name.chars().count() > 255 { Err(RefusedUpload::NoName) } else { Ok(()) }
}

/// The `assignment` of an upload's metadata: `{seminar}/{assignment}`, or `{seminar}/sessions/{session}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UploadTarget {
    pub seminar: SeminarSlug,
    #[serde(flatten)]
    pub place: UploadPlace,
}

/// What of a seminar an upload is meant for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadPlace {
    /// The uploader's delegation answers an assignment.
    Assignment(AssignmentSlug),
    /// Slides of a session.
    Session(SessionSlug),
}

/// Before the slug of a session; no slug of an assignment holds a slash.
const SESSIONS: &str = "sessions/";

impl UploadTarget {
    pub fn parse(text: &str) -> Option<Self> {
        let (seminar, place) = text.split_once('/')?;
        let place = match place.strip_prefix(SESSIONS) {
            Some(session) => UploadPlace::Session(session.parse().ok()?),
            None => UploadPlace::Assignment(place.parse().ok()?),
        };
        Some(Self { seminar: seminar.parse().ok()?, place })
    }
}

impl std::fmt::Display for UploadTarget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            UploadPlace::Assignment(assignment) => write!(f, "{}/{assignment}", self.seminar),
            UploadPlace::Session(session) => write!(f, "{}/{SESSIONS}{session}", self.seminar),
        }
    }
}

const MIB: u64 = 1024 * 1024;
/// Smallest and largest piece that the browser sends in one request, in bytes.
pub const MIN_CHUNK: u64 = MIB;
pub const MAX_CHUNK: u64 = 4 * MIB;
/// A piece should take about this long on the link.
const CHUNK_SECONDS: f64 = 8.0;

/// The size of the next piece, after one of `bytes` took `seconds`.
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
        // 423: another request of the same upload is still being wound up.
        0 | 408 | 423 | 425 | 429 | 500.. => AfterFailure::Retry,
        _ => AfterFailure::Stop,
    }
}

/// How fast an upload goes, smoothed so that the figure can be read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Pace {
    /// Bytes per second; 0 until two moments are known.
    rate: f64,
    /// Seconds on some steady clock, and the bytes sent by then.
    last: Option<(f64, u64)>,
}

/// A rate measured over this many seconds or more stands for itself; a shorter one counts in part.
const PACE_MEMORY: f64 = 6.0;

impl Pace {
    /// At `now` (seconds), `sent` bytes had left.
    pub fn note(&mut self, now: f64, sent: u64) {
        let Some((then, before)) = self.last else {
            self.last = Some((now, sent));
            return;
        };
        let seconds = now - then;
        // Closer moments say more about the browser's buffers than about the link.
        if seconds < 0.25 {
            return;
        }
        let current = sent.saturating_sub(before) as f64 / seconds;
        let weight = if self.rate > 0.0 { (seconds / PACE_MEMORY).min(1.0) } else { 1.0 };
        self.rate += (current - self.rate) * weight;
        self.last = Some((now, sent));
    }

    /// The upload stands still: what passes until it goes on says nothing about the link.
    pub fn rest(&mut self) {
        self.last = None;
    }

    /// Bytes per second, once they are known.
    pub fn rate(&self) -> Option<u64> {
        (self.rate >= 1.0).then_some(self.rate as u64)
    }

    /// Seconds that `remaining` bytes will take at this pace.
    pub fn seconds_left(&self, remaining: u64) -> Option<u64> {
        self.rate().map(|rate| remaining.div_ceil(rate))
    }
}

/// `about 3 min left`, no more exact than it can be.
pub fn time_left_text(seconds: u64) -> String {
    match seconds {
        0..=9 => "a few seconds left".to_owned(),
        10..=59 => format!("about {} s left", seconds.div_ceil(10) * 10),
        60..=3599 => format!("about {} min left", seconds.div_ceil(60)),
        _ => format!("about {} h {} min left", seconds / 3600, seconds % 3600 / 60),
    }
}

/// The base64 of the SHA-256 in a `Repr-Digest` header, which may hold other digests too.
pub fn sha256_in(repr_digest: &str) -> Option<&str> {
    let digests = repr_digest.split(',').map(str::trim);
    digests.filter_map(|digest| digest.strip_prefix("sha-256=:")).find_map(|rest| rest.strip_suffix(':'))
}

/// `1.5 MiB`, as people read sizes.
pub fn size_text(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];
    if bytes < 1024 {
        return format!("{bytes} bytes");
    }
    let mut value = bytes as f64 / 1024.0;
    let mut unit = 0;
    while value >= 1024.0 && unit + 1 < UNITS.len() {
        value /= 1024.0;
        unit += 1;
    }
    if value < 10.0 { format!("{value:.1} {}", UNITS[unit]) } else { format!("{value:.0} {}", UNITS[unit]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assignment() -> Assignment {
        Assignment {
            slug: "status".parse().expect("a slug"),
            title: "Status".to_owned(),
            description: String::new(),
            courses: vec![],
            due: Instant::from_seconds(100),
            closes: Instant::from_seconds(200),
            kinds: Vec::new(),
        }
    }

    const RULES: Rules = Rules { max_file_bytes: 10, max_versions: 2, accepted_open_to_all: false };

    #[test]
    fn an_upload_is_late_before_it_is_closed() {
        let at = |now| admit(&assignment(), &RULES, 0, 5, Instant::from_seconds(now));
        assert_eq!(at(150), Ok(()));
        assert_eq!(at(200), Ok(()));
        assert_eq!(at(201), Err(RefusedUpload::Closed { closed_at: Instant::from_seconds(200) }));
    }

    #[test]
    fn sizes_and_counts_have_limits() {
        let now = Instant::from_seconds(0);
        assert_eq!(admit(&assignment(), &RULES, 0, 0, now), Err(RefusedUpload::Empty));
        assert_eq!(admit(&assignment(), &RULES, 0, 11, now), Err(RefusedUpload::TooLarge { limit: 10 }));
        assert_eq!(admit(&assignment(), &RULES, 2, 1, now), Err(RefusedUpload::TooManyVersions { limit: 2 }));
    }

    #[test]
    fn whether_another_is_taken_is_the_same_rule() {
        for (versions, now) in [(0, 0), (1, 200), (1, 201), (2, 0), (2, 201)] {
            let now = Instant::from_seconds(now);
            let another = admit_another(&assignment(), &RULES, versions, now);
            assert_eq!(another, admit(&assignment(), &RULES, versions, 1, now), "{versions}, {now:?}");
        }
    }

    #[test]
    fn targets_read_what_they_write() {
        for text in ["e-port/status", "e-port/sessions/day-1"] {
            let target = UploadTarget::parse(text).expect("a target");
            assert_eq!(target.to_string(), text);
            let json = serde_json::to_string(&target).expect("json");
            assert_eq!(serde_json::from_str::<UploadTarget>(&json).expect("a target"), target);
        }
        for bad in ["", "e-port", "e-port/", "e-port/sessions/", "e-port/sessions/a/b", "e-port/status/x", "/status"] {
            assert_eq!(UploadTarget::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn uploads_that_were_begun_before_there_were_slides_go_on() {
        let kept = r#"{"seminar":"e-port","assignment":"status"}"#;
        let target: UploadTarget = serde_json::from_str(kept).expect("a target");
        assert_eq!(target.to_string(), "e-port/status");
    }

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
        for status in [400, 403, 412, 413, 415, 422] {
            assert_eq!(after_status(status), AfterFailure::Stop, "{status}");
        }
        assert_eq!(after_status(401), AfterFailure::SignIn);
        assert_eq!(after_status(404), AfterFailure::StartAnew);
        assert_eq!(after_status(410), AfterFailure::StartAnew);
        assert_eq!(after_status(409), AfterFailure::AskOffset);
        assert_eq!(after_status(460), AfterFailure::Damaged);
    }

    #[test]
    fn the_pace_is_smooth_and_forgets_pauses() {
        let mut pace = Pace::default();
        pace.note(0.0, 0);
        assert_eq!(pace.rate(), None);
        pace.note(1.0, 1000);
        assert_eq!(pace.rate(), Some(1000));
        assert_eq!(pace.seconds_left(4500), Some(5));
        // A burst changes it by a part only.
        pace.note(2.0, 3000);
        let after_burst = pace.rate().expect("a rate");
        assert!((1001..1500).contains(&after_burst), "{after_burst}");
        pace.rest();
        pace.note(600.0, 3000);
        assert_eq!(pace.rate(), Some(after_burst));
    }

    #[test]
    fn a_standing_link_slows_the_pace() {
        let mut pace = Pace::default();
        pace.note(0.0, 0);
        pace.note(1.0, 1000);
        pace.note(61.0, 1000);
        assert_eq!(pace.seconds_left(1000), None);
    }

    #[test]
    fn time_left_is_as_exact_as_it_can_be() {
        assert_eq!(time_left_text(3), "a few seconds left");
        assert_eq!(time_left_text(41), "about 50 s left");
        assert_eq!(time_left_text(61), "about 2 min left");
        assert_eq!(time_left_text(3600 + 125), "about 1 h 2 min left");
    }

    #[test]
    fn the_sha256_is_found_among_digests() {
        assert_eq!(sha256_in("sha-256=:YQ==:"), Some("YQ=="));
        assert_eq!(sha256_in("sha-512=:Yg==:, sha-256=:YQ==:"), Some("YQ=="));
        assert_eq!(sha256_in("md5=:YQ==:"), None);
        assert_eq!(sha256_in("sha-256=YQ=="), None);
    }

    #[test]
    fn sizes_read_well() {
        assert_eq!(size_text(1536), "1.5 KiB");
        assert_eq!(size_text(500 * MIB), "500 MiB");
    }
}
