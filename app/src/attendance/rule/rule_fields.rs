use domain::attendance::rule::{AttendanceRule, Excused};
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// A rule as its form sends it, in the address for a look and in a post for good.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleFields {
    pub present_percent: String,
    pub late_minutes: String,
    pub link_loss_minutes: String,
    pub certificate_percent: String,
    /// `counts_as_present` or `not_counted`.
    pub excused: String,
    pub dispute_days: String,
    /// Slugs of sessions that do not count, with spaces between them.
    pub left_out: String,
}

impl RuleFields {
    /// What the address asks for; `None` without a look at another rule.
    pub fn in_query(query: &ParamsMap) -> Option<Self> {
        let text = |name: &str| query.get(name).unwrap_or_default();
        let left_out = query.get_all("left_out").unwrap_or_default().join(" ");
        query.get("present_percent").map(|present_percent| Self {
            present_percent,
            late_minutes: text("late_minutes"),
            link_loss_minutes: text("link_loss_minutes"),
            certificate_percent: text("certificate_percent"),
            excused: text("excused"),
            dispute_days: text("dispute_days"),
            left_out,
        })
    }

    /// The rule, unless a field is no number or no session.
    pub fn rule(&self) -> Option<AttendanceRule> {
        Some(AttendanceRule {
            present_percent: self.present_percent.trim().parse().ok()?,
            late_minutes: self.late_minutes.trim().parse().ok()?,
            link_loss_minutes: self.link_loss_minutes.trim().parse().ok()?,
            certificate_percent: self.certificate_percent.trim().parse().ok()?,
            excused: if self.excused == "counts_as_present" { Excused::CountsAsPresent } else { Excused::NotCounted },
            left_out: self.left_out.split_whitespace().map(|slug| slug.parse().ok()).collect::<Option<_>>()?,
            dispute_days: self.dispute_days.trim().parse().ok()?,
        })
    }
}

impl From<&AttendanceRule> for RuleFields {
    fn from(rule: &AttendanceRule) -> Self {
        let left_out: Vec<&str> = rule.left_out.iter().map(|slug| slug.as_str()).collect();
        Self {
            present_percent: rule.present_percent.to_string(),
            late_minutes: rule.late_minutes.to_string(),
            link_loss_minutes: rule.link_loss_minutes.to_string(),
            certificate_percent: rule.certificate_percent.to_string(),
            excused: match rule.excused {
                Excused::CountsAsPresent => "counts_as_present",
                Excused::NotCounted => "not_counted",
            }
            .to_owned(),
            dispute_days: rule.dispute_days.to_string(),
            left_out: left_out.join(" "),
        }
    }
}
