//! Outlines that have been read, remembered for as long as they hold.
//!
//! A gallery, a list or a search asks for those of a whole seminar, each time it is opened. They change when a material
//! or its state at the gate does; the database counts that (`migrations/014_catalogue.surql`), so that several servers do
//! not serve what another one has changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::SeminarSlug;
use domain::material::Outline;

/// By seminar, with the revision that they are of.
type Remembered = HashMap<SeminarSlug, (i64, Arc<[Outline]>)>;

#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    seminars: Mutex<Remembered>,
}

impl Catalogue {
    /// The outlines of what has come, if they are those of this revision.
    pub fn outlines(&self, seminar: &SeminarSlug, revision: i64) -> Option<Arc<[Outline]>> {
        let seminars = self.open();
        let (known, outlines) = seminars.get(seminar)?;
        (*known == revision).then(|| outlines.clone())
    }

    /// They may be newer than the revision, never older. An older one never takes the place of a newer one.
    pub fn put(&self, seminar: &SeminarSlug, revision: i64, outlines: &Arc<[Outline]>) {
        let mut seminars = self.open();
        if seminars.get(seminar).is_none_or(|(known, _)| *known < revision) {
            seminars.insert(seminar.clone(), (revision, outlines.clone()));
        }
    }

    fn open(&self) -> MutexGuard<'_, Remembered> {
        self.seminars.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_holds_for_its_revision_alone() {
        let (catalogue, seminar) = (Catalogue::default(), "first".parse().expect("a slug"));
        let of = |key: &str| Arc::from([Outline::missing(key.parse().expect("a key"))]);
        let (old, new): (Arc<[Outline]>, Arc<[Outline]>) = (of("status.la"), of("status.kh"));
        catalogue.put(&seminar, 2, &new);
        catalogue.put(&seminar, 1, &old);
        assert_eq!(catalogue.outlines(&seminar, 2), Some(new));
        assert_eq!(catalogue.outlines(&seminar, 1), None);
        assert_eq!(catalogue.outlines(&"second".parse().expect("a slug"), 2), None);
    }
}
