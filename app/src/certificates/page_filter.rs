use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::pager::page_number;

/// Which standings to list, as the address says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageFilter {
    /// `now` for the standings as they are, or empty for those of the frozen list, if there is one.
    pub list: String,
    /// `eligible`, `others`, `unconfirmed`, or empty for all.
    pub show: String,
    /// Counts from 1.
    pub page: u32,
}

impl PageFilter {
    pub fn in_address() -> impl Fn() -> Self + Copy + Send + Sync + 'static {
        let query = use_query_map();
        move || {
            let query = query.read();
            let text = |name: &str| query.get(name).unwrap_or_default();
            Self { list: text("list"), show: text("show"), page: page_number(query.get("page")) }
        }
    }

    /// The same page with something else shown.
    pub fn showing(&self, show: &str) -> String {
        format!("?list={}&show={show}", self.list)
    }

    /// The same list on another page, up to the page's number.
    pub fn other_page(&self) -> String {
        format!("?list={}&show={}&page=", self.list, self.show)
    }
}
