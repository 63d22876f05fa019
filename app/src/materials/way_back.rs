use domain::material::MaterialFilter;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The filter of the list that led to a material, as both addresses have it: `?country=LA&state=late`, or nothing.
pub fn filter_on_the_way() -> String {
    let query = use_query_map().get_untracked();
    let asked = |name: &str| query.get(name).unwrap_or_default();
    MaterialFilter::parse(&asked("country"), &asked("assignment"), &asked("state")).query()
}
