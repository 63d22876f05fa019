use domain::country::Country;
use domain::discussion::{Closing, Question, Turn};
use domain::id::{PersonId, QuestionId, SeminarSlug};
use domain::material::MaterialKey;
use domain::seminar::{Platform, Session};
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::slides::SlidesShown;

/// A session as one of the seminar's members sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneSession {
    pub seminar: SeminarSlug,
    pub title: String,
    pub session: Session,
    /// `Course 3: …`
    pub course: Option<String>,
    pub instructors: Vec<String>,
    pub platform: Platform,
    /// It runs at this moment.
    pub runs: bool,
    /// The name to carry in the meeting; for trainees.
    pub display_name: Option<String>,
    pub clocks: Clocks,
    /// The reader answers, hides, closes and sets the order of speaking.
    pub leads: bool,
    /// In the order in which they are shown.
    pub questions: Vec<Question>,
    pub closed: Option<Closing>,
    /// The id that the reader's next question will have.
    pub next_question: QuestionId,
    pub reader: PersonId,
    pub order: Order,
    pub slides: SlidesShown,
}

/// The order of speaking, and whom one could add to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub revision: u32,
    pub speakers: Vec<SpeakerLine>,
    /// Delegations that are not in it, by name; for those who lead the session.
    pub others: Vec<Country>,
    /// How many of these have a material for the session.
    pub to_present: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpeakerLine {
    pub country: Country,
    pub minutes: u32,
    pub turn: Turn,
    /// What the country has submitted about this session's course, as far as the reader may see it.
    pub materials: Vec<SpeakerMaterial>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpeakerMaterial {
    pub key: MaterialKey,
    pub title: String,
}

/// One session with its slides, questions and order of speaking, as far as a member of the seminar sees them.
#[server(endpoint = "load_session", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_session(seminar: String, session: String) -> Result<OneSession, AppError> {
    use domain::person::meeting_display_name;
    use domain::time::Instant;

    use crate::request::{clocks, found, signed_in, store};

    let (actor, slug, now) = (signed_in()?, found(&seminar)?, Instant::now());
    let round = store().discussion(&actor, &slug, &found(&session)?).await?;
    let display_name = match actor.delegation(&slug) {
        Some(country) => {
            let own = store().own_membership(&actor, &slug).await?;
            Some(meeting_display_name(&own.name, &Country::from(country).name))
        }
        None => None,
    };
    let (seminar, session) = (round.seminar.clone(), round.session.clone());
    let course = session.course.as_ref().and_then(|slug| seminar.course(slug));
    Ok(OneSession {
        slides: SlidesShown::load(&store(), &actor, &slug, &session.slug).await?,
        order: order_of(&store(), &actor, &round).await?,
        course: course.map(|course| format!("Course {}: {}", course.number, course.title)),
        instructors: seminar.instructors_of(&session).into_iter().map(|teacher| teacher.name.clone()).collect(),
        runs: session.starts <= now && now < session.ends,
        clocks: clocks(&seminar.host_zone),
        platform: seminar.platform.clone(),
        title: seminar.title.clone(),
        leads: round.leads,
        questions: round.questions,
        closed: round.closed,
        next_question: QuestionId::generate(),
        reader: actor.person,
        display_name,
        session,
        seminar: slug,
    })
}

#[cfg(feature = "ssr")]
async fn order_of(
    store: &store::Store,
    actor: &domain::actor::Actor,
    round: &store::discussion::Round,
) -> Result<Order, AppError> {
    use domain::material::{MaterialFilter, MaterialStatus};

    let slug = &round.seminar.slug;
    let materials = match round.speaking.speakers.is_empty() {
        true => Vec::new(),
        false => store.outlines(actor, slug, &MaterialFilter::default()).await?,
    };
    let about = |key: &MaterialKey| {
        let assignment = round.seminar.assignment(&key.assignment)?;
        let is_presented = assignment.is_presented_in(&round.session);
        is_presented.then(|| SpeakerMaterial { key: key.clone(), title: assignment.title.clone() })
    };
    let speakers = round.speaking.speakers.iter().map(|speaker| SpeakerLine {
        country: speaker.country.into(),
        minutes: speaker.minutes,
        turn: speaker.turn,
        materials: materials
            .iter()
            .filter(|material| material.key.country == speaker.country && material.status != MaterialStatus::Missing)
            .filter_map(|material| about(&material.key))
            .collect(),
    });
    let speakers = speakers.collect();
    let (mut others, mut presenting) = (Vec::new(), Vec::new());
    if round.leads {
        others = store.delegated_countries(actor, slug).await?;
        presenting = store.countries_to_present(actor, round).await?;
    }
    for countries in [&mut others, &mut presenting] {
        countries.retain(|country| !round.speaking.lists(country.code));
    }
    let to_present = u32::try_from(presenting.len()).unwrap_or(u32::MAX);
    Ok(Order { revision: round.speaking.revision, speakers, others, to_present })
}
