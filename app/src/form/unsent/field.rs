use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

/// Where the words are typed.
#[derive(Clone, Copy)]
pub enum Field {
    /// Some lines of them.
    Lines(NodeRef<Textarea>),
    /// One line.
    Line(NodeRef<Input>),
}

impl Field {
    pub fn get(self) -> Option<FieldOnPage> {
        match self {
            Self::Lines(field) => field.get().map(FieldOnPage::Lines),
            Self::Line(field) => field.get().map(FieldOnPage::Line),
        }
    }

    pub fn get_untracked(self) -> Option<FieldOnPage> {
        untrack(|| self.get())
    }
}

impl From<NodeRef<Textarea>> for Field {
    fn from(field: NodeRef<Textarea>) -> Self {
        Self::Lines(field)
    }
}

impl From<NodeRef<Input>> for Field {
    fn from(field: NodeRef<Input>) -> Self {
        Self::Line(field)
    }
}

/// The same, as it stands on the page.
pub enum FieldOnPage {
    Lines(HtmlTextAreaElement),
    Line(HtmlInputElement),
}

impl FieldOnPage {
    pub fn name(&self) -> String {
        match self {
            Self::Lines(field) => field.name(),
            Self::Line(field) => field.name(),
        }
    }

    pub fn value(&self) -> String {
        match self {
            Self::Lines(field) => field.value(),
            Self::Line(field) => field.value(),
        }
    }

    pub fn set_value(&self, words: &str) {
        match self {
            Self::Lines(field) => field.set_value(words),
            Self::Line(field) => field.set_value(words),
        }
    }

    /// What the page itself has brought.
    pub fn brought(&self) -> String {
        match self {
            Self::Lines(field) => field.default_value().unwrap_or_default(),
            Self::Line(field) => field.default_value(),
        }
    }

    pub fn is_as_brought(&self) -> bool {
        self.value() == self.brought()
    }

    pub fn form(&self) -> Option<HtmlFormElement> {
        match self {
            Self::Lines(field) => field.form(),
            Self::Line(field) => field.form(),
        }
    }

    pub fn element(&self) -> &Element {
        match self {
            Self::Lines(field) => field,
            Self::Line(field) => field,
        }
    }
}
