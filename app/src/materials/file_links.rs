use domain::id::SeminarSlug;
use domain::material::Version;
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;

/// The ways to a version's file: to look at it, which weighs little, and to download it. Who may not open it yet sees
/// where it stands.
#[component]
pub fn FileLinks(
    seminar: SeminarSlug,
    version: Version,
    /// It is the reader's own delegation's.
    own: bool,
    /// The reader is looking at it already.
    #[prop(optional)]
    looking: bool,
    /// As [`query_on_the_way`](super::query_on_the_way) has it.
    #[prop(optional)]
    way: String,
) -> impl IntoView {
    let Version { id, number, passage, size, .. } = version;
    let open = passage.is_open();
    let of_version = move || view! { <span class="visually-hidden">{format!(" version {number}")}</span> };
    let look = (open && !looking)
        .then(|| view! { <A href=format!("/seminars/{seminar}/previews/{id}{way}")>"View" {of_version()}</A> });
    let download = (own || open).then(|| {
        view! {
            <span>
                <a href=format!("/files/{id}") rel="external" download="">
                    "Download"
                    {of_version()}
                </a>
                " "
                <span class="muted">{size_text(size)}</span>
            </span>
        }
    });
    let waits = (!own && !open).then(|| view! { <span class="muted">{passage.state.label()}</span> });
    view! {
        {look}
        {download}
        {waits}
    }
}
