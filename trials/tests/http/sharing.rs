//! Who shares what: consent said with an upload, and what other delegations then read.

use domain::discussion::{OrderChange, Turn};
use domain::time::Instant;
use reqwest::multipart::{Form, Part};
use trials::{House, Who};

use crate::pages::{hidden, page};
use crate::tus::{Tus, assert_status, base64, header, metadata, text};

const GALLERY: &str = "/seminars/sample/gallery";

async fn post(house: &House, who: Who, path: &str, form: &[(&str, &str)]) {
    let answer = house.client(who).post(house.at(path)).form(form).send().await.expect("an answer");
    assert_status(&answer, 200);
}

/// Says on the material's page, as it is now, whether others may read it.
async fn consent(house: &House, who: Who, material: &str, given: &str) {
    let seen = hidden(&page(house, who, &format!("/seminars/sample/materials/{material}")).await, "seen_consent");
    let form = [
        ("seminar", "sample"),
        ("material", material),
        ("given", given),
        ("reason", "A form on paper"),
        ("seen_consent", seen.as_str()),
    ];
    post(house, who, "/api/set_consent", &form).await;
}

/// Hands in by the form, whose box says this.
async fn hand_in(house: &House, who: Who, boxed: &[&str]) {
    let file = Part::bytes(b"a small sample file".to_vec()).file_name("harbours.txt");
    let mut form = Form::new().text("assignment", "sample/status");
    for said in boxed {
        form = form.text("consent", (*said).to_owned());
    }
    let form = form.part("file", file);
    let answer = house.client(who).post(house.at("/api/uploads/form")).multipart(form).send().await;
    assert_status(&answer.expect("an answer"), 303);
    house.work_off().await;
}

/// Hands in a file of Laos by the plain form, with the fields that its box sends, and has it accepted and opened.
async fn opened(boxed: &[&str]) -> House {
    let house = House::start().await;
    hand_in(&house, Who::Trainee, boxed).await;
    let decision = [("seminar", "sample"), ("material", "status.la"), ("version", "1"), ("verdict", "accepted")];
    post(&house, Who::Instructor, "/api/make_decision", &[&decision[..], &[("body", "")]].concat()).await;
    post(&house, Who::Staff, "/api/open_materials", &[("seminar", "sample"), ("open", "true")]).await;
    house
}

#[tokio::test(flavor = "multi_thread")]
async fn the_box_of_the_form_decides() {
    // A box that is not ticked sends only the field before it; older clients send neither.
    for (boxed, shared) in [(&["no", "yes"][..], true), (&["no"][..], false), (&[][..], false)] {
        let house = opened(boxed).await;
        let gallery = page(&house, Who::Foreigner, GALLERY).await;
        assert_eq!(gallery.contains("harbours.txt"), shared, "{boxed:?}");
        // Not even that there is a tile of it.
        assert_eq!(gallery.contains("Lao People"), shared, "{boxed:?}");
        let own = "Kenya: Status not handed in, Closed assignment not handed in<";
        assert!(gallery.contains(own), "their own country is there: {gallery}");
        // Of the other one, what is open to all and nothing else.
        assert_eq!(gallery.contains("Republic: Status open to all<"), shared, "{boxed:?}: {gallery}");
        let search = page(&house, Who::Foreigner, "/seminars/sample/search?q=harbours").await;
        assert_eq!(search.contains("status.la"), shared, "{boxed:?}");
        let hosts = page(&house, Who::Instructor, GALLERY).await;
        assert!(hosts.contains("harbours.txt"));
        let status = if shared { "open to all" } else { "accepted" };
        let tile = format!("Republic: Status {status}, Closed assignment not handed in<");
        assert!(hosts.contains(&tile), "{boxed:?}: {hosts}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_tells_who_has_spoken_of_those_that_the_reader_sees() {
    for (boxed, shared) in [(&["no", "yes"][..], true), (&["no"][..], false)] {
        let house = opened(boxed).await;
        let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
        let (session, laos) = ("trade-1".parse().expect("a slug"), "LA".parse().expect("a country"));
        let changes = [OrderChange::Add { minutes: 10 }, OrderChange::Turn(Turn::Spoken)];
        for (seen, change) in (0..).zip(changes) {
            let before = page(&house, Who::Staff, GALLERY).await;
            assert!(!before.contains("has spoken in a session"), "{before}");
            let now = Instant::now();
            let changed = store.change_speaking_order(staff, &house.seminar, &session, laos, change, seen, now).await;
            changed.expect("changed");
        }
        let hosts = page(&house, Who::Staff, GALLERY).await;
        assert!(hosts.contains("Closed assignment not handed in; has spoken in a session<"), "{hosts}");
        assert!(!hosts.contains("Kenya: Status not handed in, Closed assignment not handed in; "), "{hosts}");
        let others = page(&house, Who::Foreigner, GALLERY).await;
        assert_eq!(others.contains("Republic: Status open to all; has spoken in a session<"), shared, "{others}");
        assert_eq!(others.contains("has spoken in a session"), shared, "{others}");
    }
}

/// How the box on the page of the material is drawn, as its form tells the server.
async fn drawn(house: &House) -> String {
    let page = page(house, Who::Trainee, "/seminars/sample/materials/status.la").await;
    let mut fields = page.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    let field = fields.find(|field| field.contains("name=\"consent_seen\"")).expect("a field");
    field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_box_that_nobody_touched_does_not_undo_what_was_said_meanwhile() {
    let house = opened(&["no", "yes"]).await;
    let set = async |given: &str| consent(&house, Who::Colleague, "status.la", given).await;
    let hand_in = async |seen: &str, ticked: bool| {
        let file = Part::bytes(b"another small sample file".to_vec()).file_name("ports.txt");
        let mut form = Form::new().text("assignment", "sample/status").text("consent_seen", seen.to_owned());
        for said in ["no", "yes"].into_iter().take(1 + usize::from(ticked)) {
            form = form.text("consent", said);
        }
        let request = house.client(Who::Trainee).post(house.at("/api/uploads/form"));
        let answer = request.multipart(form.part("file", file)).send().await.expect("an answer");
        assert_status(&answer, 303);
    };
    let on_record = async || {
        let (store, key) = (&house.state.office.store, "status.la".parse().expect("a key"));
        let material = store.material(house.actor(Who::Trainee), &house.seminar, &key).await.expect("their own");
        (material.material.consent.expect("on record").given, material.versions[0].consent)
    };

    let seen = drawn(&house).await;
    assert_eq!(seen, "yes");
    set("false").await;
    hand_in(&seen, true).await;
    assert_eq!(on_record().await, (false, None), "taken back meanwhile");
    let seen = drawn(&house).await;
    assert_eq!(seen, "no");
    set("true").await;
    hand_in(&seen, false).await;
    assert_eq!(on_record().await, (true, None), "given meanwhile");
    hand_in(&drawn(&house).await, false).await;
    assert_eq!(on_record().await, (false, Some(false)), "what was done to the box counts");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_box_that_stands_as_it_was_drawn_speaks_where_nobody_has() {
    let house = House::start().await;
    assert_eq!(drawn(&house).await, "no");
    let file = Part::bytes(b"a small sample file".to_vec()).file_name("harbours.txt");
    let form = Form::new().text("assignment", "sample/status").text("consent_seen", "no").text("consent", "no");
    let answer = house.client(Who::Trainee).post(house.at("/api/uploads/form")).multipart(form.part("file", file));
    assert_status(&answer.send().await.expect("an answer"), 303);
    let (store, key) = (&house.state.office.store, "status.la".parse().expect("a key"));
    let material = store.material(house.actor(Who::Trainee), &house.seminar, &key).await.expect("their own");
    assert!(!material.material.consent.expect("on record").given);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_box_that_nobody_touched_says_nothing_over_what_another_upload_said_meanwhile() {
    let house = House::start().await;
    let tus = Tus::new(&house, Who::Trainee);
    let content = b"another small sample file";
    let announce = async |seen: &str, ticked: &str| {
        let (seen, ticked) = (base64(seen.as_bytes()), base64(ticked.as_bytes()));
        let metadata = format!("{},consent {ticked},consent_seen {seen}", metadata("ports.txt", "sample/status"));
        let created = tus.create(content.len(), &metadata).await;
        assert_status(&created, 201);
        header(&created, "location").to_owned()
    };
    let said = async |upload: &str| {
        assert_status(&tus.patch(upload, 0, content).await, 204);
        let (store, key) = (&house.state.office.store, "status.la".parse().expect("a key"));
        let material = store.material(house.actor(Who::Trainee), &house.seminar, &key).await.expect("their own");
        (material.material.consent.expect("on record").given, material.versions[0].consent)
    };
    // Both pages came before anything was on record.
    let (untouched, ticked) = (announce("no", "no").await, announce("no", "yes").await);
    assert_eq!(said(&ticked).await, (true, Some(true)));
    assert_eq!(said(&untouched).await, (true, None));
    assert_eq!(said(&announce("yes", "no").await).await, (false, Some(false)), "what was done to the box counts");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_on_a_consent_that_went_with_a_refused_file_is_answered_in_words() {
    const MATERIAL: &str = "/seminars/sample/materials/status.la";
    let house = House::start().await;
    let program = b"MZ\x90\x00".repeat(64);
    house.hand_in(Who::Trainee, "status", "slides.pdf", program).await;
    let before = page(&house, Who::Trainee, MATERIAL).await;
    assert!(before.contains("Take the consent back"), "{before}");
    house.work_off().await;
    let seen = hidden(&before, "seen_consent");
    let form = [("seminar", "sample"), ("material", "status.la"), ("given", "false"), ("seen_consent", seen.as_str())];
    let answer = house.client(Who::Trainee).post(house.at("/api/set_consent")).form(&form).send().await;
    let answer = answer.expect("an answer");
    assert_status(&answer, 422);
    let told = text(answer).await;
    assert!(told.contains("that this consent came with was refused"), "{told}");
    let after = page(&house, Who::Trainee, MATERIAL).await;
    assert!(after.contains("The consent that came with version 1 does not count, as its file was refused."), "{after}");
    assert!(after.contains("Let other delegations read it"), "{after}");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_are_told_what_stays_closed_and_enter_what_they_have_on_paper() {
    let house = opened(&["no"]).await;
    let list = page(&house, Who::Staff, "/seminars/sample/materials").await;
    assert!(list.contains("1 accepted material stays closed, as its delegation said no:"), "{list}");
    assert!(!list.contains("nobody has said"), "there is nobody to ask: {list}");
    hand_in(&house, Who::Foreigner, &[]).await;
    let decision = [("seminar", "sample"), ("material", "status.ke"), ("version", "1"), ("verdict", "accepted")];
    post(&house, Who::Instructor, "/api/make_decision", &[&decision[..], &[("body", "")]].concat()).await;
    let list = page(&house, Who::Staff, "/seminars/sample/materials").await;
    let (_, closed) = list.split_once("1 accepted material stays closed, as nobody has said").expect("one to ask");
    let (asked, refused) =
        closed.split_once("1 accepted material stays closed, as its delegation said no:").expect("both");
    assert!(asked.contains("/materials/status.ke\"") && !asked.contains("/materials/status.la\""), "{asked}");
    assert!(refused.contains("/materials/status.la\"") && !refused.contains("/materials/status.ke\""), "{refused}");
    assert!(!page(&house, Who::Instructor, "/seminars/sample/materials").await.contains("stays closed"));
    consent(&house, Who::Staff, "status.la", "true").await;
    let list = page(&house, Who::Staff, "/seminars/sample/materials").await;
    assert!(list.contains("nobody has said") && !list.contains("said no:"), "{list}");
    consent(&house, Who::Staff, "status.ke", "true").await;
    let list = page(&house, Who::Staff, "/seminars/sample/materials").await;
    assert!(list.contains("No accepted material lacks consent"), "{list}");
    let seen = page(&house, Who::Foreigner, "/seminars/sample/materials/status.la").await;
    assert!(seen.contains("harbours.txt") && !seen.contains("A form on paper"), "{seen}");
    assert!(page(&house, Who::Trainee, "/seminars/sample/materials/status.la").await.contains("A form on paper"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_is_told_of_the_file_that_stands_again() {
    let house = opened(&["no"]).await;
    hand_in(&house, Who::Trainee, &["no", "yes"]).await;
    let key = "status.la".parse().expect("a key");
    let file = house.state.office.store.material(house.actor(Who::Trainee), &house.seminar, &key).await;
    let second = file.expect("their own").versions[0].id.to_string();
    post(&house, Who::Staff, "/api/delete_version", &[("version", second.as_str()), ("reason", "A wrong file")]).await;
    let list = page(&house, Who::Staff, "/seminars/sample/materials").await;
    assert!(list.contains("1 accepted material stays closed, as its delegation said no:"), "{list}");
    assert!(!list.contains("nobody has said"), "there is nobody to ask: {list}");
    let own = page(&house, Who::Trainee, "/seminars/sample/materials/status.la").await;
    assert!(own.contains("Other delegations may not read this material.") && own.contains("with version 1."), "{own}");
}

#[tokio::test(flavor = "multi_thread")]
async fn links_to_sources_lead_away_without_a_word_of_where_from() {
    let house = opened(&["no", "yes"]).await;
    let sources = "https://stats.example.org/ports?a=1&b=2 Port <statistics>";
    let form = [("seminar", "sample"), ("material", "status.la"), ("sources", sources)];
    post(&house, Who::Trainee, "/api/set_sources", &form).await;
    for path in ["/seminars/sample/materials/status.la", GALLERY] {
        let seen = page(&house, Who::Foreigner, path).await;
        assert!(seen.contains(r#"href="https://stats.example.org/ports?a=1&amp;b=2""#), "{path}");
        assert!(seen.contains("noopener noreferrer nofollow"), "{path}");
        assert!(seen.contains("Port &lt;statistics&gt;"), "{path}");
    }
    // Its own delegation has them in a form, too.
    let own = page(&house, Who::Trainee, "/seminars/sample/materials/status.la").await;
    assert!(own.contains(r#"name="seen""#) && own.contains("Port &lt;statistics>"), "{own}");
    assert!(!own.contains("Port <statistics>"), "{own}");
    let stale = [("sources", "https://example.org Trade"), ("seen", "")];
    let answer =
        house.client(Who::Trainee).post(house.at("/api/set_sources")).form(&[&form[..2], &stale[..]].concat()).send();
    let answer = answer.await.expect("an answer");
    assert_status(&answer, 422);
    assert!(text(answer).await.contains("has changed these links meanwhile"), "it says why");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resumed_upload_remembers_what_was_said() {
    let house = House::start().await;
    let upload = house.announce(Who::Trainee, "status", 4).await;
    let asked = house.client(Who::Trainee).head(house.at(&upload)).header("tus-resumable", "1.0.0").send().await;
    let metadata = asked.expect("an answer").headers()["upload-metadata"].to_str().expect("text").to_owned();
    // The base64 of yes.
    assert!(metadata.ends_with(",consent eWVz"), "{metadata}");
}
