use domain::id::SeminarSlug;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::dry_run::DryRun;
use super::load_review_form::{OfflineReviews, load_review_form};
use crate::erased::Erase;
use crate::form::{FormError, form_error_at};
use crate::frame::PageTitle;
use crate::loaded::{loaded, page_data};
use crate::seminars::seminar_in_address;

/// Takes a filled-in form.
const FORM_PATH: &str = "/api/review_forms";

/// `/seminars/{seminar}/review-form`: reviews as one file, to be written without a link.
pub struct ReviewFormPage;

impl ReviewFormPage {
    pub fn view() -> AnyView {
        let (seminar, query) = (seminar_in_address(), use_query_map());
        let asked = move |name: &str| query.read().get(name).unwrap_or_default();
        let source = move || (seminar(), asked("country"), asked("assignment"), asked("state"), asked("form"));
        let load =
            |(seminar, country, assignment, state, form)| load_review_form(seminar, country, assignment, state, form);
        loaded(page_data(source, load), |page| view! { <Offline page /> })
    }
}

#[component]
fn Offline(page: OfflineReviews) -> impl IntoView {
    let OfflineReviews { seminar, filter, rows, run } = page;
    let list = format!("/seminars/{seminar}/materials{}", filter.query());
    let body = match run {
        Some(run) => view! { <DryRun seminar=seminar.clone() run /> }.erased(),
        None => {
            let address = format!("/seminars/{seminar}/review-form.xlsx{}", filter.query());
            view! {
                <Download address rows />
                <Upload seminar=seminar.clone() />
            }
            .erased()
        }
    };
    view! {
        <PageTitle text="Write reviews offline" />
        <h1>"Write reviews offline"</h1>
        <p>
            <A href=list exact=true>"Back to the materials"</A>
        </p>
        {body}
    }
    .erased()
}

#[component]
fn Download(address: String, rows: u32) -> impl IntoView {
    let words = match rows {
        0 => "There is nothing to review: nothing matches that has a file you can open and is yours to decide on."
            .to_owned(),
        1 => "One workbook with a row for the material that is shown and has a file you can open.".to_owned(),
        rows => {
            format!(
                "One workbook with a row for each of the {rows} materials that are shown and have a file you can open."
            )
        }
    };
    view! {
        <section aria-labelledby="download">
            <h2 id="download">"1. Download the form"</h2>
            <p>{words}</p>
            {(rows > 0)
                .then(|| {
                    view! {
                        <p>
                            <a class="button" href=address rel="external" download="">
                                "Download the review form"
                            </a>
                        </p>
                        <p class="hint">
                            "Fill in your comments, pages and decisions wherever you are. Each row says who reads it: the delegation too, or instructors and staff only."
                        </p>
                    }
                })}
        </section>
    }
    .erased()
}

#[component]
fn Upload(seminar: SeminarSlug) -> impl IntoView {
    view! {
        <section aria-labelledby="upload">
            <h2 id="upload">"2. Upload it filled in"</h2>
            <form class="form" method="post" action=FORM_PATH enctype="multipart/form-data">
                <FormError error={form_error_at(FORM_PATH)} />
                <input type="hidden" name="seminar" value=seminar.to_string() />
                <label for="form">"The filled-in form"</label>
                <input id="form" type="file" name="file" accept=".xlsx,.csv" required=true aria-describedby="form-hint" />
                <p id="form-hint" class="hint">
                    "First you see what would be recorded, row by row. The same file can be uploaded again: nothing is recorded twice."
                </p>
                <button class="button">"See what would be recorded"</button>
            </form>
        </section>
    }
    .erased()
}
