use domain::deletion::DeletedByStaff;
use domain::id::{PersonId, ReviewId, SeminarSlug};
use domain::material::{Material, Version};
use domain::review::{Audience, Reader, Review};
use domain::seminar::{Assignment, Rules};
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::reviews::{NextReviews, Waiting};

/// A material with all that the reader may see of it and do with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneMaterial {
    pub seminar: SeminarSlug,
    /// With the time that the delegation has.
    pub assignment: Assignment,
    /// Why that is more than others have; for those who may write to the delegation.
    pub extended: Option<String>,
    pub material: Material,
    /// Newest first.
    pub versions: Vec<Version>,
    /// What staff have deleted of it, the newest first; for its own delegation.
    pub deleted: Vec<DeletedByStaff>,
    /// The number of the newest version that the reader submitted.
    pub own_newest: Option<u32>,
    /// Oldest first; empty for readers of an opened material.
    pub reviews: Vec<Review>,
    pub next: NextReviews,
    pub reader: PersonId,
    /// For whom the reader may write. Empty for whom the thread is not.
    pub audiences: Vec<Audience>,
    /// Who reads comments here beside the reader, and so can be named in one.
    pub readers: Vec<Reader>,
    pub decides: bool,
    pub waiting: Waiting,
    /// It is the reader's own delegation's.
    pub submits: bool,
    /// The reader is of the seminar's staff: they are told whether a virus scanner looked at the files.
    pub is_staff: bool,
    /// The reader may delete versions.
    pub deletes: bool,
    /// Who is named in a comment is told by mail, too.
    pub sends_mail: bool,
    /// For how many days a deleted version can be restored.
    pub keep_deleted_days: u32,
    /// Address and title of the sessions of the assignment's courses.
    pub sessions: Vec<(String, String)>,
    pub rules: Rules,
    pub clocks: Clocks,
    pub now: Instant,
}

impl OneMaterial {
    /// The number of the version that stands, by which the material goes and which is decided on.
    pub fn standing_number(&self) -> Option<u32> {
        self.material.standing_version.as_ref().map(|version| version.number)
    }

    /// What the review with this id says, if it is in the thread.
    pub fn words_of(&self, id: &str) -> Option<String> {
        let id = id.parse::<ReviewId>().ok()?;
        self.reviews.iter().find(|review| review.id == id).map(|review| review.body.clone())
    }

    /// Has the version that the review speaks of been deleted?
    pub fn is_of_deleted(&self, review: &Review) -> bool {
        self.versions.iter().all(|version| version.number != review.version)
    }

    /// What the review decides, if anything. It does not stand where its version has been deleted.
    pub fn decision_label(&self, review: &Review) -> Option<String> {
        let label = review.verdict?.label();
        Some(if self.is_of_deleted(review) { format!("{label}, no longer counts") } else { label.to_owned() })
    }
}

/// One material with its versions and its thread, as far as the reader sees them; for whoever may see it.
#[server(endpoint = "load_material", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_material(
    seminar: String,
    material: String,
    /// The filter of the list that led there, as its address has it.
    #[server(default)]
    country: String,
    #[server(default)] assignment: String,
    #[server(default)] state: String,
) -> Result<OneMaterial, AppError> {
    use domain::deletion::deletes;
    use domain::material::{MaterialFilter, MaterialKey, VersionPlace};
    use store::StoreError;

    use crate::request::{clocks, found, office, signed_in, store};

    let (actor, key, now) = (signed_in()?, found::<MaterialKey>(&material)?, Instant::now());
    let file = store().material(&actor, &found(&seminar)?, &key).await?;
    let seminar = file.seminar;
    let reads = |audience: &Audience| actor.sees_reviews(&seminar, &key, *audience);
    let list = MaterialFilter::parse(&country, &assignment, &state);
    let submits = actor.submits(&seminar, &key);
    let deleted = match submits {
        true => store().own_deleted(&actor, &seminar.slug).await?.remove(&key.assignment).unwrap_or_default(),
        false => Vec::new(),
    };
    let about = seminar.assignment(&key.assignment).map(|assignment| assignment.courses.clone()).unwrap_or_default();
    Ok(OneMaterial {
        assignment: seminar.assignment_for(&key.assignment, key.country).ok_or(StoreError::NotFound)?,
        extended: seminar
            .extension(&key.assignment, key.country)
            .filter(|_| reads(&Audience::Delegation))
            .map(|extension| extension.reason.clone()),
        material: file.material,
        versions: file.versions,
        deleted,
        own_newest: file.own_newest,
        reviews: file.reviews,
        next: NextReviews::generate(),
        reader: actor.person,
        audiences: [Audience::Delegation, Audience::Hosts].into_iter().filter(reads).collect(),
        readers: store().comment_readers(&actor, &seminar.slug, &key).await?,
        decides: actor.decides(&seminar, &key),
        waiting: Waiting::beside(&store(), &actor, &seminar, &key, &list).await?,
        submits,
        is_staff: actor.is_staff(&seminar.slug),
        deletes: deletes(&actor, &seminar, &VersionPlace::Material(key.clone()), now),
        sends_mail: office().sends_mail,
        keep_deleted_days: office().keep_deleted_days,
        sessions: seminar
            .sessions
            .iter()
            .filter(|session| session.course.as_ref().is_some_and(|course| about.contains(course)))
            .map(|session| (format!("/seminars/{}/sessions/{}", seminar.slug, session.slug), session.title.clone()))
            .collect(),
        rules: seminar.rules.clone(),
        clocks: clocks(&seminar.host_zone),
        seminar: seminar.slug.clone(),
        now,
    })
}
