//! What is taken in: how large a file may be, how many there may be, and until when.

use serde::{Deserialize, Serialize};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::assignment;

    const RULES: Rules = Rules { max_file_bytes: 10, max_versions: 2, accepted_open_to_all: false };

    #[test]
    fn an_upload_is_late_before_it_is_closed() {
        let at = |now| admit(&assignment(), &RULES, 0, 5, Instant::from_seconds(now));
        assert_eq!(at(1_500), Ok(()));
        assert_eq!(at(1_600), Ok(()));
        assert_eq!(at(1_601), Err(RefusedUpload::Closed { closed_at: Instant::from_seconds(1_600) }));
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
        for (versions, now) in [(0, 0), (1, 1_600), (1, 1_601), (2, 0), (2, 1_601)] {
            let now = Instant::from_seconds(now);
            let another = admit_another(&assignment(), &RULES, versions, now);
            assert_eq!(another, admit(&assignment(), &RULES, versions, 1, now), "{versions}, {now:?}");
        }
    }
}
