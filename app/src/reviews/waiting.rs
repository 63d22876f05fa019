use domain::id::VersionId;
use domain::material::MaterialKey;
use serde::{Deserialize, Serialize};

/// What waits for the reader's decision beside one material: in the list that led there, and outside of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// This one waits, too.
    pub here: bool,
    /// How many others in the list wait and can be opened.
    pub left: u32,
    /// The one of these to go on with.
    pub next: Option<NextOne>,
    /// How many of that kind wait outside of the list.
    pub elsewhere: u32,
    /// How many others, in the list or outside of it, are without a decision and have not passed the gate.
    pub at_the_gate: u32,
    /// The one to go on with where the list has none.
    pub next_elsewhere: Option<NextOne>,
}

/// A material that waits and can be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextOne {
    pub key: MaterialKey,
    /// The version that is decided on.
    pub version: VersionId,
    /// `Kenya, Status of our port`
    pub name: String,
}

#[cfg(feature = "ssr")]
impl Waiting {
    /// Nothing waits for who decides on nothing.
    pub async fn beside(
        store: &store::Store,
        actor: &domain::actor::Actor,
        seminar: &domain::seminar::Seminar,
        key: &MaterialKey,
        list: &domain::material::MaterialFilter,
    ) -> Result<Self, store::StoreError> {
        use domain::material::MaterialFilter;

        let next_one = |next: Option<(MaterialKey, VersionId)>| {
            let (key, version) = next?;
            let title = seminar.assignment(&key.assignment)?.title.as_str();
            let name = format!("{}, {title}", key.country.name());
            Some(NextOne { key, version, name })
        };
        let listed = store.undecided(actor, &seminar.slug, key, list).await?;
        let all = match list.is_empty() {
            true => listed.clone(),
            false => store.undecided(actor, &seminar.slug, key, &MaterialFilter::default()).await?,
        };
        Ok(Self {
            here: listed.here,
            left: listed.left,
            elsewhere: all.left.saturating_sub(listed.left),
            at_the_gate: all.at_the_gate,
            next_elsewhere: next_one(all.next.filter(|_| listed.next.is_none())),
            next: next_one(listed.next),
        })
    }
}
