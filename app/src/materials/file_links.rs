use domain::gate::GateState;
use domain::id::{SeminarSlug, VersionId};
use domain::material::Version;
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;
use serde::{Deserialize, Serialize};

/// A version, as far as ways lead to its file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkedFile {
    pub id: VersionId,
    /// Of the version.
    pub number: u32,
    /// Bytes.
    pub size: u64,
    pub gate: GateState,
}

impl From<&Version> for LinkedFile {
    fn from(version: &Version) -> Self {
        Self { id: version.id, number: version.number, size: version.size, gate: version.passage.state }
    }
}

/// The ways to a version's file: to look at it, which weighs little, and to download it. Who may not open it yet sees
/// where it stands.
#[component]
pub fn FileLinks(
    seminar: SeminarSlug,
    file: LinkedFile,
    /// It is the reader's own delegation's.
    own: bool,
    /// The reader is looking at it already.
    #[prop(optional)]
    looking: bool,
    /// As [`query_on_the_way`](super::query_on_the_way) has it.
    #[prop(optional)]
    way: String,
) -> impl IntoView {
    let LinkedFile { id, number, size, gate } = file;
    let open = gate.is_open();
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
    let waits = (!own && !open).then(|| view! { <span class="muted">{gate.label()}</span> });
    view! {
        {look}
        {download}
        {waits}
    }
}
