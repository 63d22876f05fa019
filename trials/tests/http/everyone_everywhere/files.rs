//! Files, streams, sheets and uploads.

use super::row::{ALL, DELEGATION_AND_HOSTS, HOLDER_AND_STAFF, HOSTS, MEMBERS, Row, STAFF, get};

pub(super) fn rows() -> Vec<Row> {
    vec![
        // Certificates: their files, and what anyone may know.
        get("GET /certificates/{code}", "/certificates/CODE", ALL),
        get("GET /certificates/{code}/certificate.pdf", "/certificates/CODE/certificate.pdf", HOLDER_AND_STAFF),
        get("GET /certificates/{code}/badge.jwt", "/certificates/CODE/badge.jwt", HOLDER_AND_STAFF),
        get("GET /.well-known/lectern-certificate-keys.json", "/.well-known/lectern-certificate-keys.json", ALL),
        get("GET /seminars/{seminar}/certificates.zip", "/seminars/sample/certificates.zip", STAFF),
        get("GET /seminars/{seminar}/certificates.csv", "/seminars/sample/certificates.csv", STAFF),
        get("GET /seminars/{seminar}/certificates.xlsx", "/seminars/sample/certificates.xlsx", STAFF),
        // Files and streams.
        get("GET /files/{version}", "/files/VERSION", DELEGATION_AND_HOSTS),
        get("GET /files/{version}/play", "/files/RECORDING/play", DELEGATION_AND_HOSTS),
        get("GET /previews/{version}/{image}", "/previews/VERSION/0001-900.webp", DELEGATION_AND_HOSTS),
        // Slides that are not released.
        get("GET /files/{version}", "/files/SLIDES", HOSTS),
        get("GET /seminars/{seminar}/receipts/{version}", "/seminars/sample/receipts/SLIDES", HOSTS),
        get("GET /seminars/{seminar}/previews/{version}", "/seminars/sample/previews/SLIDES", HOSTS),
        get("GET /seminars/{seminar}/sessions/{session}/pack.zip", "/seminars/sample/sessions/trade-1/pack.zip", HOSTS),
        get("GET /events", "/events?seminar=sample", MEMBERS),
        get("GET /seminars/{seminar}/materials.zip", "/seminars/sample/materials.zip", HOSTS),
        get("GET /seminars/{seminar}/board.csv", "/seminars/sample/board.csv", STAFF),
        get("GET /seminars/{seminar}/board.xlsx", "/seminars/sample/board.xlsx", STAFF),
        get("GET /seminars/{seminar}/missing.csv", "/seminars/sample/missing.csv", STAFF),
        get("GET /seminars/{seminar}/missing.xlsx", "/seminars/sample/missing.xlsx", STAFF),
        get("GET /seminars/{seminar}/people.csv", "/seminars/sample/people.csv", STAFF),
        get("GET /seminars/{seminar}/people.xlsx", "/seminars/sample/people.xlsx", STAFF),
        get("GET /seminars/{seminar}/attendance.csv", "/seminars/sample/attendance.csv", STAFF),
        get("GET /seminars/{seminar}/attendance.xlsx", "/seminars/sample/attendance.xlsx", STAFF),
        get(
            "GET /seminars/{seminar}/attendance/files/{file}/export",
            "/seminars/sample/attendance/files/RECORDED/export",
            STAFF,
        ),
        get("GET /seminars/{seminar}/review-form.xlsx", "/seminars/sample/review-form.xlsx", HOSTS),
        // Their forms bring a filled-in review form, and an export.
        get("POST /api/review_forms", "/api/review_forms", [401, 404, 404, 404, 303, 303, 404]),
        get("POST /api/attendance_files", "/api/attendance_files", [401, 404, 404, 404, 404, 303, 404]),
        // Uploads.
        get("OPTIONS /api/uploads", "/api/uploads", [204; 7]),
        get("OPTIONS /api/uploads/{upload}", "/api/uploads/UPLOAD", [204; 7]),
        get("GET /api/uploads", "/api/uploads", [401, 200, 200, 200, 200, 200, 200]),
        get("HEAD /api/uploads/{upload}", "/api/uploads/UPLOAD", [401, 200, 404, 404, 404, 404, 404]),
        get("PATCH /api/uploads/{upload}", "/api/uploads/UPLOAD", [401, 415, 404, 404, 404, 404, 404]),
        get("DELETE /api/uploads/{upload}", "/api/uploads/NO-UPLOAD", [401, 404, 404, 404, 404, 404, 404]),
        // Its headers name an assignment that is open, its form brings a file for it.
        get("POST /api/uploads", "/api/uploads", [401, 201, 201, 201, 403, 403, 404]),
        get("POST /api/uploads/form", "/api/uploads/form", [401, 303, 303, 303, 403, 403, 404]),
    ]
}
