//! Invitations, sign-in and its cookie, cross-site requests.

use domain::time::Instant;
use store::audit::By;
use store::tokens::Purpose;
use trials::{House, SEMINAR, Who};

const PASSWORD: &str = "a long sample password";

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_person_confirms_and_signs_in_again_with_the_password() {
    let house = House::start().await;
    let client = house.client(Who::Anonymous);
    let token = house.invite("newcomer.la@example.org").await;
    for _ in 0..2 {
        let page = client.get(house.at(&format!("/invitations/{token}"))).send().await.expect("an answer");
        assert_eq!(page.status(), 200, "looking does not use the link");
    }
    let form = [("token", token.as_str()), ("name", "Sample Name"), ("password", PASSWORD)];
    let accepted =
        client.post(house.at("/api/accept_invitation")).header("accept", "text/html").form(&form).send().await;
    let accepted = accepted.expect("an answer");
    assert_eq!(accepted.status(), 302);
    assert_eq!(accepted.headers()["location"], format!("/seminars/{SEMINAR}/my").as_str());
    let cookie = accepted.headers()["set-cookie"].to_str().expect("a cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let again = client.post(house.at("/api/accept_invitation")).form(&form).send().await.expect("an answer");
    assert_eq!(again.status(), 422, "the link works once");

    let form = [("email", "Newcomer.LA@example.org"), ("password", PASSWORD), ("next", "//evil.example.org")];
    let signed_in = client.post(house.at("/api/sign_in")).header("accept", "text/html").form(&form).send().await;
    let signed_in = signed_in.expect("an answer");
    assert_eq!(signed_in.headers()["location"], "/", "nobody is sent to another site");
    assert!(signed_in.headers().contains_key("set-cookie"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_was_used_and_one_that_never_was_lead_to_signing_in() {
    let house = House::start().await;
    let client = house.client(Who::Anonymous);
    let token = house.invite("newcomer.la@example.org").await;
    let form = [("token", token.as_str()), ("name", "Sample Name"), ("password", PASSWORD)];
    let accepted = client.post(house.at("/api/accept_invitation")).form(&form).send().await.expect("an answer");
    assert!(accepted.status().is_success(), "{}", accepted.status());
    let told = async |path: String| {
        let page = house.client(Who::Anonymous).get(house.at(&path)).send().await.expect("an answer");
        assert_eq!(page.status(), 422, "{path}");
        let page = page.text().await.expect("a page");
        let (_, told) = page.split_once("problem-page").expect("what went wrong");
        told.split("</section>").next().unwrap_or_default().to_owned()
    };
    let used = told(format!("/invitations/{token}")).await;
    for part in ["It may have been used already.", "href=\"/sign-in\"", "href=\"/forgotten-password\""] {
        assert!(used.contains(part), "{part}: {used}");
    }
    let never = "0".repeat(token.len());
    assert_eq!(told(format!("/invitations/{never}")).await, used);
    assert_eq!(told(format!("/new-password/{never}")).await, used);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_signed_in_is_told_so_by_a_link_that_is_used() {
    let house = House::start().await;
    let never = "0".repeat(64);
    for (who, home) in [(Who::Trainee, "my"), (Who::Instructor, "materials"), (Who::Staff, "board")] {
        let name = house.actor(who).name.to_string();
        for path in [format!("/invitations/{never}"), format!("/new-password/{never}")] {
            let page = house.client(who).get(house.at(&path)).send().await.expect("an answer");
            assert_eq!(page.status(), 422, "{path}");
            let page = page.text().await.expect("a page");
            let (_, told) = page.split_once("problem-page").expect("what went wrong");
            let told = told.split("</section>").next().unwrap_or_default();
            for part in
                ["You are signed in as", name.as_str(), &format!("href=\"/seminars/{SEMINAR}/{home}\""), "Sign out"]
            {
                assert!(told.contains(part), "{part}: {told}");
            }
            assert!(!told.contains("href=\"/sign-in\""), "{told}");
        }
    }
    let refused = async |who| {
        let form = [("token", never.as_str()), ("name", "Sample Name"), ("password", PASSWORD)];
        let request = house.client(who).post(house.at("/api/accept_invitation")).header("accept", "text/html");
        let request = request.header("referer", house.at(&format!("/invitations/{never}"))).form(&form);
        let answer = request.send().await.expect("an answer");
        answer.headers()["location"].to_str().expect("an address").to_owned()
    };
    assert_eq!(refused(Who::Trainee).await, refused(Who::Anonymous).await, "no name in an address");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_not_accepted_where_somebody_else_is_signed_in() {
    let house = House::start().await;
    let token = house.invite("newcomer.la@example.org").await;
    let address = format!("/invitations/{token}");
    let (client, name) = (house.client(Who::Staff), house.actor(Who::Staff).name.to_string());
    let page = async |path: &str| {
        let page = client.get(house.at(path)).send().await.expect("an answer");
        assert_eq!(page.status(), 200, "{path}");
        page.text().await.expect("a page")
    };
    let form = [("token", token.as_str()), ("name", "Sample Name"), ("password", PASSWORD)];
    let accept = async || {
        let request = client.post(house.at("/api/accept_invitation")).header("accept", "text/html");
        let answer = request.header("referer", house.at(&address)).form(&form).send().await.expect("an answer");
        let location = answer.headers()["location"].to_str().expect("an address").to_owned();
        (location, answer.headers().contains_key("set-cookie"))
    };
    let told = page(&address).await;
    let (_, told) = told.split_once("An invitation for somebody else").expect("whose it is");
    for part in ["Sample Newcomer", "newcomer.la@example.org", "you are signed in as", &name, "Sign out and go on"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(told.contains(&format!("value=\"{address}\"")) && !told.contains("Choose a password"), "{told}");

    // The form of a page that was drawn before they signed in.
    let (back, signs_in) = accept().await;
    assert!(back.contains("__err=") && !signs_in, "{back}");
    let board = page(&format!("/seminars/{SEMINAR}/board")).await;
    assert!(board.contains(&name), "still signed in: {board}");

    let request = client.post(house.at("/api/sign_out")).header("accept", "text/html");
    let out = request.form(&[("next", address.as_str())]).send().await.expect("an answer");
    assert_eq!((out.status().as_u16(), out.headers()["location"].to_str().ok()), (302, Some(address.as_str())));
    assert!(page(&address).await.contains("Choose a password"), "the invitation is as it was");
    assert_eq!(accept().await, (format!("/seminars/{SEMINAR}/my"), true));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_is_not_set_where_somebody_else_is_signed_in() {
    let house = House::start().await;
    let (store, by, now) = (&house.state.office.store, By::operator(), Instant::now());
    let (trainee, name) = (house.actor(Who::Trainee).person, house.actor(Who::Staff).name.to_string());
    let token = store.issue_token(Purpose::PasswordReset, trainee, None, &by, now).await.expect("a token");
    let address = format!("/new-password/{token}");
    let page = async |who: Who, path: &str| {
        let page = house.client(who).get(house.at(path)).send().await.expect("an answer");
        assert_eq!(page.status(), 200, "{path}");
        page.text().await.expect("a page")
    };
    let told = page(Who::Staff, &address).await;
    for part in ["trainee.la@example.org", "you are signed in as", &name, "Sign out and go on with the link"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(told.contains(&format!("value=\"{address}\"")) && !told.contains("Set the password"), "{told}");
    assert!(page(Who::Trainee, &address).await.contains("Set the password"), "it is their own");

    // The form of a page that was drawn before they signed in.
    let form = format!("token={token}&password=another long password");
    let back = house.post_without_script(Who::Staff, &address, "/api/set_new_password", form).await;
    assert!(back.contains("__err=") && !back.contains("password="), "{back}");
    let board = page(Who::Staff, &format!("/seminars/{SEMINAR}/board")).await;
    assert!(board.contains(&name), "still signed in: {board}");
    assert!(page(Who::Anonymous, &address).await.contains("Set the password"), "the link is as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_signed_in_accepts_their_own_invitation() {
    let house = House::start().await;
    let (store, trainee) = (&house.state.office.store, house.actor(Who::Trainee).person);
    let (slug, by) = (Some(&house.seminar), By::operator());
    let token = store.issue_token(Purpose::Invitation, trainee, slug, &by, Instant::now()).await.expect("a token");
    let address = house.at(&format!("/invitations/{token}"));
    let page = house.client(Who::Trainee).get(address).send().await.expect("an answer");
    let page = page.text().await.expect("a page");
    assert!(page.contains("Confirm and sign in") && !page.contains("for somebody else"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_an_unknown_address_are_answered_alike() {
    let house = House::start().await;
    let client = house.client(Who::Anonymous);
    let mut answers = Vec::new();
    for email in ["trainee.la@example.org", "nobody@example.org"] {
        let form = [("email", email), ("password", "not the password")];
        let answer = client.post(house.at("/api/sign_in")).form(&form).send().await.expect("an answer");
        assert!(!answer.headers().contains_key("set-cookie"));
        answers.push((answer.status(), answer.text().await.expect("a text")));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].0, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_keeps_the_address_of_a_try_that_failed_and_never_the_password() {
    let house = House::start().await;
    let client = house.client(Who::Anonymous);
    for email in ["trainee.la@example.org", "no+body@example.org"] {
        let form = [("email", email), ("password", "not the password")];
        let request = client.post(house.at("/api/sign_in")).header("accept", "text/html");
        let answer = request.header("referer", house.at("/sign-in")).form(&form).send().await.expect("an answer");
        assert_eq!(answer.status(), 302);
        let back = answer.headers()["location"].to_str().expect("an address").to_owned();
        assert!(!back.contains("example.org"), "{back}");
        let cookie = answer.headers()["set-cookie"].to_str().expect("a cookie").to_owned();
        assert!(cookie.contains("HttpOnly") && !cookie.contains("password"), "{cookie}");
        let kept = cookie.split(';').next().unwrap_or_default();
        let page = async |address: &str| {
            let answer = client.get(address).header("cookie", kept).send().await.expect("an answer");
            answer.text().await.expect("a page")
        };
        let seen = page(&back).await;
        assert!(seen.contains(&format!("value=\"{email}\"")), "{seen}");
        assert!(seen.contains("autofocus") && !seen.contains("not the password"), "{seen}");
        let fresh = page(&house.at("/sign-in")).await;
        assert!(!fresh.contains(&format!("value=\"{email}\"")) && !fresh.contains("autofocus"), "{fresh}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_are_limited_by_account() {
    let house = House::start().await;
    let client = house.client(Who::Anonymous);
    let form = [("email", "trainee.la@example.org"), ("password", "not the password")];
    let mut refused = 0;
    for _ in 0..12 {
        let answer = client.post(house.at("/api/sign_in")).form(&form).send().await.expect("an answer");
        refused += u32::from(answer.status() == 429);
    }
    assert!(refused >= 1, "twelve tries in a row are too many");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_from_other_sites_change_nothing() {
    let house = House::start().await;
    let client = house.client(Who::Trainee);
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example.org")] {
        let answer = client.post(house.at("/api/sign_out")).header(name, value).send().await.expect("an answer");
        assert_eq!(answer.status(), 403);
    }
    let page = client.get(house.at("/")).send().await.expect("an answer").text().await.expect("a text");
    assert!(page.contains("Sample Trainee"), "still signed in");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_cookie() {
    let house = House::start().await;
    let client = house.client(Who::Trainee);
    let answer = client.post(house.at("/api/sign_out")).send().await.expect("an answer");
    assert!(answer.headers()["set-cookie"].to_str().expect("a cookie").contains("Max-Age=0"));
    let page = client.get(house.at("/")).send().await.expect("an answer").text().await.expect("a text");
    assert!(!page.contains("Sample Trainee"));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_carry_a_strict_policy() {
    let house = House::start().await;
    let page = house.client(Who::Anonymous).get(house.at("/seminars/sample")).send().await.expect("an answer");
    let policy = page.headers()["content-security-policy"].to_str().expect("a policy").to_owned();
    assert!(policy.contains("'nonce-") && policy.contains("'wasm-unsafe-eval'"), "{policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert_eq!(page.headers()["x-content-type-options"], "nosniff");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_marks_what_is_sent_before_style_and_code_are_there() {
    let house = House::start().await;
    let page = house.client(Who::Trainee).get(house.at("/seminars/sample/my")).send().await.expect("an answer");
    let policy = page.headers()["content-security-policy"].to_str().expect("a policy").to_owned();
    let page = page.text().await.expect("a text");
    let (head, _) = page.split_once("<link ").expect("a page with a style");
    let (_, script) = head.split_once("<script nonce=\"").expect("a script before the style");
    let (nonce, script) = script.split_once("\">").expect("a script with a nonce");
    assert!(policy.contains(&format!("'nonce-{nonce}'")), "{policy}");
    assert!(script.contains("addEventListener(\"submit\"") && script.contains("data-sent"), "{script}");
}
