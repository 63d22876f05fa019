//! Every route and server function, asked by everyone. The list comes from the router itself: a
//! route that is missing here fails the test, and so does a row here that no route has.

use std::collections::BTreeSet;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use trials::{House, PDF, Who, export_of, recording};

/// What each asker is answered, in the order of `Who::ALL`:
/// anonymous, trainee, colleague, trainee of another country, instructor, staff, staff of another seminar.
type Answers = [u16; 7];

const ALL: Answers = [200; 7];
/// Members of the seminar get it; others are asked to sign in, or find nothing.
const MEMBERS: Answers = [401, 200, 200, 200, 200, 200, 404];
const HOSTS: Answers = [401, 404, 404, 404, 200, 200, 404];
const TRAINEES: Answers = [401, 200, 200, 200, 404, 404, 404];
const STAFF: Answers = [401, 404, 404, 404, 404, 200, 404];
/// A delegation's own material, and those who look after it.
const DELEGATION_AND_HOSTS: Answers = [401, 200, 200, 404, 200, 200, 404];

/// A certificate's holder, and staff.
const HOLDER_AND_STAFF: Answers = [401, 200, 404, 404, 404, 200, 404];
/// Members get as far as a rule that refuses.
const MEMBERS_REFUSED: Answers = [401, 422, 422, 422, 422, 422, 404];
/// So do those who lead the session; other members may only look.
const LEADERS_REFUSED: Answers = [401, 403, 403, 403, 422, 422, 404];
/// The author of a comment gets as far as a rule that refuses; others may only read it.
const AUTHOR_REFUSED: Answers = [401, 422, 403, 404, 403, 403, 404];
/// Staff get as far as a rule that refuses.
const STAFF_REFUSED: Answers = [401, 404, 404, 404, 404, 422, 404];

struct Row {
    route: &'static str,
    /// A path of that route with everything filled in; `{version}` and the like come from the house.
    path: &'static str,
    body: &'static str,
    answers: Answers,
}

const fn get(route: &'static str, path: &'static str, answers: Answers) -> Row {
    Row { route, path, body: "", answers }
}

const fn post(route: &'static str, body: &'static str, answers: Answers) -> Row {
    Row { route, path: "", body, answers }
}

/// Rows with a body come last in their order: none of them changes what a later row is answered.
fn rows() -> Vec<Row> {
    vec![
        // Operations.
        get("GET /livez", "/livez", ALL),
        get("GET /readyz", "/readyz", ALL),
        get("GET /metrics", "/metrics", ALL),
        // Public pages.
        get("GET /", "/", ALL),
        get("GET /zone", "/zone", ALL),
        get("GET /sign-in", "/sign-in", ALL),
        get("GET /forgotten-password", "/forgotten-password", ALL),
        get("GET /new-password/{token}", "/new-password/unknown", [422; 7]),
        get("GET /invitations/{token}", "/invitations/unknown", [422; 7]),
        get("GET /seminars/{seminar}", "/seminars/sample", ALL),
        get("GET /seminars/{seminar}/programme", "/seminars/sample/programme", ALL),
        get("GET /seminars/{seminar}/programme.ics", "/seminars/sample/programme.ics", ALL),
        // Pages of members.
        get("GET /seminars/{seminar}/my", "/seminars/sample/my", TRAINEES),
        get("GET /seminars/{seminar}/materials", "/seminars/sample/materials", MEMBERS),
        get(
            "GET /seminars/{seminar}/materials/{material}",
            "/seminars/sample/materials/status.la",
            DELEGATION_AND_HOSTS,
        ),
        get("GET /seminars/{seminar}/receipts/{version}", "/seminars/sample/receipts/VERSION", DELEGATION_AND_HOSTS),
        get("GET /seminars/{seminar}/previews/{version}", "/seminars/sample/previews/VERSION", DELEGATION_AND_HOSTS),
        get(
            "GET /seminars/{seminar}/comparisons/{old}/{new}",
            "/seminars/sample/comparisons/VERSION/VERSION",
            DELEGATION_AND_HOSTS,
        ),
        get("GET /seminars/{seminar}/review-form", "/seminars/sample/review-form", HOSTS),
        get("GET /seminars/{seminar}/gallery", "/seminars/sample/gallery", MEMBERS),
        get("GET /seminars/{seminar}/sessions/{session}", "/seminars/sample/sessions/trade-1", MEMBERS),
        get("GET /seminars/{seminar}/search", "/seminars/sample/search?q=Vientiane", MEMBERS),
        // Pages of staff.
        get("GET /seminars/{seminar}/gate", "/seminars/sample/gate", STAFF),
        get("GET /seminars/{seminar}/deadlines", "/seminars/sample/deadlines", STAFF),
        get("GET /seminars/{seminar}/outbox", "/seminars/sample/outbox", STAFF),
        get("GET /seminars/{seminar}/outbox/{mail}", "/seminars/sample/outbox/MAIL", STAFF),
        get("GET /seminars/{seminar}/deleted", "/seminars/sample/deleted", STAFF),
        get("GET /seminars/{seminar}/board", "/seminars/sample/board", STAFF),
        get("GET /seminars/{seminar}/board/missing", "/seminars/sample/board/missing", STAFF),
        get("GET /seminars/{seminar}/people", "/seminars/sample/people", STAFF),
        get("GET /seminars/{seminar}/people/add", "/seminars/sample/people/add", STAFF),
        get("GET /seminars/{seminar}/people/{person}", "/seminars/sample/people/PERSON", STAFF),
        get("GET /seminars/{seminar}/attendance", "/seminars/sample/attendance", STAFF),
        get("GET /seminars/{seminar}/attendance/rule", "/seminars/sample/attendance/rule", STAFF),
        get("GET /seminars/{seminar}/attendance/settle", "/seminars/sample/attendance/settle?session=opening", STAFF),
        get("GET /seminars/{seminar}/attendance/roll-call", "/seminars/sample/attendance/roll-call", STAFF),
        get("GET /seminars/{seminar}/attendance/files/{file}", "/seminars/sample/attendance/files/RECORDED", STAFF),
        get("GET /seminars/{seminar}/attendance/people/{person}", "/seminars/sample/attendance/people/PERSON", STAFF),
        get("GET /seminars/{seminar}/audit", "/seminars/sample/audit", STAFF),
        get("GET /seminars/{seminar}/certificates", "/seminars/sample/certificates", STAFF),
        get("GET /seminars/{seminar}/certificates/{code}", "/seminars/sample/certificates/CODE", STAFF),
        // Certificates: their files, and what anyone may know.
        get("GET /certificates/{code}", "/certificates/CODE", ALL),
        get("GET /certificates/{code}/certificate.pdf", "/certificates/CODE/certificate.pdf", HOLDER_AND_STAFF),
        get("GET /certificates/{code}/badge.jwt", "/certificates/CODE/badge.jwt", HOLDER_AND_STAFF),
        get("GET /.well-known/lectern-certificate-keys.json", "/.well-known/lectern-certificate-keys.json", ALL),
        get("GET /seminars/{seminar}/certificates.zip", "/seminars/sample/certificates.zip", STAFF),
        get("GET /seminars/{seminar}/certificates.csv", "/seminars/sample/certificates.csv", STAFF),
        get("GET /seminars/{seminar}/certificates.xlsx", "/seminars/sample/certificates.xlsx", STAFF),
        // Files and streams.
        get("GET /files/{version}", "/files/VERSION", DELEGATION_AND_HOSTS),
        get("GET /files/{version}/play", "/files/RECORDING/play", DELEGATION_AND_HOSTS),
        get("GET /previews/{version}/{image}", "/previews/VERSION/0001-900.webp", DELEGATION_AND_HOSTS),
        // Slides that are not released.
        get("GET /files/{version}", "/files/SLIDES", HOSTS),
        get("GET /seminars/{seminar}/receipts/{version}", "/seminars/sample/receipts/SLIDES", HOSTS),
        get("GET /seminars/{seminar}/previews/{version}", "/seminars/sample/previews/SLIDES", HOSTS),
        get("GET /seminars/{seminar}/sessions/{session}/pack.zip", "/seminars/sample/sessions/trade-1/pack.zip", HOSTS),
        get("GET /events", "/events?seminar=sample", MEMBERS),
        get("GET /seminars/{seminar}/materials.zip", "/seminars/sample/materials.zip", HOSTS),
        get("GET /seminars/{seminar}/board.csv", "/seminars/sample/board.csv", STAFF),
        get("GET /seminars/{seminar}/board.xlsx", "/seminars/sample/board.xlsx", STAFF),
        get("GET /seminars/{seminar}/missing.csv", "/seminars/sample/missing.csv", STAFF),
        get("GET /seminars/{seminar}/missing.xlsx", "/seminars/sample/missing.xlsx", STAFF),
        get("GET /seminars/{seminar}/people.csv", "/seminars/sample/people.csv", STAFF),
        get("GET /seminars/{seminar}/people.xlsx", "/seminars/sample/people.xlsx", STAFF),
        get("GET /seminars/{seminar}/attendance.csv", "/seminars/sample/attendance.csv", STAFF),
        get("GET /seminars/{seminar}/attendance.xlsx", "/seminars/sample/attendance.xlsx", STAFF),
        get(
            "GET /seminars/{seminar}/attendance/files/{file}/export",
            "/seminars/sample/attendance/files/RECORDED/export",
            STAFF,
        ),
        get("GET /seminars/{seminar}/review-form.xlsx", "/seminars/sample/review-form.xlsx", HOSTS),
        // Their forms bring a filled-in review form, and an export.
        get("POST /api/review_forms", "/api/review_forms", [401, 404, 404, 404, 303, 303, 404]),
        get("POST /api/attendance_files", "/api/attendance_files", [401, 404, 404, 404, 404, 303, 404]),
        // Uploads.
        get("OPTIONS /api/uploads", "/api/uploads", [204; 7]),
        get("OPTIONS /api/uploads/{upload}", "/api/uploads/UPLOAD", [204; 7]),
        get("GET /api/uploads", "/api/uploads", [401, 200, 200, 200, 200, 200, 200]),
        get("HEAD /api/uploads/{upload}", "/api/uploads/UPLOAD", [401, 200, 404, 404, 404, 404, 404]),
        get("PATCH /api/uploads/{upload}", "/api/uploads/UPLOAD", [401, 415, 404, 404, 404, 404, 404]),
        get("DELETE /api/uploads/{upload}", "/api/uploads/NO-UPLOAD", [401, 404, 404, 404, 404, 404, 404]),
        // Its headers name an assignment that is open, its form brings a file for it.
        get("POST /api/uploads", "/api/uploads", [401, 201, 201, 201, 403, 403, 404]),
        get("POST /api/uploads/form", "/api/uploads/form", [401, 303, 303, 303, 403, 403, 404]),
        // What pages load.
        get("GET /api/load_frame", "/api/load_frame?seminar=sample", ALL),
        get("GET /api/load_zones", "/api/load_zones", ALL),
        get("GET /api/load_seminars", "/api/load_seminars", ALL),
        get("GET /api/load_notice", "/api/load_notice?seminar=sample", ALL),
        get("GET /api/load_programme", "/api/load_programme?seminar=sample", ALL),
        get("GET /api/load_invitation", "/api/load_invitation?token=unknown", [422; 7]),
        get("GET /api/load_new_password", "/api/load_new_password?token=unknown", [422; 7]),
        get("GET /api/load_own_page", "/api/load_own_page?seminar=sample", TRAINEES),
        get("GET /api/load_materials", "/api/load_materials?seminar=sample", MEMBERS),
        get("GET /api/load_material", "/api/load_material?seminar=sample&material=status.la", DELEGATION_AND_HOSTS),
        get("GET /api/load_receipt", "/api/load_receipt?seminar=sample&version=VERSION", DELEGATION_AND_HOSTS),
        get("GET /api/load_preview", "/api/load_preview?seminar=sample&version=VERSION", DELEGATION_AND_HOSTS),
        get("GET /api/load_words", "/api/load_words?version=VERSION", DELEGATION_AND_HOSTS),
        get("GET /api/load_deciding", "/api/load_deciding?version=VERSION", DELEGATION_AND_HOSTS),
        get(
            "GET /api/load_comparison",
            "/api/load_comparison?seminar=sample&old=VERSION&new=VERSION",
            DELEGATION_AND_HOSTS,
        ),
        get("GET /api/load_session", "/api/load_session?seminar=sample&session=trade-1", MEMBERS),
        get("GET /api/load_review_form", "/api/load_review_form?seminar=sample", HOSTS),
        get("GET /api/load_gallery", "/api/load_gallery?seminar=sample", MEMBERS),
        get("GET /api/load_search", "/api/load_search?seminar=sample&question=Vientiane&page=1", MEMBERS),
        get("GET /api/load_deadlines", "/api/load_deadlines?seminar=sample", STAFF),
        get("GET /api/load_outbox", "/api/load_outbox?seminar=sample&page=1", STAFF),
        get("GET /api/load_mail", "/api/load_mail?seminar=sample&mail=MAIL", STAFF),
        get("GET /api/load_gate", "/api/load_gate?seminar=sample", STAFF),
        get("GET /api/load_deleted", "/api/load_deleted?seminar=sample", STAFF),
        get("GET /api/load_board", "/api/load_board?seminar=sample", STAFF),
        get("GET /api/load_missing", "/api/load_missing?seminar=sample", STAFF),
        get("GET /api/load_people", "/api/load_people?seminar=sample&filter[text]=&filter[page]=1", STAFF),
        get("GET /api/load_person", "/api/load_person?seminar=sample&person=PERSON", STAFF),
        get("GET /api/load_link", "/api/load_link?seminar=sample&person=PERSON", STAFF),
        get("GET /api/load_add_people", "/api/load_add_people?seminar=sample&page=1", STAFF),
        get("GET /api/load_audit", "/api/load_audit?seminar=sample&page=1", STAFF),
        get("GET /api/load_sheet", "/api/load_sheet?seminar=sample&filter[page]=1", STAFF),
        get("GET /api/load_rule", "/api/load_rule?seminar=sample", STAFF),
        get("GET /api/load_settle", "/api/load_settle?seminar=sample&file=RECORDED&all=true", STAFF),
        get("GET /api/load_roll_call", "/api/load_roll_call?seminar=sample", STAFF),
        get("GET /api/load_attendance_file", "/api/load_attendance_file?seminar=sample&file=DRAFT", STAFF),
        get("GET /api/load_person_ledger", "/api/load_person_ledger?seminar=sample&person=PERSON", STAFF),
        get("GET /api/load_certificates", "/api/load_certificates?seminar=sample&filter[page]=1", STAFF),
        get("GET /api/load_issued", "/api/load_issued?seminar=sample&code=CODE", STAFF),
        get("GET /api/load_certificate", "/api/load_certificate?code=CODE", ALL),
        // What forms post.
        post("POST /api/sign_in", "email=ASKER@example.org&password=wrong", [422; 7]),
        post("POST /api/request_new_password", "email=ASKER@example.org", ALL),
        post("POST /api/choose_zone", "zone=Mars/Olympus", [422; 7]),
        post("POST /api/accept_invitation", "token=unknown&name=A&password=long enough", [422; 7]),
        post("POST /api/set_new_password", "token=unknown&password=long enough", [422; 7]),
        post(
            "POST /api/write_comment",
            "seminar=sample&material=status.la&version=1&audience=delegation&body=Words",
            DELEGATION_AND_HOSTS,
        ),
        // The comment is the trainee's.
        post(
            "POST /api/write_reply",
            "seminar=sample&material=status.la&review=COMMENT&version=1&audience=delegation&body=Words",
            DELEGATION_AND_HOSTS,
        ),
        post("POST /api/edit_comment", "seminar=sample&material=status.la&review=COMMENT&seen=0&body=", AUTHOR_REFUSED),
        post(
            "POST /api/show_comment_to",
            "seminar=sample&material=status.la&review=COMMENT&seen=0&audience=hosts",
            AUTHOR_REFUSED,
        ),
        post(
            "POST /api/withdraw_comment",
            "seminar=sample&material=status.la&review=UNWANTED-COMMENT&seen=0",
            [401, 200, 403, 404, 403, 403, 404],
        ),
        post("POST /api/record_review_form", "seminar=sample&form=unknown", [401, 404, 404, 404, 404, 404, 404]),
        post(
            "POST /api/make_decision",
            "seminar=sample&material=status.la&version=1&verdict=changes_requested&body=",
            [401, 403, 403, 404, 422, 422, 404],
        ),
        post("POST /api/ask_question", "seminar=sample&session=trade-1&question=QUESTION&body=", MEMBERS_REFUSED),
        // The question is the trainee's.
        post(
            "POST /api/vote_question",
            "seminar=sample&session=trade-1&question=QUESTION&wanted=true",
            [401, 422, 200, 200, 200, 200, 404],
        ),
        post(
            "POST /api/hide_question",
            "seminar=sample&session=trade-1&question=QUESTION&hidden=true&reason=",
            LEADERS_REFUSED,
        ),
        post(
            "POST /api/withdraw_question",
            "seminar=sample&session=trade-1&question=UNWANTED-QUESTION",
            [401, 200, 404, 404, 404, 404, 404],
        ),
        post(
            "POST /api/answer_question",
            "seminar=sample&session=trade-1&question=QUESTION&answered=false",
            LEADERS_REFUSED,
        ),
        post(
            "POST /api/close_discussion",
            "seminar=sample&session=opening&close=true",
            [401, 403, 403, 403, 403, 200, 404],
        ),
        post(
            "POST /api/release_slides",
            "seminar=sample&session=opening&release=true",
            [401, 403, 403, 403, 403, 422, 404],
        ),
        post(
            "POST /api/change_speaking_order",
            "seminar=sample&session=trade-1&revision=0&change=remove&country=LA",
            LEADERS_REFUSED,
        ),
        post("POST /api/rule_on_version", "seminar=sample&version=VERSION&passes=true&reason=Fine", STAFF_REFUSED),
        post("POST /api/rule_on_version", "seminar=sample&version=VERSION&passes=false&reason=Old", STAFF_REFUSED),
        post("POST /api/revive_job", "seminar=sample&version=VERSION&task=check", STAFF_REFUSED),
        post("POST /api/check_again", "seminar=sample&version=VERSION", STAFF_REFUSED),
        post("POST /api/check_all_again", "seminar=sample", STAFF),
        post("POST /api/scan_unscanned", "seminar=sample", STAFF_REFUSED),
        post("POST /api/draw_again", "seminar=sample&version=VERSION", STAFF_REFUSED),
        post("POST /api/set_reminder_rule", "seminar=sample&before=0", STAFF_REFUSED),
        post(
            "POST /api/grant_extension",
            "seminar=sample&assignment=status&country=LA&due=2000-01-01T10:00&reason=Why",
            STAFF_REFUSED,
        ),
        post("POST /api/withdraw_extension", "seminar=sample&material=status.la", [401, 404, 404, 404, 404, 404, 404]),
        post("POST /api/edit_mail", "seminar=sample&mail=MAIL&revision=0&subject=&text=", STAFF_REFUSED),
        post("POST /api/step_mail", "seminar=sample&mail=MAIL&revision=9&step=hold", STAFF_REFUSED),
        post("POST /api/open_materials", "seminar=sample&open=false", STAFF),
        post(
            "POST /api/set_consent",
            "seminar=sample&material=status.la&given=true&reason=Paper",
            [401, 200, 200, 404, 403, 200, 404],
        ),
        post(
            "POST /api/set_sources",
            "seminar=sample&material=status.la&sources=nonsense",
            [401, 422, 422, 404, 403, 403, 404],
        ),
        post("POST /api/delete_version", "version=VERSION&reason=LONG-REASON", [401, 422, 422, 404, 403, 422, 404]),
        post("POST /api/restore_version", "seminar=sample&version=DELETED", STAFF),
        post(
            "POST /api/add_person",
            "seminar=sample&name=&email=&role=trainee&country=LA",
            [401, 404, 404, 404, 404, 422, 404],
        ),
        post("POST /api/keep_roster", "seminar=sample&text=name,email,country", STAFF),
        post("POST /api/take_in_roster", "seminar=sample&preview=unknown", [401, 404, 404, 404, 404, 404, 404]),
        post("POST /api/mail_invitation", "seminar=sample&person=PERSON", [401, 404, 404, 404, 404, 422, 404]),
        post("POST /api/mail_invitations", "seminar=sample", [401, 404, 404, 404, 404, 422, 404]),
        post("POST /api/make_link", "seminar=sample&person=PERSON&purpose=invitation", STAFF),
        post("POST /api/record_attendance", "seminar=sample&file=DRAFT", STAFF),
        post("POST /api/drop_attendance_draft", "seminar=sample&file=UNWANTED", STAFF),
        post("POST /api/settle_attendees", "seminar=sample&said[of-RECORDED-0]=guest", STAFF),
        post("POST /api/keep_roll_call", "seminar=sample&names=Someone", STAFF),
        post("POST /api/set_attendance_rule", "seminar=sample", STAFF),
        post(
            "POST /api/correct_attendance",
            "seminar=sample&person=PERSON&entry=excused&session=opening&reason=Ill",
            STAFF,
        ),
        post(
            "POST /api/answer_dispute",
            "seminar=sample&person=PERSON&session=opening&dispute=PERSON&text=Words",
            [401, 404, 404, 404, 404, 404, 404],
        ),
        post("POST /api/dispute_attendance", "seminar=sample&session=opening&text=Words", TRAINEES),
        post("POST /api/freeze_eligibility", "seminar=sample&seen=nothing&signed=yes", STAFF_REFUSED),
        post("POST /api/issue_certificates", "seminar=sample&list=LIST", STAFF),
        post("POST /api/revoke_certificate", "code=CODE&reason=", STAFF_REFUSED),
        post("POST /api/reissue_certificate", "code=CODE&name=Sample&reason=", STAFF_REFUSED),
        post("POST /api/sign_out", "", ALL),
    ]
}

/// What the rows' paths and forms refer to: a version of Laos, an unfinished upload of its trainee,
/// and the trainee.
struct Filled {
    version: String,
    /// Of Laos, too, and to be listened to.
    recording: String,
    /// Of the session that the instructor leads; not released.
    slides: String,
    upload: String,
    /// An id that no upload has.
    no_upload: String,
    person: String,
    /// An export on record, one that waits to be confirmed, and one that nobody wants.
    recorded: String,
    draft: String,
    unwanted: String,
    /// Questions of the trainee, one of which they will withdraw.
    question: String,
    unwanted_question: String,
    /// Comments of the trainee on the version, one of which they will withdraw.
    comment: String,
    unwanted_comment: String,
    /// A version that the trainee of another country has deleted.
    deleted: String,
    /// A certificate of the trainee, and the frozen list that it was issued by.
    code: String,
    list: String,
    /// A mail to the trainee.
    mail: String,
}

impl Filled {
    async fn in_house(house: &House) -> Self {
        let version = house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
        let recording = house.hand_in(Who::Trainee, "status", "speech.mp3", recording()).await;
        let slides = house.hand_in(Who::Instructor, "sessions/trade-1", "handout.pdf", PDF.to_vec()).await;
        house.work_off().await;
        let deleted = house.submit(Who::Foreigner, "status").await;
        house.delete(Who::Foreigner, &deleted).await;
        let upload = house.begin_upload(Who::Trainee, "status").await;
        let person = house.actor(Who::Trainee).person.to_string();
        let recorded = house.upload_export("first.csv", &export_of("Sample Trainee – Laos")).await;
        house.record_export(&recorded).await;
        let draft = house.upload_export("second.csv", &export_of("Sample Foreigner – Kenya")).await;
        let unwanted = house.upload_export("third.csv", &export_of("iPhone")).await;
        let code = house.certify(&[Who::Trainee]).await[0].code().to_string();
        let list = house.freeze().await.to_string();
        let outbox = house.state.office.store.outbox(house.actor(Who::Staff), &house.seminar, None, 0, 1).await;
        let mail = outbox.expect("an outbox").mails[0].key.to_string();
        let question = house.ask(Who::Trainee, "trade-1", "How long does it take?").await;
        let unwanted_question = house.ask(Who::Trainee, "trade-1", "Is this the right class?").await;
        let comment = house.comment(Who::Trainee, "status.la", "delegation", "Is this the right form?").await;
        let unwanted_comment = house.comment(Who::Trainee, "status.la", "delegation", "Never mind").await;
        Self {
            version,
            recording,
            slides,
            upload,
            no_upload: person.clone(),
            person,
            recorded,
            draft,
            unwanted,
            question,
            unwanted_question,
            comment,
            unwanted_comment,
            deleted,
            code,
            list,
            mail,
        }
    }

    fn fill(&self, text: &str) -> String {
        let text = text.replace("RECORDED", &self.recorded).replace("DRAFT", &self.draft);
        let text = text.replace("UNWANTED-QUESTION", &self.unwanted_question).replace("QUESTION", &self.question);
        let text = text.replace("UNWANTED-COMMENT", &self.unwanted_comment).replace("COMMENT", &self.comment);
        let text = text.replace("UNWANTED", &self.unwanted).replace("DELETED", &self.deleted);
        let text = text.replace("LONG-REASON", &"a".repeat(1_001));
        let text = text
            .replace("RECORDING", &self.recording)
            .replace("VERSION", &self.version)
            .replace("PERSON", &self.person);
        let text = text.replace("MAIL", &self.mail).replace("SLIDES", &self.slides);
        let text = text.replace("CODE", &self.code).replace("LIST", &self.list);
        text.replace("NO-UPLOAD", &self.no_upload).replace("UPLOAD", &self.upload)
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
            let mut request = client.request(method, house.at(&path)).header("tus-resumable", "1.0.0");
            if row.route == "POST /api/uploads" {
                // The names are base64: slides.pptx, sample/status.
                let metadata = "filename c2xpZGVzLnBwdHg=,assignment c2FtcGxlL3N0YXR1cw==";
                request = request.header("upload-length", 10).header("upload-metadata", metadata);
            }
            if row.route == "POST /api/attendance_files" {
                let file = Part::bytes(export_of("Somebody").into_bytes()).file_name("export.csv");
                request = request.multipart(Form::new().text("seminar", "sample").part("file", file));
            }
            if row.route == "POST /api/review_forms" {
                let form = "Material,Version,Your comment,Who reads it,Row (leave as it is)\n";
                let file = Part::bytes(form.as_bytes()).file_name("form.csv");
                request = request.multipart(Form::new().text("seminar", "sample").part("file", file));
            }
            if row.route == "POST /api/uploads/form" {
                let file = Part::bytes(b"a small sample file".to_vec()).file_name("slides.pptx");
                request = request.multipart(Form::new().text("assignment", "sample/status").part("file", file));
            }
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
