use domain::attendance::ledger::{CountrySum, Flag};
use domain::id::SeminarSlug;
use domain::time::Clocks;
use leptos::prelude::*;

use super::load_sheet::{FileLine, Sheet, SheetAsOf, load_sheet};
use super::sheet_filter::{DISPUTED, SheetFilter};
use super::sheet_table::SheetTable;
use super::sums::Countries;
use crate::attendance::files::UploadForm;
use crate::clock::{Twice, TwiceShort};
use crate::erased::Erase;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{kept, page_data};
use crate::pager::Pager;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/attendance`: people by sessions.
pub struct AttendancePage;

impl AttendancePage {
    pub fn view() -> AnyView {
        let (seminar, filter, reloads) = (seminar_in_address(), SheetFilter::in_address(), reloads());
        let source = move || (seminar(), filter(), reloads());
        let sheet = page_data(source, |(seminar, filter, _)| load_sheet(seminar, filter));
        view! {
            <Live seminar=untrack(seminar) />
            // Kept: a colleague's work must not take away the files that someone has chosen.
            {kept(sheet, |as_of| view! { <SheetView as_of /> })}
        }
        .erased()
    }
}

#[component]
fn SheetView(as_of: Memo<SheetAsOf>) -> impl IntoView {
    // Apart: time alone draws no sheet anew.
    let now = Memo::new(move |_| as_of.with(|as_of| as_of.now));
    let sheet = Memo::new(move |_| as_of.with(|as_of| as_of.sheet.clone()));
    let first = sheet.get_untracked();
    let clocks = first.clocks.clone();
    let base = format!("/seminars/{}/attendance", first.slug);
    let to = |end: &str| format!("{base}{end}");
    let roll_call = first.next_session.map(|head| {
        view! { <a href=to(&format!("/roll-call?session={}", head.slug))>"Roll-call: " {head.title}</a> }
    });
    view! {
        <PageTitle text="Attendance" />
        <p class="eyebrow">{first.title}</p>
        <h1>"Attendance"</h1>
        <p class="muted">"As of " {move || view! { <Twice clocks=clocks.clone() at=now.get() /> }}</p>
        <div class="toolbar">
            <a href=to("/rule")>"The rule"</a>
            {roll_call}
            <a href=to(".xlsx") rel="external">"Download with evidence as XLSX"</a>
            <a href=to(".csv") rel="external">"Download as CSV"</a>
        </div>
        <UploadForm slug=first.slug />
        {move || view! { <State sheet=sheet.get() /> }}
    }
    .erased()
}

/// What there is, as it was last loaded.
#[component]
fn State(sheet: Sheet) -> impl IntoView {
    let base = format!("/seminars/{}/attendance", sheet.slug);
    let other_page = format!("{base}{}", sheet.filter.other_page());
    let (slug, page, more) = (sheet.slug.clone(), sheet.filter.page, sheet.more);
    let (countries, files, clocks) = (sheet.country_sums.clone(), sheet.files.clone(), sheet.clocks.clone());
    let count = match sheet.total {
        1 => "1 trainee".to_owned(),
        total => format!("{total} trainees"),
    };
    let earned = earned_words(sheet.eligible, countries.iter().map(|sum| sum.trainees).sum());
    view! {
        <Waiting sheet=sheet.clone() />
        <h2>"Sheet"</h2>
        <Filters filter=sheet.filter.clone() countries=countries.clone() />
        <p role="status">{count} "; " {earned}</p>
        <SheetTable sheet />
        <Pager page more address=other_page />
        <Countries slug=slug.clone() sums=countries />
        <Files slug files clocks />
    }
    .erased()
}

/// Of all trainees, whichever are shown.
fn earned_words(eligible: u32, trainees: u32) -> String {
    match eligible {
        0 => "nobody has earned a certificate yet".to_owned(),
        1 => format!("1 of all {trainees} has earned a certificate so far"),
        some => format!("{some} of all {trainees} have earned a certificate so far"),
    }
}

/// What waits for staff.
#[component]
fn Waiting(sheet: Sheet) -> impl IntoView {
    let base = format!("/seminars/{}/attendance", sheet.slug);
    let drafts = sheet.drafts.iter().map(|(id, name)| {
        view! {
            <li>
                <a href=format!("{base}/files/{id}")>{name.clone()}</a>
                " waits for you to look at it and confirm it"
            </li>
        }
    });
    let unsettled = sheet.sessions.iter().filter(|head| head.unsettled > 0).map(|head| {
        view! {
            <li>
                <a href=format!("{base}/settle?session={}", head.slug)>{head.title.clone()}</a>
                {format!(": {} to settle", head.unsettled)}
            </li>
        }
    });
    let disputes = (sheet.disputes > 0).then(|| {
        let text =
            if sheet.disputes == 1 { "1 objection".to_owned() } else { format!("{} objections", sheet.disputes) };
        view! {
            <li>
                <a href=format!("{base}?flag={DISPUTED}")>{text}</a>
                " to answer"
            </li>
        }
    });
    if sheet.drafts.is_empty() && sheet.disputes == 0 && sheet.sessions.iter().all(|head| head.unsettled == 0) {
        return ().erased();
    }
    view! {
        <section class="card desk-only" aria-labelledby="waiting">
            <h2 id="waiting">"Waits for you"</h2>
            <ul>{drafts.collect_view()} {unsettled.collect_view()} {disputes}</ul>
        </section>
    }
    .erased()
}

#[component]
fn Filters(filter: SheetFilter, countries: Vec<CountrySum>) -> impl IntoView {
    let SheetFilter { country, flag, .. } = filter;
    let countries = countries.into_iter().map(|sum| (sum.country.code.to_string(), sum.country.name));
    let flags = Flag::ALL.into_iter().map(|flag| (flag.as_str(), flag.label())).chain([(DISPUTED, "disputed")]);
    view! {
        <form class="filters" method="get">
            <div>
                <label for="country">"Country"</label>
                <select id="country" name="country">
                    <option value="">"All"</option>
                    {countries
                        .map(|(code, name)| {
                            let selected = code == country;
                            view! { <option value=code selected=selected>{name}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
            <div>
                <label for="flag">"To look at"</label>
                <select id="flag" name="flag">
                    <option value="">"All"</option>
                    {flags
                        .map(|(value, label)| {
                            let selected = value == flag;
                            view! { <option value=value selected=selected>{label}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
            <button class="button">"Show"</button>
        </form>
    }
    .erased()
}

/// Every export that was recorded, superseded ones too.
#[component]
fn Files(slug: SeminarSlug, files: Vec<FileLine>, clocks: Clocks) -> impl IntoView {
    if files.is_empty() {
        return view! { <p>"No export is on record yet."</p> }.erased();
    }
    let rows = files.into_iter().map(|file| {
        let href = format!("/seminars/{slug}/attendance/files/{}", file.id);
        let superseded = file.superseded.then_some("superseded");
        view! {
            <tr>
                <th scope="row">
                    <a href=href>{file.name}</a>
                    {superseded.map(|word| view! { " " <span class="flag">{word}</span> })}
                </th>
                <td data-label="From">{file.format.label()}</td>
                <td data-label="Sessions">{file.sessions.join("; ")}</td>
                <td data-label="Recorded">
                    <TwiceShort clocks=clocks.clone() at=file.recorded_at />
                    " by "
                    {file.recorded_by}
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="files">
            <h2 id="files">"Exports on record"</h2>
            <table class="stack">
                <thead>
                    <tr>
                        <th scope="col">"File"</th>
                        <th scope="col">"From"</th>
                        <th scope="col">"Sessions"</th>
                        <th scope="col">"Recorded"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .erased()
}

#[cfg(test)]
mod tests {
    use super::earned_words;

    #[test]
    fn certificates_that_are_earned_are_counted_in_words() {
        assert_eq!(earned_words(0, 25), "nobody has earned a certificate yet");
        assert_eq!(earned_words(1, 25), "1 of all 25 has earned a certificate so far");
        assert_eq!(earned_words(7, 25), "7 of all 25 have earned a certificate so far");
    }
}
