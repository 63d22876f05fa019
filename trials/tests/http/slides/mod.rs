//! Slides of a session: hidden until staff release them, with a low-data pack whose size is told before.

mod files;
mod pack;
mod releases;

use trials::{House, Who};

use crate::pages::{hidden, page};

const SESSION: &str = "/seminars/sample/sessions/trade-1";
const LOADED: &str = "/api/load_session?seminar=sample&session=trade-1";
const PACK: &str = "/seminars/sample/sessions/trade-1/pack.zip";

async fn session_page(house: &House, who: Who) -> String {
    page(house, who, SESSION).await
}

async fn bring(house: &House, name: &str, content: &[u8]) -> String {
    house.hand_in(Who::Instructor, "sessions/trade-1", name, content.to_vec()).await
}

/// The form to release what staff see, or to take it back, as their page has it now.
async fn release_form(house: &House, release: bool) -> String {
    let page = session_page(house, Who::Staff).await;
    let (seen, seen_release) = (hidden(&page, "seen").replace(' ', "+"), hidden(&page, "seen_release"));
    format!("seminar=sample&session=trade-1&release={release}&seen={seen}&seen_release={seen_release}")
}

async fn release(house: &House, release: bool) {
    let form = release_form(house, release).await;
    assert_eq!(house.post_form("/api/release_slides", &form).await.status(), 200);
}
