use domain::board::Reminder;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::Step;
use super::load_missing::{CONFIRMATION, Missing, load_missing};
use crate::clipboard::CopyButton;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::loaded;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/board/missing`: exactly those who lack something, and their addresses.
pub struct MissingPage;

impl MissingPage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let lacking = move || query.read().get("assignment").unwrap_or_default();
        let source = move || (seminar(), lacking(), reloads());
        let missing = Resource::new(source, |(seminar, lacking, _)| load_missing(seminar, lacking));
        let seminar = untrack(seminar_in_address());
        // Once: what comes later must not take the place of what someone has copied meanwhile.
        let copy = RwSignal::new(query.get_untracked().get("copy").is_some());
        view! {
            <Live seminar />
            {loaded(missing, move |missing| view! { <MissingView missing copy /> })}
        }
        .into_any()
    }
}

#[component]
fn MissingView(missing: Missing, copy: RwSignal<bool>) -> impl IntoView {
    let Missing { slug, title, steps, reminders, lacking } = missing;
    let base = format!("/seminars/{slug}");
    let addresses: Vec<String> = reminders.iter().map(|reminder| reminder.email.to_string()).collect();
    let count = match addresses.len() {
        0 => "Nobody lacks anything here.".to_owned(),
        1 => "1 person lacks something.".to_owned(),
        count => format!("{count} people lack something."),
    };
    view! {
        <PageTitle text="Whom to remind" />
        <p class="eyebrow">{title}</p>
        <h1>"Whom to remind"</h1>
        <p>
            <A href=format!("{base}/board") exact=true>"Back to the board"</A>
        </p>
        <LackingFilter steps lacking />
        <p role="status">{count}</p>
        <p class="muted">
            "Files that are held " <A href=format!("{base}/gate")>"at the gate"</A>
            " have been submitted and wait for you: nobody is listed for them."
        </p>
        {(!addresses.is_empty()).then(|| view! { <Addresses addresses base copy /> <ReminderTable reminders /> })}
    }
    .into_any()
}

#[component]
fn LackingFilter(steps: Vec<Step>, lacking: String) -> impl IntoView {
    let choices = [(String::new(), "Anything".to_owned()), (CONFIRMATION.to_owned(), "Confirmation".to_owned())];
    let choices = choices.into_iter().chain(steps.into_iter().map(|step| (step.slug.to_string(), step.title)));
    view! {
        <form class="filters" method="get">
            <div>
                <label for="assignment">"What they lack"</label>
                <select id="assignment" name="assignment">
                    {choices
                        .map(|(value, label)| {
                            let selected = value == lacking;
                            view! { <option value=value selected=selected>{label}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
            <button class="button">"Show"</button>
        </form>
    }
    .into_any()
}

/// Mail programs and browsers cut longer addresses.
const LONGEST_MAILTO: usize = 1_800;

#[component]
fn Addresses(addresses: Vec<String>, base: String, copy: RwSignal<bool>) -> impl IntoView {
    let text = addresses.join(", ");
    // The characters of a mail address that mean something else in an address of the web.
    let encoded =
        |address: &String| address.replace('%', "%25").replace('&', "%26").replace('?', "%3F").replace('#', "%23");
    let mailto = format!("mailto:?bcc={}", addresses.iter().map(encoded).collect::<Vec<_>>().join(","));
    view! {
        <div class="toolbar">
            <CopyButton text=text.clone() label="Copy all addresses" at_once=copy />
            {(mailto.len() <= LONGEST_MAILTO)
                .then(|| view! { <a href=mailto rel="external">"Write to all (blind copies)"</a> })}
            <a href=format!("{base}/missing.csv") rel="external">"Download everyone as CSV"</a>
            <a href=format!("{base}/missing.xlsx") rel="external">"Download everyone as XLSX"</a>
        </div>
        <details class="addresses">
            <summary>"All addresses as text"</summary>
            <p>{text}</p>
        </details>
    }
    .into_any()
}

#[component]
fn ReminderTable(reminders: Vec<Reminder>) -> impl IntoView {
    view! {
        <div class="table-scroll" role="region" aria-labelledby="missing-caption" tabindex="0">
            <table class="missing-table">
                <caption id="missing-caption" class="visually-hidden">"People who lack something, by country"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Country"</th>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Mail address"</th>
                        <th scope="col">"Lacks"</th>
                    </tr>
                </thead>
                <tbody>
                    {reminders
                        .into_iter()
                        .map(|reminder| {
                            view! {
                                <tr>
                                    <td>{reminder.country.name}</td>
                                    <th scope="row">{reminder.name}</th>
                                    <td>{reminder.email.to_string()}</td>
                                    <td>{reminder.lacks.join("; ")}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}
