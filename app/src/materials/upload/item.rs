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

#[component]
fn Buttons(item: Item, queue: Queue, state: RwSignal<State>, on_removed: Callback<()>) -> impl IntoView {
    let Item { key, name, .. } = item;
    let command = |of: fn(&State) -> Option<Command>| {
        let label = Memo::new(move |_| state.with(of).map(Command::label));
        let on_press = Callback::new(move |()| {
            if let Some(command) = state.with_untracked(of) {
                queue.act(key, command);
            }
        });
        view! { <RowButton class="button" label name=name.clone() on_press /> }
    };
    let removal = Memo::new(move |_| state.read().remove_label());
    let remove = Callback::new(move |()| {
        queue.act(key, Command::Remove);
        on_removed.run(());
    });
    view! {
        <p class="upload-actions">
            {command(State::main_command)} {command(State::other_command)}
            <RowButton class="link-button" label=removal name=name.clone() on_press=remove />
        </p>
    }
}

/// One that stays where it is while its meaning follows the state, so that the focus stays too.
#[component]
fn RowButton(
    class: &'static str,
    /// Nothing while there is nothing for it to do.
    label: Memo<Option<&'static str>>,
    /// Of the file: each row has such a button.
    name: String,
    on_press: Callback<()>,
) -> impl IntoView {
    let button = NodeRef::<Button>::new();
    let shown = RwSignal::new(label.get_untracked().is_some());
    // What goes leaves the focus to its row, and not to another button, which would turn under the finger. It does so
    // first: what is hidden has lost it.
    Effect::new(move |_| {
        let stays = label.get().is_some();
        let held = button.get_untracked().filter(|button| !stays && holds_focus(button));
        if let Some(row) = held.and_then(|button| button.closest("li").ok().flatten()) {
            focus_on_part(row);
        }
        shown.set(stays);
    });
    let words = move || label.get().unwrap_or_default();
    view! {
        <button
            node_ref=button
            type="button"
            class=class
            hidden=move || !shown.get()
            aria-label=move || [words(), ": ", &name].concat()
            on:click=move |_| on_press.run(())
        >
            {words}
        </button>
    }
}
