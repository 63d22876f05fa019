//! What someone gets to see of the server.

use std::io::{Cursor, Read};

use reqwest::Response;
use trials::{House, Who};
use zip::ZipArchive;

use crate::tus::text;

pub async fn ask(house: &House, who: Who, path: &str, headers: &[(&'static str, &str)]) -> Response {
    let mut request = house.client(who).get(house.at(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.expect("an answer")
}

pub async fn get(house: &House, who: Who, path: &str) -> Response {
    ask(house, who, path, &[]).await
}

pub async fn page(house: &House, who: Who, path: &str) -> String {
    text(get(house, who, path).await).await
}

pub async fn status_of(house: &House, who: Who, path: &str) -> u16 {
    get(house, who, path).await.status().as_u16()
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let fields = page.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    let field = fields.filter(|field| field.contains(&format!("name=\"{name}\""))).last().expect("a field");
    field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value").to_owned()
}

/// The texts of a workbook's cells, one after the other.
pub fn texts_of(workbook: impl AsRef<[u8]>) -> String {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let mut texts = String::new();
    archive.by_name("xl/sharedStrings.xml").expect("texts").read_to_string(&mut texts).expect("UTF-8");
    texts
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_comes_while_other_servers_of_the_process_begin() {
    let house = House::start().await;
    let state = house.state.clone();
    let beginning = tokio::task::spawn_blocking(move || {
        for _ in 0..100 {
            lectern::router::listed(&state);
        }
    });
    while !beginning.is_finished() {
        let page = page(&house, Who::Trainee, "/seminars/sample/my").await;
        assert!(page.contains("Status"), "{page}");
    }
    beginning.await.expect("begun");
}
