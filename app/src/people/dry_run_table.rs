//! What taking in a list would do, or did.

use domain::id::SeminarSlug;
use domain::roster::RefusedLine;
use leptos::prelude::*;

use super::TakeInRoster;
use super::load_add_people::{ListedPeople, ListedPerson};
use super::people_page::role_label;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to, told_in_address};
use crate::pager::Pager;

#[component]
pub fn DryRunView(slug: SeminarSlug, list: ListedPeople) -> impl IntoView {
    let people_page = format!("/seminars/{slug}/people");
    let base = format!("{people_page}/add");
    let ListedPeople { id, new, known, refused, people, page, more } = list;
    let added = told_in_address("added").and_then(|count| count.parse::<u32>().ok());
    let heading = if added.is_some() { "The list has been taken in" } else { "What would be added" };
    view! {
        <section aria-labelledby="dry-run">
            <h2 id="dry-run">{heading}</h2>
            {added.map(|added| view! { <Outcome added people_page /> })}
            <FormError error={form_error::<TakeInRoster>()} />
            <ul class="counts-list">
                <li>{in_people(new, "would be added", "would be added")}</li>
                <li>{in_people(known, "is in the seminar already and stays as is", "are in the seminar already and stay as they are")}</li>
                <li>{in_lines(refused.len())}</li>
            </ul>
            {(new > 0)
                .then(|| {
                    view! {
                        <form method="post" action={post_to::<TakeInRoster>()}>
                            <input type="hidden" name="seminar" value=slug.to_string() />
                            <input type="hidden" name="preview" value=id.to_string() />
                            <button class="button">{if new == 1 { "Add this person".to_owned() } else { format!("Add these {new} people") }}</button>
                        </form>
                    }
                })}
            <p>
                <a href=base.clone()>"Paste another list"</a>
            </p>
        </section>
        {(!refused.is_empty()).then(|| view! { <RefusedLines refused /> })}
        {(!people.is_empty()).then(|| view! { <ListedTable people /> })}
        <Pager page more address=format!("{base}?preview={id}&page=") />
    }
    .erased()
}

#[component]
fn Outcome(added: u32, people_page: String) -> impl IntoView {
    let text = match added {
        0 => "Nothing has changed: everyone who could be added is in the seminar already.".to_owned(),
        added => in_people(added, "was added. ", "were added. "),
    };
    let next = (added > 0).then(|| {
        let open = format!("{people_page}?unconfirmed=yes");
        view! {
            "Now send invitations, or make links to hand over, from "
            <a href=open>"the list of who has not confirmed"</a>
            "."
        }
    });
    view! {
        <p class="notice-line" role="status">
            {text}
            {next}
        </p>
    }
}

fn in_people(count: u32, one: &str, many: &str) -> String {
    if count == 1 { format!("1 person {one}") } else { format!("{count} people {many}") }
}

fn in_lines(count: usize) -> String {
    if count == 1 { "1 line cannot be used".to_owned() } else { format!("{count} lines cannot be used") }
}

#[component]
fn RefusedLines(refused: Vec<RefusedLine>) -> impl IntoView {
    view! {
        <section aria-labelledby="refused">
            <h2 id="refused">"Lines that cannot be used"</h2>
            <div class="table-scroll" role="region" aria-labelledby="refused-caption" tabindex="0">
                <table class="refused-table">
                    <caption id="refused-caption" class="visually-hidden">"Refused lines with their reasons"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Line"</th>
                            <th scope="col">"Why"</th>
                            <th scope="col">"As it came"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {refused
                            .into_iter()
                            .map(|refused| {
                                view! {
                                    <tr>
                                        <td class="number">{refused.line}</td>
                                        <td>{refused.reason}</td>
                                        <td>
                                            <code>{refused.text}</code>
                                        </td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </section>
    }
    .erased()
}

#[component]
fn ListedTable(people: Vec<ListedPerson>) -> impl IntoView {
    view! {
        <section aria-labelledby="listed">
            <h2 id="listed">"People on the list"</h2>
            <div class="table-scroll" role="region" aria-labelledby="listed-caption" tabindex="0">
                <table class="listed-table">
                    <caption id="listed-caption" class="visually-hidden">"People on the list, those who are new first"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Line"</th>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Mail address"</th>
                            <th scope="col">"Role"</th>
                            <th scope="col">"Country"</th>
                            <th scope="col">"What happens"</th>
                        </tr>
                    </thead>
                    <tbody>{people.into_iter().map(listed_row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .erased()
}

fn listed_row(person: ListedPerson) -> impl IntoView {
    view! {
        <tr>
            <td class="number">{person.line}</td>
            <th scope="row">{person.name.to_string()}</th>
            <td>{person.email.to_string()}</td>
            <td>{role_label(person.role)}</td>
            <td>{person.country.map(|country| country.name)}</td>
            <td>{if person.known { "Known already" } else { "New" }}</td>
        </tr>
    }
}
