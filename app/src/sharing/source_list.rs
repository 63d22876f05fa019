use domain::sharing::SourceLink;
use leptos::prelude::*;

/// Links to where figures come from. They lead away, to places that the delegation named and nobody here looked at.
#[component]
pub fn SourceList(sources: Vec<SourceLink>) -> impl IntoView {
    let links = sources.into_iter().map(|SourceLink { address, label }| {
        let host = host_of(&address);
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

/// Where a link leads, for whoever does not follow every link.
fn host_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::host_of;

    #[test]
    fn a_link_says_where_it_leads() {
        assert_eq!(host_of("https://stats.example.org:8443/a?b#c"), "stats.example.org:8443");
        assert_eq!(host_of("http://example.org?x"), "example.org");
    }
}
