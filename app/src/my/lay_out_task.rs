//! What follows from an assignment and its answer, for the page.

use domain::deletion::DeletedByStaff;
use domain::gate::PassageInWords;
use domain::material::{Material, MaterialState, Version, VersionPassage};
use domain::seminar::{Assignment, Seminar};
use domain::sharing::Consent;
use domain::time::Instant;
use domain::upload::RefusedUpload;
use store::reviews::own::{self, OwnThread};

use super::task::{AskedChanges, StandingFile, Task};
use crate::materials::LinkedFile;
use crate::materials::upload::Terms;

impl Task {
    /// Of an assignment of the seminar, and the answer of a delegation to it with what its thread holds for the reader.
    /// `deleted` is what staff deleted of that, the newest first.
    pub fn of(
        seminar: &Seminar,
        assignment: &Assignment,
        material: Material,
        thread: OwnThread,
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
            advice: advice(standing.state, material.words_of_waiting(), now > assignment.due, another.as_ref().err()),
            consented: Consent::is_given(material.consent.as_ref()),
            deleted: deleted.into_iter().next().filter(is_last),
            all_deleted: number.is_none() && material.versions > 0,
            file: material.standing_version.map(StandingFile::from),
            reviews: material.reviews,
            own_reviews: u32::try_from(thread.own).unwrap_or(u32::MAX),
            asked: thread.asked.map(AskedChanges::from),
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

impl From<own::AskedChanges> for AskedChanges {
    fn from(own::AskedChanges { author, body }: own::AskedChanges) -> Self {
        /// The rest is on the page of the material.
        const MOST_CHARS: usize = 500;

        let end = body.char_indices().nth(MOST_CHARS).map(|(end, _)| end);
        let words = end.map(|end| format!("{}…", body[..end].trim_end())).unwrap_or(body);
        Self { author, words }
    }
}

/// What the state means for the delegation, where that does not go without saying. `waiting` is what they are told while
/// their file waits at the gate.
fn advice(
    state: MaterialState,
    waiting: Option<String>,
    past_due: bool,
    refused_upload: Option<&RefusedUpload>,
) -> Option<String> {
    waiting.or_else(|| advice_on(state, past_due, refused_upload).map(str::to_owned))
}

/// The same where nothing waits. `refused_upload` is why no other version is taken. What has to change its decision says.
fn advice_on(state: MaterialState, past_due: bool, refused_upload: Option<&RefusedUpload>) -> Option<&'static str> {
    match (state, refused_upload) {
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
        (MaterialState::Accepted, None) => {
            Some("Nothing is left to do. A new version would have to be read and decided on again.")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_file_is_never_a_dead_end() {
        let closed = RefusedUpload::Closed { closed_at: Instant::from_seconds(0) };
        let full = RefusedUpload::TooManyVersions { limit: 3 };
        let refused =
            |past_due, refused_upload| advice(MaterialState::Refused, None, past_due, refused_upload).expect("advice");
        assert!(refused(false, None).ends_with("please upload another one."));
        assert!(refused(true, None).ends_with("It may count as late."));
        assert!(refused(true, Some(&closed)).ends_with("please ask the staff for more time."));
        assert!(refused(false, Some(&full)).ends_with("please ask the staff."));
        let missing = advice(MaterialState::Missing, None, true, Some(&closed)).expect("advice");
        assert!(missing.contains("please ask the staff"), "{missing}");
        let accepted = advice(MaterialState::Accepted, None, false, Some(&closed));
        assert_eq!(accepted.as_deref(), Some("Nothing more is taken for this assignment."));
    }

    #[test]
    fn whoever_waits_for_the_gate_is_told_so_first() {
        let closed = RefusedUpload::Closed { closed_at: Instant::from_seconds(0) };
        for refused_upload in [None, Some(&closed)] {
            let told = advice(MaterialState::Submitted, Some("It waits.".to_owned()), true, refused_upload);
            assert_eq!(told.as_deref(), Some("It waits."), "{refused_upload:?}");
        }
        assert_eq!(advice(MaterialState::Submitted, None, false, None), None);
    }

    #[test]
    fn long_words_are_told_by_what_they_begin_with() {
        let told = |body: String| AskedChanges::from(own::AskedChanges { author: String::new(), body }).words;
        assert_eq!(told("é".repeat(500)), "é".repeat(500));
        assert_eq!(told("é".repeat(501)), format!("{}…", "é".repeat(500)));
    }
}
