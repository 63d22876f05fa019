//! What authors do to their comments, who reads them, and who is named in them.

mod changing;
mod deleted_version;
mod once;
mod telling;
mod threads;

use domain::actor::Actor;
use domain::id::ReviewId;
use domain::mail::MailKind;
use domain::material::MaterialKey;
use domain::preview::{Contents, Page};
use domain::review::{Audience, Review};
use store::StoreError;
use store::reviews::{ChangedWords, NewReview};

use crate::house::{House, NOW};

/// A material of Kenya with one version of three pages, and everyone around it.
struct Desk {
    house: House,
    kenya: Actor,
    teacher: Actor,
    staff: Actor,
    key: MaterialKey,
}

impl Desk {
    async fn new() -> Self {
        let house = House::new().await;
        let (kenya, teacher, staff) = (house.trainee("KE").await, house.teacher().await, house.staff().await);
        let submitted = house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
        let pages = (1..=3).map(|number| Page { number, ..Page::default() }).collect();
        house.pass_gate_drawn_as(&Contents { pages, missing: Vec::new() }).await;
        Self { house, kenya, teacher, staff, key: submitted.key().expect("a material").clone() }
    }

    async fn write(&self, actor: &Actor, new: &NewReview) -> Result<ReviewId, StoreError> {
        self.house.store.write_review(actor, &self.house.slug, &self.key, new, NOW).await
    }

    async fn thread(&self, actor: &Actor) -> Vec<Review> {
        self.house.store.material(actor, &self.house.slug, &self.key).await.expect("visible").reviews
    }

    async fn one(&self, actor: &Actor, id: ReviewId) -> Option<Review> {
        self.thread(actor).await.into_iter().find(|review| review.id == id)
    }

    async fn edit(&self, actor: &Actor, id: ReviewId, body: &str, seen: u32) -> Result<(), StoreError> {
        let words = ChangedWords { body: body.to_owned(), page: None, mentions: Vec::new() };
        self.house.store.edit_comment(actor, &self.house.slug, &self.key, id, &words, seen, NOW).await
    }

    async fn withdraw(&self, actor: &Actor, id: ReviewId, seen: u32) -> Result<(), StoreError> {
        self.house.store.withdraw_comment(actor, &self.house.slug, &self.key, id, seen, NOW).await
    }

    async fn show_to(&self, actor: &Actor, id: ReviewId, to: Audience, confirmed: bool) -> Result<(), StoreError> {
        let seen = self.one(actor, id).await.expect("visible").changes;
        self.house.store.show_comment_to(actor, &self.house.slug, &self.key, id, to, confirmed, seen, NOW).await
    }

    async fn counted(&self, actor: &Actor) -> u32 {
        self.house.store.material(actor, &self.house.slug, &self.key).await.expect("visible").material.reviews
    }

    /// How many mails of this kind wait for someone.
    async fn mails(&self, actor: &Actor, kind: MailKind) -> usize {
        let due = self.house.store.due_mails(100, NOW).await.expect("mails");
        due.iter().filter(|mail| mail.person == actor.person && mail.kind == kind).count()
    }

    /// How many of them would go out now.
    async fn told(&self, actor: &Actor, kind: MailKind) -> usize {
        let mut told = 0;
        for mail in self.house.store.due_mails(100, NOW).await.expect("mails") {
            let matter = self.house.store.matter(&mail, NOW).await.expect("read");
            told += usize::from(mail.person == actor.person && mail.kind == kind && matter.is_some());
        }
        told
    }

    async fn finds(&self, actor: &Actor, words: &str) -> bool {
        let finds = self.house.store.search(actor, &self.house.slug, words, 1).await.expect("searched");
        finds.count > 0
    }

    async fn settled(&self) {
        assert!(self.house.store.inconsistencies().await.expect("read").is_empty());
    }
}

fn comment(audience: Audience) -> NewReview {
    NewReview::comment(audience, 1, "A comment")
}
