//! Every route and server function, asked by everyone. The list comes from the router itself: a
//! route that is missing here fails the test, and so does a row here that no route has.

mod files;
mod filled;
mod forms;
mod loads;
mod pages;
mod row;

use std::collections::BTreeSet;

use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use trials::{House, Who, export_of};

use filled::Filled;
use row::Row;

/// Forms come last: what they change is not seen by the others.
fn rows() -> Vec<Row> {
    [pages::rows(), files::rows(), loads::rows(), forms::rows()].into_iter().flatten().collect()
}

/// The headers or the file without which a route would not get as far as its rule.
fn with_what_it_takes(request: RequestBuilder, row: &Row) -> RequestBuilder {
    match row.route {
        "POST /api/uploads" => {
            // The names are base64: slides.pptx, sample/status.
            let metadata = "filename c2xpZGVzLnBwdHg=,assignment c2FtcGxlL3N0YXR1cw==";
            request.header("upload-length", 10).header("upload-metadata", metadata)
        }
        "POST /api/attendance_files" => {
            let file = Part::bytes(export_of("Somebody").into_bytes()).file_name("export.csv");
            request.multipart(Form::new().text("seminar", "sample").part("file", file))
        }
        "POST /api/review_forms" => {
            let form = "Material,Version,Your comment,Who reads it,Row (leave as it is)\n";
            let file = Part::bytes(form.as_bytes()).file_name("form.csv");
            request.multipart(Form::new().text("seminar", "sample").part("file", file))
        }
        "POST /api/uploads/form" => {
            let file = Part::bytes(b"a small sample file".to_vec()).file_name("slides.pptx");
            request.multipart(Form::new().text("assignment", "sample/status").part("file", file))
        }
        _ => request,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_everyone_as_the_table_says() {
    let house = House::start().await;
    let filled = Filled::in_house(&house).await;
    let rows = rows();
    let mut wrong = Vec::new();
    for (index, who) in Who::ALL.into_iter().enumerate() {
        let client = house.client(who);
        for row in &rows {
            let (method, route) = row.route.split_once(' ').expect("a method and a path");
            let path = filled.fill(if row.path.is_empty() { route } else { row.path });
            let method = Method::from_bytes(method.as_bytes()).expect("a method");
            let request = client.request(method, house.at(&path)).header("tus-resumable", "1.0.0");
            let mut request = with_what_it_takes(request, row);
            if row.path.is_empty() {
                let form = "application/x-www-form-urlencoded";
                request = request
                    .header("content-type", form)
                    .body(filled.fill(row.body).replace("ASKER", &format!("{who:?}-nobody")));
            }
            // The body is left unread: a stream of events has no end.
            let status = request.send().await.expect("an answer").status().as_u16();
            if status != row.answers[index] {
                wrong.push(format!("{who:?}: {} ({path}): {status}, not {}", row.route, row.answers[index]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_is_missing_from_the_table() {
    let house = House::start().await;
    let tabled: BTreeSet<String> = rows().iter().map(|row| row.route.to_owned()).collect();
    let listed: BTreeSet<String> = lectern::router::listed(&house.state)
        .into_iter()
        .flat_map(|listed| listed.methods.into_iter().map(move |method| format!("{method} {}", listed.path)))
        .collect();
    let missing: Vec<_> = listed.difference(&tabled).collect();
    let gone: Vec<_> = tabled.difference(&listed).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not in the table: {missing:#?}\nno such route: {gone:#?}");
}
