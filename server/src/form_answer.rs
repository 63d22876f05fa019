//! A form that failed comes back to its page, which says why: as server functions do it.

use app::error::AppError;
use app::form::PROBLEM;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use server_fn::error::ServerFnUrlError;

use crate::refusal::Refusal;

/// `form_path` is what pages know the form by. Only the path of the page that sent the form counts, so that nobody is sent elsewhere. A
/// program that wants no page gets the refusal itself.
pub fn go_back(headers: &HeaderMap, public_url: &str, form_path: &str, refusal: Refusal) -> Response {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let page = local_part(text(header::REFERER)).filter(|_| text(header::ACCEPT).contains("text/html"));
    let back = page.and_then(|page| back_to(page, public_url, form_path, as_app_error(&refusal)));
    match back {
        Some(back) => Redirect::to(&back).into_response(),
        None => refusal.into_response(),
    }
}

/// Path and query of a page's address.
fn local_part(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let local = &rest[rest.find('/')?..];
    (!local.starts_with("//") && !local.contains('\\')).then_some(local)
}

fn back_to(page: &str, public_url: &str, form_path: &str, error: AppError) -> Option<String> {
    let mut address = format!("{public_url}{page}");
    ServerFnUrlError::<AppError>::strip_error_info(&mut address);
    let address = ServerFnUrlError::new(form_path, error).to_url(&address).ok()?;
    Some(format!("{}?{}#{PROBLEM}", address.path(), address.query().unwrap_or_default()))
}

fn as_app_error(refusal: &Refusal) -> AppError {
    match refusal.status() {
        StatusCode::UNAUTHORIZED => AppError::SignInNeeded,
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::INTERNAL_SERVER_ERROR => AppError::Failed,
        _ => AppError::Refused(refusal.text().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn location(referer: &str, accept: &str) -> Option<String> {
        let fields = [(header::REFERER, referer), (header::ACCEPT, accept)];
        let headers = fields.map(|(name, value)| (name, HeaderValue::from_str(value).expect("a value")));
        let refusal = Refusal::bad_request("Please choose a file.");
        let response =
            go_back(&HeaderMap::from_iter(headers), "https://seminars.example.org", "/api/uploads/form", refusal);
        response.headers().get(header::LOCATION).map(|value| value.to_str().expect("a text").to_owned())
    }

    #[test]
    fn the_page_learns_why() {
        let html = "text/html,*/*";
        let back = location("https://seminars.example.org/seminars/sample/my?a=1&__path=x&__err=y", html);
        let back = back.expect("a redirect");
        let (page, error) = back.split_once("&__err=").expect("an error");
        assert_eq!(page, "/seminars/sample/my?a=1&__path=%2Fapi%2Fuploads%2Fform");
        let (error, part) = error.split_once('#').expect("a part of the page");
        assert_eq!(part, PROBLEM);
        let error = ServerFnUrlError::<AppError>::decode_err(&error.replace("%3D", "="));
        assert_eq!(error, AppError::Refused("Please choose a file.".to_owned()));
    }

    #[test]
    fn nobody_is_sent_elsewhere() {
        let html = "text/html";
        assert!(location("https://evil.example.org/a", html).expect("a redirect").starts_with("/a?"));
        assert_eq!(location("https://evil.example.org//evil.example.org/a", html), None);
        assert_eq!(location("https://evil.example.org", html), None);
        assert_eq!(location("", html), None);
    }

    #[test]
    fn programs_get_the_refusal() {
        assert_eq!(location("https://seminars.example.org/seminars/sample/my", "*/*"), None);
    }
}
