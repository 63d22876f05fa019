use domain::id::SeminarSlug;
use domain::mail::{ListedMails, MailKind, MailStatus};
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::hold_all::HoldAll;
use super::load_outbox::{MailLine, OutboxList, load_outbox};
use super::way_back::query_from;
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
        let kind = move || query.read().get("kind").unwrap_or_default();
        let page = move || page_number(query.read().get("page"));
        let source = move || (seminar(), status(), kind(), page(), reloads());
        let outbox = page_data(source, |(seminar, status, kind, page, _)| load_outbox(seminar, status, kind, page));
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
    let OutboxList { slug, title, status, kind, mails, counts, kinds, page, more, sends_mail, clocks } = outbox;
    let base = format!("/seminars/{slug}/outbox");
    let address = move |status: Option<MailStatus>, kind: Option<MailKind>| {
        format!("{base}?status={}&kind={}", status.map_or("", MailStatus::as_str), kind.map_or("", MailKind::as_str))
    };
    let states = Choices::of(counts, status, "All states", MailStatus::label, |status| address(status, kind));
    let kinds = Choices::of(kinds, kind, "All kinds", MailKind::label, |kind| address(status, kind));
    let other_page = format!("{}&page=", address(status, kind));
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
        <Filter label="States of mails" choices=states />
        <Filter label="Kinds of mails" choices=kinds />
        <HoldAll slug=slug.clone() status kind listed />
        {if mails.is_empty() {
            view! { <p role="status">"No mail here."</p> }.erased()
        } else {
            view! { <MailTable slug mails way_back=query_from(status, kind, page) clocks /> }.erased()
        }}
        <Pager page more address=other_page />
    }
    .erased()
}

/// By what the list can be narrowed in one respect.
struct Choices(Vec<Choice>);

/// How many a choice leaves, and the address of the list with it.
struct Choice {
    label: String,
    address: String,
    is_current: bool,
}

impl Choices {
    /// All of them, each that occurs, and the one that is chosen though it may not.
    fn of<T: Copy + PartialEq>(
        mut counts: Vec<(T, u32)>,
        chosen: Option<T>,
        every: &'static str,
        label: fn(T) -> &'static str,
        address: impl Fn(Option<T>) -> String,
    ) -> Self {
        let all: u32 = counts.iter().map(|(_, count)| count).sum();
        let absent = chosen.filter(|chosen| counts.iter().all(|(one, _)| one != chosen));
        counts.extend(absent.map(|absent| (absent, 0)));
        let each = counts.into_iter().map(|(one, count)| (Some(one), count));
        let choice = |(one, count): (Option<T>, u32)| Choice {
            label: format!("{} ({count})", one.map_or(every, label)),
            address: address(one),
            is_current: one == chosen,
        };
        Self(std::iter::once((None, all)).chain(each).map(choice).collect())
    }
}

#[component]
fn Filter(label: &'static str, choices: Choices) -> impl IntoView {
    let links = choices.0.into_iter().map(|Choice { label, address, is_current }| {
        let current = is_current.then_some("true");
        view! {
            <li>
                <a href=address aria-current=current>
                    {label}
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label=label>
            <ul class="outbox-choices">{links.collect_view()}</ul>
        </nav>
    }
    .erased()
}

#[component]
fn MailTable(slug: SeminarSlug, mails: Vec<MailLine>, way_back: String, clocks: Clocks) -> impl IntoView {
    let rows = mails.into_iter().map(|line| {
        let address = format!("/seminars/{slug}/outbox/{}{way_back}", line.mail.key);
        view! { <MailRow line address clocks=clocks.clone() /> }
    });
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
fn MailRow(line: MailLine, address: String, clocks: Clocks) -> impl IntoView {
    let MailLine { mail, about } = line;
    let about = about.map(|about| format!(": {about}"));
    let edited = (mail.edited.is_some() && mail.status.is_open()).then_some(", edited");
    let why_held = mail.error.as_ref().filter(|_| mail.status == MailStatus::Held).map(|why| format!(": {why}"));
    view! {
        <tr>
            <th scope="row">
                <A href=address>{mail.kind.label()}</A>
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
