use domain::certificate::eligibility::Difference;
use domain::id::SeminarSlug;
use domain::time::Clocks;
use leptos::prelude::*;

use super::IssueCertificates;
use super::load_certificates::{CertificateBook, Frozen, Job};
use crate::clock::Twice;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to};

/// What whoever issues has before them. The form is drawn anew when this changes, and only then.
#[derive(Clone, PartialEq)]
pub struct Listed {
    seminar: SeminarSlug,
    clocks: Clocks,
    frozen: Frozen,
    differences: Vec<Difference>,
    differences_in_all: u32,
    /// Certificates are being issued.
    running: bool,
    nobody_signs: bool,
    sends_mail: bool,
}

impl Listed {
    pub fn of(book: &CertificateBook) -> Option<Self> {
        Some(Self {
            seminar: book.slug.clone(),
            clocks: book.clocks.clone(),
            frozen: book.frozen.clone()?,
            differences: book.differences.clone(),
            differences_in_all: book.differences_in_all,
            running: book.job.as_ref().is_some_and(|job| job.finished_at.is_none()),
            nobody_signs: book.signatories.is_empty(),
            sends_mail: book.sends_mail,
        })
    }
}

/// The frozen list: who signed it, what has changed since, and the way to issue by it.
#[component]
pub fn FrozenList(listed: Listed) -> impl IntoView {
    let Listed { seminar, clocks, frozen, differences, differences_in_all, running, nobody_signs, sends_mail } = listed;
    let rule = frozen.rule.iter().map(|sentence| view! { <li>{sentence.clone()}</li> }).collect_view();
    let counts = frozen.counts;
    let words = format!(
        "{} of {} trainees are eligible on it: {} by the rule, {} by waiver.",
        counts.eligible(),
        counts.trainees,
        counts.earned,
        counts.waived
    );
    let (by, at) = (frozen.by.clone(), frozen.at);
    view! {
        <section class="card" aria-labelledby="frozen">
            <h2 id="frozen">"The frozen list"</h2>
            <p>
                "Frozen and signed by " <strong>{by}</strong> ", " <Twice clocks at />
            </p>
            <p>{words}</p>
            <details>
                <summary>"The rule as it was"</summary>
                <ul>{rule}</ul>
            </details>
            <Differences differences in_all=differences_in_all />
            <IssueForm seminar frozen running nobody_signs sends_mail />
        </section>
    }
    .erased()
}

#[component]
fn Differences(differences: Vec<Difference>, in_all: u32) -> impl IntoView {
    if differences.is_empty() {
        return view! { <p>"Nothing has changed since."</p> }.erased();
    }
    let more = in_all.saturating_sub(u32::try_from(differences.len()).unwrap_or(u32::MAX));
    let rows = differences.into_iter().filter_map(|difference| {
        let candidate = difference.candidate()?.clone();
        let words = difference.in_words().join("; ");
        Some(view! {
            <tr>
                <th scope="row">
                    <bdi>{candidate.name.to_string()}</bdi>
                </th>
                <td data-label="Country">{candidate.country.name}</td>
                <td data-label="Changed">{words}</td>
            </tr>
        })
    });
    view! {
        <h3 id="differences">"What has changed since"</h3>
        <p>"The list stays as it is until it is frozen anew."</p>
        <div class="table-scroll" role="region" aria-labelledby="differences" tabindex="0">
            <table class="stack">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Country"</th>
                        <th scope="col">"On the list → now"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p>{format!("And {more} more.")}</p> })}
    }
    .erased()
}

#[component]
fn IssueForm(
    seminar: SeminarSlug,
    frozen: Frozen,
    running: bool,
    nobody_signs: bool,
    sends_mail: bool,
) -> impl IntoView {
    let Frozen { id, due, due_confirmed, held_back, .. } = frozen;
    let held = (!held_back.is_empty()).then(|| {
        let words = format!(
            "Held back, because the ledger does not carry a certificate for them any more: {}.",
            held_back.join(", ")
        );
        view! { <p class="note warn">{words}</p> }
    });
    let seminar = seminar.to_string();
    let form = move || {
        view! {
            <form class="form" method="post" action={post_to::<IssueCertificates>()}>
                <FormError error={form_error::<IssueCertificates>()} />
                <input type="hidden" name="seminar" value=seminar.clone() />
                <input type="hidden" name="list" value=id.to_string() />
                <fieldset>
                    <legend>"To whom"</legend>
                    <label>
                        <input type="radio" name="whom" value="all" checked=true />
                        <span>{format!("To all {due} who are eligible and have none yet")}</span>
                    </label>
                    <label>
                        <input type="radio" name="whom" value="confirmed" />
                        <span>{format!("Only to those {due_confirmed} of them who have confirmed their names")}</span>
                    </label>
                </fieldset>
                {sends_mail.then(|| view! { <p class="hint">"Each of them is told by mail."</p> })}
                <button class="button">"Issue certificates"</button>
            </form>
        }
    };
    view! {
        <h3>"Issue"</h3>
        {held}
        {nobody_signs
            .then(|| view! { <p class="note warn">"The seminar's file names nobody who signs: the certificates will have no line for a signature."</p> })}
        {match (running, due) {
            (true, _) => view! { <p>"Certificates are being issued at the moment."</p> }.erased(),
            (false, 0) => {
                view! {
                    <FormError error={form_error::<IssueCertificates>()} />
                    <p>"Everyone who is eligible on this list, and still is, has a certificate."</p>
                }
                    .erased()
            }
            (false, _) => form().erased(),
        }}
    }
    .erased()
}

/// How far the newest lot is.
#[component]
pub fn Progress(job: Job) -> impl IntoView {
    let Job { done, total, by, problem, finished_at, .. } = job;
    if finished_at.is_some() {
        return view! { <p role="status">{format!("The last lot is done: {done} of {total}, begun by {by}.")}</p> }
            .erased();
    }
    view! {
        <section class="card issue-progress" aria-labelledby="progress">
            <h2 id="progress">"Certificates are being issued"</h2>
            <p role="status">{format!("{done} of {total} are issued. Begun by {by}.")}</p>
            <progress max=total.to_string() value=done.to_string() aria-labelledby="progress"></progress>
            {problem
                .map(|problem| {
                    view! { <p class="problem">"It does not go on: " {problem} " It is tried again every minute."</p> }
                })}
            // For those whose page does not load again by itself.
            <p>
                <a href="">"Look again"</a>
            </p>
        </section>
    }
    .erased()
}
