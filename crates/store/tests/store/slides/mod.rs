//! Slides of sessions: who brings them, who sees them when, and what becomes of them.

mod files;
mod releases;

use domain::actor::Actor;
use domain::id::SessionSlug;
use domain::slides::{FileNumbers, ReleaseOutcome};
use domain::time::Instant;
use domain::upload::{UploadPlace, UploadTarget};
use store::StoreError;
use store::audit::By;
use store::materials::{Submission, Submitted};
use store::slides::Slides;

use crate::house::{House, NOW, seminar};

fn session() -> SessionSlug {
    "trade-1".parse().expect("a slug")
}

/// A house in which `teacher` leads the session.
async fn house() -> House {
    let house = House::new().await;
    let mut changed = seminar("e-port");
    changed.sessions[1].course = Some(changed.courses[0].slug.clone());
    house.store.import_seminar(changed, &By::operator(), NOW).await.expect("an import");
    house
}

fn file(house: &House) -> Submission {
    let target = UploadTarget { seminar: house.slug.clone(), place: UploadPlace::Session(session()) };
    Submission { target, consent: None, ..house.submission("status") }
}

async fn bring(house: &House, actor: &Actor) -> Submitted {
    bring_at(house, actor, NOW).await
}

async fn bring_at(house: &House, actor: &Actor, at: Instant) -> Submitted {
    house.store.submit_upload(actor, &file(house), at).await.expect("submitted")
}

async fn seen(house: &House, actor: &Actor) -> Slides {
    house.store.slides(actor, &house.slug, &session()).await.expect("a member")
}

async fn numbers(house: &House, actor: &Actor) -> Vec<u32> {
    seen(house, actor).await.files.iter().map(|file| file.number).collect()
}

/// What a page shows to the actor, and its form posts.
async fn shown(house: &House, actor: &Actor) -> FileNumbers {
    FileNumbers::of(&seen(house, actor).await.files)
}

/// From a page that showed these files.
async fn release_shown(house: &House, actor: &Actor, shown: &FileNumbers) -> Result<ReleaseOutcome, StoreError> {
    house.store.release_slides(actor, &house.slug, &session(), shown, NOW).await
}

/// Releases what there is, or takes it back.
async fn release(house: &House, actor: &Actor, release: bool) -> Result<(), StoreError> {
    if !release {
        let seen = seen(house, actor).await.released.map(|release| release.at);
        return house.store.take_slides_back(actor, &house.slug, &session(), seen, NOW).await;
    }
    let outcome = release_shown(house, actor, &shown(house, actor).await).await?;
    assert!(outcome.unseen.is_empty() && outcome.gone == 0, "all was seen");
    Ok(())
}

async fn consistent(house: &House) {
    let wrong = house.store.inconsistencies().await.expect("read");
    assert!(wrong.is_empty(), "{wrong:?}");
}
