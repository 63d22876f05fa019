//! What a page can ask of the queue of its assignment.

use std::cell::RefCell;
use std::rc::Rc;

use domain::material::VersionPassage;
use domain::sharing::SaidByBox;
use domain::upload::UploadTarget;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};

use super::super::item::Item;
use super::super::state::{ChooseAgain, Command, State};
use super::super::which_one::Offered;
use super::job::{Job, Wish};
use super::line::Line;
use super::memory::{self, Record};
use crate::frame::Reload;
use crate::materials::upload::Terms;

thread_local! {
    /// One for each assignment that was looked at since the document was loaded.
    static LINES: RefCell<Vec<Rc<Line>>> = const { RefCell::new(Vec::new()) };
}

/// The queue of one assignment: a place in the table of queues, so that it can be copied into
/// every event handler.
#[derive(Clone, Copy)]
pub struct Queue(usize);

impl Queue {
    pub fn of(target: &UploadTarget, terms: &Terms) -> Self {
        let target = target.to_string();
        LINES.with_borrow_mut(|lines| {
            let place = lines.iter().position(|line| line.target == target).unwrap_or_else(|| {
                lines.push(Rc::new(Line::new(target)));
                lines.len() - 1
            });
            lines[place].terms.replace(terms.clone());
            Self(place)
        })
    }

    fn line(self) -> Rc<Line> {
        LINES.with_borrow(|lines| Rc::clone(&lines[self.0]))
    }

    pub fn items(self) -> ArcRwSignal<Vec<Item>> {
        self.line().items.clone()
    }

    pub fn news(self) -> ArcRwSignal<String> {
        self.line().news.clone()
    }

    /// The page is alive: what earlier visits left unfinished goes on.
    pub fn wake(self, reload: Option<Reload>) {
        let line = self.line();
        line.reload.set(reload);
        if !line.listening.replace(true) {
            listen(&line);
        }
        if !line.looked.get() {
            line.look();
        }
    }

    /// Takes in where versions stand at the gate, as the page knows it.
    pub fn follow(self, passages: &[VersionPassage]) {
        let line = self.line();
        line.passages.replace(passages.to_vec());
        line.follow();
    }

    /// The target closes at another time than before, as the page knows it.
    pub fn reopen(self) {
        self.line().reopen();
    }

    pub fn offered(self) -> ArcRwSignal<Vec<Offered>> {
        self.line().offered_names.clone()
    }

    /// Takes the files out of the form's input. `said` is asked, once a file is to be sent, whether others may read the
    /// material when it is accepted.
    pub fn take_chosen(self, input: &HtmlInputElement, said: impl Fn() -> Option<SaidByBox>) {
        if let Some(files) = input.files() {
            self.take(&files, said);
        }
        // So that the same file can be chosen once more.
        input.set_value("");
    }

    pub fn take_dropped(self, drop: &DragEvent, said: impl Fn() -> Option<SaidByBox>) {
        if let Some(files) = drop.data_transfer().and_then(|dropped| dropped.files()) {
            self.take(&files, said);
        }
    }

    fn take(self, files: &FileList, said: impl Fn() -> Option<SaidByBox>) {
        let line = self.line();
        let mut fresh = Vec::new();
        for file in (0..files.length()).filter_map(|place| files.get(place)) {
            let (name, size) = (file.name(), file.size() as u64);
            let asked_for = line.jobs.borrow().iter().find(|job| is_asked_for(job, &name, size)).cloned();
            match asked_for {
                Some(job) => give_back(&line, &job, file),
                None => fresh.push(file),
            }
        }
        let takes_all = fresh.len() < 2 || line.terms.borrow().takes_several;
        if takes_all {
            line.offer(Vec::new());
            line.add_new(fresh.into_iter().map(|file| begin(&line, file, &said)).collect());
        } else {
            line.offer(fresh);
            line.tell("A material is one file. Please say which one is meant; nothing has been sent.");
        }
        line.run();
    }

    /// Which of the files is meant that were given at once, by its place among them; or none.
    pub fn choose(self, place: Option<usize>, said: impl Fn() -> Option<SaidByBox>) {
        let line = self.line();
        let offered = line.offer(Vec::new());
        if let Some(file) = place.and_then(|place| offered.into_iter().nth(place)) {
            line.add_new(vec![begin(&line, file, &said)]);
            line.run();
        }
    }

    /// The file of an unfinished upload was chosen again.
    pub fn choose_again(self, key: u32, choice: &Event) {
        let input = choice.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let file = input.as_ref().and_then(HtmlInputElement::files).and_then(|files| files.get(0));
        let line = self.line();
        let (Some(job), Some(file)) = (line.job(key), file) else { return };
        if file.name() == job.item.name && file.size() as u64 == job.item.size {
            give_back(&line, &job, file);
            line.run();
        } else {
            line.tell_stopped(&job, State::ChooseAgain(ChooseAgain::OtherFile));
            job.bell.ring();
        }
        if let Some(input) = input {
            input.set_value("");
        }
    }

    pub fn act(self, key: u32, command: Command) {
        let line = self.line();
        let Some(job) = line.job(key) else { return };
        match command {
            Command::Pause => {
                line.take_back(&job);
                job.wish(Wish::Pause, State::Paused);
            }
            Command::Resume => set_going(&line, &job),
            Command::TryNow => job.bell.ring(),
            Command::StopAsking => {
                job.show(State::ChooseAgain(ChooseAgain::Unfinished));
                job.bell.ring();
            }
            Command::Again => {
                if let Some(location) = job.location() {
                    spawn_local(async move { memory::forget(&location).await });
                }
                job.start_anew();
                set_going(&line, &job);
            }
            Command::Remove => remove(&line, &job),
        }
    }
}

/// Goes on when the browser is online again, and after a sign-in in another tab.
fn listen(line: &Rc<Line>) {
    let online = Rc::clone(line);
    window_event_listener_untyped("online", move |_| {
        online.bell.ring();
        for job in online.jobs.borrow().iter() {
            // What went over the link that is gone would be waited for in vain.
            if let Some(brake) = job.brake.take() {
                brake.pull();
            }
            job.bell.ring();
        }
    });
    let focused = Rc::clone(line);
    window_event_listener_untyped("focus", move |_| {
        // What is not announced yet would become an upload of whoever signed in: that takes a click.
        let again = |job: &&Rc<Job>| job.state() == State::SignInNeeded && job.is_announced();
        for job in focused.jobs.borrow().iter().filter(again) {
            job.show(State::Waiting);
        }
        focused.run();
        if !focused.looked.get() {
            focused.look();
        }
    });
}

/// A file that waits for its turn, unless it need not even be announced.
fn begin(line: &Line, file: File, said: &impl Fn() -> Option<SaidByBox>) -> Rc<Job> {
    let refusal = line.terms.borrow().refusal(&file.name(), file.size() as u64);
    let consent = if refusal.is_none() { said() } else { None };
    let job = Job::new(file, consent);
    match refusal {
        Some(text) => line.tell_stopped(&job, State::Stopped(text)),
        None => line.tell_of(&job, "the upload starts."),
    }
    job
}

/// Also where the server has not said yet how the upload stands.
fn is_asked_for(job: &Job, name: &str, size: u64) -> bool {
    let takes_file = job.lacks_file() && !matches!(job.state(), State::Elsewhere | State::Closed(_));
    takes_file && job.item.name == name && job.item.size == size
}

/// The upload has its file again, and is hashed from its first byte.
fn give_back(line: &Line, job: &Job, file: File) {
    if let Some(location) = job.location() {
        let record = Record::new(&location, &line.target, &file, job.consent);
        spawn_local(memory::keep(record));
    }
    job.file.replace(Some(file));
    // Whoever asks without the file stops.
    if let Some(brake) = job.brake.take() {
        brake.pull();
    }
    job.bell.ring();
    job.digest.take();
    job.broken.set(true);
    job.wish.set(Wish::Go);
    job.show(State::Waiting);
}

fn set_going(line: &Rc<Line>, job: &Job) {
    job.wish.set(Wish::Go);
    job.show(State::Waiting);
    line.run();
}

/// Takes the file off the list, and gives its upload up unless that is done.
fn remove(line: &Rc<Line>, job: &Rc<Job>) {
    let state = job.state();
    if state.is_over() {
        line.take_back(job);
    } else {
        line.tell_of(job, "cancelled.");
    }
    let done = matches!(state, State::Done(_));
    job.wish(Wish::Remove, state);
    line.take_off(job.item.key);
    if done {
        return;
    }
    let (line, job) = (Rc::clone(line), Rc::clone(job));
    spawn_local(async move {
        line.forget(&job).await;
        if let Some(location) = job.location() {
            line.end(location);
        }
    });
}
