//! Who shares what: consent said with an upload, and what other delegations then read.

use reqwest::multipart::{Form, Part};
use trials::{House, Who};

use crate::tus::{assert_status, text};

const GALLERY: &str = "/seminars/sample/gallery";

async fn post(house: &House, who: Who, path: &str, form: &[(&str, &str)]) {
    let answer = house.client(who).post(house.at(path)).form(form).send().await.expect("an answer");
    assert_status(&answer, 200);
}

/// Hands in a file of Laos by the plain form, with the fields that its box sends, and has it accepted and opened.
async fn opened(boxed: &[&str]) -> House {
    let house = House::start().await;
    let file = Part::bytes(b"a small sample file".to_vec()).file_name("harbours.txt");
    let mut form = Form::new().text("assignment", "sample/status");
    for said in boxed {
        form = form.text("consent", (*said).to_owned());
    }
    let form = form.part("file", file);
    let answer = house.client(Who::Trainee).post(house.at("/api/uploads/form")).multipart(form).send().await;
    assert_status(&answer.expect("an answer"), 303);
    house.work_off().await;
    let decision = [("seminar", "sample"), ("material", "status.la"), ("version", "1"), ("verdict", "accepted")];
    post(&house, Who::Instructor, "/api/make_decision", &[&decision[..], &[("body", "")]].concat()).await;
    post(&house, Who::Staff, "/api/open_materials", &[("seminar", "sample"), ("open", "true")]).await;
    house
}

async fn page(house: &House, who: Who, path: &str) -> String {
    text(house.client(who).get(house.at(path)).send().await.expect("an answer")).await
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
        assert!(gallery.contains("Kenya: nothing yet"), "their own country is there");
        let search = page(&house, Who::Foreigner, "/seminars/sample/search?q=harbours").await;
        assert_eq!(search.contains("status.la"), shared, "{boxed:?}");
        let hosts = page(&house, Who::Instructor, GALLERY).await;
        assert!(hosts.contains("harbours.txt"));
        let tile = if shared { "Republic: open to all" } else { "Republic: accepted" };
        assert!(hosts.contains(tile), "{boxed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_are_told_what_stays_closed_and_enter_what_they_have_on_paper() {
    let house = opened(&["no"]).await;
    let list = page(&house, Who::Staff, "/seminars/sample/materials").await;
    assert!(list.contains("1 accepted material stays closed"), "{list}");
    assert!(!page(&house, Who::Instructor, "/seminars/sample/materials").await.contains("stays closed"));
    let form = [("seminar", "sample"), ("material", "status.la"), ("given", "true"), ("reason", "A form on paper")];
    post(&house, Who::Staff, "/api/set_consent", &form).await;
    assert!(
        page(&house, Who::Staff, "/seminars/sample/materials").await.contains("No accepted material lacks consent")
    );
    let seen = page(&house, Who::Foreigner, "/seminars/sample/materials/status.la").await;
    assert!(seen.contains("harbours.txt") && !seen.contains("A form on paper"), "{seen}");
    assert!(page(&house, Who::Trainee, "/seminars/sample/materials/status.la").await.contains("A form on paper"));
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
