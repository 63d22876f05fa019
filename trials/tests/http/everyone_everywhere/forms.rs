//! What forms post: the server functions that write. They are asked last, in this order: none of them changes what a
//! later one is answered.

use super::row::{
    ALL, AUTHOR_REFUSED, DELEGATION_AND_HOSTS, LEADERS_REFUSED, MEMBERS_REFUSED, Row, STAFF, STAFF_REFUSED, TRAINEES,
    post,
};

pub(super) fn rows() -> Vec<Row> {
    vec![
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
        post("POST /api/hold_mails", "seminar=sample&hold=true&seen=MAIL:9", STAFF),
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
