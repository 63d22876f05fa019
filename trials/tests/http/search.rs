//! Search: what was meant by a misspelt word.

use trials::{House, Who};

use crate::pages::page;

#[tokio::test(flavor = "multi_thread")]
async fn a_misspelt_word_leads_to_the_one_that_was_meant() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "harbours.txt", b"a small sample file".to_vec()).await;
    house.work_off().await;
    for question in ["harboxrs", "status%20harboxrs"] {
        let path = format!("/seminars/sample/search?q={question}");
        let seen = page(&house, Who::Trainee, &path).await;
        let (before, meant) = seen.split_once("Did you mean ").expect("a suggestion");
        assert!(!before.contains("Nothing was found.") && meant.contains("Nothing was found."), "{seen}");
        let link = meant.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        let found = page(&house, Who::Trainee, link).await;
        assert!(found.contains("Found in 1 file.") && !found.contains("Did you mean"), "{link}: {found}");
        let seen = page(&house, Who::Foreigner, &path).await;
        assert!(seen.contains("Nothing was found.") && !seen.contains("Did you mean"), "{question}: {seen}");
    }
}
