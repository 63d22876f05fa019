use domain::seminar::{Course, Requirement};
use leptos::prelude::*;
use leptos_router::components::A;

use super::load_notice::{PublicNotice, load_notice};
use super::seminar_in_address;
use crate::fact::Fact;
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};

/// `/seminars/{seminar}`: the public notice.
pub struct NoticePage;

impl NoticePage {
    pub fn view() -> AnyView {
        let (seminar, reloads) = (seminar_in_address(), reloads());
        let notice = page_data(move || (seminar(), reloads()), |(seminar, _)| load_notice(seminar));
        loaded(notice, |notice| view! { <NoticeArticle notice /> })
    }
}

#[component]
fn NoticeArticle(notice: PublicNotice) -> impl IntoView {
    let texts = notice.notice.clone();
    view! {
        <PageTitle text=notice.title.clone() />
        <article class="notice">
            <header class="notice-head">
                <p class="eyebrow">{notice.organiser.name.clone()}</p>
                <h1>{notice.title.clone()}</h1>
                <p class="lead">{texts.summary.clone()}</p>
            </header>
            <Facts notice=notice.clone() />
            <Paragraphs id="objectives" title="Objectives" texts=texts.objectives />
            <Requirements requirements=texts.requirements />
            <Courses courses=notice.courses />
            <Paragraphs id="instructors" title="Instructors" texts=texts.instructors />
            <Paragraphs id="materials" title="Materials to prepare" texts=texts.materials />
            <Points id="remarks" title="Remarks" texts=texts.remarks />
            <Paragraphs id="organiser" title="The organiser" texts=notice.organiser.about />
        </article>
    }
}

#[component]
fn Facts(notice: PublicNotice) -> impl IntoView {
    let (first, last) = (notice.clocks.show(notice.starts).host, notice.clocks.show(notice.ends).host);
    let facts = [
        ("Dates", format!("{} to {}", first.long_date(), last.long_date())),
        ("Language", notice.language),
        ("Invited", notice.invited.join(", ")),
        ("Seats", notice.seats.to_string()),
        ("Venue", notice.venue),
        ("Visit", notice.visit),
        ("Platform", notice.platform),
    ];
    view! {
        <dl class="facts">
            {facts.into_iter().map(|(name, fact)| view! { <Fact name>{fact}</Fact> }).collect_view()}
        </dl>
        <p>
            <A href="programme" attr:class="button">"Programme"</A>
        </p>
    }
}

#[component]
fn Paragraphs(id: &'static str, title: &'static str, texts: Vec<String>) -> impl IntoView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {texts.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
        </section>
    }
}

#[component]
fn Points(id: &'static str, title: &'static str, texts: Vec<String>) -> impl IntoView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <ol>{texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ol>
        </section>
    }
}

#[component]
fn Requirements(requirements: Vec<Requirement>) -> impl IntoView {
    view! {
        <section aria-labelledby="requirements">
            <h2 id="requirements">"Requirements for trainees"</h2>
            <dl class="requirements">
                {requirements
                    .into_iter()
                    .map(|requirement| {
                        view! {
                            <dt>{requirement.name}</dt>
                            <dd>{requirement.text}</dd>
                        }
                    })
                    .collect_view()}
            </dl>
        </section>
    }
}

#[component]
fn Courses(courses: Vec<Course>) -> impl IntoView {
    view! {
        <section aria-labelledby="courses">
            <h2 id="courses">"Courses"</h2>
            <ol class="courses">
                {courses
                    .into_iter()
                    .map(|course| {
                        view! {
                            <li value=course.number.to_string()>
                                <h3>{course.title}</h3>
                                <p>{course.summary}</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}
