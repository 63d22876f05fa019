//! Slides of a session: files that those who lead it bring, and that staff release to the other members.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::{SeminarSlug, SessionSlug, VersionId};
use domain::material::{Version, VersionPlace};
use domain::preview::Contents;
use domain::seminar::{Seminar, Session};
use domain::slides::{
    FileNumbers, MAX_FILES, NothingToRelease, PackFile, PackImage, ReleaseOutcome, SlidesRelease, admit_another,
    awaits_release, released_once_seen, sees_slides,
};
use domain::time::Instant;
use domain::upload::admit_size;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::audit::event;
use crate::convert::{composite, datetime, instant, key_text, parsed, person_record, read_whole, record, whole};
use crate::jobs::{Task, job_record};
use crate::live::LiveEvent;
use crate::materials::{Submission, VersionRow, named};
use crate::previews::{PreviewFile, PreviewFileRow};
use crate::search::slides_text;
use crate::{Store, StoreError};

pub(crate) const SLIDES_CHANGED: &str =
    "someone else has released these slides or taken them back meanwhile; look at them first";
const UNSEEN_FILES: &str = "other files have come meanwhile; look at them before you release them";

/// A session's slides as the actor may see them.
#[derive(Debug, Clone)]
pub struct Slides {
    pub seminar: Arc<Seminar>,
    pub session: Session,
    /// The actor adds and removes files.
    pub leads: bool,
    pub released: Option<SlidesRelease>,
    /// In the order in which they came.
    pub files: Vec<Version>,
    drawn: BTreeMap<VersionId, Instant>,
}

impl Slides {
    /// The files that have passed the gate.
    pub fn ready(&self) -> impl Iterator<Item = &Version> {
        self.files.iter().filter(|version| version.passage.is_open())
    }

    /// When a file was drawn last; `None` until it has been drawn.
    pub fn drawn_at(&self, file: VersionId) -> Option<Instant> {
        self.drawn.get(&file).copied()
    }

    /// The files that staff have not released.
    fn waiting(&self) -> impl Iterator<Item = &Version> {
        self.files.iter().filter(|file| awaits_release(file, self.released.as_ref()))
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SlidesRow {
    release: Option<serde_json::Value>,
}

/// The release of a session's slides, as a record has it.
pub(crate) fn read_release(release: Option<serde_json::Value>) -> Result<Option<SlidesRelease>, StoreError> {
    release.map(|release| read_whole("slides", release)).transpose()
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DrawnAtRow {
    version: RecordId,
    made_at: Datetime,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DrawnRow {
    version: RecordId,
    content: serde_json::Value,
    files: Vec<PreviewFileRow>,
}

pub(crate) fn slides_record(seminar: &SeminarSlug, session: &SessionSlug) -> RecordId {
    composite("slides", &[seminar, session])
}

impl Store {
    /// The slides of a session, for members of the seminar. Who does not lead the session sees what is released and
    /// has passed the gate, and does not learn that there is anything else.
    pub async fn slides(&self, actor: &Actor, slug: &SeminarSlug, session: &SessionSlug) -> Result<Slides, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let session = seminar.session(session).cloned().ok_or(StoreError::NotFound)?;
        let variables = object! { slides: slides_record(slug, &session.slug) };
        let mut answer = self.read(include_str!("../queries/slides/list.surql"), variables).await?;
        let release = answer.take::<Vec<SlidesRow>>(0)?.into_iter().next().and_then(|row| row.release);
        let released = read_release(release)?;
        let rows: Vec<VersionRow> = answer.take(1)?;
        let mut files = rows.into_iter().map(Version::try_from).collect::<Result<Vec<_>, _>>()?;
        let release = released.as_ref();
        files.retain(|file| sees_slides(actor, &seminar, &session, release, file.number, &file.passage));
        let mut drawn = BTreeMap::new();
        for row in answer.take::<Vec<DrawnAtRow>>(2)? {
            drawn.insert(parsed("preview", &key_text(&row.version))?, instant(row.made_at));
        }
        let leads = actor.leads(&seminar, &session);
        Ok(Slides { seminar, session, leads, released, files, drawn })
    }

    /// The files of a session's slides that the actor sees and that have passed the gate, with what a low-data pack
    /// takes of them.
    pub async fn slides_to_pack(&self, slides: &Slides) -> Result<Vec<PackFile>, StoreError> {
        let ids: Vec<RecordId> = slides.ready().map(|version| record("version", version.id)).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let variables = object! { versions: ids };
        let rows: Vec<DrawnRow> = self.rows(include_str!("../queries/slides/drawn.surql"), variables).await?;
        let mut drawn: BTreeMap<VersionId, DrawnRow> = BTreeMap::new();
        for row in rows {
            drawn.insert(parsed("preview", &key_text(&row.version))?, row);
        }
        let files = slides.ready().map(|version| {
            let (contents, images) = match drawn.remove(&version.id) {
                Some(row) => (Some(read_whole::<Contents>("preview", row.content)?), row.files),
                None => (None, Vec::new()),
            };
            let images = images.into_iter().map(PreviewFile::from).map(|file| {
                let PreviewFile { name, sha256, size } = file;
                PackImage { name, sha256, size }
            });
            Ok(PackFile { version: version.clone(), contents, images: images.collect() })
        });
        files.collect()
    }

    /// Releases the files that staff have `seen` to the members of the seminar, so that only what came meanwhile is to be
    /// looked at. Answers which of them the members see then, and what waits.
    pub async fn release_slides(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        seen: &FileNumbers,
        now: Instant,
    ) -> Result<ReleaseOutcome, StoreError> {
        let slides = self.slides_for_staff(actor, slug, session).await?;
        let before = slides.released.as_ref();
        if slides.waiting().next().is_none() {
            return Err(match before {
                Some(_) => StoreError::Changed(SLIDES_CHANGED),
                None => NothingToRelease.into(),
            });
        }
        if !slides.waiting().any(|file| seen.contains(file.number)) {
            return Err(StoreError::Changed(UNSEEN_FILES));
        }
        let files = released_once_seen(&slides.files, seen, before);
        let release = SlidesRelease { by: actor.name.to_string(), at: now, files };
        self.put_release(actor, &slides, Some(&release), now).await?;
        let slides = self.slides(actor, slug, session).await?;
        Ok(ReleaseOutcome::of(&slides.files, seen, slides.released.as_ref()))
    }

    /// Takes all that is released back, if that is the release that staff have `seen`.
    pub async fn take_slides_back(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        seen: Option<Instant>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let slides = self.slides_for_staff(actor, slug, session).await?;
        let released = slides.released.as_ref().map(|release| release.at);
        if released.is_none() || released != seen {
            return Err(StoreError::Changed(SLIDES_CHANGED));
        }
        self.put_release(actor, &slides, None, now).await
    }

    async fn slides_for_staff(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
    ) -> Result<Slides, StoreError> {
        let slides = self.slides(actor, slug, session).await?;
        if actor.is_staff(slug) { Ok(slides) } else { Err(StoreError::Forbidden) }
    }

    /// Puts a release, or none, in the place of the one that the slides had.
    async fn put_release(
        &self,
        actor: &Actor,
        slides: &Slides,
        release: Option<&SlidesRelease>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let (slug, session) = (&slides.seminar.slug, &slides.session);
        let action = if release.is_some() { Action::SlidesReleased } else { Action::SlidesTakenBack };
        let variables = object! {
            slides: slides_record(slug, &session.slug),
            seminar: slug.to_string(),
            class_session: session.slug.to_string(),
            before: slides.released.as_ref().map(|before| whole("slides", before)).transpose()?,
            release: release.map(|release| whole("slides", release)).transpose()?,
            event: event(&actor.into(), action, Some(slug), &session.title, "", now),
        };
        self.write(include_str!("../queries/slides/release.surql"), variables).await?;
        // Who saw them until now has to hear of it, too.
        self.tell(LiveEvent::Slides { seminar: slug.clone(), session: session.slug.clone(), released: true });
        Ok(())
    }

    /// May the actor add a file of this size to the slides of the session?
    pub(crate) async fn admit_slides(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        size: u64,
    ) -> Result<Slides, StoreError> {
        let slides = self.slides(actor, slug, session).await?;
        if !slides.leads {
            return Err(StoreError::Forbidden);
        }
        admit_size(&slides.seminar.rules, size)?;
        admit_another(slides.files.len())?;
        Ok(slides)
    }

    pub(crate) async fn submit_slides(
        &self,
        actor: &Actor,
        session: &SessionSlug,
        submission: &Submission,
        now: Instant,
    ) -> Result<(), StoreError> {
        let slug = &submission.target.seminar;
        let _titles = self.hold_seminars().await;
        let Slides { seminar, session: class_session, .. } =
            self.admit_slides(actor, slug, session, submission.size).await?;
        let place = VersionPlace::Session(session.clone());
        let size = i64::try_from(submission.size).unwrap_or(i64::MAX);
        let (action, detail) = (Action::VersionSubmitted, &submission.file_name);
        let text = slides_text(&submission.file_name, &class_session);
        let variables = object! {
            slides: slides_record(slug, session),
            version: record("version", submission.id),
            job: job_record(submission.id, Task::Check),
            seminar: slug.to_string(),
            class_session: session.to_string(),
            most: i64::from(MAX_FILES),
            file_name: submission.file_name.clone(),
            text: text,
            media_type: submission.media_type.clone(),
            size: size,
            sha256: submission.sha256.to_string(),
            person: person_record(actor.person),
            uploaded_by: actor.name.to_string(),
            now: datetime(now),
            event: event(&actor.into(), action, Some(slug), named(&seminar, &place), detail, now),
        };
        self.write(include_str!("../queries/slides/submit.surql"), variables).await?;
        // No release covers what has just come.
        self.tell(LiveEvent::Slides { seminar: slug.clone(), session: session.clone(), released: false });
        Ok(())
    }

    /// Is anything on record that an import must not orphan?
    pub(crate) async fn has_slides(&self, slug: &SeminarSlug, session: &SessionSlug) -> Result<bool, StoreError> {
        let variables = object! { slides: slides_record(slug, session) };
        Ok(self.row::<bool>("SELECT VALUE true FROM $slides", variables).await?.is_some())
    }

    /// Tells that something became of a file of a session's slides. Whether all may hear of it, the release says.
    pub(crate) async fn tell_slides(&self, slug: &SeminarSlug, session: &SessionSlug, number: u32) {
        let variables = object! { slides: slides_record(slug, session) };
        let row = self.row::<SlidesRow>("SELECT release FROM $slides", variables).await;
        let release = row.and_then(|row| read_release(row.and_then(|row| row.release)));
        let released = release.ok().flatten().is_some_and(|release| release.covers(number));
        self.tell(LiveEvent::Slides { seminar: slug.clone(), session: session.clone(), released });
    }
}
