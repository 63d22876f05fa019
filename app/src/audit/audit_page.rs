use domain::audit::AuditEvent;
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::load_audit::{Audit, load_audit};
use crate::clock::TwiceShort;
use crate::erased::Erase;
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::pager::{Pager, page_number};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/audit`: who did what, newest first.
pub struct AuditPage;

impl AuditPage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let page = move || page_number(query.read().get("page"));
        let audit = page_data(move || (seminar(), page(), reloads()), |(seminar, page, _)| load_audit(seminar, page));
        loaded(audit, |audit| view! { <AuditList audit /> })
    }
}

#[component]
fn AuditList(audit: Audit) -> impl IntoView {
    let Audit { slug, title, events, page, more, clocks } = audit;
    view! {
        <PageTitle text="Audit" />
        <p class="eyebrow">{title}</p>
        <h1>"Audit"</h1>
        <p>"Everything that has been done in this seminar, the newest first. Nobody can change it."</p>
        {if events.is_empty() {
            view! { <p>"Nothing here."</p> }.erased()
        } else {
            view! { <EventTable events clocks /> }.erased()
        }}
        <Pager page more address=format!("/seminars/{slug}/audit?page=") />
    }
    .erased()
}

#[component]
fn EventTable(events: Vec<AuditEvent>, clocks: Clocks) -> impl IntoView {
    view! {
        <div class="table-scroll" role="region" aria-labelledby="audit-caption" tabindex="0">
            <table class="audit-table">
                <caption id="audit-caption" class="visually-hidden">"What was done, newest first"</caption>
                <thead>
                    <tr>
                        <th scope="col">"When"</th>
                        <th scope="col">"Who"</th>
                        <th scope="col">"Did"</th>
                        <th scope="col">"To what"</th>
                        <th scope="col">"Details"</th>
                    </tr>
                </thead>
                <tbody>
                    {events
                        .into_iter()
                        .map(|event| {
                            view! {
                                <tr>
                                    <td>
                                        <TwiceShort clocks=clocks.clone() at=event.at exact=true />
                                    </td>
                                    <td>{event.actor.clone()}</td>
                                    <td>{event.did()}</td>
                                    <td>{event.object}</td>
                                    <td>{event.detail}</td>
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
