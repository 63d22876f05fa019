use domain::board::{ANY_MATERIAL, CONFIRMATION, Reminder};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::Step;
use super::load_missing::{Missing, load_missing};
use crate::clipboard::CopyButton;
use crate::clock::Twice;
use crate::erased::Erase;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/board/missing`: exactly those who lack something, and their addresses.
pub struct MissingPage;

impl MissingPage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let lacking = move || query.read().get("assignment").unwrap_or_default();
        let source = move || (seminar(), lacking(), reloads());
        let missing = page_data(source, |(seminar, lacking, _)| load_missing(seminar, lacking));
        let seminar = untrack(seminar_in_address());
        // Once: what comes later must not take the place of what someone has copied meanwhile.
        let copy = RwSignal::new(query.get_untracked().get("copy").is_some());
        view! {
            <Live seminar />
            {loaded(missing, move |missing| view! { <MissingView missing copy /> })}
        }
        .erased()
    }
}

#[component]
fn MissingView(missing: Missing, copy: RwSignal<bool>) -> impl IntoView {
    let Missing { slug, title, steps, reminders, lacking, clocks, now } = missing;
    let base = format!("/seminars/{slug}");
    let addresses: Vec<String> = reminders.iter().map(|reminder| reminder.email.to_string()).collect();
    let countries = countries_of(&reminders);
    let count = count_words(addresses.len(), countries.len());
    // What is carried away is what is shown.
    let narrowed = if lacking.is_empty() { String::new() } else { format!("?assignment={lacking}") };
    let exports = ["csv", "xlsx"].map(|extension| format!("{base}/missing.{extension}{narrowed}"));
    view! {
        <PageTitle text="Whom to remind" />
        <p class="eyebrow">{title}</p>
        <h1>"Whom to remind"</h1>
        <p>
            <A href=format!("{base}/board") exact=true>"Back to the board"</A>
        </p>
        <LackingFilter steps lacking />
        <p role="status">{count}</p>
        <p class="muted">"As of " <Twice clocks at=now /></p>
        <p class="muted">
            "Files that are held " <A href=format!("{base}/gate")>"at the gate"</A>
            " have been submitted and wait for you: nobody is listed for them."
        </p>
        {(!addresses.is_empty())
            .then(|| {
                view! {
                    <Addresses addresses exports copy />
                    <Texts summary="All countries as text" text=countries.join("; ") />
                    <ReminderTable reminders />
                }
            })}
    }
    .erased()
}

/// Each once. Those of one country stand together.
fn countries_of(reminders: &[Reminder]) -> Vec<String> {
    let mut names: Vec<String> = reminders.iter().map(|reminder| reminder.country.name.clone()).collect();
    names.dedup();
    names
}

fn count_words(people: usize, countries: usize) -> String {
    match (people, countries) {
        (0, _) => "Nobody lacks anything here.".to_owned(),
        (1, _) => "1 person lacks something.".to_owned(),
        (people, 1) => format!("{people} people of 1 country lack something."),
        (people, countries) => format!("{people} people of {countries} countries lack something."),
    }
}

#[component]
fn LackingFilter(steps: Vec<Step>, lacking: String) -> impl IntoView {
    let choices = [("", "Anything"), (CONFIRMATION, "Confirmation"), (ANY_MATERIAL, "Any material")];
    let choices = choices.map(|(value, label)| (value.to_owned(), label.to_owned()));
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
    .erased()
}

/// Mail programs and browsers cut longer addresses.
const LONGEST_MAILTO: usize = 1_800;

#[component]
fn Addresses(
    addresses: Vec<String>,
    /// The same list as CSV and as XLSX.
    exports: [String; 2],
    copy: RwSignal<bool>,
) -> impl IntoView {
    let [csv, xlsx] = exports;
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
            <a href=csv rel="external">"Download as CSV"</a>
            <a href=xlsx rel="external">"Download as XLSX"</a>
        </div>
        <Texts summary="All addresses as text" text />
    }
    .erased()
}

#[component]
fn Texts(summary: &'static str, text: String) -> impl IntoView {
    view! {
        <details class="addresses">
            <summary>{summary}</summary>
            <p>{text}</p>
        </details>
    }
}

/// On a phone each row is a card, by CSS.
#[component]
fn ReminderTable(reminders: Vec<Reminder>) -> impl IntoView {
    view! {
        <div class="table-scroll" role="region" aria-labelledby="missing-caption" tabindex="0">
            <table class="missing-table stack">
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
                                    <td data-label="Country">{reminder.country.name}</td>
                                    <th scope="row">{reminder.name}</th>
                                    <td data-label="Mail address">{reminder.email.to_string()}</td>
                                    <td data-label="Lacks">{reminder.lacks.join("; ")}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
    .erased()
}

#[cfg(test)]
mod tests {
    use domain::country::Country;

    use super::*;

    #[test]
    fn people_and_countries_are_counted_in_words() {
        assert_eq!(count_words(0, 0), "Nobody lacks anything here.");
        assert_eq!(count_words(1, 1), "1 person lacks something.");
        assert_eq!(count_words(2, 1), "2 people of 1 country lack something.");
        assert_eq!(count_words(12, 9), "12 people of 9 countries lack something.");
    }

    #[test]
    fn a_country_is_named_once() {
        let reminder = |code: &str| Reminder {
            country: Country { code: code.parse().expect("a code"), name: format!("Sample {code}") },
            name: "Sample Person".to_owned(),
            email: "person@example.org".parse().expect("an address"),
            lacks: Vec::new(),
            owes: Vec::new(),
        };
        assert_eq!(countries_of(&["KE", "KE", "LA"].map(reminder)), ["Sample KE", "Sample LA"]);
    }
}
