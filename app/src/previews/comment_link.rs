use leptos::prelude::*;

/// Leads from a page to the form for a comment on it. `None` for whom the comments are not.
#[component]
pub fn CommentLink(
    /// The address of that form, up to the number of the page.
    to: Option<String>,
    page: u32,
    #[prop(optional)] id: Option<&'static str>,
) -> impl IntoView {
    // The key leads by the id.
    let key = id.map(|_| "c");
    to.map(|to| {
        view! {
            <a id=id href=format!("{to}{page}#comment") aria-keyshortcuts=key>
                {format!("Comment on page {page}")}
            </a>
        }
    })
}
