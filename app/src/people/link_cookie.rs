//! Carries a link's token from the post that made it to the page that shows it, once: not
//! through the address, which histories and logs keep.

use axum::http::{HeaderValue, header};
use domain::id::PersonId;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use super::link_purpose::LinkPurpose;
use crate::cookies::{read_cookie, set_cookie};
use crate::request::office;

/// Long enough for the redirect on a weak link.
const MAX_AGE_SECONDS: i64 = 60;

fn name() -> &'static str {
    if office().secure_cookies { "__Host-link_once" } else { "link_once" }
}

pub fn set(purpose: LinkPurpose, person: PersonId, token: &str) {
    set_cookie(name(), &format!("{}.{person}.{token}", purpose.as_str()), MAX_AGE_SECONDS);
}

/// The token that was made for this person just now. The browser forgets it with this answer.
pub fn take(person: PersonId) -> Option<(LinkPurpose, String)> {
    let value = read_cookie(name())?;
    let (purpose, rest) = value.split_once('.')?;
    let (holder, token) = rest.split_once('.')?;
    if holder.parse::<PersonId>().ok()? != person {
        return None;
    }
    set_cookie(name(), "", 0);
    let response = expect_context::<ResponseOptions>();
    response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Some((purpose.parse().ok()?, token.to_owned()))
}
