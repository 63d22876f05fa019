use domain::attendance::tally::minutes;
use domain::country::{Country, CountryCode};
use domain::discussion::Turn;
use domain::discussion::speaking::{SpeakingTime, minutes_in_words};
use leptos::html::Ol;
use leptos::prelude::*;
use leptos_router::components::A;

use super::actions::RoundActions;
use super::load_session::{OneSession, Order, SpeakerLine};
use super::speaking_form::{AddSpeaker, SpeakerForms};
use crate::erased::Erase;
use crate::form::{Failure, keep_focus_in};

/// The id of the heading.
pub const HEADING: &str = "speaking";

/// The id of a country's row.
pub fn row_id(country: CountryCode) -> String {
    format!("speaker-{country}")
}

/// Which countries present, one after the other.
#[component]
pub fn Speaking(page: Memo<OneSession>, actions: RoundActions) -> impl IntoView {
    let order = Memo::new(move |_| page.with(|page| page.order.clone()));
    let leads = page.with_untracked(|page| page.leads);
    view! {
        <section class="speaking" aria-labelledby=HEADING>
            <h2 id=HEADING>"Order of speaking"</h2>
            <Failure action=actions.order />
            {leads.then(|| view! { <TimeGiven page order /> })}
            <Speakers page order leads actions />
            {leads.then(|| view! { <AddSpeaker page order actions /> })}
        </section>
    }
}

/// What all take together, for those who set it.
#[component]
fn TimeGiven(page: Memo<OneSession>, order: Memo<Order>) -> impl IntoView {
    let time = Memo::new(move |_| SpeakingTime {
        given: order.with(|order| order.speakers.iter().map(|line| line.minutes).sum()),
        session: page.with(|page| minutes(page.session.slot().seconds())),
    });
    let class = move || if time.get().fits() { "note" } else { "note warn" };
    view! {
        <p class=class hidden=move || time.get().given == 0>
            {move || time.get().in_words()}
        </p>
    }
}

#[component]
fn Speakers(page: Memo<OneSession>, order: Memo<Order>, leads: bool, actions: RoundActions) -> impl IntoView {
    let listed = |order: &Order| order.speakers.iter().map(|line| line.country.clone()).collect::<Vec<_>>();
    let countries = Memo::new(move |_| order.with(listed));
    let list = NodeRef::<Ol>::new();
    // Someone else may change it while minutes are being typed.
    let in_order = move || {
        keep_focus_in(list, HEADING);
        countries.get()
    };
    view! {
        <p class="muted" hidden=move || !countries.read().is_empty()>
            "No country is listed to present in this session."
        </p>
        <ol class="speakers" node_ref=list hidden=move || countries.read().is_empty()>
            <For each=in_order key=|country| country.code let:country>
                <Speaker page country order leads actions />
            </For>
        </ol>
    }
}

/// One country. The row stays while the order changes, and with it the minutes that are typed into it.
#[component]
fn Speaker(
    page: Memo<OneSession>,
    country: Country,
    order: Memo<Order>,
    leads: bool,
    actions: RoundActions,
) -> impl IntoView {
    let code = country.code;
    let find = move |order: &Order| order.speakers.iter().find(|line| line.country.code == code).cloned();
    let Some(first) = order.with_untracked(find) else {
        return ().erased();
    };
    // A row that goes keeps what it said until it is gone.
    let line = Memo::new(move |before: Option<&SpeakerLine>| {
        order.with(find).or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let seminar = page.with_untracked(|page| page.seminar.to_string());
    let current = move || line.with(|line| line.turn == Turn::Speaking).then_some("step");
    view! {
        <li class="speaker" id=row_id(code) aria-current=current>
            {move || view! { <SpeakerWords line=line.get() seminar=seminar.clone() /> }}
            {leads.then(|| view! { <SpeakerForms page order country line actions /> })}
        </li>
    }
    .erased()
}

#[component]
fn SpeakerWords(line: SpeakerLine, seminar: String) -> impl IntoView {
    let badge = match line.turn {
        Turn::Waiting => "badge badge-ahead",
        Turn::Speaking => "badge badge-submitted",
        Turn::Spoken => "badge badge-accepted",
    };
    let materials = line.materials.into_iter().map(|material| {
        let address = format!("/seminars/{seminar}/materials/{}", material.key);
        view! { <li><A href=address>{material.title}</A></li> }
    });
    let materials = materials.collect_view();
    view! {
        <div class="speaker-words">
            <p class="speaker-head">
                <strong>{line.country.name}</strong>
                " "
                <span class="muted">{minutes_in_words(line.minutes)}</span>
                " "
                <span class=badge>{line.turn.label()}</span>
            </p>
            <ul class="speaker-materials">{materials}</ul>
        </div>
    }
}
