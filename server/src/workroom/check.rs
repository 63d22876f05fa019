//! Does a file pass the gate?

use domain::gate::{Finding, Hold, Judgement};
use domain::time::Instant;
use store::jobs::TakenJob;
use vault::Vault;
use workshop::{Answer, Request, Unfinished};

use super::{ANOTHER_QUESTION, Workroom, file_of};

impl Workroom {
    /// Looks at the file of the job's version. An error is the machine's fault, and worth another try.
    pub(super) async fn check(&self, vault: &Vault, job: &TakenJob) -> Result<Finding, String> {
        let version = job.version();
        let file = file_of(vault, version).await?;
        let request = Request::Check { file: file.clone(), name: version.file_name.clone(), accepted: job.accepted() };
        let held_for = |unfinished| Ok::<_, String>(Judgement::Held(vec![fault(unfinished, job.attempt)?]));
        let (kind, judgement, extent) = match self.workshop.ask(&request).await {
            Ok(Answer::Checked { kind, judgement, extent }) => (kind, judgement, Some(extent)),
            Ok(Answer::TooSlow) => (None, held_for(Unfinished::TooSlow)?, None),
            Ok(Answer::Failed(problem)) => return Err(problem),
            Ok(_) => return Err(ANOTHER_QUESTION.to_owned()),
            Err(unfinished) => (None, held_for(unfinished)?, None),
        };
        let mut finding = Finding { kind, judgement, scanned: false, at: Instant::now() };
        if let (Some(scanner), false) = (&self.scanner, matches!(finding.judgement, Judgement::Refused(_))) {
            let scan = match &extent {
                Some(extent) => scanner.scan(&file, extent).await,
                None => scanner.scan_as_far_as_it_goes(&file).await,
            };
            match scan {
                Ok(None) => finding.scanned = extent.is_some(),
                Ok(Some(virus)) => {
                    finding.judgement = Judgement::Refused(virus);
                    finding.scanned = true;
                }
                Err(hold) => finding.judgement = finding.judgement.held_for(hold),
            }
        }
        Ok(finding)
    }
}

/// What is said of a file that a worker did not finish. The first time it may have been the machine's fault.
fn fault(unfinished: Unfinished, attempt: u32) -> Result<Hold, String> {
    match unfinished {
        Unfinished::Machine(_) => Err(unfinished.to_string()),
        _ if attempt < 2 => Err(unfinished.to_string()),
        Unfinished::TooSlow => Ok(Hold::CheckerTooSlow),
        Unfinished::OutOfMemory => Ok(Hold::CheckerOutOfMemory),
        Unfinished::Crashed(_) => Ok(Hold::CheckerCrashed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_blamed_the_second_time_and_the_machine_always() {
        assert!(fault(Unfinished::TooSlow, 1).is_err());
        assert_eq!(fault(Unfinished::TooSlow, 2), Ok(Hold::CheckerTooSlow));
        assert_eq!(fault(Unfinished::Crashed("signal".to_owned()), 3), Ok(Hold::CheckerCrashed));
        assert!(fault(Unfinished::Machine(std::io::ErrorKind::NotFound.into()), 4).is_err());
    }
}
