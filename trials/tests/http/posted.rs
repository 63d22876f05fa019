//! What was written into a form that was refused, as browsers without JavaScript find it again.

use domain::id::QuestionId;
use domain::time::Instant;
use reqwest::header::{ACCEPT, LOCATION, REFERER};
use store::audit::By;
use store::tokens::Purpose;
use trials::{House, PDF, PDF_WITH_SCRIPT, Who};

const PAGE: &str = "/seminars/sample/materials/status.la";
const SESSION: &str = "/seminars/sample/sessions/trade-1";
const TOKEN: &str = "__posted=";
/// Such a page cannot be commented on.
const REFUSED: &str = "seminar=sample&material=status.la&version=1&page=seven";

/// Posts a form as a browser without JavaScript does, from a page; answers where that leads.
async fn post(house: &House, who: Who, from: &str, path: &str, body: String) -> String {
    // Browsers do not tell which part of the page it was.
    let from = from.split('#').next().unwrap_or_default();
    let request = house.client(who).post(house.at(path)).header(ACCEPT, "text/html").header(REFERER, from);
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), 302, "{path}");
    answer.headers()[LOCATION].to_str().expect("an address").to_owned()
}

/// The page at a whole address.
async fn page(house: &House, who: Who, address: &str) -> String {
    house.client(who).get(address).send().await.expect("an answer").text().await.expect("a page")
}

/// What stands in the `<textarea>` with this id, as it is in the page.
fn words_in<'a>(page: &'a str, id: &str) -> &'a str {
    let field = page.split(&format!("id=\"{id}\"")).nth(1).expect("a field");
    let words = field.split_once('>').expect("its end").1;
    words.split("</textarea>").next().unwrap_or_default()
}

/// Is there a tag with `part` that is marked in this way, as `checked` or the like?
fn is_marked(page: &str, part: &str, mark: &str) -> bool {
    let mut tags = page.split('<').map(|rest| rest.split('>').next().unwrap_or_default());
    tags.any(|tag| tag.contains(part) && tag.contains(mark))
}

async fn with_material() -> House {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    house
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_comment_stands_in_its_form_again() {
    let house = with_material().await;
    let staff = house.actor(Who::Staff).person;
    let body = format!(
        "{REFUSED}&audience=hosts&body=a%26lt%3Bb+%3C%2Ftextarea%3E%3Ch1%3ENo+heading%3C%2Fh1%3E&mentions%5Bof-{staff}%5D=yes"
    );
    let back = post(&house, Who::Instructor, &house.at(PAGE), "/api/write_comment", body).await;
    assert!(back.contains("__err=") && back.contains(TOKEN), "{back}");
    let seen = page(&house, Who::Instructor, &back).await;
    assert_eq!(words_in(&seen, "comment-body"), "a&amp;lt;b &lt;/textarea>&lt;h1>No heading&lt;/h1>");
    assert!(!seen.contains("<h1>No heading"), "{seen}");
    assert!(is_marked(&seen, "id=\"comment-page\"", "value=\"seven\""), "{seen}");
    assert!(is_marked(&seen, "id=\"comment-page\"", "aria-describedby=\"comment-page-problem\""), "{seen}");
    assert!(is_marked(&seen, "id=\"comment-page-problem\"", "class=\"problem\""), "{seen}");
    assert!(is_marked(&seen, "value=\"hosts\"", " checked"), "{seen}");
    assert!(!is_marked(&seen, "value=\"delegation\"", " checked"), "{seen}");
    assert!(is_marked(&seen, &format!("mentions[of-{staff}]"), " checked"), "{seen}");
    assert!(seen.contains("What you wrote is kept here."), "{seen}");
    assert!(page(&house, Who::Instructor, &back).await.contains("No heading"), "also when it is loaded once more");
    assert_eq!(words_in(&page(&house, Who::Instructor, &house.at(PAGE)).await, "comment-body"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_leads_to_what_went_wrong() {
    let house = with_material().await;
    for who in [Who::Trainee, Who::Anonymous] {
        let body = format!("{REFUSED}&audience=delegation&body=Words");
        let back = post(&house, who, &house.at(PAGE), "/api/write_comment", body).await;
        assert!(back.ends_with("#problem"), "{back}");
    }
    let body = format!("{REFUSED}&audience=delegation&body=Words");
    let back = post(&house, Who::Trainee, &house.at(PAGE), "/api/write_comment", body).await;
    let seen = page(&house, Who::Trainee, &back).await;
    assert_eq!(seen.matches("id=\"problem\"").count(), 1, "{seen}");
    assert!(is_marked(&seen, "id=\"problem\"", "role=\"alert\""), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_on_an_older_version_is_refused_in_words_and_keeps_its_own() {
    let house = with_material().await;
    house.hand_in(Who::Trainee, "status", "newer.pdf", PDF.to_vec()).await;
    let body = "seminar=sample&material=status.la&version=1&verdict=changes_requested&body=Zanzibar".to_owned();
    let back = post(&house, Who::Instructor, &house.at(PAGE), "/api/make_decision", body).await;
    let seen = page(&house, Who::Instructor, &back).await;
    assert!(seen.contains("Another version counts by now; look at it first."), "{seen}");
    assert_eq!(words_in(&seen, "decision-changes_requested"), "Zanzibar");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_comes_back_to_its_place_and_keeps_the_way_there() {
    let house = with_material().await;
    house.work_off().await;
    let from = house.at(&format!("{PAGE}?assignment=status"));
    let decide = "seminar=sample&material=status.la&version=1&verdict=changes_requested";
    let refused = post(&house, Who::Instructor, &from, "/api/make_decision", decide.to_owned()).await;
    assert!(refused.contains("__err=") && refused.ends_with("#problem"), "{refused}");
    let back =
        post(&house, Who::Instructor, &refused, "/api/make_decision", format!("{decide}&body=Please+add+a+map")).await;
    assert_eq!(back, format!("{from}#decision"));
    let seen = page(&house, Who::Instructor, &back).await;
    assert!(seen.contains("id=\"decision\"") && seen.contains("Please add a map"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_of_a_deleted_version_is_refused_in_words_and_keeps_its_own() {
    let house = House::start().await;
    let first = house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let second = house.hand_in(Who::Trainee, "status", "newer.pdf", PDF.to_vec()).await;
    let forms = [
        ("/api/write_comment", "audience=delegation", "comment-body"),
        ("/api/make_decision", "verdict=changes_requested", "decision-changes_requested"),
    ];
    let write = async |version: u32, path: &str, chosen: &str| {
        let body = format!("seminar=sample&material=status.la&version={version}&{chosen}&body=Zanzibar");
        let back = post(&house, Who::Instructor, &house.at(PAGE), path, body).await;
        let seen = page(&house, Who::Instructor, &back).await;
        assert!(seen.contains("This version has been deleted meanwhile; look at what is there now first."), "{seen}");
        seen
    };
    house.delete(Who::Trainee, &second).await;
    for (path, chosen, field) in forms {
        assert_eq!(words_in(&write(2, path, chosen).await, field), "Zanzibar");
    }
    house.delete(Who::Trainee, &first).await;
    for (path, chosen, _) in forms {
        let seen = write(1, path, chosen).await;
        assert!(seen.contains("Zanzibar"), "also where there is nothing left to write about: {seen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_finds_it() {
    let house = with_material().await;
    let body = format!("{REFUSED}&audience=delegation&body=Zanzibar");
    let back = post(&house, Who::Trainee, &house.at(PAGE), "/api/write_comment", body.clone()).await;
    assert!(page(&house, Who::Trainee, &back).await.contains("Zanzibar"));
    for who in [Who::Anonymous, Who::Colleague, Who::Foreigner, Who::Instructor, Who::Staff] {
        assert!(!page(&house, who, &back).await.contains("Zanzibar"), "{who:?}");
    }
    let seen = page(&house, Who::Colleague, &back).await;
    assert!(seen.contains("Go back in your browser to find what you wrote"), "{seen}");
    // Who is not signed in has nothing kept.
    let back = post(&house, Who::Anonymous, &house.at(PAGE), "/api/write_comment", body).await;
    assert!(back.contains("__err=") && !back.contains(TOKEN), "{back}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_writes_as_their_sign_in_ends_hears_where_the_words_are() {
    let house = with_material().await;
    let body = format!("{REFUSED}&audience=delegation&body=Zanzibar");
    let back = post(&house, Who::Anonymous, &house.at(PAGE), "/api/write_comment", body).await;
    let words = "go back in your browser here: what you wrote is there";
    assert!(page(&house, Who::Anonymous, &back).await.contains(words));
    let never_sent = page(&house, Who::Anonymous, &house.at(PAGE)).await;
    assert!(!never_sent.contains(words), "{never_sent}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_stored_does_not_come_back() {
    let house = with_material().await;
    let body = format!("{REFUSED}&audience=delegation&body=Which+port");
    let refused = post(&house, Who::Trainee, &house.at(PAGE), "/api/write_comment", body).await;
    let body = "seminar=sample&material=status.la&version=1&audience=delegation&body=Which+port".to_owned();
    let back = post(&house, Who::Trainee, &refused, "/api/write_comment", body).await;
    assert!(!back.contains("__err=") && !back.contains(TOKEN), "{back}");
    let before = page(&house, Who::Trainee, &refused).await;
    assert_eq!(words_in(&before, "comment-body"), "", "also where the address is loaded once more");
    assert_eq!(words_in(&page(&house, Who::Trainee, &house.at(&back)).await, "comment-body"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_forms_only_the_one_that_was_posted_has_its_words_back() {
    let house = House::start().await;
    let posted = house.ask(Who::Trainee, "trade-1", "Which port?").await;
    let other = house.ask(Who::Trainee, "trade-1", "Which ship?").await;
    let long = "a".repeat(1_001);
    let body = format!("seminar=sample&session=trade-1&question={posted}&answered=true&text={long}");
    let back = post(&house, Who::Instructor, &house.at(SESSION), "/api/answer_question", body).await;
    let seen = page(&house, Who::Instructor, &back).await;
    assert_eq!(words_in(&seen, &format!("answer-{posted}")), long);
    assert_eq!(words_in(&seen, &format!("answer-{other}")), "");
    assert_eq!(seen.matches("<details open").count(), 1, "{seen}");
    // A question of one's own that was not posted has nothing either.
    assert_eq!(words_in(&seen, "question"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ruling_that_was_not_taken_comes_back_to_its_own_form() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "slides.pdf", PDF_WITH_SCRIPT.to_vec()).await;
    house.work_off().await;
    let (gate, long) = (house.at("/seminars/sample/gate"), "a".repeat(1_001));
    let (release, refusal) = (format!("id=\"reason-{id}\""), format!("id=\"refusal-{id}\""));
    let body = format!("seminar=sample&version={id}&passes=false&reason={long}");
    let back = post(&house, Who::Staff, &gate, "/api/rule_on_version", body).await;
    let seen = page(&house, Who::Staff, &back).await;
    assert!(!back.contains('#'), "the field takes the focus: {back}");
    for mark in [format!("value=\"{long}\""), " autofocus".to_owned(), format!("\"refusal-{id}-problem\"")] {
        assert!(is_marked(&seen, &refusal, &mark) && !is_marked(&seen, &release, &mark), "{mark}: {seen}");
    }
    let problem = seen.split(&format!("id=\"refusal-{id}-problem\"")).nth(1).expect("beside the field");
    assert!(problem.contains("Please say why") && seen.matches("role=\"alert\"").count() == 1, "{seen}");

    // Without its form it is told above.
    let form = format!("seminar=sample&version={id}&passes=true&reason=Known");
    assert_eq!(house.post_form("/api/rule_on_version", &form).await.status(), 200);
    let back = post(&house, Who::Staff, &gate, "/api/rule_on_version", form).await;
    let seen = page(&house, Who::Staff, &back).await;
    assert!(seen.contains("Only a file that is held can be let through"), "{seen}");
    assert!(seen.contains("No file waits.") && seen.matches("role=\"alert\"").count() == 1, "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_never_come_back() {
    let house = House::start().await;
    let (store, person) = (&house.state.office.store, house.actor(Who::Trainee).person);
    let token = store.issue_token(Purpose::PasswordReset, person, None, &By::operator(), Instant::now()).await;
    let token = token.expect("a token");
    let refused = [
        (format!("/new-password/{token}"), "/api/set_new_password", format!("token={token}&password=zanzi")),
        ("/sign-in".to_owned(), "/api/sign_in", "email=trainee.la%40example.org&password=zanzi".to_owned()),
        // A form whose words are kept otherwise.
        (PAGE.to_owned(), "/api/write_comment", format!("{REFUSED}&audience=hosts&body=Words&new_password=zanzi")),
    ];
    for (from, path, body) in refused {
        let back = post(&house, Who::Trainee, &house.at(&from), path, body).await;
        assert!(back.contains("__err=") && !back.contains(TOKEN), "{back}");
        assert!(!page(&house, Who::Trainee, &back).await.contains("zanzi"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_one_person_only_so_much_is_kept() {
    let house = House::start().await;
    let question = |words: &str| {
        let id = QuestionId::generate();
        format!("seminar=sample&session=no-such-session&question={id}&body={words}")
    };
    let from = house.at(SESSION);
    let ask = async |body: String| post(&house, Who::Trainee, &from, "/api/ask_question", body).await;
    let long = ask(question(&"a".repeat(300 * 1024))).await;
    assert!(long.contains("__err=") && !long.contains(TOKEN), "too long to be kept");
    let first = ask(question("Zanzibar")).await;
    assert!(page(&house, Who::Trainee, &first).await.contains("Zanzibar"));
    for _ in 0..8 {
        ask(question("Another")).await;
    }
    assert!(!page(&house, Who::Trainee, &first).await.contains("Zanzibar"));
}
