//! Mail: what lies in the outbox is written and sent, with tries further and further apart.

mod letter;

use domain::time::Instant;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use store::outbox::{DueMail, MailKind};
use store::tokens::Purpose;
use store::{Store, StoreError};

use crate::config::Config;
use letter::{Letter, write_letter};

/// Mails that are taken from the outbox at a time.
const AT_ONCE: u32 = 20;
/// Tries before a mail is given up: over about a day.
const MOST_ATTEMPTS: u32 = 12;

/// Sends mail through the configured server.
pub struct Postman {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    public_url: String,
}

impl Postman {
    /// `None` where no mail server is configured.
    pub fn new(config: &Config) -> Result<Option<Self>, String> {
        let Some(url) = &config.smtp else {
            return Ok(None);
        };
        // The error could repeat the address with its password, so it is not passed on.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| "configuration: smtp: not an address such as smtps://user:password@mail.example.org")?
            .build();
        let host = config.public_url.split("//").nth(1).unwrap_or_default();
        let host = host.split(['/', ':']).next().filter(|host| !host.is_empty()).unwrap_or("localhost");
        let address = Address::new("lectern", host).map_err(|error| format!("configuration: public_url: {error}"))?;
        let from = Mailbox::new(Some("Lectern".to_owned()), address);
        Ok(Some(Self { transport, from, public_url: config.public_url.clone() }))
    }

    /// Sends what is due. Each mail is taken on before it goes out: should its outcome not be noted, as
    /// where the disk is full, it is tried again later and not at once, over and over.
    pub async fn deliver_due(&self, store: &Store, now: Instant) -> Result<(), StoreError> {
        for mail in store.due_mails(AT_ONCE, now).await? {
            let again = now.plus_minutes(1 << mail.attempts.min(9));
            if !store.claim_mail(&mail, again, now).await? {
                continue;
            }
            match self.deliver(store, &mail, now).await {
                Ok(()) => {
                    metrics::counter!("lectern_mails_sent_total").increment(1);
                    store.mail_sent(&mail, now).await?;
                }
                Err(problem) => {
                    let attempts = mail.attempts + 1;
                    tracing::warn!(kind = ?mail.kind, attempts, problem, "a mail was not sent");
                    store.mail_failed(&mail, &problem, attempts >= MOST_ATTEMPTS).await?;
                }
            }
        }
        Ok(())
    }

    async fn deliver(&self, store: &Store, mail: &DueMail, now: Instant) -> Result<(), String> {
        let link = self.link(store, mail, now).await.map_err(|error| error.to_string())?;
        let seminar = mail.seminar.as_ref().and_then(|slug| store.seminar(slug).ok());
        let Letter { subject, text } = write_letter(mail, seminar.as_deref(), &link);
        let to: Address = mail.email.as_str().parse().map_err(|error| format!("{error}"))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(mail.name.to_string()), to))
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text)
            .map_err(|error| error.to_string())?;
        self.transport.send(message).await.map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The link in a mail. A token is made only now, so that none lies in the outbox.
    async fn link(&self, store: &Store, mail: &DueMail, now: Instant) -> Result<String, StoreError> {
        let by = store::audit::By::operator();
        let url = &self.public_url;
        match (mail.kind, &mail.seminar, &mail.material) {
            (MailKind::Invitation, seminar, _) => {
                let token = store.issue_token(Purpose::Invitation, mail.person, seminar.as_ref(), &by, now).await?;
                Ok(format!("{url}/invitations/{token}"))
            }
            (MailKind::PasswordReset, ..) => {
                let token = store.issue_token(Purpose::PasswordReset, mail.person, None, &by, now).await?;
                Ok(format!("{url}/new-password/{token}"))
            }
            (
                MailKind::DisputeAnswered
                | MailKind::CertificateIssued
                | MailKind::CertificateReissued
                | MailKind::CertificateRevoked,
                Some(seminar),
                _,
            ) => Ok(format!("{url}/seminars/{seminar}/my")),
            (_, Some(seminar), Some(material)) => Ok(format!("{url}/seminars/{seminar}/materials/{material}")),
            (_, Some(seminar), None) => Ok(format!("{url}/seminars/{seminar}")),
            (_, None, _) => Ok(url.clone()),
        }
    }
}
