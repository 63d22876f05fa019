//! What follows from an assignment and its answer, for the page.

use domain::deletion::DeletedByStaff;
use domain::gate::PassageInWords;
use domain::material::{Material, MaterialState, Standing, Version, VersionPassage};
use domain::seminar::{Assignment, Seminar};
use domain::sharing::Consent;
use domain::time::Instant;
use domain::upload::RefusedUpload;

use super::task::{StandingFile, Task};
use crate::materials::LinkedFile;
use crate::materials::upload::Terms;

impl Task {
    /// Of an assignment of the seminar, and the answer of a delegation to it. `deleted` is what staff deleted of that,
    /// the newest first.
    pub fn of(
        seminar: &Seminar,
        assignment: &Assignment,
        material: Material,
        passages: Vec<VersionPassage>,
        deleted: Vec<DeletedByStaff>,
        now: Instant,
    ) -> Self {
        let extension = seminar.extension(&assignment.slug, material.key.country);
        let extended = extension.map(|extension| extension.reason.clone());
        let assignment = seminar.extended(assignment, material.key.country);
        let another = material.admits_another(&assignment, &seminar.rules, now);
        let standing = material.standing();
        let number = material.standing_version.as_ref().map(|version| version.number);
        let is_last = |deleted: &DeletedByStaff| number.is_none_or(|number| deleted.number > number);
        Self {
            extended,
            address: format!("/seminars/{}/materials/{}", seminar.slug, material.key),
            standing,
            overdue: material.is_overdue(&assignment, now),
            closed: matches!(another, Err(RefusedUpload::Closed { .. })),
            takes_files: another.is_ok(),
            terms: Terms::of(&assignment, &seminar.rules),
            refused: material.refused_in_words(),
            advice: advice(standing, now > assignment.due, another.as_ref().err()).map(str::to_owned),
            consented: Consent::is_given(material.consent.as_ref()),
            deleted: deleted.into_iter().next().filter(is_last),
            all_deleted: number.is_none() && material.versions > 0,
            file: material.standing_version.map(StandingFile::from),
            reviews: material.reviews,
            passages,
            assignment: assignment.slug,
            title: assignment.title,
            description: assignment.description,
            due: assignment.due,
            closes: assignment.closes,
        }
    }
}

impl From<Version> for StandingFile {
    fn from(version: Version) -> Self {
        Self {
            linked: LinkedFile::from(&version),
            passage: PassageInWords::from(&version.passage),
            name: version.file_name,
            uploaded_by: version.uploaded_by,
            submitted_at: version.submitted_at,
        }
    }
}

/// What the state means for the delegation, where that does not go without saying. `refused_upload` is why no other
/// version is taken.
fn advice(standing: Standing, past_due: bool, refused_upload: Option<&RefusedUpload>) -> Option<&'static str> {
    standing.words_of_waiting().or(match (standing.state, refused_upload) {
        (MaterialState::Refused, Some(RefusedUpload::Closed { .. })) => {
            Some("The newest file cannot be used, and nothing more is taken; please ask the staff for more time.")
        }
        (MaterialState::Refused, Some(_)) => {
            Some("The newest file cannot be used, and no more versions are taken; please ask the staff.")
        }
        (MaterialState::Missing | MaterialState::ChangesRequested, Some(RefusedUpload::Closed { .. })) => Some(
            "Nothing more is taken for this assignment. If you need more time, please ask the staff: an upload that has \
             begun goes on once they give it.",
        ),
        (_, Some(RefusedUpload::Closed { .. })) => Some("Nothing more is taken for this assignment."),
        (_, Some(_)) => Some("The material has as many versions as the seminar allows."),
        (MaterialState::Missing, None) if past_due => {
            Some("The due time is past. You can still submit, and it will count as late.")
        }
        (MaterialState::Refused, None) if past_due => {
            Some("The newest file cannot be used; please upload another one. It may count as late.")
        }
        (MaterialState::Refused, None) => Some("The newest file cannot be used; please upload another one."),
        (MaterialState::ChangesRequested, None) => {
            Some("An instructor asks for changes; open the material to read why.")
        }
        (MaterialState::Accepted, None) => {
            Some("Nothing is left to do. A new version would have to be read and decided on again.")
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use domain::gate::GateState;

    use super::*;

    fn standing(state: MaterialState, gate: GateState) -> Standing {
        Standing { state, gate: Some(gate), ..Standing::MISSING }
    }

    #[test]
    fn a_refused_file_is_never_a_dead_end() {
        let closed = RefusedUpload::Closed { closed_at: Instant::from_seconds(0) };
        let full = RefusedUpload::TooManyVersions { limit: 3 };
        let file = standing(MaterialState::Refused, GateState::Refused);
        let refused = |past_due, refused_upload| advice(file, past_due, refused_upload).expect("advice");
        assert!(refused(false, None).ends_with("please upload another one."));
        assert!(refused(true, None).ends_with("It may count as late."));
        assert!(refused(true, Some(&closed)).ends_with("please ask the staff for more time."));
        assert!(refused(false, Some(&full)).ends_with("please ask the staff."));
        let missing = advice(standing(MaterialState::Missing, GateState::Ready), true, Some(&closed)).expect("advice");
        assert!(missing.contains("please ask the staff"), "{missing}");
        let accepted = advice(standing(MaterialState::Accepted, GateState::Ready), false, Some(&closed));
        assert_eq!(accepted, Some("Nothing more is taken for this assignment."));
    }

    #[test]
    fn whoever_waits_for_the_gate_is_told_so_first() {
        let closed = RefusedUpload::Closed { closed_at: Instant::from_seconds(0) };
        for refused_upload in [None, Some(&closed)] {
            let held = standing(MaterialState::Submitted, GateState::Held);
            let told = advice(held, true, refused_upload);
            assert!(told.is_some() && told == held.words_of_waiting(), "{refused_upload:?}: {told:?}");
        }
        assert_eq!(advice(standing(MaterialState::Submitted, GateState::Ready), false, None), None);
    }
}
