//! The hints of a page by which browsers fetch its code early, put behind what a reader looks at.
//!
//! `leptos_integration_utils` 0.8.9 writes them without a priority, and so browsers fetch all pieces of code before
//! the first picture, also where no script runs: at 300 kbit/s the viewer's came after 19 seconds without JavaScript, and
//! comes after 8 with these.
//!
//! What is asked for last still takes its share of the link, and so where a picture is looked at first
//! (`fetchpriority="high"`), code is not even asked for before it is there: `picture_first.js`. That picture comes after
//! 3 seconds. Where two stand side by side, it waits for both. Where no script runs, such a page loads no code at all.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Larger than any page.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Starts what lies in the template.
const PICTURE_FIRST: &str = include_str!("picture_first.js");

const LINK: &str = "<link ";
const MODULE: &str = "<script type=\"module\"";

pub async fn put_code_last(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let page = match to_bytes(body, MOST_BYTES).await {
        Ok(page) => page,
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered to its end");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    head.headers.remove(header::CONTENT_LENGTH);
    let page = match std::str::from_utf8(&page) {
        Ok(text) => {
            let page = with_priorities(text);
            Body::from(behind_picture(&page).unwrap_or(page))
        }
        Err(_) => Body::from(page),
    };
    Response::from_parts(head, page)
}

/// Every link of the head that only fetches code says that it can wait.
fn with_priorities(page: &str) -> String {
    let (head, rest) = page.split_at(page.find("</head>").unwrap_or(0));
    let mut written = String::with_capacity(page.len() + 4096);
    for (place, piece) in head.split(LINK).enumerate() {
        if place > 0 {
            written.push_str(LINK);
        }
        let tag = piece.split('>').next().unwrap_or(piece);
        if place > 0 && fetches_code(tag) && !tag.contains("fetchpriority") {
            written.push_str("fetchpriority=\"low\" ");
        }
        written.push_str(piece);
    }
    written.push_str(rest);
    written
}

fn fetches_code(link: &str) -> bool {
    link.contains("rel=\"modulepreload\"") || link.contains("as=\"fetch\"")
}

/// The page with its code in a template, if it has a picture that is looked at first.
fn behind_picture(page: &str) -> Option<String> {
    let (head, body) = page.split_at(page.find("</head>")?);
    let (_, from_nonce) = head.split_once("nonce=\"")?;
    let (nonce, _) = from_nonce.split_once('"')?;
    if !has_first_picture(body) {
        return None;
    }
    let (head, code) = taken_apart(head);
    // Before the style: a script after it would wait for it.
    let (before, after) = head.split_at(head.find(LINK)?);
    Some(format!(
        "{before}<template id=\"code\">{code}</template><script nonce=\"{nonce}\">{PICTURE_FIRST}</script>{after}{body}"
    ))
}

fn has_first_picture(body: &str) -> bool {
    let mut pictures = body.split("<img ").skip(1).filter_map(|piece| piece.split('>').next());
    pictures.any(|tag| tag.contains("fetchpriority=\"high\""))
}

/// The head without its code, and the code: the links that fetch it and the script that starts it.
fn taken_apart(head: &str) -> (String, String) {
    let (mut rest, mut code) = (String::with_capacity(head.len()), String::with_capacity(head.len()));
    let mut left = head;
    while let Some(start) = [LINK, MODULE].iter().filter_map(|tag| left.find(tag)).min() {
        let (before, from_tag) = left.split_at(start);
        let end = if from_tag.starts_with(LINK) { ">" } else { "</script>" };
        let length = from_tag.find(end).map_or(from_tag.len(), |place| place + end.len());
        let (tag, after) = from_tag.split_at(length);
        rest.push_str(before);
        let side = if tag.starts_with(MODULE) || fetches_code(tag) { &mut code } else { &mut rest };
        side.push_str(tag);
        left = after;
    }
    rest.push_str(left);
    (rest, code)
}

#[cfg(test)]
mod tests {
    use super::{PICTURE_FIRST, behind_picture, with_priorities};

    const STYLE: &str = "<link rel=\"stylesheet\" href=\"/a.css\">";
    const CODE: &str =
        "<link rel=\"modulepreload\" href=\"/c.js\"><script type=\"module\" nonce=\"n\">start(a => a < 1)</script>";

    #[test]
    fn code_waits_and_nothing_else_changes() {
        let page = "<html><head><title>a &lt;link b</title><link rel=\"stylesheet\" href=\"/a.css\">\
            <link rel=\"preload\" href=\"/b.wasm\" as=\"fetch\"><link rel=\"modulepreload\" href=\"/c.js\">\
            <link rel=\"modulepreload\" href=\"/d.js\" fetchpriority=\"low\"></head>\
            <body><link rel=\"modulepreload\" href=\"/e.js\"></body></html>";
        let written = with_priorities(page);
        assert!(
            written.contains("<link fetchpriority=\"low\" rel=\"preload\" href=\"/b.wasm\" as=\"fetch\">"),
            "{written}"
        );
        assert_eq!(written.matches("fetchpriority").count(), 3, "{written}");
        assert_eq!(written.replace("<link fetchpriority=\"low\" ", "<link "), page);
    }

    fn page(body: &str) -> String {
        format!("<html><head>{STYLE}{CODE}<title>a</title></head><body>{body}</body></html>")
    }

    #[test]
    fn the_first_picture_comes_before_the_code() {
        let picture = "<img src=\"/1.webp\" alt=\"\" fetchpriority=\"high\">";
        let written = behind_picture(&page(picture)).expect("a page with a picture");
        let expected = format!(
            "<html><head><template id=\"code\">{CODE}</template><script nonce=\"n\">{PICTURE_FIRST}</script>\
             {STYLE}<title>a</title></head><body>{picture}</body></html>"
        );
        assert_eq!(written, expected);
    }

    #[test]
    fn code_does_not_wait_for_a_picture_that_waits_itself() {
        let elsewhere = "<img src=\"/1.webp\"><p>fetchpriority=\"high\"</p>";
        for body in ["", "<img src=\"/1.webp\" loading=\"lazy\">", elsewhere] {
            assert_eq!(behind_picture(&page(body)), None, "{body}");
        }
    }
}
