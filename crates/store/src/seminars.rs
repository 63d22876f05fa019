//! Seminars: imported from their file, kept on a shelf in memory, read from there.

mod changes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::SeminarSlug;
use domain::material::MaterialKey;
use domain::seminar::Seminar;
use domain::time::Instant;
use surrealdb::types::{Object, SurrealValue, Value, object};
use tokio::sync::{RwLockReadGuard, RwLockWriteGuard};

use self::changes::changed_fields;
use crate::audit::{By, event};
use crate::convert::{datetime, record};
use crate::live::LiveEvent;
use crate::materials::material_record;
use crate::{Store, StoreError};

/// Every seminar there is, in memory: nearly every request reads one, and only imports write.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    seminars: RwLock<BTreeMap<SeminarSlug, Arc<Seminar>>>,
    /// Held from reading a seminar until its changed form is on the shelf, so that no change is lost.
    changing: tokio::sync::RwLock<()>,
}

impl Shelf {
    /// Held from reading a seminar until its changed form is on the shelf.
    pub async fn lock_changes(&self) -> RwLockWriteGuard<'_, ()> {
        self.changing.write().await
    }

    /// Held from reading a due time or a title until what follows from it is written: it stays as it is meanwhile.
    pub async fn hold_still(&self) -> RwLockReadGuard<'_, ()> {
        self.changing.read().await
    }

    fn put(&self, seminar: Arc<Seminar>) {
        let mut shelf = self.seminars.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        shelf.insert(seminar.slug.clone(), seminar);
    }

    fn get(&self, slug: &SeminarSlug) -> Option<Arc<Seminar>> {
        self.seminars.read().unwrap_or_else(|poisoned| poisoned.into_inner()).get(slug).cloned()
    }

    fn all(&self) -> Vec<Arc<Seminar>> {
        self.seminars.read().unwrap_or_else(|poisoned| poisoned.into_inner()).values().cloned().collect()
    }
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    Created,
    /// These fields: `title`, `sessions.opening.starts`.
    Changed(Vec<String>),
    Unchanged,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Row {
    definition: serde_json::Value,
}

/// What changes with what a seminar's record says.
#[derive(Default)]
struct Follows {
    /// Materials whose due times have moved, each with the new one.
    due_times: Vec<Value>,
    /// Files that are found by other words from now on, each with these.
    renamed: Vec<Value>,
}

/// The titles of what files belong to, each with its slug.
fn titles(seminar: &Seminar) -> BTreeSet<(&str, &str)> {
    let assignments = seminar.assignments.iter().map(|assignment| (assignment.slug.as_str(), &*assignment.title));
    let sessions = seminar.sessions.iter().map(|session| (session.slug.as_str(), &*session.title));
    assignments.chain(sessions).collect()
}

/// As its record holds it.
fn written(seminar: &Seminar) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(seminar)
        .map_err(|problem| StoreError::Record { table: "seminar", problem: problem.to_string() })
}

impl Store {
    /// The seminar's public part and more; callers decide with [`Seminar::public`] what they show.
    pub fn seminar(&self, slug: &SeminarSlug) -> Result<Arc<Seminar>, StoreError> {
        self.seminars.get(slug).ok_or(StoreError::NotFound)
    }

    /// All seminars, the newest first.
    pub fn all_seminars(&self) -> Vec<Arc<Seminar>> {
        let mut seminars = self.seminars.all();
        seminars.sort_by_key(|seminar| std::cmp::Reverse(seminar.starts));
        seminars
    }

    pub fn seminar_for_member(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Arc<Seminar>, StoreError> {
        actor.membership(slug).ok_or(StoreError::NotFound)?;
        self.seminar(slug)
    }

    /// For what instructors and staff see.
    pub fn seminar_for_hosts(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Arc<Seminar>, StoreError> {
        if actor.is_host(slug) { self.seminar(slug) } else { Err(StoreError::NotFound) }
    }

    /// For what only staff see.
    pub fn seminar_for_staff(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Arc<Seminar>, StoreError> {
        if actor.is_staff(slug) { self.seminar(slug) } else { Err(StoreError::NotFound) }
    }

    /// Takes in a seminar as its file describes it. The same again changes nothing, and neither does
    /// it close what staff have opened meanwhile: the file says how that begins.
    pub async fn import_seminar(&self, mut seminar: Seminar, by: &By, now: Instant) -> Result<Imported, StoreError> {
        let _changing = self.seminars.lock_changes().await;
        let known = self.seminars.get(&seminar.slug);
        if let Some(known) = &known {
            seminar.rules.accepted_open_to_all = known.rules.accepted_open_to_all;
            seminar.attendance_by_staff.clone_from(&known.attendance_by_staff);
            seminar.reminders_by_staff.clone_from(&known.reminders_by_staff);
            seminar.extensions.clone_from(&known.extensions);
            seminar.extensions.retain(|extension| {
                seminar.assignments.iter().any(|assignment| assignment.slug == extension.assignment)
            });
        }
        let done = match &known {
            Some(known) if **known == seminar => return Ok(Imported::Unchanged),
            Some(known) => {
                self.keep_used_assignments(known, &seminar).await?;
                self.keep_recorded_sessions(known, &seminar).await?;
                Imported::Changed(changed_fields(&written(known)?, &written(&seminar)?))
            }
            None => Imported::Created,
        };
        let follows = match &known {
            Some(known) => self.what_follows(known, &seminar).await?,
            None => Follows::default(),
        };
        let event = event(by, Action::SeminarImported, Some(&seminar.slug), &seminar.title, "", now);
        self.put_with(seminar, follows, event, now).await?;
        Ok(done)
    }

    async fn what_follows(&self, known: &Seminar, new: &Seminar) -> Result<Follows, StoreError> {
        let is_moved = |key: &MaterialKey, due| {
            known.assignment_for(&key.assignment, key.country).is_some_and(|before| before.due != due)
        };
        let due_times = self.due_times(new, is_moved).await?;
        let renamed = if titles(known) == titles(new) { Vec::new() } else { self.renamed_files(&[new]).await? };
        Ok(Follows { due_times, renamed })
    }

    /// Opens accepted materials to all delegations of the seminar, or closes them again.
    pub async fn open_materials(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        open: bool,
        now: Instant,
    ) -> Result<(), StoreError> {
        let _changing = self.seminars.lock_changes().await;
        let mut seminar = Seminar::clone(&*self.seminar_for_staff(actor, slug)?);
        seminar.rules.accepted_open_to_all = open;
        let action = if open { Action::MaterialsOpened } else { Action::MaterialsClosed };
        let event = event(&actor.into(), action, Some(slug), &seminar.title, "", now);
        self.put_seminar(seminar, event, now).await
    }

    /// Writes what changes neither a due time nor a title.
    pub(crate) async fn put_seminar(&self, seminar: Seminar, event: Object, now: Instant) -> Result<(), StoreError> {
        self.put_with(seminar, Follows::default(), event, now).await
    }

    /// The due times of all delegations that are wanted, each with its material.
    pub(crate) async fn due_times(
        &self,
        seminar: &Seminar,
        is_wanted: impl Fn(&MaterialKey, Instant) -> bool,
    ) -> Result<Vec<Value>, StoreError> {
        let mut due_times = Vec::new();
        for country in self.delegation_countries(&seminar.slug).await? {
            for assignment in seminar.assignments.iter().map(|assignment| seminar.extended(assignment, country)) {
                let key = MaterialKey { assignment: assignment.slug, country };
                if is_wanted(&key, assignment.due) {
                    let (material, due) = (material_record(&seminar.slug, &key), datetime(assignment.due));
                    due_times.push(Value::Object(object! { material: material, due: due }));
                }
            }
        }
        Ok(due_times)
    }

    async fn put_with(
        &self,
        seminar: Seminar,
        follows: Follows,
        event: Object,
        now: Instant,
    ) -> Result<(), StoreError> {
        let variables = object! {
            seminar: record("seminar", &seminar.slug),
            definition: written(&seminar)?,
            due_times: follows.due_times,
            renamed: follows.renamed,
            now: datetime(now),
            event: event,
        };
        self.write(include_str!("../queries/seminars/put.surql"), variables).await?;
        self.shelve(seminar);
        Ok(())
    }

    /// What was written is what everyone reads from now on.
    pub(crate) fn shelve(&self, seminar: Seminar) {
        let slug = seminar.slug.clone();
        self.seminars.put(Arc::new(seminar));
        self.tell(LiveEvent::Seminar { seminar: slug });
    }

    /// Held from reading a seminar until its changed form is on the shelf.
    pub(crate) async fn lock_seminars(&self) -> RwLockWriteGuard<'_, ()> {
        self.seminars.lock_changes().await
    }

    /// Held from reading a due time or a title until what follows from it is written.
    pub(crate) async fn hold_seminars(&self) -> RwLockReadGuard<'_, ()> {
        self.seminars.hold_still().await
    }

    async fn keep_used_assignments(&self, known: &Seminar, new: &Seminar) -> Result<(), StoreError> {
        let gone = known.assignments.iter().filter(|assignment| new.assignment(&assignment.slug).is_none());
        for assignment in gone {
            let variables = object! { seminar: known.slug.to_string(), assignment: assignment.slug.to_string() };
            let used: Vec<bool> = self.rows(include_str!("../queries/seminars/answers.surql"), variables).await?;
            if !used.is_empty() {
                return Err(StoreError::AssignmentInUse(assignment.slug.to_string()));
            }
        }
        Ok(())
    }

    /// What is on record of attendance refers to sessions by their slugs.
    async fn keep_recorded_sessions(&self, known: &Seminar, new: &Seminar) -> Result<(), StoreError> {
        let gone = known.sessions.iter().filter(|session| new.session(&session.slug).is_none());
        for session in gone {
            let variables = object! { seminar: known.slug.to_string(), class_session: session.slug.to_string() };
            let mut answer = self.read(include_str!("../queries/attendance/of_session.surql"), variables).await?;
            let (files, entries): (Vec<bool>, Vec<bool>) = (answer.take(0)?, answer.take(1)?);
            let discussed = self.is_discussed(&known.slug, &session.slug).await?;
            let shown = self.has_slides(&known.slug, &session.slug).await?;
            if discussed || shown || !files.is_empty() || !entries.is_empty() {
                return Err(StoreError::SessionInUse(session.slug.to_string()));
            }
        }
        Ok(())
    }

    pub(crate) async fn fill_shelf(&self) -> Result<(), StoreError> {
        let rows: Vec<Row> = self.rows("SELECT definition FROM seminar", object! {}).await?;
        for row in rows {
            let seminar = serde_json::from_value(row.definition)
                .map_err(|problem| StoreError::Record { table: "seminar", problem: problem.to_string() })?;
            self.seminars.put(Arc::new(seminar));
        }
        Ok(())
    }
}
