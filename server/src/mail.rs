//! Mail: what lies in the outbox is written and sent, with tries further and further apart.

use domain::mail::{Letter, Mail, MailKind};
use domain::time::Instant;
use letters::{html, write_letter};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use store::tokens::Purpose;
use store::{Store, StoreError};

use crate::config::Config;

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

    /// Sends what is due. Each mail is taken on before it goes out, and only who knows that a try failed tries
    /// again: a mail whose outcome was never noted is left to staff, so that nobody gets it twice.
    pub async fn deliver_due(&self, store: &Store, now: Instant) -> Result<(), StoreError> {
        store.give_up_unclear_mails(now).await?;
        for mail in store.due_mails(AT_ONCE, now).await? {
            if !store.claim_mail(&mail, now).await? {
                continue;
            }
            let Some(matter) = store.matter(&mail, now).await? else {
                store.mail_dropped(&mail, "there was nothing left to say").await?;
                continue;
            };
            let letter = write_letter(&mail, &matter, now);
            match self.deliver(store, &mail, letter.clone(), now).await {
                Ok(()) => {
                    metrics::counter!("lectern_mails_sent_total").increment(1);
                    store.mail_sent(&mail, &letter, now).await?;
                }
                Err(problem) => {
                    let attempts = mail.attempts + 1;
                    tracing::warn!(kind = ?mail.kind, attempts, problem, "a mail was not sent");
                    let again = (attempts < MOST_ATTEMPTS).then(|| now.plus_minutes(1 << mail.attempts.min(9)));
                    store.mail_failed(&mail, &problem, again).await?;
                }
            }
        }
        Ok(())
    }

    async fn deliver(&self, store: &Store, mail: &Mail, letter: Letter, now: Instant) -> Result<(), String> {
        let link = self.link(store, mail, now).await.map_err(|error| error.to_string())?;
        let Letter { subject, text } = letter.with_link(&link);
        let to: Address = mail.email.as_str().parse().map_err(|error| format!("{error}"))?;
        let page = html(&subject, &text);
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(mail.name.to_string()), to))
            .subject(subject)
            // The same at every try: where a mail server has taken one without saying so, readers see one.
            .message_id(Some(format!("<{}@{}>", mail.key, self.from.email.domain())))
            .multipart(MultiPart::alternative_plain_html(text, page))
            .map_err(|error| error.to_string())?;
        self.transport.send(message).await.map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The link in a mail. A token is made only now, so that none lies in the outbox.
    async fn link(&self, store: &Store, mail: &Mail, now: Instant) -> Result<String, StoreError> {
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
                MailKind::Reminder
                | MailKind::ExtensionGranted
                | MailKind::DisputeAnswered
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
