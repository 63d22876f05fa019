use domain::upload::size_text;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

use super::RestoreVersion;
use super::load_deleted::{Deleted, DeletedLine, load_deleted};
use crate::clock::Twice;
use crate::erased::Erase;
use crate::form::{Outcome, SendButton};
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{kept, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/deleted`: versions that staff can still restore.
pub struct DeletedPage;

impl DeletedPage {
    pub fn view() -> AnyView {
        let (seminar, reloads) = (seminar_in_address(), reloads());
        let restore = ServerAction::<RestoreVersion>::new();
        let source = move || (seminar(), reloads(), restore.version().get());
        let deleted = page_data(source, |(seminar, ..)| load_deleted(seminar));
        let seminar = untrack(seminar_in_address());
        view! {
            <Live seminar />
            {kept(deleted, move |page| view! { <DeletedView page restore /> })}
        }
        .erased()
    }
}

#[component]
fn DeletedView(page: Memo<Deleted>, restore: ServerAction<RestoreVersion>) -> impl IntoView {
    let (seminar, title, days) = page.with_untracked(|page| (page.seminar.clone(), page.title.clone(), page.days));
    let words = format!(
        "Deleted versions are hidden from everyone and kept for {days} days. Then they are gone for good, with their files \
         unless something else refers to the same file.",
    );
    let none = move || page.with(|page| page.versions.is_empty());
    view! {
        <PageTitle text="Deleted versions" />
        <p>
            <A href=format!("/seminars/{seminar}/materials") exact=true>
                "All materials"
            </A>
        </p>
        <p class="eyebrow">{title}</p>
        <h1 id="deleted">"Deleted versions"</h1>
        <p>{words}</p>
        <Outcome action=restore sent="The version is restored: it stands where it was." gone="" />
        <Show when=move || !none() fallback=|| view! { <p>"Nothing is deleted."</p> }>
            <ul class="held">
                // Keyed: the button of one that goes is not that of the next.
                <For
                    each=move || page.with(|page| page.versions.clone())
                    key=|line| (line.version.id, line.deletion.at)
                    let:line
                >
                    <li>
                        <DeletedCard page line restore />
                    </li>
                </For>
            </ul>
        </Show>
    }
    .erased()
}

#[component]
fn DeletedCard(page: Memo<Deleted>, line: DeletedLine, restore: ServerAction<RestoreVersion>) -> impl IntoView {
    let (seminar, clocks) = page.with_untracked(|page| (page.seminar.clone(), page.clocks.clone()));
    let DeletedLine { place, place_name, version, deletion, ends } = line;
    let shown_at = place.path(&seminar);
    let by = format!("Deleted by {}, ", deletion.by);
    let reason = (!deletion.reason.is_empty()).then(|| {
        view! {
            <p>
                "Reason: "
                <q dir="auto">{deletion.reason}</q>
            </p>
        }
    });
    view! {
        <article class="held-file">
            <h2 class="file-name">
                <bdi>{version.file_name}</bdi>
            </h2>
            <p>
                <A href=shown_at>{place_name}</A>
                {format!(", version {}, {}, by {}", version.number, size_text(version.size), version.uploaded_by)}
            </p>
            <p>{by} <Twice clocks=clocks.clone() at=deletion.at /></p>
            {reason}
            <p>"Kept until " <Twice clocks at=ends /></p>
            <ActionForm action=restore>
                <input type="hidden" name="seminar" value=seminar.to_string() />
                <input type="hidden" name="version" value=version.id.to_string() />
                <SendButton waits=restore.pending() then="deleted">
                    "Restore"
                </SendButton>
            </ActionForm>
        </article>
    }
    .erased()
}
