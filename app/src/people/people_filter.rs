use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::pager::page_number;

/// Which members to list, as the address says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PeopleFilter {
    /// A role, or empty.
    pub role: String,
    /// A country's code, or empty.
    pub country: String,
    /// `yes`, or empty.
    pub unconfirmed: String,
    /// Part of a name or mail address, or a country’s name.
    pub text: String,
    /// Counts from 1.
    pub page: u32,
}

impl PeopleFilter {
    pub fn in_address() -> impl Fn() -> Self + Copy + Send + Sync + 'static {
        let query = use_query_map();
        move || {
            let query = query.read();
            let text = |name: &str| query.get(name).unwrap_or_default();
            Self {
                role: text("role"),
                country: text("country"),
                unconfirmed: text("unconfirmed"),
                text: text("text"),
                page: page_number(query.get("page")),
            }
        }
    }

    /// The same, as the store takes it.
    #[cfg(feature = "ssr")]
    pub fn wanted(&self) -> store::people::MemberFilter {
        store::people::MemberFilter {
            role: self.role.parse().ok(),
            country: self.country.parse().ok(),
            unconfirmed: !self.unconfirmed.is_empty(),
            text: self.text.trim().to_owned(),
        }
    }

    /// The same list on another page, up to the page's number: `?role=staff&page=`.
    pub fn other_page(&self) -> String {
        let chosen = [
            ("role", &self.role),
            ("country", &self.country),
            ("unconfirmed", &self.unconfirmed),
            ("text", &self.text),
        ];
        let mut query = leptos_router::params::ParamsMap::new();
        for (name, value) in chosen.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.insert(name, value.clone());
        }
        match query.to_query_string() {
            query if query.is_empty() => "?page=".to_owned(),
            query => format!("{query}&page="),
        }
    }
}
