//! One check while it runs: what is left of the limits, and what was found.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::io;
use std::time::Duration;

use domain::gate::{Budget, Extent, FileKind, Hold, Refusal};
use nix::time::{ClockId, clock_gettime};

use crate::limits::Limits;

/// Why a check ends early.
#[derive(Debug)]
pub(crate) enum Stop {
    Refused(Refusal),
    /// It does not open as what it is named.
    Broken,
    /// The file cannot be read; that says nothing of what is in it.
    Unreadable(io::Error),
    /// Nor does that: another machine may be faster.
    TooSlow,
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Budget> for Stop {
    fn from(budget: Budget) -> Self {
        Self::Refused(Refusal::OverBudget { budget })
    }
}

/// Readers of packed bytes say in the same type that bytes are wrong and that bytes cannot be had: only the system says
/// the latter with a number.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.raw_os_error().is_some() { Self::Unreadable(error) } else { Self::Broken }
    }
}

/// What unpacks badly is left as far as it came; viewers do the same.
pub(crate) fn as_far_as_it_unpacks<T>(read: io::Result<T>) -> Checked<Option<T>> {
    match read.map_err(Stop::from) {
        Ok(read) => Ok(Some(read)),
        Err(Stop::Broken) => Ok(None),
        Err(stop) => Err(stop),
    }
}

pub(crate) type Checked<T = ()> = Result<T, Stop>;

/// Shared by all that look at one file, however deep they are in it: what is left is counted in cells.
pub(crate) struct Check<'l> {
    pub(crate) limits: &'l Limits,
    pub(crate) accepted: &'l [FileKind],
    holds: RefCell<BTreeSet<Hold>>,
    /// How many archives and documents lie around what is looked at.
    depth: Cell<u32>,
    /// Of the processor, as [`processor_time`] counts it.
    until: Duration,
    entries: Cell<usize>,
    unpacked: Cell<u64>,
    parsed: Cell<u64>,
    packed: u64,
    extent: Cell<Extent>,
}

impl<'l> Check<'l> {
    /// `packed`: the size of the whole file.
    pub(crate) fn new(limits: &'l Limits, accepted: &'l [FileKind], packed: u64) -> Self {
        Self {
            limits,
            accepted,
            holds: RefCell::default(),
            depth: Cell::new(0),
            until: processor_time().saturating_add(Duration::from_secs(limits.seconds)),
            entries: Cell::new(0),
            unpacked: Cell::new(0),
            parsed: Cell::new(0),
            packed,
            extent: Cell::new(Extent::of_file(packed)),
        }
    }

    pub(crate) fn hold(&self, hold: Hold) {
        self.holds.borrow_mut().insert(hold);
    }

    /// Carries out `look` and forgets what it would hold for.
    pub(crate) fn without_holds<T>(&self, look: impl FnOnce() -> T) -> T {
        let before = self.holds.borrow().clone();
        let result = look();
        self.holds.replace(before);
        result
    }

    pub(crate) fn into_holds(self) -> BTreeSet<Hold> {
        self.holds.into_inner()
    }

    /// How much was found to be in the file.
    pub(crate) fn extent(&self) -> Extent {
        self.extent.get()
    }

    /// Something in the file that unpacks to `bytes`. Scanners take each stream of a PDF for a file, too.
    pub(crate) fn count_content(&self, bytes: u64) {
        let extent = self.extent.get();
        self.extent.set(Extent { files: extent.files.saturating_add(1), ..extent });
        self.count_more(bytes, 0);
    }

    /// The same content, of which `before` bytes were counted already, unpacks to `bytes`.
    pub(crate) fn count_more(&self, bytes: u64, before: u64) {
        let extent = self.extent.get();
        let total = extent.total.saturating_add(bytes.saturating_sub(before));
        // What lies in an archive is one deeper already where it is unpacked to be looked at.
        let layers = extent.layers.max(self.depth.get() + 2);
        self.extent.set(Extent { largest: extent.largest.max(bytes), total, layers, ..extent });
    }

    /// What does not open here may unpack elsewhere, and nobody knows to how much.
    pub(crate) fn lose_count(&self) {
        self.extent.set(Extent { total: u64::MAX, ..self.extent.get() });
    }

    pub(crate) fn in_time(&self) -> Checked {
        if processor_time() < self.until { Ok(()) } else { Err(Stop::TooSlow) }
    }

    pub(crate) fn take_entries(&self, entries: usize) -> Checked {
        self.entries.set(self.entries.get().saturating_add(entries));
        if self.entries.get() > self.limits.entries { Err(Budget::Entries.into()) } else { Ok(()) }
    }

    /// Bytes that have just been unpacked.
    pub(crate) fn take_unpacked(&self, bytes: u64) -> Checked {
        let unpacked = self.unpacked.get().saturating_add(bytes);
        self.unpacked.set(unpacked);
        if unpacked > self.limits.total_bytes {
            return Err(Budget::TotalBytes.into());
        }
        let most = self.packed.saturating_mul(self.limits.ratio).max(self.limits.ratio_from_bytes);
        if unpacked > most {
            return Err(Budget::Ratio.into());
        }
        self.in_time()
    }

    /// Bytes that have just been read as objects of a PDF.
    pub(crate) fn take_parsed(&self, bytes: usize) -> Checked {
        self.parsed.set(self.parsed.get().saturating_add(bytes as u64));
        let most = self.packed.saturating_mul(self.limits.parsed_times).saturating_add(self.limits.parsed_from_bytes);
        if self.parsed.get() > most { Err(Budget::TotalBytes.into()) } else { Ok(()) }
    }

    /// Carries out `look` one level deeper.
    pub(crate) fn deeper<T>(&self, look: impl FnOnce() -> Checked<T>) -> Checked<T> {
        if self.depth.get() == self.limits.depth {
            return Err(Budget::Depth.into());
        }
        self.depth.set(self.depth.get() + 1);
        let result = look();
        self.depth.set(self.depth.get() - 1);
        result
    }
}

/// What this thread has taken of the processor: a machine that is busy with something else takes nothing away from it.
/// A clock that cannot be read has run out.
fn processor_time() -> Duration {
    clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).map_or(Duration::MAX, Duration::from)
}
