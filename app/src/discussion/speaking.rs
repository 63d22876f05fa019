use domain::discussion::Turn;
use leptos::prelude::*;
use leptos_router::components::A;

use super::actions::{Failure, RoundActions};
use super::load_session::{OneSession, Order, SpeakerLine};
use super::speaking_form::{AddSpeaker, SpeakerForm};

/// Which countries present, one after the other.
#[component]
pub fn Speaking(page: Memo<OneSession>, actions: RoundActions) -> impl IntoView {
    let order = Memo::new(move |_| page.with(|page| page.order.clone()));
    let leads = page.with_untracked(|page| page.leads);
    view! {
        <section class="speaking" aria-labelledby="speaking">
            <h2 id="speaking">"Order of speaking"</h2>
            <Failure action=actions.order />
            {move || order.with(|order| view! { <Speakers page order leads actions /> })}
            {leads.then(|| view! { <AddSpeaker page order actions /> })}
        </section>
    }
}

#[component]
fn Speakers<'a>(page: Memo<OneSession>, order: &'a Order, leads: bool, actions: RoundActions) -> impl IntoView + use<> {
    if order.speakers.is_empty() {
        return view! { <p class="muted">"No country is listed to present in this session."</p> }.into_any();
    }
    let revision = order.revision;
    let seminar = page.with_untracked(|page| page.seminar.to_string());
    let rows = order.speakers.clone().into_iter().map(|line| {
        let form = leads.then(|| {
            let (country, minutes, turn) = (line.country.clone(), line.minutes, line.turn);
            view! { <SpeakerForm page country minutes turn revision actions /> }
        });
        let current = (line.turn == Turn::Speaking).then_some("step");
        view! {
            <li class="speaker" aria-current=current>
                <SpeakerWords line seminar=seminar.clone() />
                {form}
            </li>
        }
    });
    view! { <ol class="speakers">{rows.collect_view()}</ol> }.into_any()
}

#[component]
fn SpeakerWords(line: SpeakerLine, seminar: String) -> impl IntoView {
    let badge = match line.turn {
        Turn::Waiting => "badge badge-missing",
        Turn::Speaking => "badge badge-submitted",
        Turn::Spoken => "badge badge-accepted",
    };
    let minutes = if line.minutes == 1 { "1 minute".to_owned() } else { format!("{} minutes", line.minutes) };
    let materials = line.materials.into_iter().map(|material| {
        let address = format!("/seminars/{seminar}/materials/{}", material.key);
        view! { <li><A href=address>{material.title}</A></li> }
    });
    let materials = materials.collect_view();
    view! {
        <p class="speaker-head">
            <strong>{line.country.name}</strong>
            " "
            <span class="muted">{minutes}</span>
            " "
            <span class=badge>{line.turn.label()}</span>
        </p>
        <ul class="speaker-materials">{materials}</ul>
    }
}
