use domain::gate::{FileKind, Passage, PassageInWords};
use domain::id::VersionId;
use domain::time::Clocks;
use domain::upload::size_text;
use leptos::form::ActionForm;
use leptos::html::Ul;
use leptos::prelude::*;
use leptos_router::components::A;

use super::actions::GateActions;
use super::load_gate::{Gate, HeldVersion};
use super::passage_note::Why;
use super::ruling_form::RulingForm;
use super::typing::Typing;
use crate::clock::Twice;
use crate::erased::Erase;
use crate::form::{News, NewsNote, SendButton, SendingError, failure_of, keep_focus_in};

/// The files that wait, in the order in which they came. One stays that waits no more while a ruling on it is typed.
#[component]
pub fn HeldFiles(page: Memo<Gate>, actions: GateActions) -> impl IntoView {
    let typing = Typing::begin(actions.rule);
    let files = Memo::new(move |before: Option<&Vec<HeldVersion>>| {
        let mut files = page.with(|page| page.held.clone());
        let is_held = |id: VersionId| files.iter().any(|file| file.version.id == id);
        let stays = |file: &&HeldVersion| !is_held(file.version.id) && typing.goes_on(file.version.id);
        let typed: Vec<HeldVersion> = before.into_iter().flatten().filter(stays).cloned().collect();
        files.extend(typed);
        files.sort_by_key(|file| file.version.submitted_at);
        files
    });
    let list = NodeRef::<Ul>::new();
    let in_order = move || {
        keep_focus_in(list, "held");
        files.get()
    };
    view! {
        {move || files.read().is_empty().then(|| view! { <p>"No file waits."</p> })}
        <ul class="held" node_ref=list hidden=move || files.read().is_empty()>
            <For each=in_order key=|file| file.version.id let:file>
                <li>
                    <HeldCard page files file typing actions />
                </li>
            </For>
        </ul>
    }
    .erased()
}

#[component]
fn HeldCard(
    page: Memo<Gate>,
    files: Memo<Vec<HeldVersion>>,
    file: HeldVersion,
    typing: Typing,
    actions: GateActions,
) -> impl IntoView {
    let HeldVersion { place, place_name, version } = file;
    let (slug, clocks) = page.with_untracked(|page| (page.slug.clone(), page.clocks.clone()));
    let (id, size, first) = (version.id, version.size, version.passage);
    let passage = Memo::new(move |before: Option<&Passage>| {
        let file = |files: &Vec<HeldVersion>| files.iter().find(|file| file.version.id == id).cloned();
        let newest = files.with(file).map(|file| file.version.passage);
        newest.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let is_held = Memo::new(move |_| page.with(|page| page.held.iter().any(|held| held.version.id == id)));
    let (shown_at, file_name) = (place.path(&slug), version.file_name.clone());
    // Of slides nobody is asked so: they are no delegation's.
    let ask_at = place.key().is_some().then(|| format!("{shown_at}#comment"));
    view! {
        <article class="held-file">
            <h3 class="file-name">
                <bdi>{version.file_name}</bdi>
            </h3>
            <p>
                <A href=shown_at>{place_name}</A>
                {format!(", version {}, ", version.number)}
                {move || described(size, passage.read().kind())}
                {format!(", by {}, ", version.uploaded_by)}
                <Twice clocks=clocks.clone() at=version.submitted_at />
            </p>
            <Found passage clocks />
            {ask_at.map(|at| view! { <Ask at file_name /> })}
            <CheckOne page id is_held passage actions />
            <WaitsNoMore id is_held typing actions />
            <RulingForm slug=slug.clone() version=id passes=true is_held typing rule=actions.rule />
            <RulingForm slug version=id passes=false is_held typing rule=actions.rule />
        </article>
    }
    .erased()
}

/// What a check found, the newest one.
#[component]
fn Found(passage: Memo<Passage>, clocks: Clocks) -> impl IntoView {
    move || {
        let PassageInWords { state, ruling, found } = PassageInWords::from(&passage.get());
        view! { <Why state ruling found clocks=clocks.clone() /> }
    }
}

/// Where to ask its delegation.
#[component]
fn Ask(
    /// The form for a comment on the material.
    at: String,
    file_name: String,
) -> impl IntoView {
    view! {
        <p class="hint">
            <A href=at>
                "Ask its delegation in a comment" <span class="visually-hidden">{format!(" on {file_name}")}</span>
            </A>
        </p>
    }
}

/// Has a file checked once more whose check came to no end.
#[component]
fn CheckOne(
    page: Memo<Gate>,
    id: VersionId,
    is_held: Memo<bool>,
    passage: Memo<Passage>,
    actions: GateActions,
) -> impl IntoView {
    let again = Memo::new(move |_| is_held.get() && passage.with(Passage::can_be_checked_again));
    let (slug, key) = (page.with_untracked(|page| page.slug.to_string()), id.to_string());
    let (slug, key) = (StoredValue::new(slug), StoredValue::new(key));
    let error = failure_of(actions.check, None, move |sent| key.with_value(|key| sent.version == *key));
    view! {
        <Show when=move || again.get()>
            <ActionForm action=actions.check>
                {move || view! { <SendingError error=error.get() /> }}
                <input type="hidden" name="seminar" value=slug.get_value() />
                <input type="hidden" name="version" value=key.get_value() />
                <SendButton waits=actions.check.pending() then="held">
                    "Check again"
                </SendButton>
            </ActionForm>
        </Show>
    }
    .erased()
}

/// Someone else has seen to the file while a ruling was typed.
#[component]
fn WaitsNoMore(id: VersionId, is_held: Memo<bool>, typing: Typing, actions: GateActions) -> impl IntoView {
    // Who has just ruled themselves may hear of it before they are answered.
    let pending = actions.rule.pending();
    let is_over = Memo::new(move |_| !is_held.get() && !pending.get());
    view! {
        <NewsNote
            news=News::new(is_over, move || typing.end(id))
            words="This file waits no more: someone has ruled on it, or has it checked again, or it was deleted. What you \
                   have typed is not sent."
            button="Take it from the list, with what I have typed"
            then="held"
        />
    }
}

/// `48 MiB, a PDF document`; the kind as far as it came to be known.
fn described(size: u64, kind: Option<FileKind>) -> String {
    let kind = kind.map(|kind| [", ", kind.words()].concat()).unwrap_or_default();
    [size_text(size), kind].concat()
}
