//! Certificates: frozen, issued once, revoked, issued anew.

mod changing;
mod files;
mod freezing;
mod issuing;

use domain::actor::Actor;
use domain::attendance::record::Entry;
use domain::certificate::CertificateCode;
use domain::certificate::issued::Certificate;
use domain::id::EligibilityListId;
use domain::material::Sha256Hex;
use domain::time::Instant;
use store::StoreError;
use store::audit::By;
use store::certificates::issuing::PrintedFile;

use crate::house::{House, NOW};

/// After all sessions.
const AFTER: Instant = NOW.plus_days(1);

const KEY: &str = "0123456789abcdef";

impl House {
    /// Staff say that the trainee was in every session.
    async fn attended(&self, staff: &Actor, trainee: &Actor) {
        for session in ["opening", "trade-1", "window-1"] {
            let entry = Entry::Present { session: session.parse().expect("a slug") };
            let done = self.store.correct_attendance(staff, &self.slug, trainee.person, &entry, "Seen", "", AFTER);
            done.await.expect("corrected");
        }
    }

    async fn waive(&self, staff: &Actor, trainee: &Actor, entry: Entry) {
        let waived = self.store.correct_attendance(staff, &self.slug, trainee.person, &entry, "Ill", "The dean", AFTER);
        waived.await.expect("waived");
    }

    async fn freeze(&self, staff: &Actor) -> EligibilityListId {
        let seen = self.store.eligibility(staff, &self.slug, AFTER).await.expect("a list").seen;
        self.store.freeze_eligibility(staff, &self.slug, &seen, AFTER).await.expect("frozen")
    }

    async fn issue(&self, staff: &Actor, list: EligibilityListId) -> Result<u32, StoreError> {
        self.store.issue_certificates(staff, &self.slug, list, false, AFTER).await
    }

    /// Prints whatever is to be printed, as far as the store is concerned.
    async fn work(&self) -> u32 {
        let keys = self.store.certificate_keys().await.expect("keys");
        if keys.signing.is_none() {
            self.store.sign_certificates_with(KEY, "public", None, &By::operator(), AFTER).await.expect("a key");
        }
        let mut made = 0;
        while let Some(job) = self.store.claim_issue_job(AFTER).await.expect("asked") {
            for planned in &job.left {
                let file = printed(planned.ordinal);
                self.store.record_certificate(&job, planned, &file, AFTER).await.expect("recorded");
                made += 1;
            }
            self.store.finish_issue_job(&job.job, AFTER).await.expect("finished");
        }
        made
    }

    async fn all(&self, staff: &Actor) -> Vec<Certificate> {
        self.store.certificates(staff, &self.slug).await.expect("certificates")
    }

    async fn in_order(&self) {
        assert_eq!(self.store.inconsistencies().await.expect("read"), Vec::<String>::new());
    }

    /// One trainee of Laos with a certificate.
    async fn with_one(&self) -> (Actor, Actor, CertificateCode) {
        let (staff, trainee) = (self.staff().await, self.trainee("LA").await);
        self.attended(&staff, &trainee).await;
        let list = self.freeze(&staff).await;
        assert_eq!(self.issue(&staff, list).await.expect("begun"), 1);
        assert_eq!(self.work().await, 1);
        let code = self.all(&staff).await[0].code().clone();
        (staff, trainee, code)
    }
}

fn printed(number: u32) -> PrintedFile {
    PrintedFile { sha256: Sha256Hex(format!("{number:064x}")), size: 1000, key: KEY.to_owned() }
}
