//! On the server: the cookies that a request brings and that an answer sets.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::request::office;

/// The value of a cookie among these headers. An empty one is none.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|cookies| cookies.split(';')).find_map(|cookie| {
        let (key, value) = cookie.trim().split_once('=')?;
        (key == name && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The value of a cookie of the request that is being answered.
pub(crate) fn read_cookie(name: &str) -> Option<String> {
    use_context::<Parts>().and_then(|parts| cookie(&parts.headers, name))
}

/// Has the browser keep a cookie for so many seconds; for none at all, forget it.
pub(crate) fn set_cookie(name: &str, value: &str, max_age: i64) {
    let secure = if office().secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name_in_whichever_line() {
        let mut headers = HeaderMap::new();
        for line in ["zone=Asia/Vientiane; sign_in=a=b", "link_once=x;empty="] {
            headers.append(header::COOKIE, HeaderValue::from_static(line));
        }
        for (name, value) in [
            ("zone", Some("Asia/Vientiane")),
            ("sign_in", Some("a=b")),
            ("link_once", Some("x")),
            ("empty", None),
            ("sign", None),
        ] {
            assert_eq!(cookie(&headers, name).as_deref(), value, "{name}");
        }
    }
}
