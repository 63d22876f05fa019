//! Materials on their way in: tus 1.0.0 for programs and the browser's uploader, and a plain form
//! for everyone else.
//!
//! | part | what |
//! |---|---|
//! | `describe_server` | OPTIONS: what this server understands |
//! | `list_uploads` | GET: one's own unfinished uploads |
//! | `create_upload` | POST: an upload begins, perhaps with its first bytes |
//! | `show_upload` | HEAD: how far it has come |
//! | `extend_upload` | PATCH: further bytes |
//! | `terminate_upload` | DELETE |
//! | `receive` | the bytes of one request, and what follows when they were the last ones |
//! | `complete_upload` | the upload becomes a version |
//! | `submit_form` | the form: all of this in one request |
//! | `asker` | who asks, and which uploads are theirs |
//! | `headers` `metadata` | what clients send |
//!
//! An upload belongs to the person who began it; for everyone else it does not exist. Receiving
//! runs in a task of its own: a client that leaves cannot cut it between the last byte and the
//! version. What a killed server cuts there, the next HEAD sees through.

mod asker;
mod complete_upload;
mod create_upload;
mod describe_server;
mod extend_upload;
mod headers;
mod list_uploads;
mod metadata;
mod receive;
mod show_upload;
mod submit_form;
mod terminate_upload;

use app::request::Visitor;
use axum::Extension;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::map_request;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, post};

pub use headers::http_date;
pub use receive::uncut;

use crate::form_field::end_apart;
use crate::refusal::Refusal;
use crate::route_table::RouteTable;
use crate::state::AppState;
use asker::Asker;
use headers::{METHOD_OVERRIDE, TUS_RESUMABLE, TUS_VERSION};

/// The version of tus.
const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");

pub fn routes() -> RouteTable {
    RouteTable::new()
        .at("/api/uploads", &["OPTIONS", "GET", "POST"], any(all_uploads))
        .at("/api/uploads/{upload}", &["OPTIONS", "HEAD", "PATCH", "DELETE"], any(one_upload))
        .at(
            "/api/uploads/form",
            &["POST"],
            post(submit_form::submit_form).layer((DefaultBodyLimit::disable(), map_request(end_apart))),
        )
}

async fn all_uploads(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let method = intended_method(&request);
    if method == Method::OPTIONS {
        return as_tus(Ok(describe_server::describe_server(&state)));
    }
    let answer = async {
        let asker = Asker::new(state, visitor)?;
        match method {
            Method::GET | Method::HEAD => list_uploads::list_uploads(&asker).await,
            Method::POST => {
                check_version(request.headers())?;
                create_upload::create_upload(asker, request).await
            }
            _ => Err(not_allowed("OPTIONS, GET, POST")),
        }
    };
    as_tus(answer.await)
}

async fn one_upload(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(upload): Path<String>,
    request: Request,
) -> Response {
    let method = intended_method(&request);
    if method == Method::OPTIONS {
        return as_tus(Ok(describe_server::describe_server(&state)));
    }
    let answer = async {
        let asker = Asker::new(state, visitor)?;
        if !matches!(method, Method::HEAD | Method::PATCH | Method::DELETE) {
            return Err(not_allowed("OPTIONS, HEAD, PATCH, DELETE"));
        }
        check_version(request.headers())?;
        let upload = asker.own_upload(&upload).await?;
        match method {
            Method::HEAD => show_upload::show_upload(asker, upload).await,
            Method::PATCH => extend_upload::extend_upload(asker, upload, request).await,
            _ => terminate_upload::terminate_upload(asker, upload).await,
        }
    };
    as_tus(answer.await)
}

/// Some networks let only GET and POST through.
fn intended_method(request: &Request) -> Method {
    let named = request.headers().get(METHOD_OVERRIDE).and_then(|name| Method::from_bytes(name.as_bytes()).ok());
    named.filter(|_| *request.method() == Method::POST).unwrap_or_else(|| request.method().clone())
}

fn check_version(headers: &HeaderMap) -> Result<(), Refusal> {
    if headers.get(TUS_RESUMABLE) == Some(&VERSION) {
        return Ok(());
    }
    let refusal = Refusal::new(StatusCode::PRECONDITION_FAILED, "Tus-Resumable has to be 1.0.0.");
    Err(refusal.with(TUS_VERSION, "1.0.0"))
}

fn not_allowed(methods: &str) -> Refusal {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "This cannot be done here.").with(header::ALLOW, methods)
}

/// What every answer of tus carries.
fn as_tus(answer: Result<Response, Refusal>) -> Response {
    let mut response = answer.into_response();
    let headers = response.headers_mut();
    headers.insert(TUS_RESUMABLE, VERSION);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_post_can_stand_for_another_method() {
        let intended = |method: Method, named: &str| {
            let request = Request::builder().method(method).header(METHOD_OVERRIDE, named);
            intended_method(&request.body(axum::body::Body::empty()).expect("a request"))
        };
        assert_eq!(intended(Method::POST, "PATCH"), Method::PATCH);
        assert_eq!(intended(Method::GET, "DELETE"), Method::GET);
        assert_eq!(intended(Method::POST, ""), Method::POST);
    }
}
