//! Lectern tried from outside, through HTTP: a real server in this process, on a real folder.
//!
//! | part | what |
//! |---|---|
//! | [`House`] | a running server with a small seminar |
//! | [`Who`] | the people in it, one for each way of belonging |
//! | `sample` | that seminar, and an export of its first session |
//! | `files` | files as programs write them, and as they should not be |

mod files;
mod sample;
mod who;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use domain::actor::Actor;
use domain::attendance::record::Entry;
use domain::certificate::issued::Certificate;
use domain::id::{EligibilityListId, QuestionId, SeminarSlug};
use domain::person::{NewPerson, Role};
use domain::time::Instant;
use lectern::config::Config;
use lectern::state::AppState;
use lectern::workroom::scanner::limits::ScannerLimits;
use reqwest::header::{ACCEPT, COOKIE, HeaderMap, HeaderValue, LOCATION, REFERER};
use reqwest::multipart::{Form, Part};
use store::audit::By;
use store::jobs::Task;
use store::reviews::NewReview;
use store::tokens::Purpose;
use tempfile::TempDir;
use tokio::task::JoinHandle;

pub use files::{PDF, PDF_WITH_SCRIPT, PROGRAM, film, pdf_of, recording};
pub use sample::{export_of, seminar};
pub use who::Who;

/// The seminar of the tests. `OTHER` is one that its people do not belong to.
pub const SEMINAR: &str = "sample";
pub const OTHER: &str = "other";

/// For one answer, on the busiest machine. What has none by then fails, and says which address it was.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server with a small seminar: two assignments, `status` open, `closed` past its closing time.
pub struct House {
    pub url: String,
    pub state: AppState,
    pub seminar: SeminarSlug,
    pub folder: TempDir,
    pub config: Config,
    /// Ends when the server has stopped.
    pub serving: JoinHandle<std::io::Result<()>>,
    actors: BTreeMap<Who, Actor>,
    cookies: BTreeMap<Who, String>,
}

impl House {
    pub async fn start() -> Self {
        Self::start_as(|_| {}).await
    }

    /// With a mail server, `smtp://127.0.0.1:2525` or the like. Nothing is sent by itself.
    pub async fn start_with(smtp: Option<String>) -> Self {
        Self::start_as(|config| config.smtp = smtp).await
    }

    /// Set up in another way.
    pub async fn start_as(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let addr: SocketAddr = listener.local_addr().expect("an address");
        let mut config = Config {
            addr,
            data: folder.path().to_owned(),
            db: "mem://".to_owned(),
            files: folder.path().join("files"),
            public_url: format!("http://{addr}"),
            smtp: None,
            clamd: None,
            clamd_limits: ScannerLimits::default(),
            keep_deleted_days: 30,
            keep_free: 0,
            // Workers are this program; in a test it is not the one that runs.
            program: std::env::var_os("LECTERN_BIN").expect("LECTERN_BIN: the program as it was built").into(),
        };
        change(&mut config);
        // Without a bundle: pages render all the same, and no test here loads scripts.
        let options = leptos_options();
        let state = AppState::open(&config, options).await.expect("a server");
        let mut house = Self {
            url: config.public_url.clone(),
            config,
            serving: tokio::spawn(state.clone().answer(listener)),
            state,
            seminar: SEMINAR.parse().expect("a slug"),
            folder,
            actors: BTreeMap::new(),
            cookies: BTreeMap::new(),
        };
        house.fill().await;
        house
    }

    async fn fill(&mut self) {
        let (store, by, now) = (self.state.office.store.clone(), By::operator(), Instant::now());
        for slug in [SEMINAR, OTHER] {
            store.import_seminar(seminar(slug, now), &by, now).await.expect("imported");
        }
        for who in Who::ALL {
            let Some((slug, role, country, email)) = who.role() else { continue };
            let new = NewPerson {
                name: format!("Sample {who:?}").parse().expect("a name"),
                email: email.parse().expect("an address"),
                role,
                country: country.map(|code| code.parse().expect("a country")),
            };
            let slug = slug.parse().expect("a slug");
            let person = store.add_person(&slug, &new, &by, now).await.expect("added").person();
            let link = store.issue_token(Purpose::Invitation, person, Some(&slug), &by, now).await.expect("a link");
            store.accept_invitation(&link, &new.name, "no password".to_owned(), now).await.expect("accepted");
            self.cookies.insert(who, store.sign_in(person, now).await.expect("signed in"));
            self.actors.insert(who, store.actor(person).await.expect("an actor"));
        }
    }

    pub fn actor(&self, who: Who) -> &Actor {
        &self.actors[&who]
    }

    /// A client signed in by cookie, which follows no redirects.
    pub fn client(&self, who: Who) -> reqwest::Client {
        let mut headers = HeaderMap::new();
        if let Some(token) = self.cookies.get(&who) {
            headers.insert(COOKIE, HeaderValue::from_str(&format!("sign_in={token}")).expect("a cookie"));
        }
        let builder = reqwest::Client::builder().default_headers(headers).timeout(PATIENCE);
        builder.redirect(reqwest::redirect::Policy::none()).build().expect("a client")
    }

    /// A trainee of Laos who has been invited and has not confirmed yet, with the token of their invitation.
    pub async fn invite(&self, email: &str) -> String {
        let (store, by, now) = (&self.state.office.store, By::operator(), Instant::now());
        let new = NewPerson {
            name: "Sample Newcomer".parse().expect("a name"),
            email: email.parse().expect("an address"),
            role: Role::Trainee,
            country: Some("LA".parse().expect("a country")),
        };
        let person = store.add_person(&self.seminar, &new, &by, now).await.expect("added").person();
        store.issue_token(Purpose::Invitation, person, Some(&self.seminar), &by, now).await.expect("a token")
    }

    /// A new API token of this person.
    pub async fn api_token(&self, who: Who) -> String {
        let (store, by) = (&self.state.office.store, By::operator());
        store.issue_token(Purpose::Api, self.actor(who).person, None, &by, Instant::now()).await.expect("a token")
    }

    /// Hands in a small file as a version, which passes the gate; answers the version's id.
    pub async fn submit(&self, who: Who, assignment: &str) -> String {
        let version = self.hand_in(who, assignment, "sample.txt", b"a small sample file".to_vec()).await;
        self.work_off().await;
        version
    }

    /// Carries out what is to be done with files; answers how many jobs that were.
    pub async fn work_off(&self) -> u32 {
        lectern::workroom::jobs::work_off(&self.state, &Task::ALL, Instant::now).await.expect("worked off")
    }

    /// Hands in a file as a version, through the upload protocol; answers the version's id. It stands at the gate.
    pub async fn hand_in(&self, who: Who, assignment: &str, name: &str, content: Vec<u8>) -> String {
        let upload = self.announce_as(who, assignment, name, content.len()).await;
        let answer = self.piece(who, &upload, 0, content).await;
        assert_eq!(answer.status(), 204, "{}", answer.text().await.unwrap_or_default());
        let file = answer.headers()["content-location"].to_str().expect("a location");
        file.rsplit('/').next().expect("an id").to_owned()
    }

    /// An upload that is announced and waits for its bytes; answers its id.
    pub async fn begin_upload(&self, who: Who, assignment: &str) -> String {
        let upload = self.announce(who, assignment, 1000).await;
        upload.rsplit('/').next().expect("an id").to_owned()
    }

    /// Announces an upload of `size` bytes; answers its address.
    pub async fn announce(&self, who: Who, assignment: &str, size: usize) -> String {
        self.announce_as(who, assignment, "slides.pptx", size).await
    }

    async fn announce_as(&self, who: Who, assignment: &str, name: &str, size: usize) -> String {
        let encode = |text: &str| base64::Engine::encode(&base64::engine::general_purpose::STANDARD, text);
        let target = format!("{SEMINAR}/{assignment}");
        let answer = self
            .client(who)
            .post(self.at("/api/uploads"))
            .header("tus-resumable", "1.0.0")
            .header("upload-length", size)
            .header(
                "upload-metadata",
                format!("filename {},assignment {},consent {}", encode(name), encode(&target), encode("yes")),
            )
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.status(), 201, "{}", answer.text().await.unwrap_or_default());
        answer.headers()["location"].to_str().expect("a location").to_owned()
    }

    /// Sends a piece of an upload.
    pub async fn piece(&self, who: Who, upload: &str, offset: usize, bytes: Vec<u8>) -> reqwest::Response {
        let request = self.client(who).patch(self.at(upload)).header("tus-resumable", "1.0.0");
        let request = request.header("upload-offset", offset).header("content-type", "application/offset+octet-stream");
        request.body(bytes).send().await.expect("an answer")
    }

    /// Asks a question in a session; answers its id.
    pub async fn ask(&self, who: Who, session: &str, body: &str) -> String {
        let (store, id) = (&self.state.office.store, QuestionId::generate());
        let session = session.parse().expect("a slug");
        let asked = store.ask_question(self.actor(who), &self.seminar, &session, id, body, Instant::now());
        asked.await.expect("asked");
        id.to_string()
    }

    /// Comments on the first version of a material; answers the comment's id.
    pub async fn comment(&self, who: Who, material: &str, audience: &str, body: &str) -> String {
        let (store, key) = (&self.state.office.store, material.parse().expect("a key"));
        let comment = NewReview::comment(audience.parse().expect("an audience"), 1, body);
        let written = store.write_review(self.actor(who), &self.seminar, &key, &comment, Instant::now());
        written.await.expect("written").to_string()
    }

    /// Deletes a version, with a reason.
    pub async fn delete(&self, who: Who, version: &str) {
        let (store, version) = (&self.state.office.store, version.parse().expect("an id"));
        store.delete_version(self.actor(who), version, "A sample", Instant::now()).await.expect("deleted");
    }

    /// Uploads an export of the meeting platform as staff; answers its id.
    pub async fn upload_export(&self, name: &str, text: &str) -> String {
        let file = Part::bytes(text.as_bytes().to_vec()).file_name(name.to_owned());
        let form = Form::new().text("seminar", SEMINAR).part("file", file);
        let request = self.client(Who::Staff).post(self.at("/api/attendance_files")).multipart(form);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap_or_default());
        let page = answer.headers()["location"].to_str().expect("a location");
        page.rsplit('/').next().expect("an id").to_owned()
    }

    /// Confirms an uploaded export as its dry run has it.
    pub async fn record_export(&self, id: &str) {
        let answer = self.post_form("/api/record_attendance", &format!("seminar={SEMINAR}&file={id}")).await;
        assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap_or_default());
    }

    /// Posts a form as staff.
    pub async fn post_form(&self, path: &str, body: &str) -> reqwest::Response {
        let request = self.client(Who::Staff).post(self.at(path)).body(body.to_owned());
        request.header("content-type", "application/x-www-form-urlencoded").send().await.expect("an answer")
    }

    /// Posts a form from a page, as a browser without JavaScript does; answers the address to which that leads.
    pub async fn post_without_script(&self, who: Who, page: &str, path: &str, body: String) -> String {
        let request = self.client(who).post(self.at(path)).header(ACCEPT, "text/html").header(REFERER, self.at(page));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 302, "{path}");
        answer.headers()[LOCATION].to_str().expect("an address").to_owned()
    }

    /// Waives the rule for these people; answers nothing, and nothing is frozen yet.
    pub async fn waive(&self, people: &[Who]) {
        let (store, staff, now) = (&self.state.office.store, self.actor(Who::Staff), Instant::now());
        for who in people {
            let (person, entry) = (self.actor(*who).person, Entry::Waiver);
            let waived = store.correct_attendance(staff, &self.seminar, person, &entry, "Ill", "The dean", now);
            waived.await.expect("waived");
        }
    }

    /// Freezes the standings as they are.
    pub async fn freeze(&self) -> EligibilityListId {
        let (store, staff, now) = (&self.state.office.store, self.actor(Who::Staff), Instant::now());
        let seen = store.eligibility(staff, &self.seminar, now).await.expect("standings").seen;
        store.freeze_eligibility(staff, &self.seminar, &seen, now).await.expect("frozen")
    }

    /// Issues certificates to these people; answers all there are, by number.
    pub async fn certify(&self, people: &[Who]) -> Vec<Certificate> {
        self.waive(people).await;
        let list = self.freeze().await;
        let (store, staff) = (&self.state.office.store, self.actor(Who::Staff));
        store.issue_certificates(staff, &self.seminar, list, false, Instant::now()).await.expect("begun");
        self.print().await;
        store.certificates(staff, &self.seminar).await.expect("certificates")
    }

    /// Prints what is to be printed; answers how many certificates that made.
    pub async fn print(&self) -> u32 {
        lectern::certificates::printing::issue_due(&self.state).await.expect("printed")
    }

    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.state.shutdown.cancel();
    }
}

fn leptos_options() -> leptos::config::LeptosOptions {
    leptos::config::LeptosOptions::builder().output_name("lectern").site_root("no-site-in-tests").build()
}
