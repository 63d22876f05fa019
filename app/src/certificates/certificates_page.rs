use leptos::prelude::*;

use super::eligibility_table::EligibilityTable;
use super::freeze_form::{FreezeForm, Freezing};
use super::issue_form::{FrozenList, Listed, Progress};
use super::load_certificates::{CertificateBook, Issued, Key, load_certificates};
use super::page_filter::PageFilter;
use crate::clock::TwiceShort;
use crate::erased::Erase;
use crate::fact::Fact;
use crate::form::told_in_address;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{kept, page_data};
use crate::pager::Pager;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/certificates`: freeze, issue, and see what was issued.
pub struct CertificatesPage;

impl CertificatesPage {
    pub fn view() -> AnyView {
        let (seminar, filter, reloads) = (seminar_in_address(), PageFilter::in_address(), reloads());
        let source = move || (seminar(), filter(), reloads());
        let book = page_data(source, |(seminar, filter, _)| load_certificates(seminar, filter));
        let seminar = untrack(seminar_in_address());
        view! {
            <Live seminar />
            // Kept: a live event must not take away what someone ticks or chooses here.
            {kept(book, |book| view! { <BookView book /> })}
        }
        .erased()
    }
}

#[component]
fn BookView(book: Memo<CertificateBook>) -> impl IntoView {
    let first = book.get_untracked();
    let listed = Memo::new(move |_| book.with(Listed::of));
    let freezing = Memo::new(move |_| book.with(|book| Freezing::from(book)));
    let any = move || book.with(|book| book.issued.total() > 0);
    let progress = move || book.with(|book| book.job.clone()).map(|job| view! { <Progress job /> });
    view! {
        <PageTitle text="Certificates" />
        <p class="eyebrow">{first.title}</p>
        <h1>"Certificates"</h1>
        <Done />
        {move || view! { <Counts issued={book.with(|book| book.issued)} /> }}
        {progress}
        <Downloads seminar=first.slug any=Signal::derive(any) />
        {move || listed.get().map(|listed| view! { <FrozenList listed /> })}
        {move || book.with(|book| view! { <Standings book /> })}
        {move || view! { <FreezeForm freezing=freezing.get() /> }}
        {move || book.with(|book| view! { <Keys keys=book.keys.clone() clocks=book.clocks.clone() /> })}
    }
    .erased()
}

#[component]
fn Downloads(
    seminar: domain::id::SeminarSlug,
    /// There are certificates to put into an archive.
    any: Signal<bool>,
) -> impl IntoView {
    let to = |ending: &str| format!("/seminars/{seminar}/certificates.{ending}");
    let archive = to("zip");
    view! {
        <div class="toolbar">
            {move || {
                let archive = archive.clone();
                any.get().then(|| view! { <a href=archive rel="external">"Download all as ZIP"</a> })
            }}
            <a href=to("csv") rel="external">"Download the index as CSV"</a>
            <a href=to("xlsx") rel="external">"Download the index as XLSX"</a>
        </div>
    }
    .erased()
}

/// What the form before this page did.
#[component]
fn Done() -> impl IntoView {
    let count = told_in_address("count").and_then(|count| count.parse::<u32>().ok()).unwrap_or(0);
    let done = match (told_in_address("done").as_deref(), count) {
        (Some("frozen"), _) => "The list is frozen. Certificates are issued by it.".to_owned(),
        (Some("begun"), 0) => "Nobody was due: everyone who is eligible has a certificate.".to_owned(),
        (Some("begun"), 1) => "1 certificate is being issued.".to_owned(),
        (Some("begun"), count) => format!("{count} certificates are being issued."),
        _ => return None,
    };
    Some(view! { <p class="notice-line" role="status">{done}</p> })
}

#[component]
fn Counts(issued: Issued) -> impl IntoView {
    let facts = [("Valid", issued.valid), ("Revoked", issued.revoked), ("Superseded", issued.superseded)];
    view! {
        <dl class="facts counts">
            {facts.into_iter().map(|(name, count)| view! { <Fact name>{count}</Fact> }).collect_view()}
        </dl>
    }
    .erased()
}

#[component]
fn Standings<'b>(book: &'b CertificateBook) -> impl IntoView + use<> {
    let filter = book.filter.clone();
    let by_frozen = book.frozen.is_some() && filter.list != "now";
    let caption = match (by_frozen, book.frozen.is_some()) {
        (true, _) => "Standings as they were frozen",
        (false, true) => "Standings as they are now, beside the frozen list",
        (false, false) => "Standings as they are now",
    };
    let other_list = book.frozen.is_some().then(|| match by_frozen {
        true => view! { <a href="?list=now">"Show them as they are now"</a> }.erased(),
        false => view! { <a href="?">"Show them as they were frozen"</a> }.erased(),
    });
    let choices =
        [("", "All"), ("eligible", "Eligible"), ("others", "Not eligible"), ("unconfirmed", "Name not confirmed")];
    let choices = choices.map(|(show, label)| {
        let current = (filter.show == show).then_some("page");
        view! { <a href=filter.showing(show) aria-current=current>{label}</a> }
    });
    let rows = book.rows.clone();
    let (page, more, address) = (rows.page, rows.page < rows.pages, filter.other_page());
    view! {
        <section aria-labelledby="standings">
            <h2 id="standings">"Standings"</h2>
            <div class="toolbar choices">{choices.into_iter().collect_view()} {other_list}</div>
            <p role="status">{if rows.total == 1 { "1 trainee".to_owned() } else { format!("{} trainees", rows.total) }}</p>
            <EligibilityTable rows=rows.rows seminar=book.slug.clone() caption=caption.to_owned() />
            <Pager page more address />
        </section>
    }
    .erased()
}

#[component]
fn Keys(keys: Vec<Key>, clocks: domain::time::Clocks) -> impl IntoView {
    let none = keys.is_empty();
    let rows = keys.into_iter().map(|key| {
        let until = match key.until {
            Some(at) => view! { <TwiceShort clocks=clocks.clone() at /> }.erased(),
            None => "signs now".erased(),
        };
        view! {
            <tr>
                <th scope="row">
                    <code>{key.id}</code>
                </th>
                <td>
                    <TwiceShort clocks=clocks.clone() at=key.from />
                </td>
                <td>{until}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="keys">
            <h2 id="keys">"Keys"</h2>
            <p>
                "Certificates are signed. Whoever wants to check one without this site needs the "
                <a href="/.well-known/lectern-certificate-keys.json" rel="external">"published keys"</a> "."
            </p>
            {if none {
                view! { <p>"The first key is made with the first certificate."</p> }.erased()
            } else {
                view! {
                    <div class="table-scroll" role="region" aria-label="Which key signed when" tabindex="0">
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">"Key"</th>
                                    <th scope="col">"From"</th>
                                    <th scope="col">"Until"</th>
                                </tr>
                            </thead>
                            <tbody>{rows.collect_view()}</tbody>
                        </table>
                    </div>
                }
                    .erased()
            }}
        </section>
    }
    .erased()
}
