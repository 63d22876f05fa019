//! What an assignment takes, or a session among its slides.

use domain::gate::{FileKind, Refusal};
use domain::seminar::{Assignment, Rules};
use domain::upload::{RefusedUpload, check_file_name, size_text};

use crate::error::sentence;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// The largest file, in bytes.
    pub max_bytes: u64,
    pub kinds: Vec<FileKind>,
    /// What becomes of a file beside those that are there.
    becomes: &'static str,
}

impl Terms {
    pub fn of(assignment: &Assignment, rules: &Rules) -> Self {
        let becomes = "A new upload is a new version; nothing is overwritten.";
        Self { max_bytes: rules.max_file_bytes, kinds: assignment.accepted().to_vec(), becomes }
    }

    pub fn of_slides(rules: &Rules) -> Self {
        let becomes = "Each file is shown beside the others.";
        Self { max_bytes: rules.max_file_bytes, kinds: FileKind::DEFAULT.to_vec(), becomes }
    }

    /// For the file chooser, which then offers no others: `.pdf,.pptx`.
    pub fn accept(&self) -> String {
        self.extensions().join(",")
    }

    /// What a person reads before they choose.
    pub fn hint(&self) -> String {
        let (most, kinds) = (size_text(self.max_bytes), self.extensions().join(" "));
        ["At most ", &most, " a file. Taken are: ", &kinds, ". ", self.becomes].concat()
    }

    fn extensions(&self) -> Vec<String> {
        let all = self.kinds.iter().flat_map(|kind| kind.extensions());
        all.map(|extension| [".", extension].concat()).collect()
    }

    /// Why the file need not even be announced. What it holds, the server sees.
    pub fn refusal(&self, name: &str, size: u64) -> Option<String> {
        match check_file_name(name) {
            Err(RefusedUpload::NoName) => Some("The file needs a name of at most 255 characters.".to_owned()),
            _ if size == 0 => Some("The file is empty.".to_owned()),
            _ if size > self.max_bytes => Some(["The file is larger than ", &size_text(self.max_bytes), "."].concat()),
            _ if FileKind::of_name(name).is_none_or(|kind| !self.kinds.contains(&kind)) => {
                Some(sentence(&Refusal::not_accepted(name, &self.kinds).to_string()))
            }
            _ => None,
        }
    }
}
