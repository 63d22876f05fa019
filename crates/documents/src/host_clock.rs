//! The clock that sheets show their times on, which is the host's.

use domain::seminar::Seminar;
use domain::time::{CalendarDay, Instant, ZoneClock, zones};

use crate::sheet::Cell;

pub(crate) struct HostClock(ZoneClock);

impl HostClock {
    pub fn of(seminar: &Seminar) -> Self {
        Self(zones::clocks(&seminar.host_zone, None, seminar.starts).host)
    }

    /// `Due (Asia/Shanghai)`: what stands above times.
    pub fn head(&self, name: &str) -> String {
        format!("{name} ({})", self.0.name)
    }

    pub fn cell(&self, at: Instant) -> Cell {
        self.0.show(at).into()
    }

    pub fn day(&self, at: Instant) -> CalendarDay {
        self.0.show(at).day()
    }
}
