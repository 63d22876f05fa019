//! What a row asks for.

use super::FilledRow;
use super::column::{Column, audience_word, same_words};
use crate::id::{FormRowId, ReviewId};
use crate::material::MaterialKey;
use crate::review::{Audience, RefusedReview, Verdict, checked_review, read_page};

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

impl FilledRow {
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
        let page = whole_number(&self.page).or_else(|| read_page(&self.page));
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
