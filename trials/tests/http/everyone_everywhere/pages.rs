//! Pages, and what is asked to see whether the server is well.

use super::row::{ALL, DELEGATION_AND_HOSTS, HOSTS, MEMBERS, Row, STAFF, TRAINEES, get};

pub(super) fn rows() -> Vec<Row> {
    vec![
        // Operations.
        get("GET /livez", "/livez", ALL),
        get("GET /readyz", "/readyz", ALL),
        get("GET /metrics", "/metrics", ALL),
        // Public pages.
        get("GET /", "/", ALL),
        get("GET /zone", "/zone", ALL),
        get("GET /sign-in", "/sign-in", ALL),
        get("GET /forgotten-password", "/forgotten-password", ALL),
        get("GET /new-password/{token}", "/new-password/unknown", [422; 7]),
        get("GET /invitations/{token}", "/invitations/unknown", [422; 7]),
        get("GET /seminars/{seminar}", "/seminars/sample", ALL),
        get("GET /seminars/{seminar}/programme", "/seminars/sample/programme", ALL),
        get("GET /seminars/{seminar}/programme.ics", "/seminars/sample/programme.ics", ALL),
        // Pages of members.
        get("GET /seminars/{seminar}/my", "/seminars/sample/my", TRAINEES),
        get("GET /seminars/{seminar}/materials", "/seminars/sample/materials", MEMBERS),
        get(
            "GET /seminars/{seminar}/materials/{material}",
            "/seminars/sample/materials/status.la",
            DELEGATION_AND_HOSTS,
        ),
        get("GET /seminars/{seminar}/receipts/{version}", "/seminars/sample/receipts/VERSION", DELEGATION_AND_HOSTS),
        get("GET /seminars/{seminar}/previews/{version}", "/seminars/sample/previews/VERSION", DELEGATION_AND_HOSTS),
        get(
            "GET /seminars/{seminar}/comparisons/{old}/{new}",
            "/seminars/sample/comparisons/VERSION/VERSION",
            DELEGATION_AND_HOSTS,
        ),
        get("GET /seminars/{seminar}/review-form", "/seminars/sample/review-form", HOSTS),
        get("GET /seminars/{seminar}/gallery", "/seminars/sample/gallery", MEMBERS),
        get("GET /seminars/{seminar}/sessions/{session}", "/seminars/sample/sessions/trade-1", MEMBERS),
        get("GET /seminars/{seminar}/search", "/seminars/sample/search?q=Vientiane", MEMBERS),
        // Pages of staff.
        get("GET /seminars/{seminar}/gate", "/seminars/sample/gate", STAFF),
        get("GET /seminars/{seminar}/deadlines", "/seminars/sample/deadlines", STAFF),
        get("GET /seminars/{seminar}/outbox", "/seminars/sample/outbox", STAFF),
        get("GET /seminars/{seminar}/outbox/{mail}", "/seminars/sample/outbox/MAIL", STAFF),
        get("GET /seminars/{seminar}/deleted", "/seminars/sample/deleted", STAFF),
        get("GET /seminars/{seminar}/board", "/seminars/sample/board", STAFF),
        get("GET /seminars/{seminar}/board/missing", "/seminars/sample/board/missing", STAFF),
        get("GET /seminars/{seminar}/people", "/seminars/sample/people", STAFF),
        get("GET /seminars/{seminar}/people/add", "/seminars/sample/people/add", STAFF),
        get("GET /seminars/{seminar}/people/{person}", "/seminars/sample/people/PERSON", STAFF),
        get("GET /seminars/{seminar}/attendance", "/seminars/sample/attendance", STAFF),
        get("GET /seminars/{seminar}/attendance/rule", "/seminars/sample/attendance/rule", STAFF),
        get("GET /seminars/{seminar}/attendance/settle", "/seminars/sample/attendance/settle?session=opening", STAFF),
        get("GET /seminars/{seminar}/attendance/roll-call", "/seminars/sample/attendance/roll-call", STAFF),
        get("GET /seminars/{seminar}/attendance/files/{file}", "/seminars/sample/attendance/files/RECORDED", STAFF),
        get("GET /seminars/{seminar}/attendance/people/{person}", "/seminars/sample/attendance/people/PERSON", STAFF),
        get("GET /seminars/{seminar}/audit", "/seminars/sample/audit", STAFF),
        get("GET /seminars/{seminar}/certificates", "/seminars/sample/certificates", STAFF),
        get("GET /seminars/{seminar}/certificates/{code}", "/seminars/sample/certificates/CODE", STAFF),
    ]
}
