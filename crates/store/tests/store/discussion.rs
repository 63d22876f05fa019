//! Discussion rounds: who asks, votes, answers and hides, and what each of them sees.

use domain::actor::Actor;
use domain::audit::Action;
use domain::discussion::question::MAX_QUESTIONS;
use domain::discussion::{OrderChange, QuestionState, RefusedOrder, RefusedQuestion, Turn};
use domain::id::{QuestionId, SessionSlug};
use domain::person::Role;
use store::StoreError;
use store::audit::By;
use store::discussion::Round;

use crate::house::{House, NOW, seminar};

/// Of the course that `teacher` gives.
fn session() -> SessionSlug {
    "trade-1".parse().expect("a slug")
}

async fn ask(house: &House, actor: &Actor, body: &str) -> QuestionId {
    let id = QuestionId::generate();
    house.store.ask_question(actor, &house.slug, &session(), id, body, NOW).await.expect("asked");
    id
}

async fn round(house: &House, actor: &Actor) -> Round {
    house.store.discussion(actor, &house.slug, &session()).await.expect("a round")
}

async fn vote(house: &House, actor: &Actor, id: QuestionId, wanted: bool) -> Result<(), StoreError> {
    house.store.vote_question(actor, &house.slug, &session(), id, wanted, NOW).await
}

async fn answer(house: &House, actor: &Actor, id: QuestionId, text: Option<&str>) -> Result<(), StoreError> {
    house.store.answer_question(actor, &house.slug, &session(), id, text, NOW).await
}

async fn hide(house: &House, actor: &Actor, id: QuestionId, reason: Option<&str>) -> Result<(), StoreError> {
    house.store.hide_question(actor, &house.slug, &session(), id, reason, NOW).await
}

/// A round of the course's session is led by staff and by who teaches it.
async fn session_of_course(house: &House) {
    let mut changed = seminar("e-port");
    let course = changed.courses[0].slug.clone();
    changed.sessions[1].course = Some(course);
    house.store.import_seminar(changed, &By::operator(), NOW).await.expect("an import");
}

#[tokio::test]
async fn a_question_stands_under_name_and_country_and_is_asked_once() {
    let house = House::new().await;
    let (laos, kenya) = (house.trainee("LA").await, house.trainee("KE").await);
    let id = ask(&house, &laos, "  How long does a declaration take? ").await;
    house.store.ask_question(&laos, &house.slug, &session(), id, "How long?", NOW).await.expect("known already");
    let seen = round(&house, &kenya).await;
    assert_eq!(seen.questions.len(), 1);
    let question = &seen.questions[0];
    assert_eq!(question.body, "How long does a declaration take?");
    assert_eq!(question.country.as_ref().map(|country| country.code), laos.delegation(&house.slug));
    assert_eq!(question.author, laos.name.to_string());
    assert!(!question.own && !question.voted && !seen.leads);
    assert!(round(&house, &laos).await.questions[0].own);
    let other = house.store.ask_question(&kenya, &house.slug, &session(), id, "Mine", NOW).await;
    assert!(matches!(other, Err(StoreError::NotFound)), "the id is someone else's: {other:?}");
}

#[tokio::test]
async fn only_members_take_part_and_only_in_sessions_there_are() {
    let house = House::new().await;
    let (store, laos) = (&house.store, house.trainee("LA").await);
    store.import_seminar(seminar("other"), &By::operator(), NOW).await.expect("an import");
    let other = "other".parse().expect("a slug");
    let elsewhere = store.discussion(&laos, &other, &session()).await;
    assert!(matches!(elsewhere, Err(StoreError::NotFound)));
    let nowhere = store.discussion(&laos, &house.slug, &"no-session".parse().expect("a slug")).await;
    assert!(matches!(nowhere, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn questions_have_a_number_for_each_person() {
    let house = House::new().await;
    let (laos, kenya) = (house.trainee("LA").await, house.trainee("KE").await);
    let mut asked = Vec::new();
    for number in 0..MAX_QUESTIONS {
        asked.push(ask(&house, &laos, &format!("Question {number}?")).await);
    }
    let session = session();
    let again = |id| house.store.ask_question(&laos, &house.slug, &session, id, "One more?", NOW);
    let more = again(QuestionId::generate()).await;
    assert!(matches!(more, Err(StoreError::Question(RefusedQuestion::TooMany))), "{more:?}");
    // A retry of one that was asked is no further one.
    again(asked[0]).await.expect("known already");
    ask(&house, &kenya, "May I?").await;
    let withdraw = house.store.withdraw_question(&laos, &house.slug, &session, asked[0], NOW).await;
    withdraw.expect("withdrawn");
    again(asked[0]).await.expect("known already, and still withdrawn");
    assert!(round(&house, &laos).await.questions.iter().all(|question| question.id != asked[0]));
    again(QuestionId::generate()).await.expect("there is room again");
}

#[tokio::test]
async fn a_vote_counts_once_and_never_for_oneself() {
    let house = House::new().await;
    let (laos, kenya) = (house.trainee("LA").await, house.trainee("KE").await);
    let id = ask(&house, &laos, "Why?").await;
    let (one, two) = tokio::join!(vote(&house, &kenya, id, true), vote(&house, &kenya, id, true));
    one.and(two).expect("voted");
    let seen = round(&house, &kenya).await;
    assert_eq!((seen.questions[0].votes, seen.questions[0].voted), (1, true));
    assert!(!round(&house, &laos).await.questions[0].voted);
    let own = vote(&house, &laos, id, true).await;
    assert!(matches!(own, Err(StoreError::Question(RefusedQuestion::OwnVote))), "{own:?}");
    for _ in 0..2 {
        vote(&house, &kenya, id, false).await.expect("taken back");
    }
    assert_eq!(round(&house, &kenya).await.questions[0].votes, 0);
    assert_eq!(house.store.inconsistencies().await.expect("read"), Vec::<String>::new());
}

#[tokio::test]
async fn those_who_lead_the_session_answer_once() {
    let house = House::new().await;
    session_of_course(&house).await;
    let (laos, staff, teacher) = (house.trainee("LA").await, house.staff().await, house.teacher().await);
    let other = house.person("other-teacher@example.org", Role::Instructor, None).await;
    let id = ask(&house, &laos, "Why?").await;
    for stranger in [&laos, &other] {
        assert!(matches!(answer(&house, stranger, id, Some("So")).await, Err(StoreError::Forbidden)));
        assert!(matches!(hide(&house, stranger, id, Some("So")).await, Err(StoreError::Forbidden)));
    }
    let (one, two) = tokio::join!(answer(&house, &teacher, id, Some("So.")), answer(&house, &staff, id, Some("")));
    assert_eq!([one, two].iter().filter(|outcome| outcome.is_ok()).count(), 1, "the other looks first");
    assert_eq!(round(&house, &laos).await.questions[0].state(), QuestionState::Answered);
    let withdraw = house.store.withdraw_question(&laos, &house.slug, &session(), id, NOW).await;
    assert!(matches!(withdraw, Err(StoreError::Question(RefusedQuestion::Answered))));
    assert!(matches!(vote(&house, &staff, id, true).await, Err(StoreError::Question(RefusedQuestion::NotOpen))));
    answer(&house, &teacher, id, None).await.expect("opened again");
    assert_eq!(round(&house, &laos).await.questions[0].state(), QuestionState::Open);
}

#[tokio::test]
async fn an_answer_that_was_taken_back_is_there_for_who_answers_anew() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let id = ask(&house, &laos, "How?").await;
    let earlier = async |reader: &Actor| round(&house, reader).await.questions[0].earlier_answer.clone();
    answer(&house, &staff, id, Some("Through a gateway.")).await.expect("answered");
    answer(&house, &staff, id, None).await.expect("opened again");
    assert_eq!(earlier(&staff).await.as_deref(), Some("Through a gateway."));
    assert_eq!(earlier(&laos).await, None, "nobody else reads what was taken back");
    for text in [Some(""), None] {
        answer(&house, &staff, id, text).await.expect("answered in the room, and opened again");
        assert_eq!(earlier(&staff).await.as_deref(), Some("Through a gateway."));
    }
    for text in [Some("Through one gateway."), None] {
        answer(&house, &staff, id, text).await.expect("answered, and opened again");
    }
    assert_eq!(earlier(&staff).await.as_deref(), Some("Through one gateway."), "the newest");
    house.store.withdraw_question(&laos, &house.slug, &session(), id, NOW).await.expect("withdrawn");
}

#[tokio::test]
async fn a_hidden_question_is_seen_by_its_author_with_the_reason() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let id = ask(&house, &laos, "Something about a person").await;
    let unsaid = hide(&house, &staff, id, Some(" ")).await;
    assert!(matches!(unsaid, Err(StoreError::Question(RefusedQuestion::NoReason))));
    hide(&house, &staff, id, Some("Not about the course")).await.expect("hidden");
    assert!(round(&house, &kenya).await.questions.is_empty());
    assert!(matches!(vote(&house, &kenya, id, true).await, Err(StoreError::NotFound)), "as if it were not there");
    for reader in [&laos, &staff] {
        let seen = round(&house, reader).await;
        assert_eq!(seen.questions[0].hiding.as_ref().expect("hidden").reason, "Not about the course");
    }
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    let trace = events.iter().find(|event| event.action == Action::QuestionHidden).expect("a trace");
    assert!(trace.detail.ends_with("Not about the course"), "{}", trace.detail);
    hide(&house, &staff, id, None).await.expect("shown again");
    assert_eq!(round(&house, &kenya).await.questions.len(), 1);
}

#[tokio::test]
async fn a_closed_round_takes_nothing_more_until_it_is_opened() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let id = ask(&house, &laos, "Why?").await;
    let session = session();
    let close = |close, seen| house.store.close_discussion(&staff, &house.slug, &session, close, seen, NOW);
    assert_eq!(close(true, None).await.expect("closed"), Some(NOW));
    assert!(round(&house, &laos).await.closed.is_some());
    let late = house.store.ask_question(&kenya, &house.slug, &session, QuestionId::generate(), "Late?", NOW).await;
    assert!(matches!(late, Err(StoreError::Question(RefusedQuestion::Closed))), "{late:?}");
    assert!(matches!(vote(&house, &kenya, id, true).await, Err(StoreError::Question(RefusedQuestion::Closed))));
    answer(&house, &staff, id, Some("Later.")).await.expect("what was asked can still be answered");
    assert_eq!(close(false, Some(NOW)).await.expect("open"), None);
    ask(&house, &kenya, "Now?").await;
}

#[tokio::test]
async fn only_the_closing_that_was_seen_is_undone() {
    let house = House::new().await;
    let (staff, session) = (house.staff().await, session());
    let close = |close, seen, now| house.store.close_discussion(&staff, &house.slug, &session, close, seen, now);
    let later = NOW.plus_seconds(60);
    close(true, None, NOW).await.expect("closed");
    assert_eq!(close(true, None, later).await.expect("closed already"), Some(NOW), "who was faster closed it");
    close(false, Some(NOW), NOW).await.expect("open");
    close(true, None, later).await.expect("closed again");
    let stale = close(false, Some(NOW), later).await;
    assert!(matches!(stale, Err(StoreError::Changed(_))), "{stale:?}");
    assert_eq!(round(&house, &staff).await.closed.map(|closing| closing.at), Some(later));
}

#[tokio::test]
async fn nobody_changes_the_order_of_speaking_over_what_they_have_not_seen() {
    let house = House::new().await;
    let (staff, laos, _) = (house.staff().await, house.trainee("LA").await, house.trainee("KE").await);
    let change = async |actor: &Actor, country: &str, change, seen| {
        let country = country.parse().expect("a country");
        house.store.change_speaking_order(actor, &house.slug, &session(), country, change, seen, NOW).await
    };
    let add = OrderChange::Add { minutes: 10 };
    assert!(matches!(change(&laos, "LA", add, 0).await, Err(StoreError::Forbidden)));
    let (one, two) = tokio::join!(change(&staff, "LA", add, 0), change(&staff, "KE", add, 0));
    assert_eq!([&one, &two].into_iter().filter(|outcome| outcome.is_ok()).count(), 1, "{one:?} {two:?}");
    let listed = round(&house, &laos).await.speaking;
    assert_eq!((listed.revision, listed.speakers.len()), (1, 1));
    let absent = change(&staff, "ZA", add, 1).await;
    assert!(matches!(absent, Err(StoreError::Order(RefusedOrder::NoDelegation))), "{absent:?}");
    let country = listed.speakers[0].country.to_string();
    change(&staff, &country, OrderChange::Turn(Turn::Speaking), 1).await.expect("changed");
    let stale = change(&staff, &country, OrderChange::Remove, 1).await;
    assert!(matches!(stale, Err(StoreError::Changed(_))), "{stale:?}");
    assert_eq!(round(&house, &laos).await.speaking.speakers[0].turn, Turn::Speaking);
}

#[tokio::test]
async fn all_who_have_something_to_present_are_added_at_once() {
    let house = House::new().await;
    session_of_course(&house).await;
    let (staff, teacher, slug) = (house.staff().await, house.teacher().await, &house.slug);
    let [laos, kenya, vietnam, africa] =
        [house.trainee("LA").await, house.trainee("KE").await, house.trainee("VN").await, house.trainee("ZA").await];
    for trainee in [&laos, &kenya, &vietnam] {
        house.hand_in(trainee, "status").await;
    }
    // About the course of another session.
    house.hand_in(&africa, "projects").await;
    let vietnam = vietnam.delegation(slug).expect("a country");
    let add = OrderChange::Add { minutes: 15 };
    house.store.change_speaking_order(&staff, slug, &session(), vietnam, add, 0, NOW).await.expect("added");
    let add_all =
        async |actor: &Actor, seen| house.store.add_all_speakers(actor, slug, &session(), 10, seen, NOW).await;
    assert!(matches!(add_all(&laos, 1).await, Err(StoreError::Forbidden)));
    assert!(matches!(add_all(&teacher, 0).await, Err(StoreError::Changed(_))), "they have not seen that one is listed");
    add_all(&teacher, 1).await.expect("added");
    let listed = round(&house, &laos).await.speaking;
    let listed: Vec<_> = listed.speakers.iter().map(|one| (one.country.to_string(), one.minutes)).collect();
    assert_eq!(listed, [("VN", 15), ("KE", 10), ("LA", 10)].map(|(code, minutes)| (code.to_owned(), minutes)));
    let again = add_all(&teacher, 2).await;
    assert!(matches!(again, Err(StoreError::Order(RefusedOrder::NobodyElse))), "{again:?}");
}

#[tokio::test]
async fn who_has_spoken_in_any_session_is_known_to_members_alone() {
    let house = House::new().await;
    let (staff, laos, _) = (house.staff().await, house.trainee("LA").await, house.trainee("KE").await);
    let (store, slug) = (&house.store, &house.slug);
    let change = async |session: &SessionSlug, country: &str, change, seen| {
        let country = country.parse().expect("a country");
        store.change_speaking_order(&staff, slug, session, country, change, seen, NOW).await.expect("changed");
    };
    let spoke = async || {
        let spoke = store.countries_that_spoke(&laos, slug).await.expect("read");
        spoke.into_iter().map(String::from).collect::<Vec<_>>()
    };
    let (first, second) = (session(), "opening".parse().expect("a slug"));
    let add = OrderChange::Add { minutes: 10 };
    change(&first, "LA", add, 0).await;
    change(&first, "KE", add, 1).await;
    change(&second, "KE", add, 0).await;
    // Whose turn it is has not spoken yet, and the next one's turn ends it.
    change(&first, "LA", OrderChange::Turn(Turn::Speaking), 2).await;
    assert_eq!(spoke().await, [""; 0]);
    change(&first, "KE", OrderChange::Turn(Turn::Speaking), 3).await;
    assert_eq!(spoke().await, ["LA"]);
    change(&second, "KE", OrderChange::Turn(Turn::Spoken), 1).await;
    assert_eq!(spoke().await, ["KE", "LA"], "in whichever session");

    store.import_seminar(seminar("other"), &By::operator(), NOW).await.expect("an import");
    let elsewhere = store.countries_that_spoke(&laos, &"other".parse().expect("a slug")).await;
    assert!(matches!(elsewhere, Err(StoreError::NotFound)), "{elsewhere:?}");
}

#[tokio::test]
async fn an_import_keeps_sessions_that_were_discussed() {
    let house = House::new().await;
    let laos = house.trainee("LA").await;
    ask(&house, &laos, "Why?").await;
    let mut shorter = seminar("e-port");
    shorter.sessions.retain(|planned| planned.slug != session());
    let import = house.store.import_seminar(shorter, &By::operator(), NOW).await;
    assert!(matches!(import, Err(StoreError::SessionInUse(_))), "{import:?}");
}
