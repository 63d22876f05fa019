//! What was written into a form that was refused: kept for a while, so that it stands in the form again.
//!
//! A form that was posted without JavaScript comes back by a redirect, and its page is drawn anew. What was written then
//! lies here: in memory alone, for whoever wrote it alone, and in no log.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use app::attendance::{AnswerDispute, CorrectAttendance, DisputeAttendance, KeepRollCall, SettleAttendees};
use app::certificates::{ReissueCertificate, RevokeCertificate};
use app::deadlines::{GrantExtension, SetReminderRule};
use app::deletion::DeleteVersion;
use app::discussion::{AnswerQuestion, AskQuestion, HideQuestion};
use app::form::{KeptForm, PROBLEM, TOKEN};
use app::gate::RuleOnVersion;
use app::outbox::EditMail;
use app::people::{AddPerson, KeepRoster};
use app::request::Visitor;
use app::reviews::{EditComment, MakeDecision, WriteComment, WriteReply};
use app::sharing::{SetConsent, SetSources};
use app::sign_in::SignIn;
use axum::Form;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::id::PersonId;
use leptos::prelude::{provide_context, use_context};
use server_fn::ServerFn;

use crate::state::AppState;

/// The forms whose words come back, and a field that each has. `in_source` finds those that are missing here, and those
/// that take a secret.
const FORMS: &[(&str, &str)] = &[
    (WriteComment::PATH, "body"),
    (WriteReply::PATH, "body"),
    (EditComment::PATH, "body"),
    (MakeDecision::PATH, "body"),
    (AskQuestion::PATH, "body"),
    (AnswerQuestion::PATH, "text"),
    (HideQuestion::PATH, "reason"),
    (GrantExtension::PATH, "reason"),
    (SetReminderRule::PATH, "before"),
    (EditMail::PATH, "text"),
    (SetSources::PATH, "sources"),
    (SetConsent::PATH, "reason"),
    (DeleteVersion::PATH, "reason"),
    (RuleOnVersion::PATH, "reason"),
    (RevokeCertificate::PATH, "reason"),
    (ReissueCertificate::PATH, "reason"),
    (DisputeAttendance::PATH, "text"),
    (AnswerDispute::PATH, "text"),
    (CorrectAttendance::PATH, "reason"),
    (KeepRollCall::PATH, "names"),
    (AddPerson::PATH, "name"),
    (KeepRoster::PATH, "text"),
];

/// Those whose field takes the focus as their page comes back. Browsers give it to none where the address names a part
/// of the page.
const TAKE_FOCUS: [&str; 3] = [RuleOnVersion::PATH, SettleAttendees::PATH, SignIn::PATH];

/// Parts of the names of fields that take a secret. Nothing is kept of a form that has one, listed or not.
const SECRETS: [&str; 2] = ["password", "token"];

/// So long a page finds what was posted.
const KEPT_FOR: Duration = Duration::from_secs(600);
/// Of one form. A comment of the most letters takes half of that as it is posted.
const MOST_BYTES: usize = 256 * 1024;
const MOST_BYTES_IN_ALL: usize = 16 * 1024 * 1024;
const MOST_FORMS: usize = 500;
/// So that nobody pushes out what others wrote.
const MOST_OF_ONE: usize = 8;

/// The forms that were refused lately, the oldest first.
#[derive(Default)]
pub struct PostedForms(Mutex<VecDeque<Entry>>);

struct Entry {
    author: PersonId,
    since: Instant,
    form: KeptForm,
}

impl Entry {
    fn is_current(&self, now: Instant) -> bool {
        now.duration_since(self.since) < KEPT_FOR
    }

    /// About what it takes of memory.
    fn bytes(&self) -> usize {
        let field = |(name, value): &(String, String)| size_of::<(String, String)>() + name.len() + value.len();
        self.form.fields.iter().map(field).sum()
    }
}

impl PostedForms {
    /// Keeps a form; answers the token by which its author finds it. `None` where it is too long.
    fn keep(
        &self,
        author: PersonId,
        (path, field): (&str, &str),
        fields: Vec<(String, String)>,
        now: Instant,
    ) -> Option<String> {
        let token = format!("{:032x}", rand::random::<u128>());
        let form = KeptForm { token: token.clone(), path: path.to_owned(), field: field.to_owned(), fields };
        let entry = Entry { author, since: now, form };
        if entry.bytes() > MOST_BYTES {
            return None;
        }
        let mut entries = self.entries();
        entries.push_back(entry);
        make_room(&mut entries, author, now);
        Some(token)
    }

    /// What this person posted.
    fn find(&self, author: PersonId, token: &str, now: Instant) -> Option<KeptForm> {
        let entries = self.entries();
        let mut own = entries.iter().filter(|entry| entry.author == author && entry.is_current(now));
        own.find(|entry| entry.form.token == token).map(|entry| entry.form.clone())
    }

    /// Forgets what this person posted to `path`, as it is stored now.
    fn forget(&self, author: PersonId, path: &str, token: &str) {
        let is_it = |entry: &Entry| entry.author == author && entry.form.path == path && entry.form.token == token;
        self.entries().retain(|entry| !is_it(entry));
    }

    /// Forgets what no page finds any more.
    pub fn sweep(&self) {
        let now = Instant::now();
        self.entries().retain(|entry| entry.is_current(now));
    }

    fn entries(&self) -> MutexGuard<'_, VecDeque<Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The oldest go first.
fn make_room(entries: &mut VecDeque<Entry>, author: PersonId, now: Instant) {
    entries.retain(|entry| entry.is_current(now));
    let own = entries.iter().filter(|entry| entry.author == author).count();
    if own > MOST_OF_ONE
        && let Some(oldest) = entries.iter().position(|entry| entry.author == author)
    {
        entries.remove(oldest);
    }
    let mut bytes: usize = entries.iter().map(Entry::bytes).sum();
    while entries.len() > MOST_FORMS || bytes > MOST_BYTES_IN_ALL {
        bytes -= entries.pop_front().map_or(0, |entry| entry.bytes());
    }
}

/// Around every page and server function: keeps what is refused, leads to what went wrong, and finds what was kept for
/// the page that it came back to.
pub async fn bring_back(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let takes_focus = TAKE_FOCUS.contains(&request.uri().path());
    let response = keep_or_find(&state.posted, request, next).await;
    if takes_focus { response } else { led_to_problem(response) }
}

/// Only who is signed in has forms that are kept.
async fn keep_or_find(forms: &PostedForms, mut request: Request, next: Next) -> Response {
    let Some(author) = author_of(&request) else {
        return next.run(request).await;
    };
    if *request.method() == Method::POST {
        return keep_refused(forms, author, request, next).await;
    }
    let token = token_in(request.uri());
    if let Some(form) = token.and_then(|token| forms.find(author, token, Instant::now())) {
        request.extensions_mut().insert(form);
    }
    next.run(request).await
}

fn led_to_problem(mut response: Response) -> Response {
    if let Some(address) = refused_to(&response)
        && let Ok(address) = HeaderValue::from_str(&format!("{address}#{PROBLEM}"))
    {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

fn author_of(request: &Request) -> Option<PersonId> {
    let visitor = request.extensions().get::<Visitor>()?;
    visitor.actor.as_ref().map(|actor| actor.person)
}

/// Hands the form that was found to the page that is being drawn.
pub fn provide_posted() {
    if let Some(form) = use_context::<Parts>().and_then(|parts| parts.extensions.get::<KeptForm>().cloned()) {
        provide_context(form);
    }
}

async fn keep_refused(forms: &PostedForms, author: PersonId, request: Request, next: Next) -> Response {
    let (mut head, body) = request.into_parts();
    let earlier = take_token(&mut head.headers);
    let path = head.uri.path().to_owned();
    let response = run_and_keep(forms, author, Request::from_parts(head, body), next).await;
    let is_stored =
        response.status().is_success() || (response.status().is_redirection() && refused_to(&response).is_none());
    if let Some(earlier) = earlier.filter(|_| is_stored) {
        forms.forget(author, &path, &earlier);
    }
    response
}

async fn run_and_keep(forms: &PostedForms, author: PersonId, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    let field = FORMS.iter().find(|(form, _)| *form == path).map(|(_, field)| *field);
    let Some(field) = field.filter(|_| is_plain(&head.headers) && is_short(&head.headers)) else {
        return next.run(Request::from_parts(head, body)).await;
    };
    let Ok(body) = to_bytes(body, MOST_BYTES).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let copy = Request::from_parts(head.clone(), Body::from(body.clone()));
    let posted = Form::<Vec<(String, String)>>::from_request(copy, &()).await.ok();
    let mut response = next.run(Request::from_parts(head, Body::from(body))).await;
    if let Some(Form(fields)) = posted
        && fields.iter().any(|(name, _)| name == field)
        && !fields.iter().any(|(name, _)| is_secret(name))
        && let Some(address) = refused_to(&response)
        && let Some(token) = forms.keep(author, (&path, field), fields, Instant::now())
        && let Ok(address) = HeaderValue::from_str(&format!("{address}&{TOKEN}={token}"))
    {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

fn is_secret(field: &str) -> bool {
    SECRETS.iter().any(|secret| field.contains(secret))
}

/// Posted by a browser itself, which then shows the page that it is sent to.
fn is_plain(headers: &HeaderMap) -> bool {
    text(headers, header::ACCEPT).is_some_and(|accept| accept.contains("text/html"))
}

fn is_short(headers: &HeaderMap) -> bool {
    let length = text(headers, header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    length.is_some_and(|length| length <= MOST_BYTES)
}

/// Where a form was sent back to, with its error.
fn refused_to(response: &Response) -> Option<String> {
    let address = text(response.headers(), header::LOCATION)?;
    (response.status().is_redirection() && address.contains("&__err=")).then(|| address.to_owned())
}

/// The page that a form comes from may itself show one that came back. What is posted next has a token of its own, or
/// none.
fn take_token(headers: &mut HeaderMap) -> Option<String> {
    let page = text(headers, header::REFERER)?.to_owned();
    let token = page.split_once('?').and_then(|(_, query)| query.split('&').find_map(token_of)).map(str::to_owned);
    if let Ok(page) = HeaderValue::from_str(&without_token(&page)) {
        headers.insert(header::REFERER, page);
    }
    token
}

fn without_token(address: &str) -> String {
    let Some((page, query)) = address.split_once('?') else {
        return address.to_owned();
    };
    let others: Vec<&str> = query.split('&').filter(|part| token_of(part).is_none()).collect();
    if others.is_empty() { page.to_owned() } else { format!("{page}?{}", others.join("&")) }
}

fn token_in(address: &Uri) -> Option<&str> {
    address.query()?.split('&').find_map(token_of)
}

fn token_of(part: &str) -> Option<&str> {
    part.strip_prefix(TOKEN)?.strip_prefix('=')
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod in_source;

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(forms: &PostedForms, author: PersonId, body: &str, now: Instant) -> Option<String> {
        forms.keep(author, (WriteComment::PATH, "body"), vec![("body".to_owned(), body.to_owned())], now)
    }

    fn find(forms: &PostedForms, author: PersonId, token: &str, now: Instant) -> Option<String> {
        forms.find(author, token, now).map(|form| form.fields[0].1.clone())
    }

    #[test]
    fn words_are_found_for_a_while_by_their_author_alone() {
        let (forms, author, now) = (PostedForms::default(), PersonId::generate(), Instant::now());
        let token = keep(&forms, author, "Which port?", now).expect("kept");
        assert_eq!(find(&forms, author, &token, now).as_deref(), Some("Which port?"));
        assert_eq!(find(&forms, author, "another", now), None);
        assert_eq!(find(&forms, PersonId::generate(), &token, now), None);
        assert_eq!(find(&forms, author, &token, now + KEPT_FOR), None);
        let token = keep(&forms, author, "And which port?", now).expect("kept");
        forms.forget(author, WriteReply::PATH, &token);
        assert!(find(&forms, author, &token, now).is_some(), "something else was stored");
        forms.forget(author, WriteComment::PATH, &token);
        assert_eq!(find(&forms, author, &token, now), None);
        keep(&forms, author, "And which ship?", now + KEPT_FOR).expect("kept");
        assert_eq!(forms.entries().len(), 1, "the first one is gone");
    }

    #[test]
    fn there_are_bounds_and_the_oldest_go_first() {
        let (forms, author, now) = (PostedForms::default(), PersonId::generate(), Instant::now());
        let long = "a".repeat(MOST_BYTES - 1_000);
        assert_eq!(keep(&forms, author, &long.repeat(2), now), None);
        let first = keep(&forms, author, "The first words", now).expect("kept");
        for _ in 0..MOST_BYTES_IN_ALL / MOST_BYTES - 1 {
            keep(&forms, PersonId::generate(), &long, now).expect("kept");
        }
        assert!(find(&forms, author, &first, now).is_some());
        for _ in 0..2 {
            keep(&forms, PersonId::generate(), &long, now).expect("kept");
        }
        assert_eq!(find(&forms, author, &first, now), None);
        for _ in 0..MOST_FORMS + 1 {
            keep(&forms, PersonId::generate(), "Short words", now).expect("kept");
        }
        let entries = forms.entries();
        assert_eq!(entries.len(), MOST_FORMS);
        assert!(entries.iter().map(Entry::bytes).sum::<usize>() <= MOST_BYTES_IN_ALL);
    }

    #[test]
    fn nobody_pushes_out_what_others_wrote() {
        let (forms, author, now) = (PostedForms::default(), PersonId::generate(), Instant::now());
        let token = keep(&forms, author, "Which port?", now).expect("kept");
        let busy = PersonId::generate();
        for _ in 0..MOST_FORMS {
            keep(&forms, busy, "Words again", now).expect("kept");
        }
        assert_eq!(forms.entries().len(), 1 + MOST_OF_ONE);
        assert!(find(&forms, author, &token, now).is_some());
    }

    #[test]
    fn a_page_that_showed_words_hands_its_token_on_to_nothing() {
        let page = "https://seminars.example.org/a";
        for (address, without) in [
            (format!("{page}?b=1&{TOKEN}=abc&c=2"), format!("{page}?b=1&c=2")),
            (format!("{page}?{TOKEN}=abc"), page.to_owned()),
            (format!("{page}?{TOKEN}er=abc"), format!("{page}?{TOKEN}er=abc")),
            (page.to_owned(), page.to_owned()),
        ] {
            assert_eq!(without_token(&address), without);
        }
        assert_eq!(token_in(&Uri::from_static("/a?b=1&__posted=abc")), Some("abc"));
    }
}
