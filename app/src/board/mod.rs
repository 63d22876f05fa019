//! For staff: countries by what is done and what is missing, and whom to remind.

mod board_page;
mod board_table;
mod load_board;
mod load_missing;
mod missing_page;

pub use board_page::BoardPage;
pub use load_board::LoadBoard;
pub use load_missing::LoadMissing;
pub use missing_page::MissingPage;

use domain::id::AssignmentSlug;
use domain::seminar::Assignment;
use domain::time::Instant;
use serde::{Deserialize, Serialize};

/// An assignment as a column of the board or a choice of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub slug: AssignmentSlug,
    pub title: String,
    pub due: Instant,
}

impl From<&Assignment> for Step {
    fn from(assignment: &Assignment) -> Self {
        Self { slug: assignment.slug.clone(), title: assignment.title.clone(), due: assignment.due }
    }
}
