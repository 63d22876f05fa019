use domain::person::Member;
use domain::time::Clocks;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::link_purpose::LinkPurpose;
use super::load_link::{FreshLink, load_link};
use super::load_person::{PersonFile, load_person};
use super::people_page::role_label;
use super::{MailInvitation, MakeLink};
use crate::clipboard::CopyButton;
use crate::clock::Twice;
use crate::erased::Erase;
use crate::fact::Fact;
use crate::form::{FormError, form_error, told_in_address};
use crate::frame::{PageTitle, reloads};
use crate::loaded::{PageData, loaded, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/people/{person}`: one member, and how to reach them.
pub struct PersonPage;

impl PersonPage {
    pub fn view() -> AnyView {
        let (seminar, params, reloads) = (seminar_in_address(), use_params_map(), reloads());
        let person = move || params.read().get("person").unwrap_or_default();
        let source = move || (seminar(), person(), reloads());
        let file = page_data(source, |(seminar, person, _)| load_person(seminar, person));
        // It is told once, so nothing may ask for it again.
        let link = page_data(move || (seminar(), person()), |(seminar, person)| load_link(seminar, person));
        loaded(file, move |file| view! { <PersonView file link /> })
    }
}

#[component]
fn PersonView(file: PersonFile, link: PageData<Option<FreshLink>>) -> impl IntoView {
    let people = format!("/seminars/{}/people", file.slug);
    view! {
        <PageTitle text=file.member.name.to_string() />
        <p class="eyebrow">{file.title.clone()}</p>
        <h1>{file.member.name.to_string()}</h1>
        <p>
            <A href=people exact=true>"Back to all people"</A>
        </p>
        <Done />
        <Transition>
            {move || Suspend::new(async move {
                link.await.ok().flatten().map(|link| view! { <HandOver link /> })
            })}
        </Transition>
        <Details member=file.member.clone() clocks=file.clocks.clone() />
        <Ways file />
    }
    .erased()
}

/// What the form before this page did.
#[component]
fn Done() -> impl IntoView {
    let done = match told_in_address("done").as_deref() {
        Some("mailed") => "The invitation is on its way.",
        Some("added") => "Added. Now send an invitation, or make a link to hand over.",
        Some("known") => "This person is in the seminar already; nothing has changed.",
        _ => return None,
    };
    Some(view! { <p class="notice-line" role="status">{done}</p> })
}

#[component]
fn HandOver(link: FreshLink) -> impl IntoView {
    let (title, use_of_it) = match link.purpose {
        LinkPurpose::Invitation => ("Invitation link", "It works once, for 60 days."),
        LinkPurpose::NewPassword => ("Link for a new password", "It works once, for a day."),
    };
    view! {
        <section class="card hand-over" aria-labelledby="hand-over">
            <h2 id="hand-over">{title}</h2>
            <p>"Give it to this person only. " {use_of_it} " It is shown here this one time."</p>
            <p class="secret-link">{link.address.clone()}</p>
            <CopyButton text=link.address label="Copy the link" />
        </section>
    }
    .erased()
}

#[component]
fn Details(member: Member, clocks: Clocks) -> impl IntoView {
    let confirmed = match member.confirmed_at {
        Some(at) => view! { <Twice clocks=clocks.clone() at /> }.erased(),
        None => "Not yet".erased(),
    };
    view! {
        <dl class="facts">
            <Fact name="Mail address">{member.email.to_string()}</Fact>
            <Fact name="Role">{role_label(member.role)}</Fact>
            {member.country.map(|country| view! { <Fact name="Country">{country.name}</Fact> })}
            <Fact name="Added">
                <Twice clocks at=member.added_at />
            </Fact>
            <Fact name="Confirmed">{confirmed}</Fact>
        </dl>
    }
    .erased()
}

#[component]
fn Ways(file: PersonFile) -> impl IntoView {
    let confirmed = file.member.confirmed_at.is_some();
    let (seminar, person) = (file.slug.to_string(), file.member.person.to_string());
    let form = |action: &'static str, purpose: Option<LinkPurpose>, label: &'static str| {
        view! {
            <form method="post" action=action>
                <input type="hidden" name="seminar" value=seminar.clone() />
                <input type="hidden" name="person" value=person.clone() />
                {purpose.map(|purpose| view! { <input type="hidden" name="purpose" value=purpose.as_str() /> })}
                <button class="button">{label}</button>
            </form>
        }
        .erased()
    };
    let mail = MailInvitation::url();
    let link = MakeLink::url();
    view! {
        <section aria-labelledby="access">
            <h2 id="access">"Access"</h2>
            <FormError error={form_error::<MailInvitation>()} />
            <FormError error={form_error::<MakeLink>()} />
            {(!file.hands_links)
                .then(|| {
                    view! {
                        <p>"This person belongs to another seminar too, so links go to them by mail only."</p>
                    }
                })}
            <div class="toolbar">
                {(!confirmed && file.sends_mail).then(|| form(mail, None, "Send invitation by mail"))}
                {(!confirmed && file.hands_links)
                    .then(|| form(link, Some(LinkPurpose::Invitation), "Make an invitation link to copy"))}
                {(confirmed && file.hands_links)
                    .then(|| form(link, Some(LinkPurpose::NewPassword), "Make a link for a new password"))}
            </div>
        </section>
    }
    .erased()
}
