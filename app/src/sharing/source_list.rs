use domain::sharing::SourceLink;
use leptos::prelude::*;

/// Links to where figures come from. They lead away, to places that the delegation named and nobody here looked at.
#[component]
pub fn SourceList(sources: Vec<SourceLink>) -> impl IntoView {
    let links = sources.into_iter().map(|link| {
        let host = link.host().to_owned();
        let SourceLink { address, label } = link;
        view! {
            <li>
                <a href=address rel="external noopener noreferrer nofollow">
                    {label}
                </a>
                " "
                <span class="muted">{host}</span>
            </li>
        }
    });
    view! { <ul class="sources">{links.collect_view()}</ul> }
}
