//! What staff are told while the disks of the server are all but full.

use domain::upload::size_text;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// So little room on a disk that something waits for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortage {
    /// Bytes that are free.
    free: u64,
    /// Nothing is saved any more, not only no files.
    stops_all: bool,
}

impl Shortage {
    #[cfg(feature = "ssr")]
    pub fn now() -> Option<Self> {
        let office = crate::request::office();
        Self::of(office.store.shortage(), (office.files_shortage)())
    }

    /// From what is free where it is too little: for records, for files.
    #[cfg(any(feature = "ssr", test))]
    fn of(records: Option<u64>, files: Option<u64>) -> Option<Self> {
        let of_records = records.map(|free| Self { free, stops_all: true });
        of_records.or(files.map(|free| Self { free, stops_all: false }))
    }

    fn text(self) -> String {
        let waits = if self.stops_all { "nothing can be saved, and uploads wait" } else { "uploads wait" };
        format!(
            "The disk of this server is almost full ({} free): {waits} until there is more space. Please ask whoever runs this server to free some.",
            size_text(self.free)
        )
    }
}

/// Draws nothing where there is room.
#[component]
pub fn ShortageNote(shortage: Option<Shortage>) -> impl IntoView {
    shortage.map(|shortage| view! { <p class="note warn">{shortage.text()}</p> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stops_more_is_told_first() {
        const MIB: u64 = 1024 * 1024;
        assert_eq!(Shortage::of(None, None), None);
        let told = |records, files| Shortage::of(records, files).expect("a shortage").text();
        let files = told(None, Some(120 * MIB));
        assert!(files.contains("almost full (120 MiB free): uploads wait until"), "{files}");
        let all = told(Some(20 * MIB), Some(120 * MIB));
        assert!(all.contains("(20 MiB free): nothing can be saved, and uploads wait until"), "{all}");
    }
}
