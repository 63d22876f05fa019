use leptos::prelude::*;

/// Leads from a page to the form for a comment on it. `None` for whom the comments are not.
#[component]
pub fn CommentLink(
    /// The address of that form, up to the number of the page.
    to: Option<String>,
    page: u32,
) -> impl IntoView {
    to.map(|to| view! { <a href=format!("{to}{page}#comment")>{format!("Comment on page {page}")}</a> })
}
