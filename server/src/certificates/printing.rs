//! Jobs carried out: each certificate is printed, its file kept, and then it is put on record. What was
//! kept and not recorded is printed again, to the same bytes, and found to be there.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use documents::certificate::{
    CertificateError, Design, IssuerKey, Picture, PictureKind, Press, PrintedCertificate, Signatory,
};
use domain::certificate::design::{self, CertificateDesign, SignaturePicture};
use domain::certificate::issuing::PlannedCertificate;
use domain::time::Instant;
use store::StoreError;
use store::certificates::issuing::{ClaimedJob, PrintedFile};
use store::live::LiveEvent;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{OnceCell, mpsc};
use vault::{Vault, VaultError};

use super::keyring::KeyringError;
use crate::state::AppState;

/// Jobs that nobody has told of, such as those of another server that died, are looked for so often.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// Staff see how far a job is at least so often.
const TELL_EVERY: Duration = Duration::from_secs(2);
/// Printed certificates that wait to be put on record.
const WAITING: usize = 4;

/// The press, which is made when the first certificate is printed: finding the fonts takes a moment.
#[derive(Clone, Default)]
pub struct PrintingRoom {
    press: Arc<OnceCell<Arc<Press>>>,
}

/// Why a job does not go on. Staff read the words.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error(transparent)]
    Press(#[from] CertificateError),
    #[error("a certificate's file cannot be kept: {0}")]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    #[error("the records cannot be written")]
    Store(#[from] StoreError),
    #[error("the server is stopping")]
    Shutdown,
}

impl PrintingRoom {
    async fn press(&self) -> Result<Arc<Press>, CertificateError> {
        let made = self.press.get_or_try_init(async || {
            let press = tokio::task::spawn_blocking(Press::new).await;
            press.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic())).map(Arc::new)
        });
        made.await.cloned()
    }
}

/// Carries out jobs until the server stops.
pub async fn print_jobs(state: AppState) {
    let mut news = state.office.store.listen();
    loop {
        if let Err(error) = issue_due(&state).await {
            tracing::error!(%error, "could not look for certificates to print");
        }
        tokio::select! {
            () = state.shutdown.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = heard(&mut news) => {}
        }
    }
}

/// Waits until something about certificates is told.
async fn heard(news: &mut tokio::sync::broadcast::Receiver<LiveEvent>) {
    loop {
        match news.recv().await {
            Ok(LiveEvent::Certificates { .. }) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Carries out every job that is due; answers how many certificates that made.
pub async fn issue_due(state: &AppState) -> Result<u32, StoreError> {
    let store = &state.office.store;
    let mut made = 0;
    while let Some(claimed) = store.claim_issue_job(Instant::now()).await? {
        let outcome = tokio::select! {
            () = state.shutdown.cancelled() => Err(Stopped::Shutdown),
            outcome = carry_out(state, &claimed, &mut made) => outcome,
        };
        match outcome {
            Ok(()) => store.finish_issue_job(&claimed.job, Instant::now()).await?,
            // The lease runs out, or the next start of this server ends it.
            Err(Stopped::Shutdown) => return Ok(made),
            Err(problem) => {
                tracing::error!(%problem, seminar = %claimed.job.seminar, "certificates cannot be issued");
                store.issue_job_stuck(&claimed.job, &problem.to_string(), Instant::now()).await?;
            }
        }
    }
    Ok(made)
}

/// Prints what is left of the job. One that cannot be printed does not hold up the others; the first
/// problem is answered when all others are done.
async fn carry_out(state: &AppState, claimed: &ClaimedJob, made: &mut u32) -> Result<(), Stopped> {
    let store = &state.office.store;
    let key = state.keyring.signing_key(store, Instant::now()).await?;
    let id = key.id().to_string();
    let design = design(&state.vault, &claimed.design, &state.office.public_url).await?;
    let press = state.printing.press().await?;
    let mut printed = print_all(press, claimed.left.clone(), design, key);
    let (mut problem, mut last_told) = (None, std::time::Instant::now());
    while let Some((planned, result)) = printed.recv().await {
        let certificate = match result {
            Ok(certificate) => certificate,
            Err(error) => {
                problem.get_or_insert(error);
                continue;
            }
        };
        let file = state.vault.keep_bytes(certificate.pdf.into()).await?;
        let file = PrintedFile { sha256: file.sha256, size: file.size, key: id.clone() };
        store.record_certificate(claimed, &planned, &file, Instant::now()).await?;
        *made += 1;
        metrics::counter!("lectern_certificates_issued_total").increment(1);
        if last_told.elapsed() > TELL_EVERY {
            last_told = std::time::Instant::now();
            store.tell_issue_progress(&claimed.job);
        }
    }
    problem.map_or(Ok(()), |problem| Err(problem.into()))
}

type Printed = (PlannedCertificate, Result<PrintedCertificate, CertificateError>);

/// Prints on threads that may take their time. They stop when nobody takes what they print.
fn print_all(
    press: Arc<Press>,
    planned: Vec<PlannedCertificate>,
    design: Design,
    key: IssuerKey,
) -> mpsc::Receiver<Printed> {
    let (sender, printed) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let statements: Vec<_> = planned.iter().map(|planned| planned.statement.clone()).collect();
        press.print_all(&statements, &design, &key, |place, result| {
            let taken =
                planned.get(place).is_some_and(|planned| sender.blocking_send((planned.clone(), result)).is_ok());
            if taken { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
    });
    printed
}

/// The design with its pictures read.
async fn design(vault: &Vault, kept: &CertificateDesign, public_url: &str) -> Result<Design, VaultError> {
    let mut signatories = Vec::new();
    for signatory in &kept.signatories {
        let signature = match &signatory.signature {
            Some(picture) => Some(read_picture(vault, picture).await?),
            None => None,
        };
        signatories.push(Signatory { name: signatory.name.clone(), title: signatory.title.clone(), signature });
    }
    Ok(Design {
        title: kept.title.clone(),
        remark: kept.remark.clone(),
        signatories,
        public_url: public_url.to_owned(),
    })
}

async fn read_picture(vault: &Vault, picture: &SignaturePicture) -> Result<Picture, VaultError> {
    Ok(printable(picture.kind, vault.read_bytes(&picture.sha256).await?.to_vec()))
}

/// A picture as the press takes it.
pub fn printable(kind: design::PictureKind, bytes: Vec<u8>) -> Picture {
    let kind = match kind {
        design::PictureKind::Svg => PictureKind::Svg,
        design::PictureKind::Png => PictureKind::Png,
        design::PictureKind::Jpg => PictureKind::Jpg,
    };
    Picture { kind, bytes }
}
