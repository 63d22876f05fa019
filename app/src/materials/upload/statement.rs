//! What an upload says of sharing its material.

use domain::sharing::SaidByBox;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Statement {
    /// What the box said when an upload spoke last, or when the page came.
    pub box_says: StoredValue<bool>,
}

impl Statement {
    /// `on_record` is yes, no, or nothing, as the page came.
    pub fn beside(on_record: Option<bool>) -> Self {
        Self { box_says: StoredValue::new(on_record == Some(true)) }
    }

    /// What is said by a box that stands so.
    pub fn said(self, ticked: bool) -> SaidByBox {
        let seen = self.box_says.get_value();
        self.box_says.set_value(ticked);
        SaidByBox { seen, ticked }
    }
}
