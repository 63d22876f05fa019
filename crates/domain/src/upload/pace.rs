//! How fast an upload goes and how long it will take.

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
