//! The list that led to a mail: the mail's address has what it was narrowed to, and its page, for the way back.

use domain::mail::{MailKind, MailStatus};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::pager::page_number;

/// What the address of that list has: `?status=held&kind=reminder&page=2`, or nothing.
pub fn query_of_list() -> String {
    let query = use_query_map().get_untracked();
    let asked = |name: &str| query.get(name).unwrap_or_default();
    query_from(MailStatus::find(&asked("status")), MailKind::find(&asked("kind")), page_number(query.get("page")))
}

/// The same of this page of a list.
pub fn query_from(status: Option<MailStatus>, kind: Option<MailKind>, page: u32) -> String {
    let parts = [
        status.map(|status| format!("status={}", status.as_str())),
        kind.map(|kind| format!("kind={}", kind.as_str())),
        (page > 1).then(|| format!("page={page}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_to_the_same_part_of_the_list() {
        assert_eq!(query_from(None, None, 1), "");
        assert_eq!(query_from(Some(MailStatus::Held), None, 1), "?status=held");
        let reminders = query_from(Some(MailStatus::Held), Some(MailKind::Reminder), 2);
        assert_eq!(reminders, "?status=held&kind=reminder&page=2");
    }
}
