//! From page to page of a long list.

use leptos::prelude::*;

/// The ways to the page before and the page after. Draws nothing for a list of one page.
#[component]
pub fn Pager(
    /// Counts from 1.
    page: u32,
    /// There is a page after this one.
    more: bool,
    /// The list's address up to the number of the page: `/…?role=staff&page=`.
    address: String,
    /// Where on those pages to begin, such as `#shelves`.
    #[prop(optional)]
    place: &'static str,
    /// What one of them is called.
    #[prop(default = "Page")]
    what: &'static str,
) -> impl IntoView {
    if page <= 1 && !more {
        return None;
    }
    let before = (page > 1).then(|| format!("{address}{}{place}", page - 1));
    let after = more.then(|| format!("{address}{}{place}", page + 1));
    let one = what.to_lowercase();
    Some(view! {
        <nav class="pager" aria-label=format!("{what}s")>
            // Not `A`, which would take both for the current page: it compares paths only.
            {before.map(|href| view! { <a href=href rel="prev">{format!("Previous {one}")}</a> })}
            <span>{format!("{what} {page}")}</span>
            {after.map(|href| view! { <a href=href rel="next">{format!("Next {one}")}</a> })}
        </nav>
    })
}

/// The page that an address asks for, counted from 1.
pub fn page_number(text: Option<String>) -> u32 {
    text.and_then(|text| text.parse().ok()).unwrap_or(1).clamp(1, MAX_PAGE)
}

/// Beyond this no list goes; it keeps the arithmetic of pages within its numbers.
const MAX_PAGE: u32 = 1_000_000;
