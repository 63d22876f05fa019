//! Comments through plain forms, as browsers without JavaScript use them.

use domain::id::ReviewId;
use domain::mail::MailKind;
use domain::time::Instant;
use trials::{House, PDF, Who};

use crate::pages::page;

const PAGE: &str = "/seminars/sample/materials/status.la";

/// Posts a form from the material's page; answers where that leads.
async fn post(house: &House, who: Who, path: &str, body: String) -> String {
    house.post_without_script(who, PAGE, path, body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_meant_for_hosts_leaks_nowhere() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let id = house.comment(Who::Instructor, "status.la", "hosts", "Zanzibar is a secret").await;
    let form = format!("seminar=sample&material=status.la&review={id}&seen=0&body=Zanzibar+is+still+one");
    post(&house, Who::Instructor, "/api/edit_comment", form).await;
    for who in [Who::Trainee, Who::Colleague, Who::Foreigner] {
        for errand in ["", "?reply=", "?edit=", "?show=", "?withdraw="] {
            let named = if errand.is_empty() { "" } else { id.as_str() };
            let seen = page(&house, who, &format!("{PAGE}{errand}{named}")).await;
            assert!(!seen.contains("Zanzibar"), "{who:?} {errand}");
        }
    }
    // Shown to the delegation, it still tells staff alone what it said before.
    let form = |confirmed: &str| {
        format!("seminar=sample&material=status.la&review={id}&seen=1&audience=delegation{confirmed}")
    };
    let back = post(&house, Who::Instructor, "/api/show_comment_to", form("")).await;
    assert!(back.contains("__err"), "not without being asked once more: {back}");
    assert!(!page(&house, Who::Trainee, PAGE).await.contains("Zanzibar"));
    let back = post(&house, Who::Instructor, "/api/show_comment_to", form("&confirmed=true")).await;
    assert!(back.ends_with(&format!("{PAGE}#review-{id}")), "{back}");
    let seen = page(&house, Who::Trainee, PAGE).await;
    assert!(seen.contains("Zanzibar is still one") && !seen.contains("a secret"));
    assert!(page(&house, Who::Staff, PAGE).await.contains("Zanzibar is a secret"));
    assert!(!page(&house, Who::Foreigner, PAGE).await.contains("Zanzibar"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_page_tells_of_comments_that_name_nobody() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let own = async || page(&house, Who::Colleague, "/seminars/sample/my").await;
    house.comment(Who::Instructor, "status.la", "hosts", "Between us").await;
    assert!(!own().await.contains("status.la#thread"), "it is not for them");
    house.comment(Who::Instructor, "status.la", "delegation", "Which port is meant?").await;
    let told = own().await;
    assert!(told.contains("status.la#thread") && told.contains("1 comment or decision"), "{told}");
    let decision = "seminar=sample&material=status.la&version=1&verdict=changes_requested&seen_decision=&body=Name+it";
    let back = post(&house, Who::Instructor, "/api/make_decision", decision.to_owned()).await;
    assert!(!back.contains("__err"), "{back}");
    let told = own().await;
    assert!(told.contains(" asks for changes:") && told.contains("Name it"), "{told}");
    house.comment(Who::Colleague, "status.la", "delegation", "The dry one").await;
    assert!(own().await.contains("3 comments and decisions, 1 of them yours"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_page_shows_what_was_replied_to_its_reader() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let id = house.comment(Who::Trainee, "status.la", "delegation", "Which port is meant?").await;
    for (audience, words) in [("hosts", "Zanzibar"), ("delegation", "Mombasa")] {
        let form = format!("seminar=sample&material=status.la&review={id}&version=1&audience={audience}&body={words}");
        post(&house, Who::Instructor, "/api/write_reply", form).await;
    }
    let own = page(&house, Who::Trainee, "/seminars/sample/my").await;
    assert!(own.contains("Comments that name you or reply to you") && own.contains("Mombasa"), "{own}");
    assert!(!own.contains("Zanzibar"), "that is among hosts: {own}");
    let own = page(&house, Who::Colleague, "/seminars/sample/my").await;
    assert!(!own.contains("or reply to you"), "it is no reply to them: {own}");
    let id = house.comment(Who::Instructor, "status.la", "delegation", "The dry one, then?").await;
    let form = format!("seminar=sample&material=status.la&review={id}&version=1&audience=delegation&body=Mwanza");
    post(&house, Who::Trainee, "/api/write_reply", form).await;
    let list = page(&house, Who::Instructor, "/seminars/sample/materials").await;
    assert!(list.contains("Comments that name you or reply to you") && list.contains("Mwanza"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_is_spoken_of_where_it_is_sent() {
    for smtp in [None, Some("smtp://127.0.0.1:2525".to_owned())] {
        let sends_mail = smtp.is_some();
        let house = House::start_with(smtp).await;
        house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
        let id = house.comment(Who::Instructor, "status.la", "hosts", "Between us").await;
        for errand in [String::new(), format!("?reply={id}"), format!("?show={id}")] {
            let seen = page(&house, Who::Instructor, &format!("{PAGE}{errand}")).await;
            assert!(seen.contains("Between us"), "{errand}: {seen}");
            assert_eq!(seen.contains("told by mail"), sends_mail, "{errand}");
            assert!(sends_mail || seen.contains("Name people: they see it on their own page"), "{errand}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_names_people_and_stands_in_the_thread() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let id = house.comment(Who::Instructor, "status.la", "delegation", "Which port is meant?").await;
    let teacher = house.actor(Who::Instructor).person;
    let form = format!(
        "seminar=sample&material=status.la&review={id}&version=1&audience=delegation&body=The+dry+port\
         &mentions%5Bof-{teacher}%5D=yes"
    );
    post(&house, Who::Trainee, "/api/write_reply", form).await;
    let seen = page(&house, Who::Instructor, PAGE).await;
    assert!(seen.contains("The dry port") && seen.contains("class=\"replies\""), "{seen}");
    let seen = page(&house, Who::Instructor, &format!("{PAGE}?show={id}")).await;
    assert!(seen.contains("Replies that the delegation reads stay with the delegation."), "{seen}");
    let store = &house.state.office.store;
    let own = store.own_mentions(house.actor(Who::Instructor), &house.seminar).await.expect("listed");
    assert_eq!(own.len(), 1);
    // Someone who does not read the thread cannot be named in it, nor found out about.
    let foreigner = house.actor(Who::Foreigner).person;
    let form = format!(
        "seminar=sample&material=status.la&review={id}&version=1&audience=delegation&body=Words\
         &mentions%5Bof-{foreigner}%5D=yes"
    );
    let back = post(&house, Who::Trainee, "/api/write_reply", form).await;
    assert!(back.contains("__err"), "{back}");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_to_be_edited_stay_in_their_field() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let words = "a&lt;b </textarea><h1>No heading</h1>";
    let id = house.comment(Who::Trainee, "status.la", "delegation", words).await;
    let seen = page(&house, Who::Trainee, &format!("{PAGE}?edit={id}")).await;
    assert!(seen.contains("a&amp;lt;b &lt;/textarea>&lt;h1>"), "{seen}");
    assert!(!seen.contains("<h1>No heading"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_writes_keeps_the_way_that_led_there() {
    let house = House::start().await;
    let version = house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let list = "?country=LA&state=submitted&list_page=2";
    let commenting = format!("{PAGE}{list}&version=1&page=4");
    let seen = page(&house, Who::Instructor, &commenting).await.replace("&amp;", "&");
    let viewed = format!("/seminars/sample/previews/{version}{list}&page=4#page-4\"");
    assert!(seen.contains("Back to page 4") && seen.contains(&viewed), "{seen}");
    let post =
        async |page: &str, path: &str, form: String| house.post_without_script(Who::Instructor, page, path, form).await;
    let form = "seminar=sample&material=status.la&version=1&audience=delegation&body=Which+port%3F".to_owned();
    let back = post(&commenting, "/api/write_comment", form.clone()).await;
    let id = back.strip_prefix(&format!("{PAGE}{list}#review-")).unwrap_or_else(|| panic!("{back}")).to_owned();
    let replied = format!("{form}&review={id}");
    let back = post(&format!("{PAGE}{list}&reply={id}"), "/api/write_reply", replied).await;
    assert!(back.starts_with(&format!("{PAGE}{list}#review-")), "{back}");
    let back = post(&format!("{PAGE}?country=nowhere&next=elsewhere"), "/api/write_comment", form).await;
    assert!(back.starts_with(&format!("{PAGE}#review-")), "nothing else goes along: {back}");
}

/// The id that a page hands to the first of its forms that write.
fn handed(page: &str) -> String {
    let mut fields = page.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    let field = fields.find(|field| field.contains("name=\"new_review\"")).expect("a field");
    field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value").to_owned()
}

/// How many mails of this kind wait for someone.
async fn mails(house: &House, who: Who, kind: MailKind) -> usize {
    let due = house.state.office.store.due_mails(100, Instant::now()).await.expect("mails");
    due.iter().filter(|mail| mail.person == house.actor(who).person && mail.kind == kind).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_posted_twice_writes_once() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let twice = async |who: Who, path: &str, form: String| {
        for _ in 0..2 {
            let back = post(&house, who, path, form.clone()).await;
            assert!(!back.contains("__err"), "{path}: {back}");
        }
    };
    let written = async |words: &str| {
        let seen = page(&house, Who::Staff, PAGE).await;
        seen.matches(&format!("{words}</p>")).count()
    };
    let told = async |kind| {
        let mut told = [0; 3];
        for (count, who) in told.iter_mut().zip([Who::Trainee, Who::Colleague, Who::Instructor]) {
            *count = mails(&house, who, kind).await;
        }
        told
    };

    let first = handed(&page(&house, Who::Trainee, PAGE).await);
    let form = |id: &str, body: &str| {
        format!("seminar=sample&material=status.la&version=1&audience=delegation&new_review={id}&body={body}")
    };
    let back = post(&house, Who::Trainee, "/api/write_comment", form(&first, "Which+port%3F")).await;
    assert_eq!(back, format!("{PAGE}#review-{first}"), "to the comment in the thread");
    twice(Who::Trainee, "/api/write_comment", form(&first, "Which+port%3F")).await;
    assert_eq!(written("Which port?").await, 1);
    assert_eq!(told(MailKind::CommentWritten).await, [0, 1, 0]);
    let next = handed(&page(&house, Who::Trainee, PAGE).await);
    assert_ne!(next, first, "the next form has another id");
    twice(Who::Trainee, "/api/write_comment", form(&next, "And+which+ship%3F")).await;
    assert_eq!(written("And which ship?").await, 1);
    assert_eq!(told(MailKind::CommentWritten).await, [0, 2, 0]);

    let reply = handed(&page(&house, Who::Instructor, &format!("{PAGE}?reply={first}")).await);
    let replied = format!("{}&review={first}", form(&reply, "The+dry+one"));
    twice(Who::Instructor, "/api/write_reply", replied).await;
    assert_eq!(written("The dry one").await, 1);
    assert_eq!(told(MailKind::CommentWritten).await, [1, 3, 0]);
    let decided =
        format!("{}&verdict=changes_requested&seen_decision=", form(&ReviewId::generate().to_string(), "Name+it"));
    twice(Who::Instructor, "/api/make_decision", decided).await;
    assert_eq!(written("Name it").await, 1);
    assert_eq!(told(MailKind::DecisionMade).await, [1, 1, 0]);

    // Nor by a form that was handed another id, whether or not it shows the decision.
    let (store, key) = (&house.state.office.store, "status.la".parse().expect("a key"));
    let thread = store.material(house.actor(Who::Staff), &house.seminar, &key).await.expect("visible").reviews;
    let standing = thread.last().expect("a decision").id.to_string();
    let decided_again = async |who: Who, seen: &str| {
        let again = form(&ReviewId::generate().to_string(), "Name+it");
        let again = format!("{again}&verdict=changes_requested&seen_decision={seen}");
        post(&house, who, "/api/make_decision", again).await
    };
    for seen in ["", standing.as_str()] {
        let back = decided_again(Who::Instructor, seen).await;
        assert!(!back.contains("__err"), "{back}");
    }
    let back = decided_again(Who::Staff, "").await;
    assert!(back.contains("__err"), "it is someone else's: {back}");
    assert_eq!(written("Name it").await, 1);
    assert_eq!(told(MailKind::DecisionMade).await, [1, 1, 0]);

    // Under an id that is someone else's nothing is written, and what is there stays as it is.
    let back = post(&house, Who::Colleague, "/api/write_comment", form(&first, "Mine+now")).await;
    assert!(back.contains("__err"), "{back}");
    assert_eq!((written("Mine now").await, written("Which port?").await), (0, 1));
    assert_eq!(told(MailKind::CommentWritten).await, [1, 3, 0]);
}
