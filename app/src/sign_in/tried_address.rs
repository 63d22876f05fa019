//! Carries the mail address of a try that failed to the form that comes back, for a minute: not through the page's
//! address, which histories and logs keep. A password is never kept.

use domain::person::EmailAddress;
use leptos_router::location::Url;

use crate::cookies::{read_cookie, set_cookie};
use crate::request::office;

const MAX_AGE_SECONDS: i64 = 60;

fn name() -> &'static str {
    if office().secure_cookies { "__Host-tried_address" } else { "tried_address" }
}

/// What is no address is not kept.
pub fn keep(address: &str) {
    if let Ok(address) = address.parse::<EmailAddress>() {
        set_cookie(name(), &Url::escape(address.as_str()), MAX_AGE_SECONDS);
    }
}

pub fn forget() {
    if read().is_some() {
        set_cookie(name(), "", 0);
    }
}

pub fn read() -> Option<String> {
    read_cookie(name()).map(|value| Url::unescape(&value))
}
