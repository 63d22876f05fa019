use domain::id::SeminarSlug;
use domain::time::Clocks;
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;

use super::RestoreVersion;
use super::load_deleted::{Deleted, DeletedLine, load_deleted};
use crate::clock::Twice;
use crate::form::{FormError, form_error, post_to};
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::loaded;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/deleted`: versions that staff can still restore.
pub struct DeletedPage;

impl DeletedPage {
    pub fn view() -> AnyView {
        let (seminar, reloads) = (seminar_in_address(), reloads());
        let deleted = Resource::new(move || (seminar(), reloads()), |(seminar, _)| load_deleted(seminar));
        let seminar = untrack(seminar_in_address());
        view! {
            <Live seminar />
            {loaded(deleted, |deleted| view! { <DeletedView deleted /> })}
        }
        .into_any()
    }
}

#[component]
fn DeletedView(deleted: Deleted) -> impl IntoView {
    let Deleted { seminar, title, days, versions, clocks } = deleted;
    let words = format!(
        "Deleted versions are hidden from everyone and kept for {days} days. Then they are gone for good, with their files \
         unless something else refers to the same file.",
    );
    let materials = format!("/seminars/{seminar}/materials");
    let list = if versions.is_empty() {
        view! { <p>"Nothing is deleted."</p> }.into_any()
    } else {
        let cards = versions
            .into_iter()
            .map(|line| view! { <li><DeletedCard seminar=seminar.clone() line clocks=clocks.clone() /></li> });
        view! { <ul class="held">{cards.collect_view()}</ul> }.into_any()
    };
    view! {
        <PageTitle text="Deleted versions" />
        <p>
            <A href=materials exact=true>"All materials"</A>
        </p>
        <p class="eyebrow">{title}</p>
        <h1>"Deleted versions"</h1>
        <p>{words}</p>
        <FormError error={form_error::<RestoreVersion>()} />
        {list}
    }
    .into_any()
}

#[component]
fn DeletedCard(seminar: SeminarSlug, line: DeletedLine, clocks: Clocks) -> impl IntoView {
    let DeletedLine { place, place_name, version, deletion, ends } = line;
    let shown_at = place.path(&seminar);
    let by = match deletion.reason.as_str() {
        "" => format!("Deleted by {}, ", deletion.by),
        reason => format!("Deleted by {}: {reason}. ", deletion.by),
    };
    view! {
        <article class="held-file">
            <h2 class="file-name" dir="auto">
                {version.file_name}
            </h2>
            <p>
                <A href=shown_at>{place_name}</A>
                {format!(", version {}, {}, by {}", version.number, size_text(version.size), version.uploaded_by)}
            </p>
            <p>{by} <Twice clocks=clocks.clone() at=deletion.at /></p>
            <p>"Kept until " <Twice clocks at=ends /></p>
            <form method="post" action={post_to::<RestoreVersion>()}>
                <input type="hidden" name="seminar" value=seminar.to_string() />
                <input type="hidden" name="version" value=version.id.to_string() />
                <button>"Restore"</button>
            </form>
        </article>
    }
}
