//! How fast an upload goes and how long it will take.

/// How fast an upload goes, measured piece by piece and smoothed so that the figure can be read.
///
/// Bytes that have left say little about the link: they fill buffers on the way, several times as fast as it carries
/// them. So only what has come counts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Pace {
    /// Bytes per second; 0 until a piece has come.
    rate: f64,
    /// Seconds over which it was measured.
    measured: f64,
    /// When the piece that is on its way began to leave, in seconds on some steady clock.
    begun: f64,
    /// Bytes that had come before it.
    kept: u64,
    /// Bytes that have come by now, as far as the pace tells.
    come: u64,
}

/// A rate measured over many more seconds than this stands for itself; a shorter one counts in part.
const PACE_MEMORY: f64 = 6.0;

impl Pace {
    /// At `now` (seconds), a piece begins to leave; `kept` bytes have come before it.
    pub fn begin(&mut self, now: f64, kept: u64) {
        (self.begun, self.kept, self.come) = (now, kept, kept);
    }

    /// At `now` (seconds), `sent` bytes had left. More of them than the link carries lie in buffers.
    pub fn leave(&mut self, now: f64, sent: u64) {
        let carried = (self.rate * (now - self.begun)) as u64;
        self.come = sent.min(self.kept + carried);
    }

    /// The piece has come, `seconds` after it began to leave, and with it `kept` bytes of the whole.
    pub fn come(&mut self, seconds: f64, kept: u64) {
        if seconds > 0.0 {
            let current = kept.saturating_sub(self.kept) as f64 / seconds;
            self.rate += (current - self.rate) * seconds / (seconds + self.measured.min(PACE_MEMORY));
            self.measured += seconds;
        }
        (self.kept, self.come) = (kept, kept);
    }

    /// Bytes per second, once they are known.
    pub fn rate(&self) -> Option<u64> {
        (self.rate >= 1.0).then_some(self.rate as u64)
    }

    /// Seconds that the rest of `size` bytes will take at this pace.
    pub fn seconds_left(&self, size: u64) -> Option<u64> {
        self.rate().map(|rate| size.saturating_sub(self.come).div_ceil(rate))
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

#[cfg(test)]
mod tests {
    use super::*;

    const KIB: u64 = 1024;

    #[test]
    fn the_pace_is_known_once_a_piece_has_come_and_is_smooth() {
        let mut pace = Pace::default();
        pace.begin(0.0, 0);
        pace.leave(1.0, 1000);
        assert_eq!((pace.rate(), pace.seconds_left(5500)), (None, None));
        pace.come(1.0, 1000);
        assert_eq!((pace.rate(), pace.seconds_left(5500)), (Some(1000), Some(5)));
        for begun in 1..7_u32 {
            let kept = u64::from(begun) * 1000;
            pace.begin(f64::from(begun), kept);
            pace.come(1.0, kept + 1000);
        }
        // A burst changes it by a part only.
        pace.begin(7.0, 7000);
        pace.come(1.0, 10_000);
        let after_burst = pace.rate().expect("a rate");
        assert!((1001..1500).contains(&after_burst), "{after_burst}");
    }

    #[test]
    fn what_only_fills_buffers_is_not_the_pace() {
        let mut pace = Pace::default();
        // After a break: the server has 4 MiB, and the link carries 37 KiB in a second.
        pace.begin(100.0, 4096 * KIB);
        pace.leave(100.3, 4300 * KIB);
        assert_eq!(pace.rate(), None);
        pace.come(7.0, 4355 * KIB);
        assert_eq!(pace.rate(), Some(37 * KIB));
        // All of the next piece leaves in an instant, and 1000 KiB are missing.
        pace.begin(107.0, 4355 * KIB);
        pace.leave(107.5, 5355 * KIB);
        assert_eq!((pace.rate(), pace.seconds_left(5355 * KIB)), (Some(37 * KIB), Some(27)));
        pace.leave(127.0, 5355 * KIB);
        assert_eq!(pace.seconds_left(5355 * KIB), Some(8));
    }

    #[test]
    fn time_left_is_as_exact_as_it_can_be() {
        assert_eq!(time_left_text(3), "a few seconds left");
        assert_eq!(time_left_text(41), "about 50 s left");
        assert_eq!(time_left_text(61), "about 2 min left");
        assert_eq!(time_left_text(3600 + 125), "about 1 h 2 min left");
    }
}
