use domain::id::SeminarSlug;
use domain::person::Role;
use domain::roster::MAX_ROSTER_LINES;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::dry_run_table::DryRunView;
use super::list_file::ListFile;
use super::load_add_people::{AddPeople, load_add_people};
use super::people_page::role_label;
use super::{AddPerson, KeepRoster};
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to, posted};
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::pager::page_number;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/people/add`: one person by form, many by list.
pub struct AddPeoplePage;

impl AddPeoplePage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let preview = move || query.read().get("preview").unwrap_or_default();
        let page = move || page_number(query.read().get("page"));
        let source = move || (seminar(), preview(), page(), reloads());
        let load = |(seminar, preview, page, _)| load_add_people(seminar, preview, page);
        loaded(page_data(source, load), |add_people| view! { <AddPeopleView add_people /> })
    }
}

#[component]
fn AddPeopleView(add_people: AddPeople) -> impl IntoView {
    let AddPeople { slug, title, list } = add_people;
    let people = format!("/seminars/{slug}/people");
    let forms = match list {
        Some(list) => view! { <DryRunView slug list /> }.erased(),
        None => view! {
            <PersonForm seminar=slug.clone() />
            <ListForm seminar=slug />
        }
        .erased(),
    };
    view! {
        <PageTitle text="Add people" />
        <p class="eyebrow">{title}</p>
        <h1>"Add people"</h1>
        <p>
            <A href=people exact=true>"Back to all people"</A>
        </p>
        {forms}
    }
    .erased()
}

#[component]
fn PersonForm(seminar: SeminarSlug) -> impl IntoView {
    let posted = posted::<AddPerson>();
    let roles = Role::ALL.into_iter().map(|role| {
        let chosen = posted.has("role", role.as_str());
        view! { <option value=role.as_str() selected=chosen>{role_label(role)}</option> }
    });
    let roles = roles.collect_view();
    view! {
        <section aria-labelledby="one">
            <h2 id="one">"One person"</h2>
            <form class="form" method="post" action={post_to::<AddPerson>()}>
                <FormError error={form_error::<AddPerson>()} />
                <input type="hidden" name="seminar" value=seminar.to_string() />
                <label for="name">"Name in English"</label>
                <input id="name" name="name" value=posted.get("name") maxlength="200" autocomplete="off" required=true />
                <label for="email">"Mail address"</label>
                <input id="email" name="email" type="email" value=posted.get("email") autocomplete="off" required=true />
                <label for="role">"Role"</label>
                <select id="role" name="role">
                    {roles}
                </select>
                <label for="country">"Country, for trainees"</label>
                <input
                    id="country"
                    name="country"
                    value=posted.get("country")
                    autocomplete="off"
                    aria-describedby="country-hint"
                />
                <p id="country-hint" class="hint">"Code or English name of ISO 3166, such as LA or Kenya."</p>
                <button class="button">"Add this person"</button>
            </form>
        </section>
    }
    .erased()
}

#[component]
fn ListForm(seminar: SeminarSlug) -> impl IntoView {
    let list = NodeRef::new();
    let hint = format!(
        "At most {MAX_ROSTER_LINES} people. Commas, semicolons and tabs all separate, so a table can be copied from a spreadsheet."
    );
    view! {
        <section aria-labelledby="many">
            <h2 id="many">"A list of people"</h2>
            <p>
                "Paste the text of a CSV file here. Its first line names the columns: "
                <code>"name, email, role, country"</code>
                ". Without a role everyone is a trainee; a trainee needs a country, as code or name. First you see what would be added."
            </p>
            <form class="form" method="post" action={post_to::<KeepRoster>()}>
                <FormError error={form_error::<KeepRoster>()} />
                <input type="hidden" name="seminar" value=seminar.to_string() />
                <label for="list">"List"</label>
                <textarea
                    id="list"
                    name="text"
                    rows="10"
                    spellcheck="false"
                    aria-describedby="list-hint"
                    required=true
                    node_ref=list
                    inner_html={posted::<KeepRoster>().text("text")}
                ></textarea>
                <p id="list-hint" class="hint">{hint}</p>
                <ListFile list />
                <button class="button">"See what would be added"</button>
            </form>
        </section>
    }
    .erased()
}
