//! What an upload says of sharing its material.

use domain::sharing::SaidByBox;
use leptos::html::Input;
use leptos::prelude::*;

use crate::form::News;

/// The box about sharing: what it shows, and what an upload says by it.
#[derive(Clone, Copy)]
pub struct Statement {
    /// Others may read the material, as the page has it on record.
    on_record: Memo<bool>,
    /// What is on record the reader has said by another form of the page, or is just saying.
    is_own: Signal<bool>,
    /// What was on record as the reader saw it last.
    seen: RwSignal<bool>,
    /// The reader has done something to the box that is not on record yet.
    touched: RwSignal<bool>,
}

impl Statement {
    pub fn beside(on_record: Memo<bool>, is_own: Signal<bool>) -> Self {
        Self { on_record, is_own, seen: RwSignal::new(on_record.get_untracked()), touched: RwSignal::new(false) }
    }

    /// What is said by a box that stands so. One that was touched says what it shows, also where it was turned twice: the
    /// file that went between may be on its way, or have got nowhere.
    pub fn said(self, ticked: bool) -> SaidByBox {
        let seen = if self.touched.get_untracked() { !ticked } else { self.seen.get_untracked() };
        SaidByBox { seen, ticked }
    }

    /// How the box is drawn.
    pub fn drawn(self) -> bool {
        let on_record = self.on_record.get_untracked();
        self.settle(on_record);
        on_record
    }

    pub fn touch(self) {
        self.touched.set(true);
    }

    /// Has the box show what its reader puts on record by another form. What others put there is news: no box turns under
    /// the finger.
    pub fn follow(self, drawn: NodeRef<Input>) -> News {
        let draw = move |on_record: bool| {
            if let Some(drawn) = drawn.get_untracked() {
                drawn.set_checked(on_record);
            }
            self.settle(on_record);
        };
        Effect::new(move |before: Option<bool>| {
            let on_record = self.on_record.get();
            let has_turned = before.is_some_and(|before| before != on_record);
            let shows_it = || drawn.get_untracked().is_some_and(|drawn| drawn.checked() == on_record);
            if has_turned && (self.is_own.get_untracked() || shows_it()) {
                draw(on_record);
            }
            on_record
        });
        let is_news = move |_: Option<&bool>| {
            self.on_record.get() != self.seen.get() && !self.touched.get() && !self.is_own.get()
        };
        News::new(Memo::new(is_news), move || draw(self.on_record.get_untracked()))
    }

    /// The box shows it.
    fn settle(self, on_record: bool) {
        self.seen.set(on_record);
        self.touched.set(false);
    }
}
