use domain::deletion::DeletedByStaff;
use domain::gate::PassageInWords;
use domain::id::AssignmentSlug;
use domain::material::{Standing, VersionPassage};
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::materials::LinkedFile;
use crate::materials::upload::Terms;

/// An assignment with the delegation's answer, as it is shown. What follows from the rules the server says: assignment and
/// material as they are would have readers in the browser for much that this page has no use for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    pub assignment: AssignmentSlug,
    pub title: String,
    pub description: String,
    /// The time that the delegation has.
    pub due: Instant,
    pub closes: Instant,
    /// Why that is more than others have: the reason of the staff.
    pub extended: Option<String>,
    /// The page of the material.
    pub address: String,
    pub standing: Standing,
    /// Nothing that can be used has come, and the due time is past.
    pub overdue: bool,
    /// It is past its closing time.
    pub closed: bool,
    /// Another version is taken.
    pub takes_files: bool,
    /// That the last version was refused and an earlier one stands, and why.
    pub refused: Option<String>,
    /// What that means for the delegation, where it does not go without saying.
    pub advice: Option<String>,
    pub terms: Terms,
    /// Others may read the material once it is accepted.
    pub consented: bool,
    /// The version that stands.
    pub file: Option<StandingFile>,
    /// The last version that staff have deleted, while none has come since.
    pub deleted: Option<DeletedByStaff>,
    /// Something has come, and no version of it is left.
    pub all_deleted: bool,
    /// How many comments and decisions the reader may see.
    pub reviews: u32,
    /// How many of them the reader has written.
    pub own_reviews: u32,
    /// Where the decision that stands asks for changes.
    pub asked: Option<AskedChanges>,
    /// Where what the reader has submitted stands at the gate, whether or not the material goes by it.
    pub passages: Vec<VersionPassage>,
}

/// What has to change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AskedChanges {
    /// Who asks for it.
    pub author: String,
    /// The decision's words, or what they begin with.
    pub words: String,
}

/// The version of the answer that stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandingFile {
    pub linked: LinkedFile,
    /// As the uploader's machine called it.
    pub name: String,
    /// Name of the person who uploaded it.
    pub uploaded_by: String,
    pub submitted_at: Instant,
    pub passage: PassageInWords,
}

impl Task {
    /// Nothing is left to the delegation, as far as it is known now.
    pub fn is_done(&self) -> bool {
        !self.standing.state.lacks()
    }
}
