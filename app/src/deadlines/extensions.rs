use domain::deadlines::extension::MOST_REASON_CHARS;
use domain::deadlines::{Extension, written_grants};
use domain::material::MaterialKey;
use leptos::form::ActionForm;
use leptos::html::{Select, Textarea};
use leptos::prelude::*;
use leptos_router::components::A;

use super::load_deadlines::Deadlines;
use super::{GrantExtension, WithdrawExtension};
use crate::clock::Twice;
use crate::erased::Erase;
use crate::form::{News, NewsNote, Outcome, SendButton, WordsField, empty, once_stored, posted};

/// Who has more time, until when and why.
#[component]
pub fn ExtensionTable(page: Memo<Deadlines>, withdraw: ServerAction<WithdrawExtension>) -> impl IntoView {
    // Other news of the page must not close a fold.
    let extensions = Memo::new(move |_| page.with(|page| page.extensions.clone()));
    let none = move || extensions.with(Vec::is_empty);
    view! {
        <Outcome action=withdraw sent="The delegation has the time of everyone again." />
        <Show when=move || !none() fallback=|| view! { <p>"No delegation has more time than the others."</p> }>
            <div class="table-scroll" role="region" aria-labelledby="extensions-caption" tabindex="0">
                <table class="extensions-table">
                    <caption id="extensions-caption" class="visually-hidden">
                        "Delegations that have more time"
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Delegation"</th>
                            <th scope="col">"Assignment"</th>
                            <th scope="col">"Due"</th>
                            <th scope="col">"Reason"</th>
                            <th scope="col">"Granted by"</th>
                            <th scope="col">"Change"</th>
                        </tr>
                    </thead>
                    <tbody>
                        // Keyed: the fold of one that goes is not that of the next.
                        <For
                            each=move || extensions.get()
                            key=|extension| (extension.assignment.clone(), extension.country, extension.granted_at)
                            let:extension
                        >
                            <ExtensionRow page extension withdraw />
                        </For>
                    </tbody>
                </table>
            </div>
        </Show>
    }
    .erased()
}

#[component]
fn ExtensionRow(
    page: Memo<Deadlines>,
    extension: Extension,
    withdraw: ServerAction<WithdrawExtension>,
) -> impl IntoView {
    let seen = written_grants(std::slice::from_ref(&extension));
    let Extension { assignment, country, due, reason, granted_by, .. } = extension;
    let key = MaterialKey { assignment, country };
    let (slug, clocks, title, name) = page.with_untracked(|page| {
        let delegation = page.delegations.iter().find(|delegation| delegation.code == country);
        let name = delegation.map_or_else(|| country.to_string(), |delegation| delegation.name.clone());
        let asked = page.assignments.iter().find(|asked| asked.slug == key.assignment);
        let title = asked.map(|asked| asked.title.clone()).unwrap_or_default();
        (page.slug.to_string(), page.clocks.clone(), title, name)
    });
    let whose = format!(" from {name}: {title}");
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>
                <A href=format!("/seminars/{slug}/materials/{key}")>{title}</A>
            </td>
            <td>
                <Twice clocks at=due />
            </td>
            <td>{reason}</td>
            <td>{granted_by}</td>
            <td>
                <details>
                    <summary>
                        "Take back" <span class="visually-hidden">{whose.clone()}</span>
                    </summary>
                    <ActionForm action=withdraw>
                        <input type="hidden" name="seminar" value=slug />
                        <input type="hidden" name="material" value=key.to_string() />
                        <input type="hidden" name="seen" value=seen />
                        <p class="hint">
                            "The time of everyone holds again. Who was told of more time by mail is told that, too."
                        </p>
                        <SendButton waits=withdraw.pending() then="extensions" attr:class="button">
                            "Take the time back" <span class="visually-hidden">{whose}</span>
                        </SendButton>
                    </ActionForm>
                </details>
            </td>
        </tr>
    }
    .erased()
}

#[component]
pub fn ExtensionForm(page: Memo<Deadlines>, grant: ServerAction<GrantExtension>) -> impl IntoView {
    let first = page.get_untracked();
    let listed = Memo::new(move |_| page.with(|page| written_grants(&page.extensions)));
    // What its author had before their eyes when they chose a delegation.
    let seen = RwSignal::new(listed.get_untracked());
    let (chosen, field) = (NodeRef::<Select>::new(), NodeRef::<Textarea>::new());
    once_stored(grant, move |_, ()| {
        if let Some(form) = field.get_untracked().and_then(|field| field.form()) {
            empty::<GrantExtension>(&form);
            seen.set(listed.get_untracked());
        }
    });
    Effect::new(move |_| {
        let listed = listed.get();
        if chosen.get().is_some_and(|chosen| chosen.value().is_empty()) {
            seen.set(listed);
        }
    });
    let posted = posted::<GrantExtension>();
    let delegations = first.delegations.into_iter().map(|country| {
        let code = country.code.to_string();
        let chosen = posted.has("country", &code);
        view! { <option value=code selected=chosen>{country.name}</option> }
    });
    let assignments = first.assignments.into_iter().map(|assignment| {
        let slug = assignment.slug.to_string();
        let chosen = posted.has("assignment", &slug);
        view! { <option value=slug selected=chosen>{assignment.title}</option> }
    });
    let (delegations, assignments) = (delegations.collect_view(), assignments.collect_view());
    let (hint, sent) = if first.sends_mail {
        (
            "The delegation reads it, and is told by mail that it has more time.",
            "The time is on record. The delegation is told by mail, unless it was told the same before.",
        )
    } else {
        ("The delegation reads it.", "The time is on record.")
    };
    view! {
        <h3>"Give a delegation more time"</h3>
        <NewsNote
            news=News::of(listed, seen)
            words="The list above has changed while you were writing. What you grant takes the place of what the \
                   delegation has."
            button="I have read the list"
            then="country"
        />
        <ActionForm action=grant attr:class="form">
            <input type="hidden" name="seminar" value=first.slug.to_string() />
            <input type="hidden" name="seen" value=move || seen.get() />
            <label for="country">"Delegation"</label>
            <select id="country" name="country" required=true node_ref=chosen>
                <option value="">"Choose a delegation"</option>
                {delegations}
            </select>
            <label for="assignment">"Assignment"</label>
            <select id="assignment" name="assignment" required=true>
                {assignments}
            </select>
            <label for="due">{format!("Due, as clocks in {} show it", first.clocks.host.city())}</label>
            <input
                id="due"
                name="due"
                type="datetime-local"
                value=posted.get("due")
                required=true
                aria-describedby="due-hint"
            />
            <p id="due-hint" class="hint">
                "Whatever comes later is late. The time after which nothing is taken any more moves along."
            </p>
            <WordsField
                id="reason"
                name="reason"
                label="Reason"
                rows=2
                most=MOST_REASON_CHARS
                hint
                field
                posted
            />
            <Outcome action=grant sent />
            <SendButton waits=grant.pending() attr:class="button">
                "Give more time"
            </SendButton>
        </ActionForm>
    }
    .erased()
}
