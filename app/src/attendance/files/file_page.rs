use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::draft_view::DraftView;
use super::load_file::{AttendanceFile, Stage, load_file};
use super::mapping_form::MappingForm;
use super::recorded_view::RecordedView;
use super::{DropDraft, FileChoices, RecordFile};
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to};
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/attendance/files/{file}`: an export before and after it was recorded.
pub struct FilePage;

impl FilePage {
    pub fn view() -> AnyView {
        let (seminar, params, query, reloads) = (seminar_in_address(), use_params_map(), use_query_map(), reloads());
        let file = move || params.read().get("file").unwrap_or_default();
        let source = move || (seminar(), file(), FileChoices::in_query(&query.read()), reloads());
        let load = |(seminar, file, choices, _)| load_file(seminar, file, choices);
        loaded(page_data(source, load), |file| view! { <FileView file /> })
    }
}

#[component]
fn FileView(file: AttendanceFile) -> impl IntoView {
    let (slug, id, name) = (file.slug.clone(), file.id, file.name.clone());
    let draft = !matches!(file.stage, Stage::Recorded(_));
    let stage = match file.stage {
        Stage::Unknown { samples, choices, problem } => {
            view! { <MappingForm samples choices=*choices problem /> }.erased()
        }
        Stage::Draft(draft) => {
            view! { <DraftView slug=slug.clone() id draft=*draft sessions=file.sessions clocks=file.clocks /> }.erased()
        }
        Stage::Recorded(recorded) => {
            view! { <RecordedView slug=slug.clone() recorded=*recorded sessions=file.sessions clocks=file.clocks /> }
                .erased()
        }
    };
    let drop = draft.then(|| {
        view! {
            <form method="post" action={post_to::<DropDraft>()}>
                <input type="hidden" name="seminar" value=slug.to_string() />
                <input type="hidden" name="file" value=id.to_string() />
                <button class="link-button">"Do not record this file"</button>
            </form>
        }
    });
    view! {
        <PageTitle text=name.clone() />
        <p class="eyebrow">{file.title}</p>
        <h1 class="file-name">{name}</h1>
        <p>
            <a href=format!("/seminars/{slug}/attendance")>"Back to the sheet"</a>
        </p>
        <FormError error={form_error::<RecordFile>()} />
        {stage}
        {drop}
        <p class="hint">
            <a href=format!("/seminars/{slug}/attendance/files/{id}/export") rel="external">"The file as it came"</a>
            ", SHA-256 "
            <code class="digest">{file.sha256}</code>
        </p>
    }
    .erased()
}
