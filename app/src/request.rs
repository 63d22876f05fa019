//! On the server: who asks, what they may use, and how a failure is answered.

use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use domain::actor::Actor;
use domain::attendance::export::{ExportReading, HowToRead};
use domain::gate::Equipment;
use domain::id::{AttendanceFileId, PersonId, SeminarSlug};
use domain::material::Sha256Hex;
use domain::person::{Role, WeakPassword};
use domain::review::RefusedReview;
use domain::time::{Clocks, Instant, zones};
use leptos::prelude::*;
use leptos::server_fn::error::ServerFnUrlError;
use leptos_axum::ResponseOptions;
use store::attendance::files::AttendanceDraft;
use store::{Answer, Store, StoreError};

use crate::error::{AppError, sentence};
use crate::sign_in::{SignedInAlready, SomebodyElse};

/// The person behind a request. The server's middleware finds out once and puts it among the
/// request's extensions.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    pub actor: Option<Actor>,
    /// The cookie's token, for signing out.
    pub sign_in: Option<String>,
    /// IANA name of the reader's zone, from a cookie.
    pub zone: Option<String>,
    /// Who is asking, for limits on tries: the peer's address.
    pub peer: String,
}

/// What only the running server knows and server functions need.
#[derive(Clone)]
pub struct Office {
    pub store: Store,
    pub gatekeeper: std::sync::Arc<dyn Gatekeeper>,
    pub export_reader: std::sync::Arc<dyn ExportReader>,
    /// Bytes that are free on the disk of the files, where those are too few for uploads.
    pub files_shortage: std::sync::Arc<dyn Fn() -> Option<u64> + Send + Sync>,
    /// What files are looked at with now.
    pub equipment: std::sync::Arc<dyn Fn() -> Equipment + Send + Sync>,
    /// `https://seminars.example.org`, without a slash at its end.
    pub public_url: String,
    /// Mail goes out; otherwise staff hand over links themselves.
    pub sends_mail: bool,
    /// Cookies need `__Host-` and `Secure`; only loopback over plain http goes without.
    pub secure_cookies: bool,
    /// For how many days deleted versions can be restored.
    pub keep_deleted_days: u32,
}

/// Passwords and the limit on tries, which live in the server: hashing is slow and counted there.
pub trait Gatekeeper: Send + Sync {
    /// Counts a try for an account from an address; an error says how long to wait.
    fn admit_try(&self, account: &str, peer: &str) -> Result<(), AppError>;
    /// Counts a look-up of a certificate from an address.
    fn admit_look_up(&self, peer: &str) -> Result<(), AppError>;
    fn hash_password(&self, password: String) -> ServerTask<String>;
    fn verify_password(&self, password: String, hash: Option<String>) -> ServerTask<bool>;
}

/// Exports of meeting platforms: their bytes, and the workers that read them, are the server's.
pub trait ExportReader: Send + Sync {
    fn read(&self, sha256: Sha256Hex, how: HowToRead) -> ServerTask<ExportReading>;
}

/// What an export that waits says, read in this way: as it was kept, or else as a worker reads it now, which is kept. An
/// error has its status.
pub async fn read_draft(
    actor: &Actor,
    seminar: &SeminarSlug,
    (id, draft): (AttendanceFileId, &AttendanceDraft),
    how: &HowToRead,
) -> Result<ExportReading, AppError> {
    let Office { store, export_reader, .. } = office();
    if let Some(reading) = store.attendance_reading(actor, seminar, id, how).await? {
        return Ok(reading);
    }
    let reading = export_reader.read(draft.sha256.clone(), how.clone()).await.map_err(noted)?;
    // Where it cannot be kept, as where room is short, it is read again the next time.
    if let Err(error) = store.keep_attendance_reading(actor, seminar, id, how, reading.clone()).await {
        tracing::warn!(%error, "what was read of an attendance export is not kept");
    }
    Ok(reading)
}

pub type ServerTask<T> = std::pin::Pin<Box<dyn Future<Output = Result<T, AppError>> + Send>>;

pub fn office() -> Office {
    expect_context::<Office>()
}

pub fn store() -> Store {
    office().store
}

pub fn visitor() -> Visitor {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Visitor>().cloned()).unwrap_or_default()
}

/// Leads a plain post to a page that says what it has done. A page that lives says so itself, and stays where it is.
pub fn lead_plain_post(address: &str) {
    if is_plain_post() {
        leptos_axum::redirect(address);
    }
}

/// The address of the page that sent a form, as far as the browser tells it.
pub fn sender() -> Option<String> {
    let parts = use_context::<Parts>()?;
    let page = parts.headers.get(header::REFERER)?.to_str().ok()?;
    Some(page.to_owned())
}

/// Leads a plain post back to its page as it was, to the part of it with this id.
pub fn lead_plain_post_back(part: &str) {
    if let Some(mut page) = sender() {
        ServerFnUrlError::<AppError>::strip_error_info(&mut page);
        lead_plain_post(&format!("{}#{part}", page.trim_end_matches('?')));
    }
}

/// Did a browser post a form by itself?
pub fn is_plain_post() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        let accepts_html = parts.headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
        parts.method == Method::POST && accepts_html.is_some_and(|accept| accept.contains("text/html"))
    })
}

/// The signed-in person, or the error that asks to sign in.
pub fn signed_in() -> Result<Actor, AppError> {
    visitor().actor.ok_or_else(|| noted(AppError::SignInNeeded))
}

/// Who is signed in where somebody has opened what is for this person.
pub fn signed_in_instead_of(person: PersonId) -> Option<SomebodyElse> {
    let actor = visitor().actor.filter(|actor| actor.person != person)?;
    Some(SomebodyElse { name: actor.name, email: actor.email })
}

/// Whom a page about a used link tells that they are signed in. In no address: an error of a plain post goes there.
fn signed_in_already() -> Option<SignedInAlready> {
    let (actor, seminars) = (visitor().actor.filter(|_| !is_plain_post())?, store().all_seminars());
    let seminar = seminars.iter().find_map(|seminar| {
        let role = actor.role(&seminar.slug)?;
        Some((home(&seminar.slug, role), seminar.title.clone()))
    });
    Some(SignedInAlready { name: actor.name.to_string(), seminar })
}

/// Where a member of a seminar has to do.
pub fn home(seminar: &SeminarSlug, role: Role) -> String {
    let page = match role {
        Role::Staff => "board",
        Role::Instructor => "materials",
        Role::Trainee => "my",
    };
    format!("/seminars/{seminar}/{page}")
}

/// Counts a try for an account from the peer who asks.
pub fn admit_try(account: &str) -> Result<(), AppError> {
    office().gatekeeper.admit_try(account, &visitor().peer).map_err(noted)
}

/// Counts a look-up of a certificate from the peer who asks: codes shall not be tried one by one.
pub fn admit_look_up() -> Result<(), AppError> {
    office().gatekeeper.admit_look_up(&visitor().peer).map_err(noted)
}

/// The host's clock and the reader's.
pub fn clocks(host_zone: &str) -> Clocks {
    zones::clocks(host_zone, visitor().zone.as_deref(), Instant::now())
}

/// Parses a text that came from the address or a form; what does not parse does not exist.
pub fn found<T: std::str::FromStr>(text: &str) -> Result<T, AppError> {
    text.parse().map_err(|_| noted(AppError::NotFound))
}

/// A rule's own words, as an answer.
pub fn refused(problem: impl std::fmt::Display) -> AppError {
    noted(AppError::Refused(sentence(&problem.to_string())))
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error.answer() {
            _ if matches!(error, StoreError::SpentToken) => {
                noted(AppError::SpentLink { signed_in: signed_in_already() })
            }
            Answer::NotFound => noted(AppError::NotFound),
            Answer::Forbidden => noted(AppError::Forbidden),
            Answer::Refused => match error {
                StoreError::Review(problem) => problem.into(),
                problem => refused(problem),
            },
            Answer::NoSpace => {
                tracing::error!("no space is left for the database");
                refused(error)
            }
            Answer::Failed => {
                tracing::error!(%error, "the store failed");
                noted(AppError::Failed)
            }
        }
    }
}

impl From<RefusedReview> for AppError {
    fn from(problem: RefusedReview) -> Self {
        match problem {
            RefusedReview::NoSuchPage { last } => noted(AppError::NoSuchPage { last }),
            problem => refused(problem),
        }
    }
}

impl From<WeakPassword> for AppError {
    fn from(problem: WeakPassword) -> Self {
        refused(problem)
    }
}

/// Gives the response the status that fits the error. A plain form post is the exception: it is
/// answered with a redirect back to its page, where the error is shown.
fn noted(error: AppError) -> AppError {
    if let Some(response) = use_context::<ResponseOptions>().filter(|_| !is_plain_post()) {
        response.set_status(match error {
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::SignInNeeded => StatusCode::UNAUTHORIZED,
            AppError::Forbidden => StatusCode::FORBIDDEN,
            AppError::Refused(_) | AppError::NoSuchPage { .. } | AppError::SpentLink { .. } => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            AppError::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
            AppError::Unreachable | AppError::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        });
    }
    error
}
