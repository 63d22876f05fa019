//! The files of one assignment in their order, and what earlier visits left of them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::gate::PassageInWords;
use domain::material::VersionPassage;
use domain::upload::{AfterFailure, after_status, backoff_seconds};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::super::item::Item;
use super::super::state::{Arrival, Closed, Obstacle, State, WithMoreTime};
use super::super::which_one::Offered;
use super::asking::ask;
use super::bell::Bell;
use super::engine::carry;
use super::hold::Hold;
use super::job::{Job, new_item};
use super::memory::{self, Kept, Record};
use super::transport::{self, Listed};
use crate::frame::Reload;
use crate::materials::upload::Terms;

thread_local! {
    /// Those that look for what earlier visits left: a page asks once for all of them.
    static LOOKING: RefCell<Vec<Rc<Line>>> = const { RefCell::new(Vec::new()) };
}

pub struct Line {
    /// `{seminar}/{assignment}`
    pub target: String,
    pub terms: RefCell<Terms>,
    /// Where versions at the target stand at the gate, as the page that was shown last knows it.
    pub passages: RefCell<Vec<VersionPassage>>,
    pub items: ArcRwSignal<Vec<Item>>,
    /// What is said aloud: starts, breaks and ends.
    pub news: ArcRwSignal<String>,
    /// The key of the row that this is about, where it is about one.
    news_of: Cell<Option<u32>>,
    pub jobs: RefCell<Vec<Rc<Job>>>,
    /// Files that were given at once where one is taken: which is meant is being asked.
    pub offered: RefCell<Vec<File>>,
    /// The same, for people to see.
    pub offered_names: ArcRwSignal<Vec<Offered>>,
    pub reload: Cell<Option<Reload>>,
    /// Ends a wait for the next try to find what is unfinished.
    pub bell: Bell,
    pub listening: Cell<bool>,
    running: Cell<bool>,
    looking: Cell<bool>,
    /// What is unfinished has been found.
    pub looked: Cell<bool>,
}

impl Line {
    pub fn new(target: String) -> Self {
        Self {
            target,
            terms: RefCell::default(),
            passages: RefCell::default(),
            items: ArcRwSignal::new(Vec::new()),
            news: ArcRwSignal::new(String::new()),
            news_of: Cell::new(None),
            jobs: RefCell::default(),
            offered: RefCell::default(),
            offered_names: ArcRwSignal::new(Vec::new()),
            reload: Cell::new(None),
            bell: Bell::default(),
            listening: Cell::new(false),
            running: Cell::new(false),
            looking: Cell::new(false),
            looked: Cell::new(false),
        }
    }

    /// What was just given has its rows before all others.
    pub fn add_new(&self, jobs: Vec<Rc<Job>>) {
        self.items.update(|items| {
            items.splice(..0, jobs.iter().map(|job| job.item.clone()));
        });
        self.jobs.borrow_mut().extend(jobs);
    }

    /// What an earlier visit began.
    fn add_found(&self, job: Rc<Job>) {
        self.items.update(|items| items.push(job.item.clone()));
        self.jobs.borrow_mut().push(job);
    }

    /// Asks which of these files is meant; of none, nothing is asked any more. Answers those that were asked about.
    pub fn offer(&self, files: Vec<File>) -> Vec<File> {
        let names = files.iter().map(|file| Offered { name: file.name(), size: file.size() as u64 });
        self.offered_names.set(names.collect());
        self.offered.replace(files)
    }

    pub fn take_off(&self, key: u32) {
        self.items.update(|items| items.retain(|item| item.key != key));
        self.jobs.borrow_mut().retain(|job| job.item.key != key);
    }

    pub fn job(&self, key: u32) -> Option<Rc<Job>> {
        self.jobs.borrow().iter().find(|job| job.item.key == key).cloned()
    }

    /// The next file: what is not announced yet goes first, so that a reload finds every file again.
    fn next(&self) -> Option<Rc<Job>> {
        let jobs = self.jobs.borrow();
        let waiting = jobs.iter().filter(|job| job.waits());
        let rank = |job: &&Rc<Job>| match (job.is_announced(), job.stalled.get()) {
            (false, false) => 0,
            (true, _) => 1,
            (false, true) => 2,
        };
        waiting.min_by_key(rank).cloned()
    }

    /// A file that the server knows waits for its turn.
    pub fn can_send(&self) -> bool {
        self.jobs.borrow().iter().any(|job| job.waits() && job.is_announced())
    }

    /// Carries one file after the other until none waits.
    pub fn run(self: &Rc<Self>) {
        if self.running.replace(true) {
            return;
        }
        let line = Rc::clone(self);
        spawn_local(async move {
            while let Some(job) = line.next() {
                carry(&line, &job).await;
            }
            line.running.set(false);
        });
    }

    /// Finds what earlier visits left unfinished, and goes on with it.
    pub fn look(self: &Rc<Self>) {
        if self.looking.replace(true) {
            return;
        }
        let is_first = LOOKING.with_borrow_mut(|lines| {
            lines.push(Rc::clone(self));
            lines.len() == 1
        });
        if is_first {
            let line = Rc::clone(self);
            spawn_local(async move {
                let listed = line.unfinished().await;
                for line in LOOKING.take() {
                    spawn_local(line.end_look(listed.clone()));
                }
            });
        }
    }

    async fn end_look(self: Rc<Self>, listed: Option<Vec<Listed>>) {
        if let Some(mut listed) = listed {
            listed.retain(|upload| upload.target == self.target);
            self.take_up(listed).await;
            self.looked.set(true);
            self.run();
        }
        self.looking.set(false);
    }

    /// What the server knows to be unfinished, of all assignments; `None` where it does not say.
    async fn unfinished(&self) -> Option<Vec<Listed>> {
        let mut failures = 0;
        loop {
            let answer = transport::list().ok()?.answer().await;
            if let Some(listed) = transport::listed(&answer) {
                return Some(listed);
            }
            if !answer.is_success() && after_status(answer.status) != AfterFailure::Retry {
                return None;
            }
            failures += 1;
            self.bell.wait(i32::try_from(backoff_seconds(failures)).unwrap_or(60) * 1000).await;
        }
    }

    async fn take_up(self: &Rc<Self>, listed: Vec<Listed>) {
        let mut records = memory::kept_for(&self.target).await;
        for upload in listed {
            let record = records.iter().position(|record| record.location == upload.location);
            let kept = record.map_or_else(Kept::default, |place| records.swap_remove(place).kept);
            // Also of what waited its turn and cannot be kept here: it must not go without a word.
            self.go_on(upload, kept).await;
        }
        for record in records {
            self.take_up_unlisted(record).await;
        }
    }

    /// What is kept here and not unfinished there: perhaps only the last answer was lost. Otherwise
    /// it has expired, or belongs to another person at the same browser, to whom it is left.
    async fn take_up_unlisted(self: &Rc<Self>, record: Record) {
        let Ok(call) = transport::ask_offset(&record.location) else { return };
        let answer = call.answer().await;
        match answer.offset() {
            Some(offset) if record.kept.file.is_some() => {
                let Record { location, target, name, size, kept, .. } = record;
                self.go_on(Listed { location, target, name, size, offset }, kept).await;
            }
            _ if record.is_old() => memory::forget(&record.location).await,
            _ => {}
        }
    }

    async fn go_on(self: &Rc<Self>, upload: Listed, kept: Kept) {
        let Listed { location, name, size, offset, .. } = upload;
        if self.jobs.borrow().iter().any(|job| job.location.borrow().as_ref() == Some(&location)) {
            return;
        }
        let hold = Hold::try_take(&location).await;
        let state = match (&hold, &kept.file) {
            (None, _) => State::Elsewhere,
            (_, Some(_)) => State::Waiting,
            // Its row does not wait for the answer.
            (_, None) => State::Asking,
        };
        let job = Job::found(new_item(name, size, state), kept, location);
        job.hold.replace(hold);
        job.show_kept(offset);
        self.add_found(Rc::clone(&job));
        match job.state() {
            State::Elsewhere => {
                let line = Rc::clone(self);
                spawn_local(async move { line.wait_for(&job).await });
            }
            State::Asking => self.ask_about(job),
            _ => {}
        }
    }

    /// Asks how an upload stands whose file is not held here.
    fn ask_about(self: &Rc<Self>, job: Rc<Job>) {
        job.show(State::Asking);
        let line = Rc::clone(self);
        spawn_local(async move { ask(&line, &job).await });
    }

    /// When the other tab has ended, or is done with the upload, it is looked for anew.
    async fn wait_for(self: &Rc<Self>, job: &Job) {
        let Some(location) = job.location() else { return };
        drop(Hold::take(&location).await);
        self.take_off(job.item.key);
        self.looked.set(false);
        self.look();
        if let Some(reload) = self.reload.get() {
            reload.all();
        }
    }

    /// Nothing of the upload is kept in this browser any more.
    pub async fn forget(&self, job: &Job) {
        if let Some(location) = job.location() {
            memory::forget(&location).await;
        }
    }

    /// Tells the server to give the upload up. If it cannot be reached, it will when the upload expires.
    pub fn end(&self, location: String) {
        spawn_local(async move {
            for failures in 1..=5 {
                let Ok(call) = transport::end(&location) else { return };
                if after_status(call.answer().await.status) != AfterFailure::Retry {
                    return;
                }
                Bell::default().wait(i32::try_from(backoff_seconds(failures)).unwrap_or(60) * 1000).await;
            }
        });
    }

    /// Shows where the versions stand at the gate that the files have become, and says what came of them.
    pub fn follow(&self) {
        let mut outcomes = Vec::new();
        for job in self.jobs.borrow().iter() {
            let State::Done(arrival) = job.state() else { continue };
            let Some(passage) = self.passage_of(&arrival.version) else { continue };
            if arrival.passage.as_ref() == Some(&passage) {
                continue;
            }
            let is_over = !passage.state.is_pending();
            let arrival = Arrival { passage: Some(passage), ..arrival };
            if is_over {
                outcomes.push([job.item.name.as_str(), ": ", &arrival.outcome()].concat());
            }
            job.show(State::Done(arrival));
        }
        if !outcomes.is_empty() {
            self.tell(&outcomes.join(" "));
        }
    }

    fn passage_of(&self, version: &str) -> Option<PassageInWords> {
        let passages = self.passages.borrow();
        passages.iter().find(|known| known.version.to_string() == version).map(|known| known.passage.clone())
    }

    pub fn tell(&self, words: &str) {
        self.news_of.set(None);
        self.news.set(words.to_owned());
    }

    /// Says something of one file.
    pub fn tell_of(&self, job: &Job, words: &str) {
        self.news_of.set(Some(job.item.key));
        self.news.set([job.item.name.as_str(), ": ", words].concat());
    }

    /// What was said last does not hold any more, if it was about this file. Nothing is said aloud.
    pub fn take_back(&self, job: &Job) {
        if self.news_of.get() == Some(job.item.key) {
            self.tell("");
        }
    }

    /// Says that the file cannot go on now, once, however often that is tried.
    pub fn tell_broken(&self, job: &Job, why: Obstacle) {
        if !job.broken.replace(true) {
            let what = if job.lacks_file() { " The server is asked again" } else { " The upload goes on" };
            self.tell_of(job, &[why.news(), what, " by itself."].concat());
        }
    }

    /// The server answers again. That the upload goes on is said once a piece of it has come.
    pub fn take_back_break(&self, job: &Job) {
        if job.broken.get() {
            self.take_back(job);
        }
    }

    pub fn tell_mended(&self, job: &Job) {
        if job.broken.replace(false) {
            self.tell_of(job, "the upload goes on.");
        }
    }

    /// The target takes nothing more for now, neither of this file nor of those that wait behind it: they rest until
    /// there is more time.
    pub fn close(&self, job: &Job, words: &str) {
        let closed = |job: &Job| {
            let then = if job.is_announced() { WithMoreTime::GoesOn } else { WithMoreTime::Begins };
            State::Closed(Closed::of(words, then))
        };
        self.tell_stopped(job, closed(job));
        for waiting in self.jobs.borrow().iter().filter(|job| job.waits()) {
            waiting.offset.set(None);
            waiting.show(closed(waiting));
        }
    }

    /// There may be more time: what was closed out is tried again.
    pub fn reopen(self: &Rc<Self>) {
        for job in self.jobs.borrow().iter() {
            match job.state() {
                State::Closed(Closed { then: WithMoreTime::AsksForFile, .. }) => self.ask_about(Rc::clone(job)),
                State::Closed(_) => job.show(State::Waiting),
                _ => {}
            }
        }
        self.run();
    }

    /// The file waits for a person, or has ended without success.
    pub fn tell_stopped(&self, job: &Job, state: State) {
        job.broken.set(true);
        self.tell_of(job, &state.text());
        job.show(state);
    }
}
