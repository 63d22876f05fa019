use leptos::prelude::*;

use crate::materials::query_and;
use crate::pager::Pager;

/// The ways from the page that is shown alone: to those beside it, and to every one by its name and weight.
#[component]
pub fn PageIndex(
    /// Of all pages, in their order.
    names: Vec<String>,
    /// The place of the one that is shown; places count from 0.
    shown: usize,
    /// Where it stands, such as `#pages`.
    place: &'static str,
    /// What one of them is called.
    #[prop(default = "Page")]
    what: &'static str,
) -> impl IntoView {
    let (page, more) = (shown as u32 + 1, shown + 1 < names.len());
    let address = query_and("page");
    let links = names.into_iter().enumerate().map(|(at, name)| {
        let address = format!("{address}{}{place}", at + 1);
        view! {
            <li>
                <a href=address aria-current={(at == shown).then_some("page")} dir="auto">
                    {name}
                </a>
            </li>
        }
    });
    let links = links.collect_view();
    view! {
        <Pager page more address place what />
        <nav aria-label=format!("All {}s", what.to_lowercase())>
            <ol class="page-index">{links}</ol>
        </nav>
    }
}
