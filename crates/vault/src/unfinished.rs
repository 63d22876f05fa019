//! Whose uploads are not finished yet, so that a person's are found without reading everyone's.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use domain::id::{PersonId, VersionId};

#[derive(Debug, Default)]
pub(crate) struct Unfinished(Mutex<HashMap<PersonId, BTreeSet<VersionId>>>);

impl Unfinished {
    pub fn begin(&self, person: PersonId, id: VersionId) {
        let mut uploads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        uploads.entry(person).or_default().insert(id);
    }

    /// The upload is finished, or gone.
    pub fn end(&self, person: PersonId, id: VersionId) {
        let mut uploads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = uploads.get_mut(&person) {
            own.remove(&id);
            if own.is_empty() {
                uploads.remove(&person);
            }
        }
    }

    pub fn of(&self, person: PersonId) -> Vec<VersionId> {
        let uploads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        uploads.get(&person).into_iter().flatten().copied().collect()
    }
}
