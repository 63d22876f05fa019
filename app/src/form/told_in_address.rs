//! What the address of a page tells of the form before it, such as `?mailed=3`. It is said once: in the browser, the
//! address then loses it, lest it be said again after a reload, or to whoever is sent the address.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::params::ParamsMap;

/// The parameters that tell of a form, or more of what it did. On no page may they mean anything else. `in_source`
/// finds those that are missing here.
const TELLING: [&str; 11] =
    ["added", "changed", "count", "disputed", "done", "mailed", "recorded", "released", "ruled", "sent", "settled"];

/// What has been said on the page that is shown.
#[derive(Clone, Copy)]
struct Told(StoredValue<Option<Telling>>);

struct Telling {
    /// The page, by its address without what that told.
    page: String,
    query: ParamsMap,
}

/// Keeps what an address has told for as long as its page is shown.
pub fn keep_what_is_told() {
    let (told, location) = (StoredValue::new(None::<Telling>), use_location());
    provide_context(Told(told));
    Effect::new(move |_| {
        let page = silent(&location.pathname.read(), &location.search.read());
        told.update_value(|told| {
            told.take_if(|told| told.page != page);
        });
    });
}

/// What the page's address tells under this name, or has told.
pub fn told_in_address(name: &str) -> Option<String> {
    let (Told(told), location) = (expect_context(), use_location());
    let page = silent(&location.pathname.read_untracked(), &location.search.read_untracked());
    let query = location.query.get_untracked();
    if tells(&query) {
        told.set_value(Some(Telling { page: page.clone(), query }));
        lose_what_is_told();
    }
    told.with_value(|told| told.as_ref().filter(|told| told.page == page)?.query.get(name))
}

/// Once the page stands. Nothing is loaded anew, and the reader stays where they are: so a place in the page goes, too,
/// to which the router would lead them once more.
fn lose_what_is_told() {
    let (location, navigate) = (use_location(), use_navigate());
    Effect::new(move |_| {
        if location.query.with_untracked(tells) {
            let page = silent(&location.pathname.read_untracked(), &location.search.read_untracked());
            navigate(&page, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        }
    });
}

fn tells(query: &ParamsMap) -> bool {
    TELLING.iter().any(|name| query.get_str(name).is_some())
}

/// The same address, when it has told everything.
fn silent(path: &str, search: &str) -> String {
    let stays = |parameter: &&str| !TELLING.contains(&parameter.split('=').next().unwrap_or_default());
    let search = search.split('&').filter(stays).collect::<Vec<_>>().join("&");
    if search.is_empty() { path.to_owned() } else { format!("{path}?{search}") }
}

#[cfg(test)]
mod in_source;

#[cfg(test)]
mod tests {
    use super::silent;

    #[test]
    fn an_address_loses_what_it_tells_and_nothing_else() {
        let people = "/seminars/e-port-2021/people";
        assert_eq!(silent(people, ""), people);
        assert_eq!(silent(people, "mailed=3"), people);
        let filter = "text=100%2525%20mailed%3D3&page=2";
        assert_eq!(silent(people, filter), format!("{people}?{filter}"));
        assert_eq!(silent(people, &format!("done=begun&{filter}&count=7")), format!("{people}?{filter}"));
    }
}
