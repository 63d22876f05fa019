//! Discussion rounds through plain forms and the stream of events, as browsers without JavaScript and with it use them.

use domain::id::QuestionId;
use trials::{House, Who};

use crate::events::hear_until;

const PAGE: &str = "/seminars/sample/sessions/trade-1";

/// Posts a form from the session's page; answers where that leads.
async fn post(house: &House, who: Who, path: &str, body: String) -> String {
    house.post_without_script(who, PAGE, path, body).await
}

async fn page(house: &House, who: Who) -> String {
    house.client(who).get(house.at(PAGE)).send().await.expect("an answer").text().await.expect("a page")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_posted_twice_asks_once() {
    let house = House::start().await;
    let id = QuestionId::generate();
    let form = format!("seminar=sample&session=trade-1&question={id}&body=Which+form%3F");
    for _ in 0..2 {
        let back = post(&house, Who::Trainee, "/api/ask_question", form.clone()).await;
        assert_eq!(back, format!("{PAGE}#question-{id}"));
    }
    let seen = page(&house, Who::Foreigner).await;
    assert!(seen.contains(&format!("id=\"question-{id}\"")), "{seen}");
    assert_eq!(seen.matches("Which form?</p>").count(), 1);
    assert!(seen.contains("Sample Trainee, Lao People"), "under name and country");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_rule_refuses_comes_back_to_the_page_in_words() {
    let house = House::start().await;
    let form = format!("seminar=sample&session=trade-1&question={}&body=+", QuestionId::generate());
    let back = post(&house, Who::Trainee, "/api/ask_question", form).await;
    let seen = house.client(Who::Trainee).get(back).send().await.expect("an answer").text().await.expect("a page");
    assert!(seen.contains("Write your question first."), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_question_leaks_nowhere() {
    let house = House::start().await;
    let id = house.ask(Who::Trainee, "trade-1", "Zanzibar is a secret").await;
    let form = format!("seminar=sample&session=trade-1&question={id}&hidden=true&reason=Off+topic");
    post(&house, Who::Instructor, "/api/hide_question", form).await;
    for (who, sees) in [
        (Who::Trainee, true),
        (Who::Instructor, true),
        (Who::Staff, true),
        (Who::Foreigner, false),
        (Who::Colleague, false),
    ] {
        let seen = page(&house, who).await;
        assert_eq!(seen.contains("Zanzibar"), sees, "{who:?}");
        assert_eq!(seen.contains("Off topic"), sees, "{who:?}");
        assert_eq!(seen.contains(&id), sees, "{who:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_about_a_question_leads_back_to_it() {
    let house = House::start().await;
    let id = house.ask(Who::Trainee, "trade-1", "Which form?").await;
    let change = async |who: Who, path: &str, form: &str| {
        post(&house, who, path, format!("seminar=sample&session=trade-1&question={id}{form}")).await
    };
    for (who, path, form) in [
        (Who::Foreigner, "/api/vote_question", "&wanted=true"),
        (Who::Foreigner, "/api/vote_question", "&wanted=false"),
        (Who::Instructor, "/api/answer_question", "&answered=true&text=This+one"),
        (Who::Instructor, "/api/answer_question", "&answered=false"),
        (Who::Instructor, "/api/hide_question", "&hidden=true&reason=Off+topic"),
        (Who::Instructor, "/api/hide_question", "&hidden=false"),
    ] {
        assert_eq!(change(who, path, form).await, format!("{PAGE}#question-{id}"), "{path} {form}");
    }
    // Of these no row tells.
    let heading = format!("{PAGE}#discussion");
    assert_eq!(change(Who::Trainee, "/api/withdraw_question", "").await, heading);
    let form = "seminar=sample&session=trade-1&close=true&seen_closing=";
    assert_eq!(post(&house, Who::Instructor, "/api/close_discussion", form.to_owned()).await, heading);
    let seen = page(&house, Who::Instructor).await;
    assert!(seen.contains("id=\"discussion\"") && !seen.contains(&id), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_with_a_material_are_put_in_the_order_of_speaking_by_one_form() {
    let house = House::start().await;
    assert!(!page(&house, Who::Staff).await.contains("add-all"), "there is nobody to add");
    house.submit(Who::Trainee, "status").await;
    let seen = page(&house, Who::Staff).await;
    // No country is chosen for it.
    assert!(seen.contains("Add the 1 country with a material") && seen.contains("formnovalidate"), "{seen}");
    assert!(!page(&house, Who::Trainee).await.contains("add-all"));
    let form = "seminar=sample&session=trade-1&revision=0&country=&minutes=12&change=add-all";
    let back = post(&house, Who::Staff, "/api/change_speaking_order", form.to_owned()).await;
    assert_eq!(back, format!("{PAGE}#speaking"));
    let seen = page(&house, Who::Staff).await;
    assert!(seen.contains(">12 minutes<") && !seen.contains("add-all"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_country_moves_to_a_place_and_the_form_leads_back_to_its_row() {
    let house = House::start().await;
    let change = async |revision: u32, form: &str| {
        let form = format!("seminar=sample&session=trade-1&revision={revision}&{form}");
        post(&house, Who::Staff, "/api/change_speaking_order", form).await
    };
    for (revision, country) in ["LA", "KE"].into_iter().enumerate() {
        let revision = u32::try_from(revision).expect("a small number");
        let back = change(revision, &format!("country={country}&minutes=40&change=add")).await;
        assert_eq!(back, format!("{PAGE}#speaker-{country}"));
    }
    let is_first = |seen: &str, country: &str| {
        let place = |code: &str| seen.find(&format!("id=\"speaker-{code}\"")).expect("a row");
        ["LA", "KE"].into_iter().all(|code| place(country) <= place(code))
    };
    let seen = page(&house, Who::Staff).await;
    assert!(is_first(&seen, "LA") && seen.contains("In all: 80 minutes. The session lasts 90 minutes."), "{seen}");
    assert_eq!(change(2, "country=KE&place=1&change=move").await, format!("{PAGE}#speaker-KE"));
    change(3, "country=KE&minutes=60&change=minutes").await;
    let seen = page(&house, Who::Staff).await;
    assert!(is_first(&seen, "KE"), "{seen}");
    assert!(seen.contains("In all: 100 minutes. That does not fit: the session lasts 90 minutes."), "{seen}");
    assert!(!page(&house, Who::Trainee).await.contains("In all:"), "those who set it see it");
    // What someone else has moved meanwhile is not moved over, and a place is a number.
    for (revision, place, words) in [(2, "2", "Someone else has changed the order"), (4, "0", "The place has to be")] {
        let back = change(revision, &format!("country=KE&place={place}&change=move")).await;
        let seen = house.client(Who::Staff).get(back).send().await.expect("an answer").text().await.expect("a page");
        assert!(seen.contains(words) && is_first(&seen, "KE"), "{seen}");
    }
    assert_eq!(change(4, "country=KE&change=remove").await, format!("{PAGE}#speaking"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_page_of_its_session_hears_of_a_question() {
    let house = House::start().await;
    let listen = async |address: &str| house.client(Who::Foreigner).get(house.at(address)).send().await.expect("heard");
    let here = listen("/events?seminar=sample&session=trade-1").await;
    let elsewhere = listen("/events?seminar=sample").await;
    house.ask(Who::Trainee, "trade-1", "Why?").await;
    // What everyone hears comes after it, and closes the comparison.
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    store.open_materials(staff, &house.seminar, true, domain::time::Instant::now()).await.expect("opened");
    let (here, elsewhere) = (hear_until(here, "event: seminar").await, hear_until(elsewhere, "event: seminar").await);
    assert!(here.contains("event: discussion") && here.contains("trade-1"), "{here}");
    assert!(!elsewhere.contains("discussion"), "{elsewhere}");
}
