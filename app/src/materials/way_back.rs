//! The list that led here, and its page: every address on the way has them, for the way back.

use domain::material::MaterialFilter;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::pager::page_number;

/// The list's page in addresses on the way, where `page` is one of a file.
const LIST_PAGE: &str = "list_page";
/// The number of the version whose viewer led to a material, in its address.
pub const VIEWED: &str = "version";

/// The filter of the list that led here.
pub fn filter_on_the_way() -> MaterialFilter {
    let query = use_query_map().get_untracked();
    let asked = |name: &str| query.get(name).unwrap_or_default();
    MaterialFilter::parse(&asked("country"), &asked("assignment"), &asked("state"))
}

fn page_on_the_way() -> u32 {
    page_number(use_query_map().get_untracked().get(LIST_PAGE))
}

/// A viewer led to this material.
pub fn comes_from_viewer() -> bool {
    use_query_map().get_untracked().get(VIEWED).is_some()
}

/// What the address of that list has: `?country=LA&page=2`, or nothing.
pub fn query_of_list() -> String {
    filter_on_the_way().query_of_page(page_on_the_way())
}

/// What addresses on the way have: `?country=LA&list_page=2`, or nothing.
pub fn query_on_the_way() -> String {
    query_from(&filter_on_the_way(), page_on_the_way())
}

/// The same of a way that begins at this page of a list.
pub fn query_from(filter: &MaterialFilter, page: u32) -> String {
    let filter = filter.query();
    if page > 1 { up_to(&filter, LIST_PAGE) + &page.to_string() } else { filter }
}

/// The same of the page that sent a form: whoever has written something goes on by the list that led them there.
#[cfg(feature = "ssr")]
pub fn query_of_sender() -> String {
    use std::collections::BTreeMap;

    use axum::extract::Query;
    use axum::http::Uri;

    let page = crate::request::sender().and_then(|page| page.parse::<Uri>().ok());
    let query = page.and_then(|page| Query::<BTreeMap<String, String>>::try_from_uri(&page).ok());
    let Some(Query(query)) = query else { return String::new() };
    let asked = |name: &str| query.get(name).cloned().unwrap_or_default();
    let filter = MaterialFilter::parse(&asked("country"), &asked("assignment"), &asked("state"));
    query_from(&filter, page_number(query.get(LIST_PAGE).cloned()))
}

/// What addresses on the way have, up to the value of something else: `?country=LA&page=`, or `?page=`.
pub fn query_and(name: &str) -> String {
    up_to(&query_on_the_way(), name)
}

fn up_to(query: &str, name: &str) -> String {
    if query.is_empty() { format!("?{name}=") } else { format!("{query}&{name}=") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_else_stands_behind_the_filter() {
        assert_eq!(up_to("", "page"), "?page=");
        assert_eq!(up_to("?country=LA", "page"), "?country=LA&page=");
    }

    #[test]
    fn the_page_of_the_list_goes_along_from_the_second_one_on() {
        let (all, laos) = (MaterialFilter::default(), MaterialFilter::parse("LA", "", ""));
        assert_eq!([query_from(&all, 1), query_from(&laos, 1)], ["", "?country=LA"]);
        assert_eq!([query_from(&all, 2), query_from(&laos, 2)], ["?list_page=2", "?country=LA&list_page=2"]);
    }
}
