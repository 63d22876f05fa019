//! What an assignment takes, or a session among its slides.

use domain::gate::{FileKind, Refusal};
use domain::seminar::{Assignment, Rules};
use domain::upload::{RefusedUpload, check_file_name, size_text};
use serde::{Deserialize, Serialize};

use crate::error::sentence;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The largest file, in bytes.
    pub max_bytes: u64,
    pub kinds: Vec<FileKind>,
    /// Several files can be given at once, and each counts.
    pub takes_several: bool,
}

impl Terms {
    pub fn of(assignment: &Assignment, rules: &Rules) -> Self {
        Self { max_bytes: rules.max_file_bytes, kinds: assignment.accepted().to_vec(), takes_several: false }
    }

    pub fn of_slides(rules: &Rules) -> Self {
        Self { max_bytes: rules.max_file_bytes, kinds: FileKind::DEFAULT.to_vec(), takes_several: true }
    }

    /// For the file chooser, which then offers no others: `.pdf,.pptx`.
    pub fn accept(&self) -> String {
        self.extensions().join(",")
    }

    /// What a person reads before they choose.
    pub fn hint(&self) -> String {
        let (most, kinds) = (size_text(self.max_bytes), self.extensions().join(" "));
        let becomes = match (self.takes_several, self.takes_archives()) {
            (true, _) => "Each file is shown beside the others.",
            (false, false) => "A material is one file. A new upload is a new version; nothing is overwritten.",
            (false, true) => {
                "A material is one file, and a ZIP archive takes several. A new upload is a new version; nothing is overwritten."
            }
        };
        ["At most ", &most, " a file. Taken are: ", &kinds, ". ", becomes].concat()
    }

    /// For who has several files for a material.
    pub fn for_all(&self) -> &'static str {
        if self.takes_archives() {
            "If you mean them all, put them into one ZIP archive and upload that."
        } else {
            "If you mean them all, put them into one document first, such as one PDF."
        }
    }

    fn takes_archives(&self) -> bool {
        self.kinds.contains(&FileKind::Zip)
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
            _ => Refusal::words_by_name(name, &self.kinds).map(|words| sentence(&words)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_several_files_learns_how_many_are_taken() {
        let terms = |takes_several, kinds: &[FileKind]| Terms { max_bytes: 1024, kinds: kinds.to_vec(), takes_several };
        let documents = terms(false, &[FileKind::Pdf]);
        assert!(documents.hint().contains("A material is one file."), "{}", documents.hint());
        assert!(documents.for_all().contains("one PDF"));
        let archives = terms(false, &[FileKind::Pdf, FileKind::Zip]);
        assert!(archives.hint().contains("a ZIP archive takes several"), "{}", archives.hint());
        assert!(archives.for_all().contains("ZIP archive"));
        assert!(!terms(true, &[FileKind::Pdf]).hint().contains("one file"));
    }
}
