//! The columns of the form.

use crate::review::Audience;

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

/// Whoever fills it in need not keep to capitals.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.to_lowercase()
}
