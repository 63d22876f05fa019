use domain::id::SeminarSlug;
use domain::mail::{ListedMails, MailStatus};
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::hold_all::HoldAll;
use super::load_outbox::{MailLine, OutboxList, load_outbox};
use crate::clock::TwiceShort;
use crate::erased::Erase;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::pager::{Pager, page_number};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/outbox`: mail that goes out, and what became of it.
pub struct OutboxPage;

impl OutboxPage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let status = move || query.read().get("status").unwrap_or_default();
        let page = move || page_number(query.read().get("page"));
        let source = move || (seminar(), status(), page(), reloads());
        let outbox = page_data(source, |(seminar, status, page, _)| load_outbox(seminar, status, page));
        let seminar = untrack(seminar_in_address());
        view! {
            <Live seminar />
            {loaded(outbox, |outbox| view! { <OutboxView outbox /> })}
        }
        .erased()
    }
}

#[component]
fn OutboxView(outbox: OutboxList) -> impl IntoView {
    let OutboxList { slug, title, status, mails, counts, page, more, sends_mail, clocks } = outbox;
    let base = format!("/seminars/{slug}/outbox");
    let filter = status.map_or("", MailStatus::as_str);
    let listed = ListedMails(mails.iter().map(|line| (line.mail.key.clone(), line.mail.revision)).collect());
    view! {
        <PageTitle text="Outbox" />
        <p class="eyebrow">{title}</p>
        <h1>"Outbox"</h1>
        <p>
            "Mail to the people of this seminar. What waits can be read, edited, held back and sent before its time. Mails are kept for 30 days. "
            <A href=format!("/seminars/{slug}/deadlines")>"When reminders go out"</A>
        </p>
        {(!sends_mail)
            .then(|| {
                view! {
                    <p class="note warn">
                        "Nothing goes out: no mail server is set up for this office. Whoever runs it can set one up. What has waited for three days has failed, and can be sent again once there is one."
                    </p>
                }
            })}
        <StatusFilter base=base.clone() status counts />
        <HoldAll slug=slug.clone() status listed />
        {if mails.is_empty() {
            view! { <p role="status">"No mail here."</p> }.erased()
        } else {
            view! { <MailTable slug mails clocks /> }.erased()
        }}
        <Pager page more address=format!("{base}?status={filter}&page=") />
    }
    .erased()
}

#[component]
fn StatusFilter(base: String, status: Option<MailStatus>, counts: Vec<(MailStatus, u32)>) -> impl IntoView {
    let all: u32 = counts.iter().map(|(_, count)| count).sum();
    let choices = std::iter::once((None, all)).chain(counts.into_iter().map(|(status, count)| (Some(status), count)));
    let links = choices.map(|(choice, count)| {
        let label = choice.map_or("All", MailStatus::label);
        let href = choice.map_or_else(|| base.clone(), |choice| format!("{base}?status={}", choice.as_str()));
        let current = (choice == status).then_some("true");
        view! {
            <li>
                <a href=href aria-current=current>
                    {format!("{label} ({count})")}
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label="States of mails">
            <ul class="outbox-states">{links.collect_view()}</ul>
        </nav>
    }
    .erased()
}

#[component]
fn MailTable(slug: SeminarSlug, mails: Vec<MailLine>, clocks: Clocks) -> impl IntoView {
    let rows = mails.into_iter().map(|line| view! { <MailRow slug=slug.clone() line clocks=clocks.clone() /> });
    view! {
        <div class="table-scroll" role="region" aria-labelledby="outbox-caption" tabindex="0">
            <table class="outbox-table stack">
                <caption id="outbox-caption" class="visually-hidden">"Mails, what goes out last first"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Mail"</th>
                        <th scope="col">"To"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Goes or went out"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .erased()
}

#[component]
fn MailRow(slug: SeminarSlug, line: MailLine, clocks: Clocks) -> impl IntoView {
    let MailLine { mail, about } = line;
    let about = about.map(|about| format!(": {about}"));
    let edited = (mail.edited.is_some() && mail.status.is_open()).then_some(", edited");
    let why_held = mail.error.as_ref().filter(|_| mail.status == MailStatus::Held).map(|why| format!(": {why}"));
    view! {
        <tr>
            <th scope="row">
                <A href=format!("/seminars/{slug}/outbox/{}", mail.key)>{mail.kind.label()}</A>
                {about}
            </th>
            <td data-label="To">
                {mail.name.to_string()} " "
                <span class="hint mail-address">{mail.email.to_string()}</span>
            </td>
            <td data-label="State">{mail.status.label()} {edited} {why_held}</td>
            <td data-label="Goes or went out">
                {match mail.goes_or_went_out() {
                    Some(at) => view! { <TwiceShort clocks at exact=true /> }.erased(),
                    None if mail.status == MailStatus::Held => "once it is let go".erased(),
                    None => "–".erased(),
                }}
            </td>
        </tr>
    }
    .erased()
}
