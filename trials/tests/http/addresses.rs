//! Addresses as people write them.

use trials::{House, Who};

use crate::tus::{assert_status, header};

#[tokio::test(flavor = "multi_thread")]
async fn an_address_with_a_slash_after_it_leads_to_its_page() {
    let house = House::start().await;
    let get = async |path: &str| house.client(Who::Staff).get(house.at(path)).send().await.expect("an answer");
    for (path, page) in [
        ("/seminars/sample/", "/seminars/sample"),
        ("/seminars/sample/materials/?country=LA&state=", "/seminars/sample/materials?country=LA&state="),
    ] {
        let answer = get(path).await;
        assert_status(&answer, 308);
        assert_eq!(header(&answer, "location"), page);
        assert_status(&get(page).await, 200);
    }
    assert_status(&get("/").await, 200);
    for path in ["//evil.example.org/", "//evil.example.org//", "/seminars/sample//"] {
        let answer = get(path).await;
        assert_status(&answer, 404);
        assert!(!answer.headers().contains_key("location"), "{path}");
    }
    let posted = house.post_form("/seminars/sample/", "").await;
    assert!(!posted.status().is_redirection(), "{}", posted.status());
}
