use domain::material::MaterialFilter;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The filter of the list that led here, which every address on the way has.
pub fn list_on_the_way() -> MaterialFilter {
    let query = use_query_map().get_untracked();
    let asked = |name: &str| query.get(name).unwrap_or_default();
    MaterialFilter::parse(&asked("country"), &asked("assignment"), &asked("state"))
}

/// The same as it stands there: `?country=LA&state=late`, or nothing.
pub fn filter_on_the_way() -> String {
    list_on_the_way().query()
}

/// The same up to the value of something else: `?country=LA&page=`, or `?page=`.
pub fn filter_and(name: &str) -> String {
    filter_up_to(&filter_on_the_way(), name)
}

fn filter_up_to(filter: &str, name: &str) -> String {
    if filter.is_empty() { format!("?{name}=") } else { format!("{filter}&{name}=") }
}

#[cfg(test)]
mod tests {
    use super::filter_up_to;

    #[test]
    fn something_else_stands_behind_the_filter() {
        assert_eq!(filter_up_to("", "page"), "?page=");
        assert_eq!(filter_up_to("?country=LA", "page"), "?country=LA&page=");
    }
}
