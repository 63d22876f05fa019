//! What this office has to look at files with, for staff to know what a check is worth.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equipment {
    /// A virus scanner is configured. Without one, files are not scanned.
    pub scanner: bool,
    /// An office program is there, and was when the server started. Without one, office files are shown as text.
    pub office: bool,
    /// How those who read foreign files are kept apart from the rest, in words: `bubblewrap and limits`.
    pub confinement: String,
}
