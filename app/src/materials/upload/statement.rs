//! What an upload says of sharing its material.

use domain::sharing::said_by_box;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Statement {
    /// Yes, no, or nothing, as the page knows it now.
    on_record: Signal<Option<bool>>,
    /// What the box said when an upload spoke last, or when the page came.
    pub box_says: StoredValue<bool>,
}

impl Statement {
    pub fn beside(on_record: Signal<Option<bool>>) -> Self {
        Self { on_record, box_says: StoredValue::new(on_record.get_untracked() == Some(true)) }
    }

    /// What is said by a box that stands so.
    pub fn said(self, ticked: bool) -> Option<bool> {
        let said = said_by_box(self.on_record.get_untracked(), self.box_says.get_value(), ticked);
        self.box_says.set_value(ticked);
        said
    }
}
