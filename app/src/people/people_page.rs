use domain::country::Country;
use domain::person::{Member, Role};
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::components::A;

use super::inviting::Inviting;
use super::load_people::{People, load_people};
use super::people_filter::PeopleFilter;
use crate::clock::TwiceShort;
use crate::erased::Erase;
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::pager::Pager;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/people`: who takes part.
pub struct PeoplePage;

impl PeoplePage {
    pub fn view() -> AnyView {
        let (seminar, filter, reloads) = (seminar_in_address(), PeopleFilter::in_address(), reloads());
        let source = move || (seminar(), filter(), reloads());
        let people = page_data(source, |(seminar, filter, _)| load_people(seminar, filter));
        loaded(people, |people| view! { <PeopleView people /> })
    }
}

#[component]
fn PeopleView(people: People) -> impl IntoView {
    let People { slug, title, filter, members, total, more, countries, invitable, clocks } = people;
    let base = format!("/seminars/{slug}/people");
    let to = |end: &str| format!("{base}{end}");
    let other_page = to(&filter.other_page());
    let page = filter.page;
    let count = if total == 1 { "1 person".to_owned() } else { format!("{total} people") };
    view! {
        <PageTitle text="People" />
        <p class="eyebrow">{title}</p>
        <h1>"People"</h1>
        <div class="toolbar">
            <A href=to("/add") attr:class="button">"Add people"</A>
            <a href=to(".csv") rel="external">"Download everyone as CSV"</a>
            <a href=to(".xlsx") rel="external">"Download everyone as XLSX"</a>
        </div>
        <Filters filter=filter.clone() countries />
        <p role="status">{count}</p>
        {invitable.map(|invitable| view! { <Inviting seminar=slug filter listed=total invitable /> })}
        {(!members.is_empty()).then(|| view! { <PeopleTable members base clocks /> })}
        <Pager page more address=other_page />
    }
    .erased()
}

#[component]
fn Filters(filter: PeopleFilter, countries: Vec<Country>) -> impl IntoView {
    let PeopleFilter { role, country, unconfirmed, text, .. } = filter;
    view! {
        <form class="filters" method="get">
            <div>
                <label for="role">"Role"</label>
                <select id="role" name="role">
                    <option value="">"All"</option>
                    {Role::ALL.map(|choice| {
                        let selected = choice.as_str() == role;
                        view! { <option value=choice.as_str() selected=selected>{role_label(choice)}</option> }
                    }).into_iter().collect_view()}
                </select>
            </div>
            <div>
                <label for="country">"Country"</label>
                <select id="country" name="country">
                    <option value="">"All"</option>
                    {countries
                        .into_iter()
                        .map(|choice| {
                            let code = choice.code.to_string();
                            let selected = code == country;
                            view! { <option value=code selected=selected>{choice.name}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
            <div>
                <label for="text">"Name, mail address or country"</label>
                <input id="text" name="text" type="search" value=text />
            </div>
            <label class="choice">
                <input type="checkbox" name="unconfirmed" value="yes" checked=!unconfirmed.is_empty() />
                " Not confirmed yet"
            </label>
            <button class="button">"Show"</button>
        </form>
    }
    .erased()
}

/// A role as pages write it.
pub fn role_label(role: Role) -> &'static str {
    match role {
        Role::Trainee => "Trainee",
        Role::Instructor => "Instructor",
        Role::Staff => "Staff",
    }
}

#[component]
fn PeopleTable(members: Vec<Member>, base: String, clocks: Clocks) -> impl IntoView {
    view! {
        <div class="table-scroll" role="region" aria-labelledby="people-caption" tabindex="0">
            <table class="people-table">
                <caption id="people-caption" class="visually-hidden">"People, by name"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Mail address"</th>
                        <th scope="col">"Role"</th>
                        <th scope="col">"Country"</th>
                        <th scope="col">"Added"</th>
                        <th scope="col">"Confirmed"</th>
                    </tr>
                </thead>
                <tbody>{members.into_iter().map(|member| member_row(member, &base, &clocks)).collect_view()}</tbody>
            </table>
        </div>
    }
    .erased()
}

fn member_row(member: Member, base: &str, clocks: &Clocks) -> impl IntoView + use<> {
    let clocks = clocks.clone();
    let confirmed = match member.confirmed_at {
        Some(at) => view! { <TwiceShort clocks=clocks.clone() at /> }.erased(),
        None => view! { <span class="still-open">"Not yet"</span> }.erased(),
    };
    view! {
        <tr>
            <th scope="row">
                // Plain, as there are many; the router follows it all the same.
                <a href=format!("{base}/{}", member.person)>{member.name.to_string()}</a>
            </th>
            <td>{member.email.to_string()}</td>
            <td>{role_label(member.role)}</td>
            <td>{member.country.map(|country| country.name)}</td>
            <td>
                <TwiceShort clocks at=member.added_at />
            </td>
            <td>{confirmed}</td>
        </tr>
    }
}
