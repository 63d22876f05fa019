use leptos::form::ActionForm;
use leptos::html::Ul;
use leptos::prelude::*;
use leptos_router::components::A;

use super::actions::GateActions;
use super::load_gate::{DeadTask, Gate};
use crate::clock::Twice;
use crate::erased::Erase;
use crate::form::{SendButton, SendingError, failure_of, keep_focus_in};

/// What has failed too often.
#[component]
pub fn DeadTasks(page: Memo<Gate>, actions: GateActions) -> impl IntoView {
    let dead = Memo::new(move |_| page.with(|page| page.dead.clone()));
    let list = NodeRef::<Ul>::new();
    let in_order = move || {
        keep_focus_in(list, "held");
        dead.get()
    };
    view! {
        <section aria-labelledby="dead" hidden=move || dead.read().is_empty()>
            <h2 id="dead">"Failed on the server"</h2>
            <p>"The files are whole. What is written here helps whoever runs the server."</p>
            <ul class="dead-tasks" node_ref=list>
                <For each=in_order key=|task| (task.version, task.task.clone(), task.at) let:task>
                    <DeadRow page task actions />
                </For>
            </ul>
        </section>
    }
    .erased()
}

#[component]
fn DeadRow(page: Memo<Gate>, task: DeadTask, actions: GateActions) -> impl IntoView {
    let (slug, clocks) = page.with_untracked(|page| (page.slug.clone(), page.clocks.clone()));
    let DeadTask { place, version, number, file_name, task, attempts, problem, at } = task;
    let (key, name) = (version.to_string(), task.clone());
    let error = failure_of(actions.revive, None, move |sent| sent.version == key && sent.task == name);
    let shown_at = place.path(&slug);
    view! {
        <li>
            <p>
                <strong>{what_failed(&task)}</strong>
                " "
                <A href=shown_at>
                    <span class="file-name">
                        <bdi>{file_name}</bdi>
                    </span>
                </A>
                {format!(" (version {number}), after {attempts} attempts, the last one ")}
                <Twice clocks at />
                ": "
                {problem}
            </p>
            <ActionForm action=actions.revive>
                {move || view! { <SendingError error=error.get() /> }}
                <input type="hidden" name="seminar" value=slug.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                <input type="hidden" name="task" value=task />
                <SendButton waits=actions.revive.pending() then="held">
                    "Try again"
                </SendButton>
            </ActionForm>
        </li>
    }
    .erased()
}

fn what_failed(task: &str) -> &'static str {
    if task == "check" { "Could not be checked:" } else { "Pages could not be drawn:" }
}
