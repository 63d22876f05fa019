use domain::attendance::ledger::Change;
use domain::attendance::rule::AttendanceRule;
use domain::id::{SeminarSlug, SessionSlug};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::load_rule::{Look, RuleFile, load_rule};
use super::{RuleFields, SetRule};
use crate::attendance::files::ChangesTable;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to, told_in_address};
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/attendance/rule`: the rule in plain words, and another one before it holds.
pub struct RulePage;

impl RulePage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let source = move || (seminar(), RuleFields::in_query(&query.read()), reloads());
        let file = page_data(source, |(seminar, look, _)| load_rule(seminar, look));
        loaded(file, |file| view! { <RuleView file /> })
    }
}

#[component]
fn RuleView(file: RuleFile) -> impl IntoView {
    let RuleFile { slug, title, words, by_staff, rule, sessions, look } = file;
    let source = if by_staff {
        "Set by staff while the seminar runs. The seminar's file says something else."
    } else {
        "As the seminar's file has it."
    };
    let shown = look.as_ref().map_or_else(|| rule.clone(), |look| look.rule.clone());
    let done = told_in_address("done").is_some();
    view! {
        <PageTitle text="Rule of attendance" />
        <p class="eyebrow">{title}</p>
        <h1>"Rule of attendance"</h1>
        <p>
            <a href=format!("/seminars/{slug}/attendance")>"Back to the sheet"</a>
        </p>
        {done.then(|| view! { <p class="notice-line" role="status">"The rule is set."</p> })}
        <p>{source}</p>
        <Words words />
        <FormError error={form_error::<SetRule>()} />
        {look.map(|look| view! { <LookView slug=slug.clone() look sessions=sessions.clone() /> })}
        {by_staff.then(|| view! { <BackToFile slug=slug.clone() /> })}
        <RuleForm rule=shown sessions />
    }
    .erased()
}

#[component]
fn Words(words: Vec<String>) -> impl IntoView {
    view! { <ul>{words.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul> }
}

/// What the other rule would change, and the way to set it.
#[component]
fn LookView(slug: SeminarSlug, look: Look, sessions: Vec<(SessionSlug, String)>) -> impl IntoView {
    let Look { rule, words, changes } = look;
    let touched = match changes.len() {
        0 => "It changes nothing for anyone so far.".to_owned(),
        1 => "It changes something for 1 trainee:".to_owned(),
        count => format!("It changes something for {count} trainees:"),
    };
    view! {
        <section class="card" aria-labelledby="look">
            <h2 id="look">"This rule instead?"</h2>
            <Words words />
            <p role="status">{touched}</p>
            <Changed slug=slug.clone() changes sessions />
            <form method="post" action={post_to::<SetRule>()}>
                <input type="hidden" name="seminar" value=slug.to_string() />
                <Hidden rule />
                <button class="button">"Set this rule"</button>
            </form>
        </section>
    }
    .erased()
}

#[component]
fn Changed(slug: SeminarSlug, changes: Vec<Change>, sessions: Vec<(SessionSlug, String)>) -> impl IntoView {
    (!changes.is_empty()).then(|| view! { <ChangesTable slug changes sessions /> })
}

/// The rule as the fields of a post.
#[component]
fn Hidden(rule: AttendanceRule) -> impl IntoView {
    let RuleFields {
        present_percent,
        late_minutes,
        link_loss_minutes,
        certificate_percent,
        excused,
        dispute_days,
        left_out,
    } = RuleFields::from(&rule);
    let fields = [
        ("present_percent", present_percent),
        ("late_minutes", late_minutes),
        ("link_loss_minutes", link_loss_minutes),
        ("certificate_percent", certificate_percent),
        ("excused", excused),
        ("dispute_days", dispute_days),
        ("left_out", left_out),
    ];
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=format!("rule[{name}]") value=value /> })
        .collect_view()
}

#[component]
fn BackToFile(slug: SeminarSlug) -> impl IntoView {
    view! {
        <form method="post" action={post_to::<SetRule>()}>
            <input type="hidden" name="seminar" value=slug.to_string() />
            <button class="link-button">"Let the rule of the seminar's file hold again"</button>
        </form>
    }
}

#[component]
fn RuleForm(rule: AttendanceRule, sessions: Vec<(SessionSlug, String)>) -> impl IntoView {
    let fields = RuleFields::from(&rule);
    let number = |name: &'static str, label: &'static str, value: String, most: u16| {
        view! {
            <label for=name>{label}</label>
            <input id=name name=name type="number" min="0" max=most.to_string() value=value required=true />
        }
        .erased()
    };
    let excused = fields.excused.clone();
    let choice = move |value: &'static str, label: &'static str| {
        let selected = value == excused;
        view! { <option value=value selected=selected>{label}</option> }.erased()
    };
    let left_out = sessions.into_iter().map(|(slug, title)| {
        let checked = !rule.counts(&slug);
        view! {
            <label>
                <input type="checkbox" name="left_out" value=slug.to_string() checked=checked />
                {title}
            </label>
        }
    });
    let left_out = left_out.collect_view();
    view! {
        <h2>"Another rule"</h2>
        <p>"First you see what it would change for whom. Nothing is set before you confirm that."</p>
        <form class="form" method="get">
            {number("present_percent", "Present from so many percent of a session", fields.present_percent, 100)}
            {number("late_minutes", "Late after so many minutes", fields.late_minutes, 600)}
            {number("link_loss_minutes", "A gap shorter than so many minutes is a lost link", fields.link_loss_minutes, 600)}
            {number("certificate_percent", "Certificate from so many percent of the sessions", fields.certificate_percent, 100)}
            <label for="excused">"An excused session"</label>
            <select id="excused" name="excused">
                {choice("not_counted", "is taken out of the count")} {choice("counts_as_present", "counts as attended")}
            </select>
            {number("dispute_days", "Days after a session to object", fields.dispute_days, 365)}
            <fieldset>
                <legend>"Sessions that do not count"</legend>
                {left_out}
            </fieldset>
            <button class="button">"See what it would change"</button>
        </form>
    }
    .erased()
}
