//! Carries a link's token from the post that made it to the page that shows it, once: not
//! through the address, which histories and logs keep.

use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use domain::id::PersonId;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use super::link_purpose::LinkPurpose;
use crate::request::office;

/// Long enough for the redirect on a weak link.
const MAX_AGE_SECONDS: u32 = 60;

fn name() -> &'static str {
    if office().secure_cookies { "__Host-link_once" } else { "link_once" }
}

pub fn set(purpose: LinkPurpose, person: PersonId, token: &str) {
    write(&format!("{}.{person}.{token}", purpose.as_str()), MAX_AGE_SECONDS);
}

/// The token that was made for this person just now. The browser forgets it with this answer.
pub fn take(person: PersonId) -> Option<(LinkPurpose, String)> {
    let value = read()?;
    let (purpose, rest) = value.split_once('.')?;
    let (holder, token) = rest.split_once('.')?;
    if holder.parse::<PersonId>().ok()? != person {
        return None;
    }
    write("", 0);
    let response = expect_context::<ResponseOptions>();
    response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Some((purpose.parse().ok()?, token.to_owned()))
}

fn read() -> Option<String> {
    let parts = use_context::<Parts>()?;
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut pairs = cookies.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name()).map(|(_, value)| value.to_owned())
}

fn write(value: &str, max_age: u32) {
    let secure = if office().secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}", name());
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, cookie);
    }
}
