use domain::material::VersionPassage;
use domain::sharing::SaidByBox;
use domain::time::Instant;
use domain::upload::{UploadPlace, UploadTarget};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::{DragEvent, Event};
use leptos_router::hooks::use_query_map;

#[cfg(feature = "hydrate")]
use super::browser::Queue;
use super::item::ItemRow;
use super::statement::Statement;
#[cfg(not(feature = "hydrate"))]
use super::still::Queue;
use super::terms::Terms;
use super::which_one::WhichOne;
use crate::erased::Erase;
use crate::error::AppError;
use crate::form::{FormError, NewsNote, form_error_at, is_sent};
use crate::frame::Reload;
use crate::sharing::WHOLE_FILE;

/// Takes a whole file in one plain form.
const FORM_PATH: &str = "/api/uploads/form";

/// Uploads files for one target: a plain form that becomes a drop zone once the page is alive, and a row for each file
/// on its way. What was begun and is not done has its row where nothing more is taken, too.
#[component]
pub fn Uploader(
    target: UploadTarget,
    terms: Terms,
    /// Where versions at the target stand at the gate: those at least that the reader has submitted.
    passages: Memo<Vec<VersionPassage>>,
    /// Files are taken. What has been said of the files that were given goes with the place for them.
    takes_files: Memo<bool>,
    /// When the target closes; `None` where it does not.
    closes: Memo<Option<Instant>>,
    /// On sharing the material. `None` where there is nothing to consent to, and no box.
    statement: Option<Statement>,
    /// The place for files lies behind a fold.
    #[prop(optional)]
    folded: bool,
) -> impl IntoView {
    let seminar = target.seminar.clone();
    let queue = Queue::of(&target, &terms);
    let (input, consent) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let (alive, form_alive) = (RwSignal::new(false), RwSignal::new(false));
    let reload = use_context::<Reload>();
    Effect::new(move |_| {
        alive.set(true);
        queue.wake(reload);
        let Some(input) = input.get() else { return };
        // A form that was sent before the page was alive stays plain: its file is on its way, and would become a second
        // version.
        let is_ours = !is_sent(&input);
        form_alive.set(is_ours);
        // Chosen before the page was alive.
        if is_ours && !input.value().is_empty() {
            queue.take_chosen(&input, || said(consent, statement));
        }
    });
    Effect::new(move |_| passages.with(|passages| queue.follow(passages)));
    Effect::new(move |_| {
        // Read, and not only tracked: a memo that nobody reads hears of nothing.
        if closes.get().is_some() {
            queue.reopen();
        }
    });
    let focus_input = Callback::new(move |()| {
        if let Some(input) = input.get_untracked() {
            // Without the focus the page works all the same.
            let _ = input.focus();
        }
    });
    let ask_box = Callback::new(move |()| said(consent, statement));
    let (items, news, for_all) = (queue.items(), queue.news(), terms.for_all());
    let (none, told) = (items.clone(), news.clone());
    view! {
        <div class="uploader">
            <Show when=move || takes_files.get()>
                <DropZone target=target.clone() terms=terms.clone() queue input consent statement alive=form_alive folded />
                <WhichOne queue for_all said=ask_box on_answered=focus_input />
            </Show>
            <p class="upload-news" class:upload-news-there=move || !told.read().is_empty() role="status">
                {move || news.get()}
            </p>
            <ul class="uploads" aria-label="Files on their way" hidden=move || none.read().is_empty()>
                <For each=move || if alive.get() { items.get() } else { Vec::new() } key=|item| item.key let:item>
                    <ItemRow item queue seminar=seminar.clone() on_removed=focus_input />
                </For>
            </ul>
        </div>
    }
}

#[component]
fn DropZone(
    target: UploadTarget,
    terms: Terms,
    queue: Queue,
    input: NodeRef<Input>,
    consent: NodeRef<Input>,
    statement: Option<Statement>,
    /// The queue takes the files; before that, the browser sends the form.
    alive: RwSignal<bool>,
    folded: bool,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let drag_over = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if alive.get_untracked() {
            queue.take_dropped(&event, || said(consent, statement));
        }
    };
    let take = move || {
        if let Some(input) = input.get_untracked().filter(|_| alive.get_untracked()) {
            queue.take_chosen(&input, || said(consent, statement));
        }
    };
    let id = match &target.place {
        UploadPlace::Assignment(assignment) => ["file-", assignment.as_str()].concat(),
        UploadPlace::Session(session) => ["slides-", session.as_str()].concat(),
    };
    let box_id = ["share-", id.as_str()].concat();
    let several = terms.takes_several;
    let label = move || match (alive.get(), several) {
        (false, _) => "File",
        (true, false) => "Choose a file",
        (true, true) => "Choose files",
    };
    let or_drop = if several { ", or drop them here" } else { ", or drop it here" };
    let or_drop = move || alive.get().then(|| view! { <span class="or-drop">{or_drop}</span> });
    let failed = failed_post(&target);
    let open = failed.is_some();
    let form = view! {
        <form
            class="form drop-zone"
            class:drop-zone-alive=alive
            class:drop-zone-over=over
            method="post"
            action=FORM_PATH
            enctype="multipart/form-data"
            // Who comes back by the browser's button finds no file in it: that one has been sent.
            autocomplete="off"
            on:dragover=drag_over
            on:dragleave=move |_| over.set(false)
            on:drop=drop
            on:submit=move |event| {
                if alive.get_untracked() {
                    event.prevent_default();
                    take();
                }
            }
        >
            <FormError error=failed />
            <input type="hidden" name="assignment" value={target.to_string()} />
            {statement.map(|statement| view! { <ConsentBox statement queue node_ref=consent id=box_id /> })}
            <label for=id.clone()>{label} {or_drop}</label>
            <input
                id=id
                type="file"
                name="file"
                accept=terms.accept()
                required=true
                multiple=move || several && alive.get()
                node_ref=input
                on:change=move |_| take()
            />
            <p class="hint">{terms.hint()}</p>
            <button class="button" hidden=move || alive.get()>
                "Upload"
            </button>
        </form>
    };
    if !folded {
        return form.erased();
    }
    view! {
        <details open=open>
            <summary>"Submit another version"</summary>
            {form}
        </details>
    }
    .erased()
}

#[component]
fn ConsentBox(statement: Statement, queue: Queue, node_ref: NodeRef<Input>, id: String) -> impl IntoView {
    let drawn = statement.drawn();
    statement.follow(node_ref);
    // A file takes with it what the box said as it was given.
    let is_late = RwSignal::new(false);
    let items = queue.items();
    let turn = move |event: Event| {
        statement.touch(event_target_checked(&event));
        is_late.set(items.read_untracked().iter().any(|item| !item.state.read_untracked().is_over()));
    };
    view! {
        // How the box was drawn: only what was done to it counts.
        <input type="hidden" name="consent_seen" value={if drawn { "yes" } else { "no" }} />
        // A box that is not ticked is not sent: the field before it says no.
        <input type="hidden" name="consent" value="no" />
        <label>
            <input
                id=id.clone()
                type="checkbox"
                name="consent"
                value="yes"
                checked=drawn
                node_ref=node_ref
                on:change=turn
            />
            "Other delegations may read this material once it is accepted"
        </label>
        <p role="status" hidden=move || !is_late.get()>
            "This is for files that you choose from now on. What is on its way keeps what the box said when you chose it; \
             you can change that under “Sharing” on the page of the material."
        </p>
        <p class="hint">{WHOLE_FILE}</p>
        <NewsNote
            news=statement.news()
            words="What is on record on sharing has changed while this page was open. This box does not show it yet, and \
                   may not count as it stands."
            button="Show what is on record"
            then=id
        />
    }
}

/// What an upload says of sharing by the box, as it stands now; `None` without a box, too.
fn said(consent: NodeRef<Input>, statement: Option<Statement>) -> Option<SaidByBox> {
    Some(statement?.said(consent.get_untracked()?.checked()))
}

/// Why the last plain post failed. A page can hold several of these forms: where the address says
/// which one it was (`__for`), only that one shows it.
fn failed_post(target: &UploadTarget) -> Option<AppError> {
    let meant = use_query_map().get_untracked().get("__for").is_none_or(|meant| meant == target.to_string());
    form_error_at(FORM_PATH).filter(|_| meant)
}
