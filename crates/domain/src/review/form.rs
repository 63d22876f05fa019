//! Reviews written offline: a file with a row for each material, and what a filled-in one asks for.
//!
//! Every row carries an id of its own. A review that is recorded from it has an id that follows from the row and from
//! its author, so that the same file records nothing twice, and two people who share a file do not take each other's
//! rows.

use serde::{Deserialize, Serialize};

use super::{Audience, RefusedReview, Verdict, checked_review, read_page};
use crate::id::{FormRowId, ReviewId};
use crate::material::{Material, MaterialKey};
use crate::words::echoed;

/// Rows that are taken of one file. No instructor has more materials before them.
pub const MAX_FORM_ROWS: usize = 500;

/// A column of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Material,
    Country,
    Assignment,
    Version,
    File,
    State,
    Comment,
    Page,
    Decision,
    Audience,
    Row,
    SeenDecision,
}

impl Column {
    pub const ALL: [Self; 12] = [
        Self::Material,
        Self::Country,
        Self::Assignment,
        Self::Version,
        Self::File,
        Self::State,
        Self::Comment,
        Self::Page,
        Self::Decision,
        Self::Audience,
        Self::Row,
        Self::SeenDecision,
    ];

    pub fn header(self) -> &'static str {
        match self {
            Self::Material => "Material",
            Self::Country => "Country",
            Self::Assignment => "Assignment",
            Self::Version => "Version",
            Self::File => "File",
            Self::State => "State",
            Self::Comment => "Your comment",
            Self::Page => "On page",
            Self::Decision => "Your decision",
            Self::Audience => "Who reads it",
            Self::Row => "Row (leave as it is)",
            Self::SeenDecision => "Last decision (leave as it is)",
        }
    }
}

/// What a row says for an audience. Spreadsheets offer the words in a list, in which no comma may stand.
pub fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Delegation => "Also the delegation",
        Audience::Hosts => "Only instructors and staff",
    }
}

/// A row of a form to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    pub material: Material,
    pub row: FormRowId,
    /// The newest decision on the newest version.
    pub decision: Option<ReviewId>,
}

/// A form as someone filled it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledForm {
    /// Of its file.
    pub name: String,
    pub rows: Vec<FilledRow>,
}

/// A row as someone filled it in, with its texts as they came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledRow {
    /// As the spreadsheet counts.
    pub line: u32,
    pub material: String,
    pub version: String,
    pub comment: String,
    pub page: String,
    pub decision: String,
    pub audience: String,
    pub row: String,
    pub seen_decision: String,
}

/// What a row asks to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub key: MaterialKey,
    pub version: u32,
    pub body: String,
    pub page: Option<u32>,
    pub verdict: Option<Verdict>,
    pub audience: Audience,
    pub row: FormRowId,
    pub seen_decision: Option<ReviewId>,
}

/// What was recorded from a row before. Its author may have changed or withdrawn it since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnRecord {
    /// It is of the material that the row names.
    pub here: bool,
    pub version: u32,
    pub body: String,
    pub page: Option<u32>,
    pub verdict: Option<Verdict>,
    pub audience: Audience,
    pub withdrawn: bool,
}

impl OnRecord {
    pub fn says_the_same(&self, wish: &Wish) -> bool {
        let said = (self.version, &self.body, self.page, self.verdict, self.audience);
        self.here && !self.withdrawn && said == (wish.version, &wish.body, wish.page, wish.verdict, wish.audience)
    }

    /// Why a row that now says something else is not recorded.
    pub fn in_words(&self) -> String {
        if !self.here {
            return "something is on record from this row already, of another material".to_owned();
        }
        if self.withdrawn {
            return "what was recorded from this row has been withdrawn".to_owned();
        }
        let verdict = self.verdict.map(|verdict| verdict.label().to_owned());
        let body = (!self.body.is_empty()).then(|| format!("“{}”", echoed(&self.body)));
        let place = match self.page {
            Some(page) => format!("version {}, page {page}", self.version),
            None => format!("version {}", self.version),
        };
        let said = [verdict, body, Some(place), Some(audience_word(self.audience).to_lowercase())];
        let said: Vec<String> = said.into_iter().flatten().collect();
        format!(
            "something else is on record from this row ({}); it is not changed here, but on the page of its material",
            said.join("; ")
        )
    }
}

/// Why a file is no form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAForm {
    #[error("this is no review form: no row of it has the headers of the form that is downloaded here")]
    NoHeaders,
    #[error("this form has more than {MAX_FORM_ROWS} rows that were filled in: please cut it into parts")]
    TooManyRows,
}

/// Why a row asks for nothing that can be recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    #[error("“{0}” is no material")]
    Material(String),
    #[error("“{0}” is no version: leave this column as it is")]
    Version(String),
    #[error("the last columns have been changed: download a new form")]
    Row,
    #[error("“{0}” is no decision: write “Accepted”, “Changes requested” or nothing")]
    Decision(String),
    #[error("say who reads it: “{}” or “{}”", audience_word(Audience::Delegation), audience_word(Audience::Hosts))]
    NoAudience,
    #[error(
        "“{0}” is nobody: write “{also}” or “{only}”",
        also = audience_word(Audience::Delegation),
        only = audience_word(Audience::Hosts)
    )]
    Audience(String),
    #[error(
        "a comment that begins with “=” is taken for a formula whose value the file lacks: write the words themselves"
    )]
    Formula,
    #[error("the delegation reads every decision: say so in “{}”, or decide nothing here", Column::Audience.header())]
    DecisionForHosts,
    #[error(transparent)]
    Refused(#[from] RefusedReview),
}

/// Finds the form in the rows of a table, wherever it begins and in whatever order its columns stand. Rows in which
/// nothing was filled in are left out.
pub fn read_form<'r>(rows: impl IntoIterator<Item = (u32, &'r [String])>) -> Result<Vec<FilledRow>, NotAForm> {
    let mut rows = rows.into_iter();
    let places = rows.find_map(|(_, cells)| places(cells)).ok_or(NotAForm::NoHeaders)?;
    let mut filled = Vec::new();
    for (line, cells) in rows {
        let cell = |column: Column| {
            let place = places.iter().find(|(found, _)| *found == column).map(|(_, place)| *place);
            place.and_then(|place| cells.get(place)).map(|text| text.trim().to_owned()).unwrap_or_default()
        };
        let row = FilledRow {
            line,
            material: cell(Column::Material),
            version: cell(Column::Version),
            comment: cell(Column::Comment),
            page: cell(Column::Page),
            decision: cell(Column::Decision),
            audience: cell(Column::Audience),
            row: cell(Column::Row),
            seen_decision: cell(Column::SeenDecision),
        };
        if row.is_filled() {
            filled.push(row);
        }
        if filled.len() > MAX_FORM_ROWS {
            return Err(NotAForm::TooManyRows);
        }
    }
    Ok(filled)
}

/// Where the columns stand, if this is the row of headers. Those that only inform may be missing.
fn places(cells: &[String]) -> Option<Vec<(Column, usize)>> {
    let place = |column: Column| {
        let place = cells.iter().position(|cell| same_words(cell, column.header()));
        place.map(|place| (column, place))
    };
    let places: Vec<(Column, usize)> = Column::ALL.into_iter().filter_map(place).collect();
    let needed = [Column::Material, Column::Version, Column::Comment, Column::Audience, Column::Row];
    needed.iter().all(|column| places.iter().any(|(found, _)| found == column)).then_some(places)
}

impl FilledRow {
    /// An audience alone says nothing.
    fn is_filled(&self) -> bool {
        [&self.comment, &self.page, &self.decision].into_iter().any(|text| !text.is_empty())
    }

    /// What the row asks for, as far as it can be told without looking at the material.
    pub fn wish(&self) -> Result<Wish, Unclear> {
        let key: MaterialKey = self.material.parse().map_err(|_| Unclear::Material(self.material.clone()))?;
        let version = whole_number(&self.version).ok_or_else(|| Unclear::Version(self.version.clone()))?;
        let row: FormRowId = self.row.parse().map_err(|_| Unclear::Row)?;
        let seen_decision = Some(&self.seen_decision).filter(|id| !id.is_empty());
        let seen_decision = seen_decision.map(|id| id.parse::<ReviewId>().map_err(|_| Unclear::Row)).transpose()?;
        let verdict = read_verdict(&self.decision)?;
        let audience = read_audience(&self.audience)?;
        let audience = match (audience, verdict) {
            (Some(Audience::Hosts), Some(_)) => return Err(Unclear::DecisionForHosts),
            (Some(audience), _) => audience,
            (None, Some(_)) => Audience::Delegation,
            (None, None) => return Err(Unclear::NoAudience),
        };
        if self.comment.starts_with('=') {
            return Err(Unclear::Formula);
        }
        let body = checked_review(&self.comment, verdict)?;
        let page = match whole_number(&self.page) {
            Some(page) => Some(page),
            None => read_page(&self.page)?,
        };
        Ok(Wish { key, version, body, page, verdict, audience, row, seen_decision })
    }
}

fn read_verdict(text: &str) -> Result<Option<Verdict>, Unclear> {
    if text.is_empty() {
        return Ok(None);
    }
    let verdict = [Verdict::Accepted, Verdict::ChangesRequested]
        .into_iter()
        .find(|verdict| same_words(text, verdict.label()) || same_words(text, verdict.as_str()));
    verdict.map(Some).ok_or_else(|| Unclear::Decision(text.to_owned()))
}

fn read_audience(text: &str) -> Result<Option<Audience>, Unclear> {
    if text.is_empty() {
        return Ok(None);
    }
    let audience = [Audience::Delegation, Audience::Hosts]
        .into_iter()
        .find(|audience| same_words(text, audience_word(*audience)) || same_words(text, audience.as_str()));
    audience.map(Some).ok_or_else(|| Unclear::Audience(text.to_owned()))
}

/// Spreadsheets write a number as `2` or as `2.0`.
fn whole_number(text: &str) -> Option<u32> {
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}

fn same_words(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.to_lowercase()
}

/// What became of a row, or would become of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It would be recorded, of the newest version there is or of an older one.
    New { older: bool },
    /// It is on record already.
    Recorded,
    /// It cannot be recorded, in words.
    Refused(String),
}

/// A row of a form beside what would become of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub row: FilledRow,
    /// `None` where the row names none.
    pub audience: Option<Audience>,
    pub outcome: Outcome,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers() -> Vec<String> {
        Column::ALL.map(|column| column.header().to_owned()).to_vec()
    }

    fn row(comment: &str, page: &str, decision: &str, audience: &str) -> Vec<String> {
        let id = "00000000-0000-7000-8000-000000000001";
        let cells =
            ["status.la", "Laos", "Status", "2.0", "a.pdf", "Submitted", comment, page, decision, audience, id, ""];
        cells.map(str::to_owned).to_vec()
    }

    fn only(cells: &[String]) -> FilledRow {
        let headers = headers();
        let title = ["What to fill in".to_owned()];
        let rows = [(1, &title[..]), (3, &headers[..]), (4, cells)];
        let mut rows = read_form(rows).expect("a form");
        assert_eq!(rows.len(), 1);
        rows.remove(0)
    }

    #[test]
    fn a_filled_row_says_what_it_wants() {
        let wish = only(&row("Good.", "3", "", "only instructors and staff")).wish().expect("a wish");
        assert_eq!((wish.version, wish.page, wish.verdict), (2, Some(3), None));
        assert_eq!((wish.audience, wish.body.as_str()), (Audience::Hosts, "Good."));
        let wish = only(&row("", "", "accepted", "")).wish().expect("a wish");
        assert_eq!((wish.verdict, wish.audience), (Some(Verdict::Accepted), Audience::Delegation));
    }

    #[test]
    fn an_empty_row_is_none() {
        let (headers, empty) = (headers(), row("", "", "", "hosts"));
        assert_eq!(read_form([(1, &headers[..]), (2, &empty[..])]), Ok(Vec::new()));
    }

    #[test]
    fn what_is_unclear_is_told() {
        let unclear = |cells: &[String]| only(cells).wish().expect_err("unclear");
        assert_eq!(unclear(&row("Good.", "", "", "")), Unclear::NoAudience);
        assert_eq!(unclear(&row("Good.", "", "", "all")), Unclear::Audience("all".to_owned()));
        assert_eq!(unclear(&row("Good.", "", "yes", "hosts")), Unclear::Decision("yes".to_owned()));
        assert_eq!(unclear(&row("Good.", "", "Accepted", "hosts")), Unclear::DecisionForHosts);
        assert_eq!(unclear(&row("", "", "changes requested", "")), Unclear::Refused(RefusedReview::NoReason));
        assert_eq!(unclear(&row("", "3", "", "hosts")), Unclear::Refused(RefusedReview::Empty));
        assert!(matches!(unclear(&row("Good.", "third", "", "hosts")), Unclear::Refused(_)));
        assert_eq!(unclear(&row("=A1", "", "", "hosts")), Unclear::Formula);
        let mut cut = row("Good.", "", "", "hosts");
        cut[10] = "1".to_owned();
        assert_eq!(unclear(&cut), Unclear::Row);
    }

    #[test]
    fn a_row_that_was_changed_does_not_pass_for_what_is_on_record() {
        let wish = only(&row("Good.", "3", "", "hosts")).wish().expect("a wish");
        let on_record = OnRecord {
            here: true,
            version: wish.version,
            body: wish.body.clone(),
            page: wish.page,
            verdict: None,
            audience: Audience::Hosts,
            withdrawn: false,
        };
        assert!(on_record.says_the_same(&wish));
        let others = [
            OnRecord { here: false, ..on_record.clone() },
            OnRecord { version: 1, ..on_record.clone() },
            OnRecord { body: "Bad.".to_owned(), ..on_record.clone() },
            OnRecord { page: None, ..on_record.clone() },
            OnRecord { verdict: Some(Verdict::Accepted), ..on_record.clone() },
            OnRecord { audience: Audience::Delegation, ..on_record.clone() },
            OnRecord { withdrawn: true, ..on_record.clone() },
        ];
        for other in others {
            assert!(!other.says_the_same(&wish), "{other:?}");
        }
        let words = on_record.in_words();
        assert!(words.contains("(“Good.”; version 2, page 3; only instructors and staff)"), "{words}");
    }

    #[test]
    fn columns_may_stand_elsewhere() {
        let (mut headers, mut cells) = (headers(), row("Good.", "", "", "hosts"));
        headers.reverse();
        cells.reverse();
        let rows = read_form([(1, &headers[..]), (2, &cells[..])]).expect("a form");
        assert_eq!(rows[0].comment, "Good.");
        assert_eq!(read_form([(1, &cells[..])]), Err(NotAForm::NoHeaders));
    }
}
