//! The hints of a page by which browsers fetch its code early, put behind what a reader looks at, and behind a script:
//! where none runs, nothing of the code is fetched.
//!
//! `leptos_integration_utils` 0.8.9 writes them without a priority and for all browsers, and so these fetched all pieces
//! of code before the first picture, also where no script runs: 156 KB with a trainee's own page, 4 seconds of a link of
//! 300 kbit/s.
//!
//! So the hints lie in a template, from where a script brings them out as soon as the style is asked for (`style_first.js`).
//!
//! What is asked for last still takes its share of the link, and so where a picture is looked at first
//! (`fetchpriority="high"`), code is not even asked for before it is there: `picture_first.js`. That picture comes after
//! 3 seconds, and came after 19. Where two stand side by side, it waits for both. What starts the code is in the template
//! there, too.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Larger than any page.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Brings out what lies in the template once the pictures that are looked at first are there.
const PICTURE_FIRST: &str = include_str!("picture_first.js");

/// Brings it out at once.
const STYLE_FIRST: &str = include_str!("style_first.js");

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
            Body::from(behind_script(&page).unwrap_or(page))
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

/// The page with its code in a template, if it has code. Without a picture that is looked at first these are only the
/// hints: what starts the code waits for the whole page by itself where it stands, and would not once it had been moved.
fn behind_script(page: &str) -> Option<String> {
    let (head, body) = page.split_at(page.find("</head>")?);
    let (_, from_nonce) = head.split_once("nonce=\"")?;
    let (nonce, _) = from_nonce.split_once('"')?;
    let waits = has_first_picture(body);
    let script = if waits { PICTURE_FIRST } else { STYLE_FIRST };
    let is_moved: fn(&str) -> bool = if waits { is_code } else { fetches_code };
    let (head, code) = taken_apart(head, is_moved);
    if code.is_empty() {
        return None;
    }
    // Before the style: a script after it would wait for it.
    let (before, after) = head.split_at(head.find(LINK)?);
    Some(format!(
        "{before}<template id=\"code\">{code}</template><script nonce=\"{nonce}\">{script}</script>{after}{body}"
    ))
}

fn is_code(tag: &str) -> bool {
    tag.starts_with(MODULE) || fetches_code(tag)
}

fn has_first_picture(body: &str) -> bool {
    let mut pictures = body.split("<img ").skip(1).filter_map(|piece| piece.split('>').next());
    pictures.any(|tag| tag.contains("fetchpriority=\"high\""))
}

/// The head without the links and scripts of its code that are moved, and these.
fn taken_apart(head: &str, is_moved: fn(&str) -> bool) -> (String, String) {
    let (mut rest, mut code) = (String::with_capacity(head.len()), String::with_capacity(head.len()));
    let mut left = head;
    while let Some(start) = [LINK, MODULE].iter().filter_map(|tag| left.find(tag)).min() {
        let (before, from_tag) = left.split_at(start);
        let end = if from_tag.starts_with(LINK) { ">" } else { "</script>" };
        let length = from_tag.find(end).map_or(from_tag.len(), |place| place + end.len());
        let (tag, after) = from_tag.split_at(length);
        rest.push_str(before);
        let side = if is_moved(tag) { &mut code } else { &mut rest };
        side.push_str(tag);
        left = after;
    }
    rest.push_str(left);
    (rest, code)
}

#[cfg(test)]
mod tests {
    use super::{PICTURE_FIRST, STYLE_FIRST, behind_script, with_priorities};

    const STYLE: &str = "<link rel=\"stylesheet\" href=\"/a.css\">";
    const HINT: &str = "<link rel=\"modulepreload\" href=\"/c.js\">";
    const START: &str = "<script type=\"module\" nonce=\"n\">start(a => a < 1)</script>";

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
        format!("<html><head>{STYLE}{HINT}{START}<title>a</title></head><body>{body}</body></html>")
    }

    #[test]
    fn the_first_picture_comes_before_the_code() {
        let picture = "<img src=\"/1.webp\" alt=\"\" fetchpriority=\"high\">";
        let written = behind_script(&page(picture)).expect("a page with a picture");
        let expected = format!(
            "<html><head><template id=\"code\">{HINT}{START}</template><script nonce=\"n\">{PICTURE_FIRST}</script>\
             {STYLE}<title>a</title></head><body>{picture}</body></html>"
        );
        assert_eq!(written, expected);
    }

    #[test]
    fn code_comes_by_a_script_and_waits_for_no_picture_that_waits_itself() {
        let elsewhere = "<img src=\"/1.webp\"><p>fetchpriority=\"high\"</p>";
        for body in ["", "<img src=\"/1.webp\" loading=\"lazy\">", elsewhere] {
            let expected = format!(
                "<html><head><template id=\"code\">{HINT}</template><script nonce=\"n\">{STYLE_FIRST}</script>\
                 {STYLE}{START}<title>a</title></head><body>{body}</body></html>"
            );
            assert_eq!(behind_script(&page(body)), Some(expected), "{body}");
        }
    }

    #[test]
    fn a_page_without_code_stays_as_it_is() {
        let page = format!("<html><head>{STYLE}<style nonce=\"n\"></style></head><body></body></html>");
        assert_eq!(behind_script(&page), None);
    }
}
