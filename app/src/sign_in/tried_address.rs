//! Carries the mail address of a try that failed to the form that comes back, for a minute: not through the page's
//! address, which histories and logs keep. A password is never kept.

use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use domain::person::EmailAddress;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_router::location::Url;

use crate::request::office;

const MAX_AGE_SECONDS: u32 = 60;

fn name() -> &'static str {
    if office().secure_cookies { "__Host-tried_address" } else { "tried_address" }
}

/// What is no address is not kept.
pub fn keep(address: &str) {
    if let Ok(address) = address.parse::<EmailAddress>() {
        write(&Url::escape(address.as_str()), MAX_AGE_SECONDS);
    }
}

pub fn forget() {
    if read().is_some() {
        write("", 0);
    }
}

pub fn read() -> Option<String> {
    let parts = use_context::<Parts>()?;
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut pairs = cookies.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name()).map(|(_, value)| Url::unescape(value))
}

fn write(value: &str, max_age: u32) {
    let secure = if office().secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}", name());
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, cookie);
    }
}
