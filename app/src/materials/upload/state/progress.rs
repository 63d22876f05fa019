use domain::upload::{Pace, part_text, size_text, time_left_text};

use super::State;

/// How far an upload is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Progress {
    /// Bytes.
    pub sent: u64,
    pub pace: Pace,
}

impl Progress {
    /// `3.0 MiB of 120 MiB · 1.1 MiB/s · about 2 min left`; pace and time only while it goes. Only the size of what was
    /// never sent.
    pub fn text(&self, size: u64, state: &State) -> String {
        if self.sent == 0 && matches!(state, State::Stopped(_)) {
            return size_text(size);
        }
        let mut text = part_text(self.sent, size);
        let figures = self.pace.rate().zip(self.pace.seconds_left(size));
        if let Some((rate, left)) = figures.filter(|_| matches!(state, State::Sending)) {
            for part in [" · ", &size_text(rate), "/s · ", &time_left_text(left)] {
                text.push_str(part);
            }
        }
        text
    }
}
