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
    /// What of that the reader has seen.
    seen: Signal<bool>,
    /// By now it is the other way.
    news: News,
    /// The reader has done something to the box that is not on record yet.
    touched: RwSignal<bool>,
}

impl Statement {
    pub fn beside(on_record: Memo<bool>, seen: Signal<bool>, news: News) -> Self {
        Self { on_record, seen, news, touched: RwSignal::new(false) }
    }

    /// What is said by a box that stands so. One that was touched says what it shows, also where it was turned twice: the
    /// file that went between may be on its way, or have got nowhere.
    pub fn said(self, ticked: bool) -> SaidByBox {
        let seen = if self.touched.get_untracked() { !ticked } else { self.seen.get_untracked() };
        SaidByBox { seen, ticked }
    }

    /// How the box is drawn.
    pub fn drawn(self) -> bool {
        self.seen.get_untracked()
    }

    /// The reader has turned the box. Who has it show what is on record has seen that.
    pub fn touch(self, ticked: bool) {
        self.touched.set(true);
        if ticked == self.on_record.get_untracked() {
            self.news.look();
        }
    }

    pub fn news(self) -> News {
        self.news
    }

    /// Has the box show what its reader has seen, as what they say by another form. What others put on record is news: no
    /// box turns under the finger. What the box shows as it comes on record, its reader has seen.
    pub fn follow(self, drawn: NodeRef<Input>) {
        Effect::new(move |before: Option<bool>| {
            let seen = self.seen.get();
            if before.is_some_and(|before| before != seen) {
                if let Some(drawn) = drawn.get_untracked() {
                    drawn.set_checked(seen);
                }
                self.touched.set(false);
            }
            seen
        });
        Effect::new(move |before: Option<bool>| {
            let on_record = self.on_record.get();
            if before.is_some_and(|before| before != on_record) {
                let shows_it = drawn.get_untracked().is_some_and(|drawn| drawn.checked() == on_record);
                // A tick from before a no does not undo it.
                if shows_it || !on_record {
                    self.touched.set(false);
                }
                if shows_it {
                    self.news.look();
                }
            }
            on_record
        });
    }
}
