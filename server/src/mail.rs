//! Mail: what lies in the outbox is written and sent, with tries further and further apart.

use std::time::Duration;

use domain::mail::{Letter, Mail, MailKind};
use domain::time::Instant;
use letters::{html, write_letter};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use store::tokens::Purpose;
use store::{Store, StoreError};
use tokio::time::timeout;

use crate::config::Config;

/// Mails that are taken from the outbox at a time.
const AT_ONCE: u32 = 20;
/// Tries before a mail is given up: over about a day.
const MOST_ATTEMPTS: u32 = 12;
/// A mail server gets so long to answer, and as long to take a mail: lettre waits for answers without limit. Shorter
/// than the store lets a mail be on its way.
const PATIENCE: Duration = Duration::from_secs(120);

/// Sends mail through the configured server.
pub struct Postman {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    public_url: String,
    patience: Duration,
}

/// The link in a mail.
struct Link {
    address: String,
    /// Whoever comes by the link may do something by this.
    token: Option<String>,
}

/// Why a mail is not known to have gone out.
enum NotSent {
    /// It did not go, and may be tried again.
    Failed(String),
    /// The mail server will never take it, as where there is no such address.
    Refused(String),
    /// It may have gone.
    Unclear(String),
}

impl From<smtp::Error> for NotSent {
    /// What the mail server refuses, or what does not come as far as that, did not go. A connection that breaks says
    /// nothing: the mail may have been taken, and only the acknowledgement lost.
    fn from(error: smtp::Error) -> Self {
        if error.is_permanent() {
            return Self::Refused(error.to_string());
        }
        let did_not_go = error.status().is_some() || error.is_client() || error.is_tls();
        if did_not_go { Self::Failed(error.to_string()) } else { Self::Unclear(error.to_string()) }
    }
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
        Ok(Some(Self { transport, from, public_url: config.public_url.clone(), patience: PATIENCE }))
    }

    /// The same with another patience.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Sends what is due. Each mail is taken on before it goes out, and only who knows that a try failed tries
    /// again: a mail whose outcome is not known is left to staff, so that nobody gets it twice.
    pub async fn deliver_due(&self, store: &Store, now: Instant) -> Result<(), StoreError> {
        store.give_up_unclear_mails(now).await?;
        let due = store.due_mails(AT_ONCE, now).await?;
        if due.is_empty() {
            return Ok(());
        }
        let reached = self.reach().await;
        for mail in due {
            if !store.claim_mail(&mail, now).await? {
                continue;
            }
            let Some(matter) = store.matter(&mail, now).await? else {
                store.mail_dropped(&mail, "there was nothing left to say").await?;
                continue;
            };
            if mail.is_outdated(&matter.owed) {
                store.mail_outdated(&mail).await?;
                continue;
            }
            let letter = write_letter(&mail, &matter, now);
            let sent = match &reached {
                Ok(()) => self.deliver(store, &mail, letter.clone(), now).await,
                Err(problem) => Err(NotSent::Failed(problem.clone())),
            };
            match sent {
                Ok(()) => {
                    metrics::counter!("lectern_mails_sent_total").increment(1);
                    store.mail_sent(&mail, &letter, now).await?;
                }
                Err(NotSent::Failed(problem)) => {
                    let attempts = mail.attempts + 1;
                    tracing::warn!(kind = ?mail.kind, attempts, problem, "a mail was not sent");
                    let again = (attempts < MOST_ATTEMPTS).then(|| now.plus_minutes(1 << mail.attempts.min(9)));
                    store.mail_failed(&mail, &problem, again).await?;
                }
                Err(NotSent::Refused(problem)) => {
                    tracing::warn!(kind = ?mail.kind, problem, "a mail was refused");
                    store.mail_failed(&mail, &problem, None).await?;
                }
                Err(NotSent::Unclear(problem)) => {
                    tracing::warn!(kind = ?mail.kind, problem, "a mail may or may not have been sent");
                    store.mail_unclear(&mail, &problem).await?;
                    // The rest waits for the next round, which first asks whether the mail server is there.
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Is the mail server there, and does it let us in? As long as it was given no mail, none has gone.
    async fn reach(&self) -> Result<(), String> {
        match timeout(self.patience, self.transport.test_connection()).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("the mail server does not answer".to_owned()),
        }
    }

    async fn deliver(&self, store: &Store, mail: &Mail, letter: Letter, now: Instant) -> Result<(), NotSent> {
        let link = self.link(store, mail, now).await.map_err(|error| NotSent::Failed(error.to_string()))?;
        let sent = self.send(mail, letter.with_link(&link.address)).await;
        if let (Err(NotSent::Failed(_) | NotSent::Refused(_)), Some(token)) = (&sent, &link.token) {
            // It has reached nobody: whoever counts invitations by their links does not count this one.
            store.drop_token(token).await.map_err(|error| NotSent::Failed(error.to_string()))?;
        }
        sent
    }

    async fn send(&self, mail: &Mail, letter: Letter) -> Result<(), NotSent> {
        let message = self.message(mail, letter).map_err(NotSent::Failed)?;
        match timeout(self.patience, self.transport.send(message)).await {
            Ok(answer) => answer.map(|_| ()).map_err(NotSent::from),
            Err(_) => Err(NotSent::Unclear("the mail server fell silent; the mail may have arrived".to_owned())),
        }
    }

    fn message(&self, mail: &Mail, letter: Letter) -> Result<Message, String> {
        let Letter { subject, text } = letter;
        let to: Address = mail.email.as_str().parse().map_err(|error| format!("{error}"))?;
        let page = html(&subject, &text);
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(mail.name.to_string()), to))
            .subject(subject)
            // The same at every try: where a mail server has taken one without saying so, readers see one.
            .message_id(Some(format!("<{}@{}>", mail.key, self.from.email.domain())))
            .multipart(MultiPart::alternative_plain_html(text, page))
            .map_err(|error| error.to_string())
    }

    /// The link in a mail. A token is made only now, so that none lies in the outbox.
    async fn link(&self, store: &Store, mail: &Mail, now: Instant) -> Result<Link, StoreError> {
        let by = store::audit::By::operator();
        let url = &self.public_url;
        let to = |path: String| Link { address: format!("{url}{path}"), token: None };
        Ok(match (mail.kind, &mail.seminar, &mail.material) {
            (MailKind::Invitation, seminar, _) => {
                let token = store.issue_token(Purpose::Invitation, mail.person, seminar.as_ref(), &by, now).await?;
                Link { token: Some(token.clone()), ..to(format!("/invitations/{token}")) }
            }
            (MailKind::PasswordReset, ..) => {
                let token = store.issue_token(Purpose::PasswordReset, mail.person, None, &by, now).await?;
                Link { token: Some(token.clone()), ..to(format!("/new-password/{token}")) }
            }
            (
                MailKind::Reminder
                | MailKind::ExtensionGranted
                | MailKind::ExtensionWithdrawn
                | MailKind::DisputeAnswered
                | MailKind::CertificateIssued
                | MailKind::CertificateReissued
                | MailKind::CertificateRevoked,
                Some(seminar),
                _,
            ) => to(format!("/seminars/{seminar}/my")),
            (_, Some(seminar), Some(material)) => to(format!("/seminars/{seminar}/materials/{material}")),
            (_, Some(seminar), None) => to(format!("/seminars/{seminar}")),
            (_, None, _) => to(String::new()),
        })
    }
}
