//! A house in which there is something behind every address.

use trials::{House, PDF, Who, export_of, recording};

/// What the rows' paths and forms name in capitals, as ids.
pub(super) struct Filled {
    /// Of Laos, and so is the unfinished upload.
    version: String,
    /// Of Laos, too, and to be listened to.
    recording: String,
    /// Of the session that the instructor leads; not released.
    slides: String,
    upload: String,
    /// An id that no upload has.
    no_upload: String,
    /// The trainee of Laos.
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
    pub(super) async fn in_house(house: &House) -> Self {
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
        let outbox = house.state.office.store.outbox(house.actor(Who::Staff), &house.seminar, None, None, 0, 1).await;
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

    /// A path or a form with the ids in their places.
    pub(super) fn fill(&self, text: &str) -> String {
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
