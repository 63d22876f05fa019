//! Addresses of this site that travel within other addresses: where to go back to.

use leptos::prelude::*;
use leptos_router::location::{Location, Url};

/// The page that is shown, with its filter. An error that came back to a form has been read by then.
pub fn here(location: &Location) -> String {
    with_search(&location.pathname.read(), &location.search.read())
}

fn with_search(path: &str, search: &str) -> String {
    if search.is_empty() || search.contains("__err=") { path.to_owned() } else { format!("{path}?{search}") }
}

/// A text as the value of a parameter that [`use_query_map`](leptos_router::hooks::use_query_map)
/// will read: the router takes such values apart twice.
pub fn parameter(text: &str) -> String {
    Url::escape(&Url::escape(text))
}

/// A path of this site, or the front page: where to go after a form, and never elsewhere. What is
/// no plain ASCII cannot stand in a header.
#[cfg(feature = "ssr")]
pub fn local_path(path: &str) -> &str {
    let local = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    if local && path.bytes().all(|byte| byte.is_ascii_graphic()) { path } else { "/" }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos_router::params::ParamsMap;

    use super::*;

    #[test]
    fn a_page_comes_back_with_its_filter() {
        let page = with_search("/seminars/e-port-2021/people", "text=Jos%C3%A9%20%26%20more&page=2");
        let mut query = ParamsMap::new();
        // As the server reads a query: decoded once, and once more by the map.
        query.insert("next", Url::unescape(&parameter(&page)));
        assert_eq!(query.get("next").as_deref(), Some(page.as_str()));
        assert_eq!(local_path(&page), page);
    }

    #[test]
    fn an_old_error_does_not_come_back() {
        assert_eq!(with_search("/seminars/e-port-2021/my", "__path=%2Fapi&__err=x"), "/seminars/e-port-2021/my");
    }

    #[test]
    fn nobody_is_sent_elsewhere() {
        for path in
            ["", "//evil.example.org", "https://evil.example.org", "/\\evil.example.org", "/é", "/a b", "/a\r\nb"]
        {
            assert_eq!(local_path(path), "/", "{path:?}");
        }
        assert_eq!(local_path("/seminars/e-port-2021/my?x=1"), "/seminars/e-port-2021/my?x=1");
    }
}
