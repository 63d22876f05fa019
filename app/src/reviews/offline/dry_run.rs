//! What recording a form would do, or did.

use domain::id::SeminarSlug;
use domain::review::form::{FilledRow, Outcome};
use leptos::prelude::*;

use super::RecordReviewForm;
use super::load_review_form::{FormLine, KeptForm};
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to, told_in_address};

/// The id of the heading; once a form is recorded, its address leads there.
pub const HEADING: &str = "dry-run";

#[component]
pub fn DryRun(seminar: SeminarSlug, run: KeptForm) -> impl IntoView {
    let KeptForm { id, name, lines } = run;
    let count = |wanted: fn(&Outcome) -> bool| lines.iter().filter(|line| wanted(&line.line.outcome)).count();
    let new = count(|outcome| matches!(outcome, Outcome::New { .. }));
    let recorded = count(|outcome| *outcome == Outcome::Recorded);
    let refused = count(|outcome| matches!(outcome, Outcome::Refused(_)));
    let done = told_in_address("recorded").and_then(|count| count.parse::<usize>().ok());
    let heading = match (done, lines.len()) {
        (None, _) => "What would be recorded".to_owned(),
        (Some(_), all) if recorded == all => "The form has been recorded".to_owned(),
        (Some(_), all) => format!("{recorded} of {all} rows {} recorded", if recorded == 1 { "is" } else { "are" }),
    };
    let mend = (refused > 0).then(|| {
        let rows = if refused == 1 { "the row".to_owned() } else { format!("the {refused} rows") };
        format!(
            "In your file, correct {rows} that cannot be recorded, as the table says, and upload it again: nothing is \
             recorded twice."
        )
    });
    let page = format!("/seminars/{seminar}/review-form");
    let record = if new == 1 { "Record this review".to_owned() } else { format!("Record these {new} reviews") };
    view! {
        <section aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">
                {heading}
            </h2>
            <p class="file-name">
                <bdi>{name}</bdi>
            </p>
            {done
                .map(|done| {
                    view! {
                        <p class="notice-line" role="status">
                            {in_rows(done, "has been recorded.", "have been recorded.")}
                        </p>
                    }
                })}
            <FormError error={form_error::<RecordReviewForm>()} />
            <ul class="counts-list">
                <li>{in_rows(new, "would be recorded", "would be recorded")}</li>
                <li>{in_rows(recorded, "is on record already", "are on record already")}</li>
                <li>{in_rows(refused, "cannot be recorded", "cannot be recorded")}</li>
            </ul>
            {mend.map(|words| view! { <p>{words}</p> })}
            <div class="toolbar">
                {(new > 0)
                    .then(|| {
                        view! {
                            <form method="post" action={post_to::<RecordReviewForm>()}>
                                <input type="hidden" name="seminar" value=seminar.to_string() />
                                <input type="hidden" name="form" value=id.to_string() />
                                <button class="button">{record}</button>
                            </form>
                        }
                    })} <a href=page>"Upload another form"</a>
            </div>
        </section>
        {if lines.is_empty() {
            view! { <p>"Nothing is filled in: no row has a comment, a page or a decision."</p> }.erased()
        } else {
            view! { <Lines seminar lines /> }.erased()
        }}
    }
    .erased()
}

fn in_rows(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 row {one}") } else { format!("{count} rows {many}") }
}

#[component]
fn Lines(seminar: SeminarSlug, lines: Vec<FormLine>) -> impl IntoView {
    let rows = lines.into_iter().map(|line| row(&seminar, line)).collect_view();
    view! {
        <div class="table-scroll" role="region" aria-labelledby="lines-caption" tabindex="0">
            <table class="form-lines stack">
                <caption id="lines-caption">"Rows that were filled in"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Row"</th>
                        <th scope="col">"Material"</th>
                        <th scope="col">"What it says"</th>
                        <th scope="col">"What happens"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .erased()
}

fn row(seminar: &SeminarSlug, FormLine { line, material }: FormLine) -> impl IntoView + use<> {
    let FilledRow { line: number, material: key, version, comment, page, decision, .. } = line.row;
    let on = match page.is_empty() {
        true => format!("Version {version}"),
        false => format!("Version {version}, page {page}"),
    };
    let what = match &line.outcome {
        Outcome::New { older: false } => "Would be recorded".to_owned(),
        Outcome::New { older: true } => {
            "Would be recorded, for the version it was written for. A newer one has come since.".to_owned()
        }
        Outcome::Recorded => "On record already".to_owned(),
        Outcome::Refused(words) => format!("Cannot be recorded: {words}."),
    };
    let refused = matches!(line.outcome, Outcome::Refused(_));
    let known = !refused || material != key;
    let address = format!("/seminars/{seminar}/materials/{key}");
    let audience = line.audience.map(|audience| view! { <p class="audience">{audience.label()}</p> });
    view! {
        <tr>
            <td class="number" data-label="Row">{number}</td>
            <th scope="row" data-label="Material">
                {if known { view! { <a href=address>{material}</a> }.erased() } else { material.erased() }}
                <span class="muted">{format!(" {on}")}</span>
            </th>
            <td data-label="What it says">
                {(!decision.is_empty()).then(|| view! { <strong>{decision}</strong> })}
                <p class="review-body" dir="auto">{comment}</p>
                {audience}
            </td>
            <td data-label="What happens" class:refused=refused>{what}</td>
        </tr>
    }
}
