use domain::attendance::ledger::CountrySum;
use domain::id::SeminarSlug;
use leptos::prelude::*;

use crate::erased::Erase;

/// Country by country.
#[component]
pub fn Countries(slug: SeminarSlug, sums: Vec<CountrySum>) -> impl IntoView {
    view! {
        <details class="countries">
            <summary>"By country"</summary>
            <div class="table-scroll" role="region" aria-labelledby="countries-caption" tabindex="0">
                <table class="stack">
                    <caption id="countries-caption" class="visually-hidden">"Attendance by country"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Country"</th>
                            <th scope="col">"Trainees"</th>
                            <th scope="col">"Attended"</th>
                            <th scope="col">"Certificates earned"</th>
                            <th scope="col">"Not reached"</th>
                        </tr>
                    </thead>
                    <tbody>{sums.into_iter().map(|sum| country_row(&slug, sum)).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .erased()
}

fn country_row(slug: &SeminarSlug, sum: CountrySum) -> impl IntoView + use<> {
    let attended = sum.percent().map_or("nothing recorded".to_owned(), |percent| format!("{percent} % of sessions"));
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/seminars/{slug}/attendance?country={}", sum.country.code)>{sum.country.name.clone()}</a>
            </th>
            <td data-label="Trainees">{sum.trainees}</td>
            <td data-label="Attended">{attended}</td>
            <td data-label="Earned">{sum.earned}</td>
            <td data-label="Not reached">{sum.missed}</td>
        </tr>
    }
}
