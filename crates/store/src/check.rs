//! What the operator's check reads: every file that a record refers to, and records that contradict
//! each other.

mod certificates;
mod counts;
mod files;
mod names;
#[cfg(test)]
mod tests;

use surrealdb::types::object;

use crate::{Store, StoreError};
pub use files::FileInUse;
use names::Problem;

impl Store {
    /// What is wrong with the records, in words, for the operator's check.
    pub async fn inconsistencies(&self) -> Result<Vec<String>, StoreError> {
        let mut answer = self.read(include_str!("../queries/check/inconsistencies.surql"), object! {}).await?;
        let mut wrong = Vec::new();
        let problems = [
            "it does not go by the version that stands, or its count of versions is wrong",
            "its count of comments is wrong",
            "its status is not what was decided",
            "its state at the gate is not what was found",
            "it waits at the gate, and nothing is going to check it",
            "it has passed the gate, and is neither drawn nor to be drawn",
            "its count of votes is wrong",
            "its count of questions is wrong",
            "it belongs neither to a material nor to a session, or to both",
            "its count of files is wrong",
            "its release covers a file that is still to come",
            "search does not find it by its name, or finds it twice",
            "search takes it for a file of another place or number",
            "search does not find exactly the pages that have words",
            "search does not find its words for its readers alone",
            "its preview lacks an image that a page names",
            "it is to be drawn, and has not passed the gate",
        ];
        for (index, problem) in problems.into_iter().enumerate() {
            let records: Vec<String> = answer.take(index)?;
            wrong.extend(records.into_iter().map(|record| Problem { record, problem }));
        }
        let problem = "search finds it by other words than its name, its country and what it is for";
        let otherwise = self.files_found_otherwise().await?.into_iter();
        wrong.extend(otherwise.map(|record| Problem { record, problem }));
        let mut wrong = self.told(wrong).await?;
        wrong.extend(self.wrong_counts().await?);
        wrong.extend(self.wrong_certificates().await?);
        Ok(wrong)
    }
}
