//! The index follows the records of what can be found.
//!
//! A record never changes, it is replaced: an index that has the keys of all records has all texts. So it is compared
//! with them once, when this process first needs it; from then on it reads what came and went since. It is never ahead
//! of the records, and what is on record can be found by whoever asks next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use domain::review::Audience;
use domain::search::Gap;
use index::{Change, Index, Text, TextPlace};
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};
use tokio::sync::Mutex;

use crate::compute::compute;
use crate::convert::{instant, key_text, parsed, record, unsigned};
use crate::materials::read_place;
use crate::{Store, StoreError};

/// Texts that are read and written at once.
const TOGETHER: usize = 2_000;
/// Seconds after which it compares everything again: changes are forgotten after an hour.
const LONGEST_PAUSE: i64 = 30 * 60;
/// So long nothing is tried again after it failed: on a full disk each try may compare everything.
const REST: Duration = Duration::from_secs(30);

/// The index, and up to where it has followed.
pub(crate) struct Finder {
    pub index: Index,
    followed: Mutex<Followed>,
    /// Whether the index has had all that was on record, at some time since this process began.
    was_whole: AtomicBool,
}

#[derive(Default)]
struct Followed {
    /// `None` as long as the index was not compared with all records.
    until: Option<Datetime>,
    /// What the last look saw: the next one looks back a little.
    known: BTreeSet<(Datetime, String)>,
    last: Option<Look>,
}

/// A look at what is on record.
struct Look {
    began: Instant,
    ended: Instant,
    failure: Option<String>,
}

impl Look {
    /// Does what became of it hold for whoever asked then, and has waited for it or comes right after it failed?
    fn holds_for(&self, asked: Instant) -> bool {
        let rests = self.failure.is_some() && asked.saturating_duration_since(self.ended) < REST;
        self.began >= asked || rests
    }

    fn outcome(&self) -> Result<(), StoreError> {
        self.failure.clone().map_or(Ok(()), |failure| Err(StoreError::Behind(failure)))
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ChangesRow {
    now: Datetime,
    changes: Vec<(Datetime, String)>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct TextRow {
    id: RecordId,
    seminar: String,
    assignment: Option<String>,
    country: Option<String>,
    class_session: Option<String>,
    version: RecordId,
    number: i64,
    place: String,
    page: Option<i64>,
    audience: Option<String>,
    at: Datetime,
    text: String,
}

impl TryFrom<TextRow> for Text {
    type Error = StoreError;

    fn try_from(row: TextRow) -> Result<Self, StoreError> {
        let place = match (row.place.as_str(), row.page, row.audience.as_deref()) {
            ("file", ..) => TextPlace::File,
            ("page", Some(page), _) => TextPlace::Page(unsigned(page)),
            ("comment", _, Some("delegation")) => TextPlace::Comment(Audience::Delegation),
            ("comment", _, Some("hosts")) => TextPlace::Comment(Audience::Hosts),
            (place, ..) => {
                return Err(StoreError::Record { table: "searchable", problem: format!("unknown place {place}") });
            }
        };
        let (assignment, country, session) =
            (row.assignment.as_deref(), row.country.as_deref(), row.class_session.as_deref());
        Ok(Self {
            key: key_text(&row.id),
            seminar: parsed("searchable", &row.seminar)?,
            of: read_place("searchable", assignment, country, session)?,
            version: parsed("searchable", &key_text(&row.version))?,
            number: unsigned(row.number),
            place,
            at: instant(row.at),
            words: row.text,
        })
    }
}

/// One that cannot be read must not keep the others from being found.
fn readable(row: TextRow) -> Option<Text> {
    Text::try_from(row).inspect_err(|error| tracing::error!(%error, "search does not find a text")).ok()
}

impl Finder {
    pub fn on(index: Index) -> Self {
        Self { index, followed: Mutex::default(), was_whole: AtomicBool::default() }
    }

    /// What it may miss while it is behind; nobody waits for it.
    pub fn gap(&self) -> Gap {
        if self.was_whole.load(Ordering::Relaxed) { Gap::New } else { Gap::Any }
    }
}

impl Store {
    /// Brings the index up to what is on record, whether or not the caller waits for it.
    pub async fn follow_texts(&self) -> Result<(), StoreError> {
        let (store, asked) = (self.clone(), Instant::now());
        let follow = async move {
            let mut followed = store.finder.followed.lock().await;
            if let Some(look) = followed.last.as_ref().filter(|look| look.holds_for(asked)) {
                return look.outcome();
            }
            let began = Instant::now();
            let outcome = store.follow(&mut followed).await;
            let failure = outcome.as_ref().err().map(ToString::to_string);
            followed.last = Some(Look { began, ended: Instant::now(), failure });
            outcome
        };
        // Whoever searches still finds what was there before a panic in it.
        tokio::spawn(follow).await.unwrap_or_else(|panic| Err(StoreError::Behind(panic.to_string())))
    }

    /// The same now and then, where nobody searches.
    pub async fn keep_index(&self) -> Result<(), StoreError> {
        self.follow_texts().await?;
        let finder = self.finder.clone();
        Ok(compute(move || finder.index.refresh()).await?)
    }

    async fn follow(&self, followed: &mut Followed) -> Result<(), StoreError> {
        let Some(since) = followed.until else {
            let until: Option<Datetime> = self.row("RETURN time::now()", object! {}).await?;
            self.index_all().await?;
            followed.until = until;
            self.finder.was_whole.store(true, Ordering::Relaxed);
            return Ok(());
        };
        let rows: Option<ChangesRow> =
            self.row(include_str!("../../queries/search/changes.surql"), object! { since: since }).await?;
        let Some(ChangesRow { now, changes }) = rows else { return Ok(()) };
        if instant(now).seconds_since(instant(since)) > LONGEST_PAUSE {
            *followed = Followed::default();
            return Box::pin(self.follow(followed)).await;
        }
        let changes: BTreeSet<(Datetime, String)> = changes.into_iter().collect();
        self.index(changes.difference(&followed.known).map(|(_, key)| key.clone()).collect()).await?;
        (followed.until, followed.known) = (Some(now), changes);
        Ok(())
    }

    /// Compares the index with all records, and makes up for what it lacks or has too much.
    async fn index_all(&self) -> Result<(), StoreError> {
        let differing = self.differing().await?;
        if !differing.is_empty() {
            tracing::info!(texts = differing.len(), "bringing the index of texts up to date");
        }
        self.index(differing).await
    }

    /// What is in the index and not on record, or the other way round.
    async fn differing(&self) -> Result<BTreeSet<String>, StoreError> {
        let on_record: Vec<String> = self.rows("SELECT VALUE record::id(id) FROM searchable", object! {}).await?;
        let finder = self.finder.clone();
        let indexed = compute(move || finder.index.keys()).await?;
        Ok(on_record.into_iter().collect::<BTreeSet<_>>().symmetric_difference(&indexed).cloned().collect())
    }

    /// Indexes the texts of these keys as they are on record, and forgets those that are not there any more.
    async fn index(&self, keys: BTreeSet<String>) -> Result<(), StoreError> {
        let keys: Vec<String> = keys.into_iter().collect();
        for keys in keys.chunks(TOGETHER) {
            let ids: Vec<RecordId> = keys.iter().map(|key| record("searchable", key)).collect();
            let query = include_str!("../../queries/search/to_index.surql");
            let rows: Vec<TextRow> = self.rows(query, object! { ids: ids }).await?;
            let mut changes: BTreeMap<String, Change> =
                keys.iter().map(|key| (key.clone(), Change::Remove(key.clone()))).collect();
            for text in rows.into_iter().filter_map(readable) {
                changes.insert(text.key.clone(), Change::Put(text));
            }
            let changes = changes.into_values().collect();
            let finder = self.finder.clone();
            compute(move || finder.index.write(changes)).await?;
        }
        Ok(())
    }

    /// Forgets what came and went so long ago that every index has followed; answers how much that was.
    pub async fn sweep_text_changes(&self) -> Result<u32, StoreError> {
        let mut answer = self.write(include_str!("../../queries/search/forget_changes.surql"), object! {}).await?;
        Ok(unsigned(answer.take::<Option<i64>>(0)?.unwrap_or(0)))
    }

    /// How many texts search does not find, or finds although they are gone; for the operator's check.
    pub async fn texts_found_wrongly(&self) -> Result<usize, StoreError> {
        self.follow_texts().await?;
        let before = self.differing().await?;
        if before.is_empty() {
            return Ok(0);
        }
        // What has come or gone while it was looked at is right by now.
        self.follow_texts().await?;
        Ok(self.differing().await?.intersection(&before).count())
    }
}

#[cfg(test)]
mod tests {
    use domain::actor::Actor;
    use domain::id::{SeminarSlug, VersionId};
    use domain::person::Role;

    use super::*;
    use crate::sample::{NOW, person, store, submission};

    async fn handed_in() -> (Store, SeminarSlug, Actor) {
        let (store, slug) = store().await;
        let kenya = person(&store, &slug, Role::Trainee, Some("KE")).await;
        store.submit_upload(&kenya, &submission(&slug), NOW).await.expect("submitted");
        (store, slug, kenya)
    }

    async fn found(store: &Store, slug: &SeminarSlug, reader: &Actor, question: &str) -> u32 {
        store.search(reader, slug, question, 1).await.expect("a member").count
    }

    #[tokio::test]
    async fn an_index_that_was_left_behind_catches_up() {
        let (store, slug, kenya) = handed_in().await;
        // The second time it knows what has come.
        for _ in 0..2 {
            assert_eq!(found(&store, &slug, &kenya, "kenya").await, 1);
        }
        let index = &store.finder.index;
        let [there] = index.keys().expect("keys").into_iter().collect::<Vec<_>>().try_into().expect("one text");
        let gone = Text {
            key: "gone".to_owned(),
            seminar: slug.clone(),
            of: domain::material::VersionPlace::Material("status.ke".parse().expect("a key")),
            version: VersionId::generate(),
            number: 9,
            place: TextPlace::File,
            at: NOW,
            words: "ghost".to_owned(),
        };
        index.write(vec![Change::Remove(there), Change::Put(gone)]).expect("written");
        assert_eq!(store.texts_found_wrongly().await.expect("compared"), 2);
        *store.finder.followed.lock().await = Followed::default();
        assert_eq!(found(&store, &slug, &kenya, "kenya").await, 1);
        assert_eq!(store.texts_found_wrongly().await.expect("compared"), 0);
    }

    #[tokio::test]
    async fn whoever_searches_is_told_what_may_be_missing() {
        let (store, slug, kenya) = handed_in().await;
        let failed = || Look { began: Instant::now(), ended: Instant::now(), failure: Some("full".to_owned()) };
        let gap = async || store.search(&kenya, &slug, "kenya", 1).await.expect("a member").gap;
        store.finder.followed.lock().await.last = Some(failed());
        assert_eq!(gap().await, Some(Gap::Any), "nothing has been compared");
        assert_eq!(found(&store, &slug, &kenya, "kenya").await, 0, "it is not tried again at once");
        assert_eq!(store.search(&kenya, &slug, "--", 1).await.expect("a member").gap, None, "no words");
        store.finder.followed.lock().await.last = None;
        assert_eq!(gap().await, None);
        assert_eq!(found(&store, &slug, &kenya, "kenya").await, 1);
        store.finder.followed.lock().await.last = Some(failed());
        assert_eq!(gap().await, Some(Gap::New));
        assert_eq!(found(&store, &slug, &kenya, "kenya").await, 1, "what was there is found");
    }

    #[test]
    fn a_look_holds_for_those_who_waited_for_it() {
        let (asked, later) = (Instant::now(), Instant::now() + REST);
        let look = |failure| Look { began: asked, ended: asked, failure };
        assert!(look(None).holds_for(asked));
        assert!(!look(None).holds_for(asked + Duration::from_nanos(1)), "it may have missed what came just before");
        assert!(look(Some(String::new())).holds_for(asked + Duration::from_nanos(1)));
        assert!(!look(Some(String::new())).holds_for(later), "it is tried again after a rest");
    }

    #[tokio::test]
    async fn one_record_that_cannot_be_read_keeps_no_other_from_being_found() {
        let (store, slug, kenya) = handed_in().await;
        let unreadable = "
            LET $found = (SELECT * OMIT id FROM searchable)[0];
            CREATE searchable CONTENT object::extend($found, { version: version:no_id });
        ";
        store.db.query(unreadable).await.expect("asked").check().expect("written");
        assert_eq!(found(&store, &slug, &kenya, "kenya").await, 1);
        assert_eq!(store.texts_found_wrongly().await.expect("compared"), 1, "the operator is told");
    }

    #[tokio::test]
    async fn changes_are_read_once_and_forgotten_after_a_while() {
        let (store, ..) = handed_in().await;
        store.follow_texts().await.expect("compared");
        let there = store.finder.index.keys().expect("keys").pop_first().expect("one text");
        let an_hour_ago = Datetime::from_timestamp(domain::time::Instant::now().plus_minutes(-60).seconds(), 0);
        let since = store.finder.followed.lock().await.until;
        store.finder.followed.lock().await.until = an_hour_ago;
        store.finder.index.write(vec![Change::Remove(there)]).expect("written");
        store.follow_texts().await.expect("compared again");
        assert_eq!(store.finder.index.keys().expect("keys").len(), 1, "what was forgotten meanwhile");
        assert!(store.finder.followed.lock().await.until > since);
        store.db.query("DELETE searchable").await.expect("asked").check().expect("deleted");
        store.follow_texts().await.expect("followed");
        let known = store.finder.followed.lock().await.known.len();
        assert_eq!((known, store.finder.index.keys().expect("keys").len()), (2, 0), "it came, and it went");
        store.follow_texts().await.expect("followed");
        let old = "CREATE text_change:[d'2021-01-01T00:00:00Z', 'old']";
        store.db.query(old).await.expect("asked").check().expect("written");
        assert_eq!(store.sweep_text_changes().await.expect("swept"), 1);
        assert_eq!(store.sweep_text_changes().await.expect("swept"), 0);
    }
}
