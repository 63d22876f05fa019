use domain::id::SeminarSlug;
use leptos::html::Button;
use leptos::prelude::*;
use leptos_router::components::A;

#[cfg(feature = "hydrate")]
use super::browser::Queue;
use super::state::{Command, Progress, State};
#[cfg(not(feature = "hydrate"))]
use super::still::Queue;
use crate::form::{focus_on_part, holds_focus};
use crate::sign_in::SignInElsewhere;

/// One file on its way. Its signals outlive the page: an upload goes on while the reader looks around.
#[derive(Debug, Clone)]
pub struct Item {
    pub key: u32,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub state: ArcRwSignal<State>,
    pub progress: ArcRwSignal<Progress>,
}

/// Name, progress, state and buttons of one file.
#[component]
pub fn ItemRow(
    item: Item,
    queue: Queue,
    seminar: SeminarSlug,
    /// The row is gone, and the focus with it.
    on_removed: Callback<()>,
) -> impl IntoView {
    let Item { name, size, progress, .. } = item.clone();
    let state = RwSignal::from(item.state.clone());
    let figures = move || progress.get().text(size, &state.read());
    let sent = item.progress.clone();
    view! {
        <li class="upload" data-tone=move || state.read().tone()>
            <p class="upload-name">{name.clone()}</p>
            <progress max=size value=move || sent.read().sent aria-label={["Progress of ", &name].concat()}></progress>
            <p class="upload-figures">{figures}</p>
            <p class="upload-state">
                {move || state.read().text()} <SignInHint state />
            </p>
            <Again item=item.clone() queue state />
            <ReceiptOf state seminar />
            <Buttons item queue state on_removed />
        </li>
    }
}

#[component]
fn SignInHint(state: RwSignal<State>) -> impl IntoView {
    let needed = Memo::new(move |_| *state.read() == State::SignInNeeded);
    move || {
        needed.get().then(|| {
            view! {
                " "
                <SignInElsewhere />
                ", then resume."
            }
        })
    }
}

/// Asks for the file that the browser no longer holds.
#[component]
fn Again(item: Item, queue: Queue, state: RwSignal<State>) -> impl IntoView {
    let asked = Memo::new(move |_| state.read().takes_file_again());
    let id = ["again-", &item.key.to_string()].concat();
    let key = item.key;
    let label = ["Choose ", &item.name, " again"].concat();
    move || {
        asked.get().then(|| {
            view! {
                <p class="upload-again">
                    <label for=id.clone()>{label.clone()}</label>
                    <input id=id.clone() type="file" on:change=move |event| queue.choose_again(key, &event) />
                </p>
            }
        })
    }
}

#[component]
fn ReceiptOf(state: RwSignal<State>, seminar: SeminarSlug) -> impl IntoView {
    let arrival = Memo::new(move |_| match &*state.read() {
        State::Done(arrival) => Some((arrival.receipt_path(&seminar), arrival.sha256.clone())),
        _ => None,
    });
    move || {
        arrival.get().map(|(receipt, sha256)| {
            view! {
                <p class="upload-receipt">
                    <A href=receipt>"Receipt"</A>
                    " · SHA-256 "
                    <code>{sha256}</code>
                </p>
            }
        })
    }
}

/// Buttons that stay where they are while their meaning follows the state, so that the focus
/// stays too.
#[component]
fn Buttons(item: Item, queue: Queue, state: RwSignal<State>, on_removed: Callback<()>) -> impl IntoView {
    let command = Memo::new(move |_| state.read().main_command());
    let another = Memo::new(move |_| state.read().other_command());
    let removal = Memo::new(move |_| state.read().remove_label());
    let label_of = |command: Memo<Option<Command>>| move || command.get().map_or("", Command::label);
    let (command_label, another_label) = (label_of(command), label_of(another));
    let removal_label = move || removal.get().unwrap_or_default();
    let with_name = |label: &str, name: &str| [label, ": ", name].concat();
    let (key, name, name_beside, name_last) = (item.key, item.name.clone(), item.name.clone(), item.name);
    let act = move |command: Memo<Option<Command>>| {
        if let Some(command) = command.get_untracked() {
            queue.act(key, command);
        }
    };
    let (first, beside, last) = (NodeRef::<Button>::new(), NodeRef::<Button>::new(), NodeRef::<Button>::new());
    let there = move || [command.get().is_some(), another.get().is_some(), removal.get().is_some()];
    let shown = RwSignal::new(untrack(there));
    // What goes leaves the focus to its row, and not to another button, which would turn under the finger. It does so
    // first: what is hidden has lost it.
    Effect::new(move |_| {
        let stay = there();
        let held = [first, beside, last]
            .into_iter()
            .zip(stay)
            .find_map(|(button, stays)| button.get_untracked().filter(|button| !stays && holds_focus(button)));
        if let Some(row) = held.and_then(|button| button.closest("li").ok().flatten()) {
            focus_on_part(row);
        }
        shown.set(stay);
    });
    view! {
        <p class="upload-actions">
            <button
                node_ref=first
                type="button"
                class="button"
                hidden=move || !shown.get()[0]
                aria-label=move || with_name(command_label(), &name)
                on:click=move |_| act(command)
            >
                {command_label}
            </button>
            <button
                node_ref=beside
                type="button"
                class="button"
                hidden=move || !shown.get()[1]
                aria-label=move || with_name(another_label(), &name_beside)
                on:click=move |_| act(another)
            >
                {another_label}
            </button>
            <button
                node_ref=last
                type="button"
                class="link-button"
                hidden=move || !shown.get()[2]
                aria-label=move || with_name(removal_label(), &name_last)
                on:click=move |_| {
                    queue.act(key, Command::Remove);
                    on_removed.run(());
                }
            >
                {removal_label}
            </button>
        </p>
    }
}
