//! One file with all that the engine knows of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::sharing::SaidByBox;
use domain::upload::{FIRST_CHUNK, Pace};
use leptos::prelude::*;
use web_sys::File;

use super::super::item::Item;
use super::super::state::{Progress, State};
use super::bell::Bell;
use super::digest::Digest;
use super::hold::Hold;
use super::memory::Kept;
use super::now;
use super::transport::{Answer, Brake, Call};

thread_local! {
    static LAST_KEY: Cell<u32> = const { Cell::new(0) };
}

/// A row for one file. Its key is the document's own: rows of all queues can stand on one page.
pub fn new_item(name: String, size: u64, state: State) -> Item {
    let key = LAST_KEY.get() + 1;
    LAST_KEY.set(key);
    Item { key, name, size, state: ArcRwSignal::new(state), progress: ArcRwSignal::default() }
}

/// What the person wants of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Go,
    Pause,
    Remove,
}

pub struct Job {
    pub item: Item,
    pub media_type: String,
    /// Whether others may read the material once it is accepted; `None` where that is not known
    /// any more.
    pub consent: Option<SaidByBox>,
    /// What is sent; `None` where it must be chosen again.
    pub file: RefCell<Option<File>>,
    /// The server's path for the upload, once announced.
    pub location: RefCell<Option<String>>,
    /// Bytes that the server has for sure; `None` until it is asked (again).
    pub offset: Cell<Option<u64>>,
    /// Bytes of the next piece.
    pub piece: Cell<u64>,
    pub digest: RefCell<Digest>,
    pub wish: Cell<Wish>,
    /// The wish changed while a step was under way: its outcome counts for nothing.
    pub cut: Cell<bool>,
    /// Stops the request that is under way.
    pub brake: RefCell<Option<Brake>>,
    /// Ends a wait for the next try.
    pub bell: Bell,
    pub hold: RefCell<Option<Hold>>,
    /// The person was told of a break and not yet that it is over.
    pub broken: Cell<bool>,
    /// The server could not take the announcement: files that it knows go first.
    pub stalled: Cell<bool>,
}

impl Job {
    pub fn new(file: File, consent: Option<SaidByBox>) -> Rc<Self> {
        let item = new_item(file.name(), file.size() as u64, State::Waiting);
        let kept = Kept { media_type: file.type_(), consent, file: Some(file) };
        Rc::new(Self::of(item, kept, None))
    }

    /// An upload that an earlier visit began.
    pub fn found(item: Item, kept: Kept, location: String) -> Rc<Self> {
        Rc::new(Self::of(item, kept, Some(location)))
    }

    fn of(item: Item, Kept { media_type, consent, file }: Kept, location: Option<String>) -> Self {
        Self {
            item,
            media_type,
            consent,
            file: RefCell::new(file),
            location: RefCell::new(location),
            offset: Cell::new(None),
            piece: Cell::new(FIRST_CHUNK),
            digest: RefCell::default(),
            wish: Cell::new(Wish::Go),
            cut: Cell::new(false),
            brake: RefCell::new(None),
            bell: Bell::default(),
            hold: RefCell::new(None),
            broken: Cell::new(false),
            stalled: Cell::new(false),
        }
    }

    pub fn location(&self) -> Option<String> {
        self.location.borrow().clone()
    }

    pub fn is_announced(&self) -> bool {
        self.location.borrow().is_some()
    }

    /// It cannot go on before its file is chosen.
    pub fn lacks_file(&self) -> bool {
        self.goes() && self.file.borrow().is_none()
    }

    /// It is this file's turn as soon as there is one.
    pub fn waits(&self) -> bool {
        self.goes() && self.state() == State::Waiting
    }

    pub fn state(&self) -> State {
        self.item.state.get_untracked()
    }

    /// Shows a state, unless the person wished for something else meanwhile.
    pub fn show(&self, state: State) {
        if self.goes() {
            self.item.state.maybe_update(|shown| {
                let changes = *shown != state;
                *shown = state;
                changes
            });
        }
    }

    pub fn goes(&self) -> bool {
        self.wish.get() == Wish::Go
    }

    /// A person's wish: shown at once, and what is under way ends.
    pub fn wish(&self, wish: Wish, state: State) {
        self.wish.set(Wish::Go);
        self.show(state);
        self.wish.set(wish);
        self.cut.set(true);
        if let Some(brake) = self.brake.take() {
            brake.pull();
        }
        self.bell.ring();
    }

    /// A piece begins to leave where the server has so many bytes.
    pub fn show_begun(&self, kept: u64) {
        self.item.progress.update(|Progress { sent, pace }| {
            *sent = kept;
            pace.begin(now() / 1000.0, kept);
        });
    }

    /// Bytes that have left, for people to see.
    pub fn show_sent(&self, sent: u64) {
        self.item.progress.update(|progress| {
            progress.sent = sent;
            progress.pace.leave(now() / 1000.0, sent);
        });
    }

    /// A piece has come within so many seconds, and the server has so many bytes.
    pub fn show_come(&self, kept: u64, seconds: f64) {
        self.item.progress.update(|Progress { sent, pace }| {
            *sent = kept;
            pace.come(seconds, kept);
        });
    }

    /// What the server has, after a break or at the start: the pace starts anew.
    pub fn show_kept(&self, kept: u64) {
        self.item.progress.set(Progress { sent: kept, pace: Pace::default() });
    }

    /// Waits for a request's answer; a change of the wish stops it.
    pub async fn answer(&self, call: Call) -> Answer {
        self.brake.replace(Some(call.brake()));
        let answer = call.answer().await;
        self.brake.take();
        answer
    }

    /// Lets go of what the server had: the next step announces the file anew.
    pub fn start_anew(&self) {
        self.location.take();
        self.hold.take();
        self.offset.set(None);
        self.piece.set(FIRST_CHUNK);
        self.show_kept(0);
    }
}
