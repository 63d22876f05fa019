//! A row of the table: a route, and what it answers everyone.

/// What each asker is answered, in the order of `Who::ALL`:
/// anonymous, trainee, colleague, trainee of another country, instructor, staff, staff of another seminar.
pub(super) type Answers = [u16; 7];

pub(super) const ALL: Answers = [200; 7];
/// Members of the seminar get it; others are asked to sign in, or find nothing.
pub(super) const MEMBERS: Answers = [401, 200, 200, 200, 200, 200, 404];
pub(super) const HOSTS: Answers = [401, 404, 404, 404, 200, 200, 404];
pub(super) const TRAINEES: Answers = [401, 200, 200, 200, 404, 404, 404];
pub(super) const STAFF: Answers = [401, 404, 404, 404, 404, 200, 404];
/// A delegation's own material, and those who look after it.
pub(super) const DELEGATION_AND_HOSTS: Answers = [401, 200, 200, 404, 200, 200, 404];
/// A certificate's holder, and staff.
pub(super) const HOLDER_AND_STAFF: Answers = [401, 200, 404, 404, 404, 200, 404];
/// Members get as far as a rule that refuses.
pub(super) const MEMBERS_REFUSED: Answers = [401, 422, 422, 422, 422, 422, 404];
/// So do those who lead the session; other members may only look.
pub(super) const LEADERS_REFUSED: Answers = [401, 403, 403, 403, 422, 422, 404];
/// The author of a comment gets as far as a rule that refuses; others may only read it.
pub(super) const AUTHOR_REFUSED: Answers = [401, 422, 403, 404, 403, 403, 404];
/// Staff get as far as a rule that refuses.
pub(super) const STAFF_REFUSED: Answers = [401, 404, 404, 404, 404, 422, 404];

pub(super) struct Row {
    pub(super) route: &'static str,
    /// A path of that route with everything filled in; `{version}` and the like come from the house.
    pub(super) path: &'static str,
    pub(super) body: &'static str,
    pub(super) answers: Answers,
}

pub(super) const fn get(route: &'static str, path: &'static str, answers: Answers) -> Row {
    Row { route, path, body: "", answers }
}

pub(super) const fn post(route: &'static str, body: &'static str, answers: Answers) -> Row {
    Row { route, path: "", body, answers }
}
