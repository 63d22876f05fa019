//! The queue's shape on the server: no files, and nobody to act on them.

use domain::material::VersionPassage;
use domain::sharing::SaidByBox;
use domain::upload::UploadTarget;
use leptos::prelude::*;
use leptos::web_sys::{DragEvent, Event, HtmlInputElement};

use super::item::Item;
use super::state::Command;
use super::terms::Terms;
use super::which_one::Offered;
use crate::frame::Reload;

/// See `browser::Queue`.
#[derive(Clone, Copy)]
pub struct Queue;

impl Queue {
    pub fn of(_target: &UploadTarget, _terms: &Terms) -> Self {
        Self
    }

    pub fn items(self) -> ArcRwSignal<Vec<Item>> {
        ArcRwSignal::new(Vec::new())
    }

    pub fn news(self) -> ArcRwSignal<String> {
        ArcRwSignal::new(String::new())
    }

    pub fn wake(self, _reload: Option<Reload>) {}

    pub fn follow(self, _passages: &[VersionPassage]) {}

    pub fn reopen(self) {}

    pub fn offered(self) -> ArcRwSignal<Vec<Offered>> {
        ArcRwSignal::new(Vec::new())
    }

    pub fn take_chosen(self, _input: &HtmlInputElement, _said: impl Fn() -> Option<SaidByBox>) {}

    pub fn take_dropped(self, _drop: &DragEvent, _said: impl Fn() -> Option<SaidByBox>) {}

    pub fn choose(self, _place: Option<usize>, _said: impl Fn() -> Option<SaidByBox>) {}

    pub fn choose_again(self, _key: u32, _choice: &Event) {}

    pub fn act(self, _key: u32, _command: Command) {}
}
