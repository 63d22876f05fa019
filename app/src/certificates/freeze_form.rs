use domain::certificate::eligibility::{Candidate, EligibilityCounts};
use domain::id::SeminarSlug;
use leptos::prelude::*;

use super::FreezeEligibility;
use super::load_certificates::CertificateBook;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to};

/// What whoever freezes has before them. The form is drawn anew when this changes, and only then.
#[derive(Clone, PartialEq)]
pub struct Freezing {
    seminar: SeminarSlug,
    counts: EligibilityCounts,
    seen: String,
    waived: Vec<Candidate>,
    shared: Vec<String>,
    signer: String,
    again: bool,
}

impl From<&CertificateBook> for Freezing {
    fn from(book: &CertificateBook) -> Self {
        Self {
            seminar: book.slug.clone(),
            counts: book.now,
            seen: book.seen.clone(),
            waived: book.waived.clone(),
            shared: book.shared_names.clone(),
            signer: book.signer.clone(),
            again: book.frozen.is_some(),
        }
    }
}

/// Freezes the standings as they are now. It says once more what that means, and for whom.
#[component]
pub fn FreezeForm(freezing: Freezing) -> impl IntoView {
    let Freezing { seminar, counts, seen, waived, shared, signer, again } = freezing;
    let heading = if again { "Freeze the list anew" } else { "Freeze the list" };
    view! {
        <section class="card" aria-labelledby="freeze">
            <h2 id="freeze">{heading}</h2>
            <p>{in_all(counts)}</p>
            {again.then(|| view! { <p>"The list before stays on record, and certificates that were issued stay as they are."</p> })}
            {(!waived.is_empty()).then(|| view! { <Waivers waived /> })}
            {(counts.unconfirmed > 0).then(|| view! { <p class="note warn">{unconfirmed(counts.unconfirmed)}</p> })}
            {(!shared.is_empty())
                .then(|| view! { <p class="note warn">{format!("Several of the eligible bear the same name: {}.", shared.join(", "))}</p> })}
            {(counts.open > 0)
                .then(|| {
                    let words = format!(
                        "{} depend on sessions that are still to come or not recorded. They are not eligible on this list.",
                        counts.open,
                    );
                    view! { <p class="note warn">{words}</p> }
                })}
            <Sign seminar seen signer label=heading />
        </section>
    }
    .erased()
}

fn in_all(counts: EligibilityCounts) -> String {
    format!(
        "{} of {} trainees are eligible: {} by the rule, {} by waiver. {} have not reached it.",
        counts.eligible(),
        counts.trainees,
        counts.earned,
        counts.waived,
        counts.missed
    )
}

fn unconfirmed(count: u32) -> String {
    match count {
        1 => "1 of the eligible has not confirmed the name to print: it is as staff entered it.".to_owned(),
        _ => format!("{count} of the eligible have not confirmed the name to print: it is as staff entered it."),
    }
}

#[component]
fn Waivers(waived: Vec<Candidate>) -> impl IntoView {
    /// So many names do not push the form out of sight.
    const FEW: usize = 30;

    let count = waived.len();
    let lines = waived.into_iter().filter_map(|candidate| {
        let waiver = candidate.waiver?;
        Some(view! {
            <li>
                <strong>
                    <bdi>{candidate.name.to_string()}</bdi>
                </strong>
                {format!(", {}: ", candidate.country.name)}
                <q class="reason">{waiver.reason}</q>
                {format!(" Approved by {}, entered by {}.", waiver.approved_by, waiver.author)}
            </li>
        })
    });
    view! {
        <details open=count <= FEW>
            <summary>{format!("By waiver: {count}")}</summary>
            <ul>{lines.collect_view()}</ul>
        </details>
    }
    .erased()
}

#[component]
fn Sign(seminar: SeminarSlug, seen: String, signer: String, label: &'static str) -> impl IntoView {
    view! {
        <form class="form" method="post" action={post_to::<FreezeEligibility>()}>
            <FormError error={form_error::<FreezeEligibility>()} />
            <input type="hidden" name="seminar" value=seminar.to_string() />
            <input type="hidden" name="seen" value=seen />
            <label>
                <input type="checkbox" name="signed" value="yes" required=true />
                <span>{format!("I, {signer}, have looked at these standings and sign the list.")}</span>
            </label>
            <button class="button">{label}</button>
        </form>
    }
    .erased()
}
