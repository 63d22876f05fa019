use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::pager::page_number;

/// Which trainees to list, as the address says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetFilter {
    /// A country's code, or empty.
    pub country: String,
    /// What staff should look at: a flag's name, `disputed`, or empty.
    pub flag: String,
    /// Counts from 1.
    pub page: u32,
}

/// Stands where a flag's name would: trainees whose objection waits for an answer.
pub const DISPUTED: &str = "disputed";

impl SheetFilter {
    pub fn in_address() -> impl Fn() -> Self + Copy + Send + Sync + 'static {
        let query = use_query_map();
        move || {
            let query = query.read();
            let text = |name: &str| query.get(name).unwrap_or_default();
            Self { country: text("country"), flag: text("flag"), page: page_number(query.get("page")) }
        }
    }

    /// The same list on another page, up to the page's number.
    pub fn other_page(&self) -> String {
        let Self { country, flag, .. } = self;
        format!("?country={country}&flag={flag}&page=")
    }
}
