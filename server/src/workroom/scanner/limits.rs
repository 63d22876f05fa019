//! How far `clamd` looks into a file.
//!
//! It does not always tell that it stopped. By default it says `OK` of all that goes beyond its limits. With
//! `AlertExceedsMax yes` it reports most of that, and still says `OK` of an entry of a ZIP archive, and so of a part of
//! an office file, that unpacks to more than `MaxFileSize` (1.4.6). So what the gate has counted is compared with the
//! limits here. The gate counts as clamd does: a file and all that is in it, also each stream of a PDF; of pictures in
//! one what is stored. (Of an office file clamd reports `MaxScanSize` at half of it already: it goes through the parts
//! twice.)

use std::time::Duration;

use domain::gate::Extent;

const MIB: u64 = 1024 * 1024;

/// As they stand in `clamd.conf`. [`u64::MAX`] is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScannerLimits {
    /// Of a file, and of each of its contents. Bytes.
    pub max_file_size: u64,
    /// Of a file with its contents. Bytes.
    pub max_scan_size: u64,
    /// A file and its contents.
    pub max_files: u64,
    /// How many files in one another.
    pub max_recursion: u64,
    /// For one file. It is never waited for any longer: then an answer in time is none that it broke off with.
    pub max_scan_time: Duration,
}

/// Debian's.
impl Default for ScannerLimits {
    fn default() -> Self {
        Self {
            max_file_size: 25 * MIB,
            max_scan_size: 100 * MIB,
            max_files: 10_000,
            max_recursion: 16,
            max_scan_time: Duration::from_secs(120),
        }
    }
}

impl ScannerLimits {
    /// The option of `clamd.conf` that has to be raised before all of such a file is looked through.
    pub(crate) fn exceeded(&self, extent: &Extent) -> Option<&'static str> {
        let counted = [
            ("MaxFileSize", extent.largest, self.max_file_size),
            ("MaxScanSize", extent.total, self.max_scan_size),
            ("MaxFiles", extent.files, self.max_files),
            ("MaxRecursion", u64::from(extent.layers), self.max_recursion),
        ];
        counted.into_iter().find(|(_, counted, most)| counted > most).map(|(option, ..)| option)
    }
}

/// Bytes, as `clamd.conf` has them: `25M`, `512K`, `1048576`; 0 is no limit.
pub(crate) fn read_size(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(['K', 'k', 'M', 'm']);
    let unit = match text.get(digits.len()..)? {
        "" => 1,
        "K" | "k" => 1024,
        "M" | "m" => MIB,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(unit).map(most_of)
}

/// 0 is no limit in `clamd.conf`.
pub(crate) fn most_of(limit: u64) -> u64 {
    if limit == 0 { u64::MAX } else { limit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_at_its_limits_is_looked_through() {
        let limits = ScannerLimits::default();
        let full = Extent { largest: 25 * MIB, total: 100 * MIB, files: 10_000, layers: 16 };
        assert_eq!(limits.exceeded(&full), None);
        for (more, option) in [
            (Extent { largest: full.largest + 1, ..full }, "MaxFileSize"),
            (Extent { total: full.total + 1, ..full }, "MaxScanSize"),
            (Extent { total: u64::MAX, ..full }, "MaxScanSize"),
            (Extent { files: full.files + 1, ..full }, "MaxFiles"),
            (Extent { layers: full.layers + 1, ..full }, "MaxRecursion"),
        ] {
            assert_eq!(limits.exceeded(&more), Some(option));
        }
    }

    #[test]
    fn sizes_are_read_as_clamd_reads_them() {
        for (text, bytes) in [("25M", 25 * MIB), ("1m", MIB), ("512K", 512 * 1024), ("1000", 1000), ("0", u64::MAX)] {
            assert_eq!(read_size(text), Some(bytes), "{text}");
        }
        for wrong in ["", "M", "25MB", "25 M", "2KM", "-1", "1.5M", "99999999999999999999"] {
            assert_eq!(read_size(wrong), None, "{wrong}");
        }
    }
}
