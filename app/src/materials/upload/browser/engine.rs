//! Carries one file to its end, step by step: announce it, ask how far it is, send a piece.
//!
//! Which step comes next follows from what is known alone: no location, so announce; no offset, so
//! ask; otherwise send. Whatever breaks a step throws the offset away, so that after a break the
//! server is always asked before anything is sent.

use std::rc::Rc;

use domain::upload::{AfterFailure, FIRST_CHUNK, after_status, backoff_seconds, next_chunk, sha256_in};
use wasm_bindgen::JsValue;
use web_sys::File;

use super::super::state::{Arrival, ChooseAgain, Obstacle, State};
use super::digest::Unreadable;
use super::hold::Hold;
use super::job::{Job, Wish};
use super::line::Line;
use super::memory::{self, Record};
use super::now;
use super::transport::{self, Answer};

/// A step that was done.
enum Step {
    Announced,
    Asked,
    Moved,
    /// All bytes are there: the server's last answer.
    Complete(Answer),
}

enum Failure {
    Unreadable,
    Answer(Answer),
    /// The browser did not even start the request.
    NotSent,
}

impl From<Unreadable> for Failure {
    fn from(_: Unreadable) -> Self {
        Self::Unreadable
    }
}

impl From<JsValue> for Failure {
    fn from(_: JsValue) -> Self {
        Self::NotSent
    }
}

/// Until the file is done, or waits for its turn or a person.
pub async fn carry(line: &Line, job: &Rc<Job>) {
    let mut failures = 0;
    job.cut.set(false);
    job.show(State::Preparing);
    while job.goes() {
        let outcome = step(line, job).await;
        if job.cut.take() {
            job.offset.set(None);
            continue;
        }
        match outcome {
            Ok(Step::Announced) => {
                line.take_back_break(job);
                return job.show(State::Waiting);
            }
            Ok(Step::Asked) => line.take_back_break(job),
            Ok(Step::Moved) => {
                failures = 0;
                line.tell_mended(job);
            }
            Ok(Step::Complete(answer)) => return conclude(line, job, &answer).await,
            Err(Failure::Unreadable) => {
                job.file.take();
                return line.tell_stopped(job, State::ChooseAgain(ChooseAgain::Unreadable));
            }
            Err(Failure::NotSent) => {
                failures += 1;
                back_off(line, job, failures, None).await;
            }
            Err(Failure::Answer(answer)) => {
                failures += 1;
                if !recover(line, job, answer, failures).await {
                    return;
                }
            }
        }
    }
}

async fn step(line: &Line, job: &Rc<Job>) -> Result<Step, Failure> {
    let file = job.file.borrow().clone().ok_or(Failure::Unreadable)?;
    let Some(location) = job.location() else { return announce(line, job, &file).await };
    match job.offset.get() {
        None => ask_offset(job, &location, &file).await,
        Some(offset) => send_piece(job, &location, &file, offset).await,
    }
}

async fn announce(line: &Line, job: &Rc<Job>, file: &File) -> Result<Step, Failure> {
    // A folder or a lost file shows here, before the server hears of it.
    hash(job, file, 1).await?;
    let item = &job.item;
    let call = transport::announce(&line.target, &item.name, &job.media_type, job.consent, item.size)?;
    let answer = job.answer(call).await;
    let Some(location) = transport::location_of(&answer) else {
        return Err(Failure::Answer(answer.without_sense()));
    };
    job.location.replace(Some(location.clone()));
    job.offset.set(Some(0));
    job.hold.replace(Hold::try_take(&location).await);
    memory::keep(Record::new(&location, &line.target, file, job.consent)).await;
    if job.wish.get() == Wish::Remove {
        // Cancelled in this very moment.
        line.forget(job).await;
        line.end(location);
    }
    Ok(Step::Announced)
}

async fn ask_offset(job: &Rc<Job>, location: &str, file: &File) -> Result<Step, Failure> {
    let answer = job.answer(transport::ask_offset(location)?).await;
    let Some(offset) = answer.offset() else { return Err(Failure::Answer(answer.without_sense())) };
    job.show_kept(offset);
    if answer.is_closed() {
        // Known before a byte is sent in vain.
        return Err(Failure::Answer(answer));
    }
    if offset == job.item.size && answer.header("Repr-Digest").is_some() {
        // Only the answer to the last piece was lost.
        hash(job, file, offset).await?;
        return Ok(Step::Complete(answer));
    }
    job.offset.set(Some(offset));
    job.piece.set(FIRST_CHUNK);
    Ok(Step::Asked)
}

/// Sends the next piece; the last one with the hash of the whole. Where the server has all bytes
/// and has not said so, the last piece is empty.
async fn send_piece(job: &Rc<Job>, location: &str, file: &File, offset: u64) -> Result<Step, Failure> {
    let size = job.item.size;
    let end = size.min(offset + job.piece.get());
    let piece = file.slice_with_f64_and_f64(offset as f64, end as f64)?;
    let digest = if end == size {
        hash(job, file, size).await?;
        Some(job.digest.borrow().finish().1)
    } else {
        None
    };
    if job.cut.get() {
        // The person spoke while the file was read.
        return Err(Failure::NotSent);
    }
    job.show(State::Sending);
    job.show_begun(offset);
    let watched = Rc::clone(job);
    let on_progress = move |sent: u64| {
        watched.show_sent(offset + sent);
        if offset + sent >= size {
            watched.show(State::Checking);
        }
    };
    let call = transport::send(location, offset, &piece, digest.as_deref(), on_progress)?;
    let brake = call.brake();
    job.brake.replace(Some(call.brake()));
    // The request is under way, and the file is hashed beside it.
    if let Err(unreadable) = hash(job, file, end).await {
        brake.pull();
        return Err(unreadable.into());
    }
    let answer = job.answer(call).await;
    match answer.offset() {
        Some(kept) if kept == size => Ok(Step::Complete(answer)),
        Some(kept) if kept > offset => {
            let seconds = answer.took / 1000.0;
            job.piece.set(next_chunk(kept - offset, seconds));
            job.offset.set(Some(kept));
            job.show_come(kept, seconds);
            Ok(Step::Moved)
        }
        _ => Err(Failure::Answer(answer.without_sense())),
    }
}

/// Hashes the file up to `end`.
async fn hash(job: &Rc<Job>, file: &File, end: u64) -> Result<(), Unreadable> {
    // Taken out, because no borrow may last while others run.
    let mut digest = job.digest.take();
    let outcome = digest.advance(file, end, || !job.cut.get()).await;
    job.digest.replace(digest);
    outcome
}

/// What to do about a failed step. False: the file rests.
async fn recover(line: &Line, job: &Rc<Job>, answer: Answer, failures: u32) -> bool {
    let announced = job.is_announced();
    job.offset.set(None);
    if answer.is_closed() {
        line.close(job, &answer.body);
        return false;
    }
    match after_status(answer.status) {
        AfterFailure::AskOffset if announced && failures == 1 => true,
        // The server may want fewer unfinished uploads at a time.
        AfterFailure::Retry if !announced && answer.status != 0 && line.can_send() => {
            job.stalled.set(true);
            job.show(State::Waiting);
            false
        }
        AfterFailure::Retry | AfterFailure::AskOffset => {
            back_off(line, job, failures, Some(&answer)).await;
            true
        }
        // Whose sign-in this is may have changed in another tab, and what is hidden from that person
        // looks lost. So nothing starts anew in their name unless they say so.
        AfterFailure::StartAnew if announced => {
            line.tell_stopped(job, State::Lost);
            false
        }
        AfterFailure::StartAnew | AfterFailure::Stop => {
            line.tell_stopped(job, State::refused(answer.status, &answer.body));
            false
        }
        AfterFailure::SignIn => {
            line.tell_stopped(job, State::SignInNeeded);
            false
        }
        AfterFailure::Damaged => {
            damaged(line, job).await;
            false
        }
    }
}

async fn back_off(line: &Line, job: &Rc<Job>, failures: u32, answer: Option<&Answer>) {
    line.tell_broken(job, obstacle(answer));
    job.offset.set(None);
    count_down(job, failures, answer, |seconds, why| State::Retrying { seconds, why }).await;
    job.show(State::Preparing);
}

/// Waits before the next try, counting down where the person sees it; the browser being online
/// again, or the person, ends the wait.
pub async fn count_down(job: &Job, failures: u32, answer: Option<&Answer>, shown: impl Fn(u32, Obstacle) -> State) {
    let why = obstacle(answer);
    let asked_to_wait = answer.and_then(Answer::retry_after).unwrap_or(0).min(60);
    let until = now() + f64::from(backoff_seconds(failures).max(asked_to_wait)) * 1000.0;
    loop {
        let left = until - now();
        if left <= 0.0 || !job.goes() {
            break;
        }
        job.show(shown((left / 1000.0).ceil() as u32, why));
        if job.bell.wait(left.min(1000.0) as i32).await {
            break;
        }
    }
}

fn obstacle(answer: Option<&Answer>) -> Obstacle {
    Obstacle::told_by(answer.map_or(0, |answer| answer.status))
}

/// The server has the whole file: is it the same?
async fn conclude(line: &Line, job: &Rc<Job>, answer: &Answer) {
    let (sha256, own) = job.digest.borrow().finish();
    let theirs = answer.header("Repr-Digest");
    let theirs = theirs.as_deref().and_then(sha256_in);
    if theirs.is_some_and(|theirs| theirs != own) {
        return damaged(line, job).await;
    }
    job.show_kept(job.item.size);
    let place = answer.header("Content-Location").or_else(|| job.location());
    // An upload and the version that it becomes have one id.
    let version = place.as_deref().and_then(|place| place.rsplit('/').next()).unwrap_or_default().to_owned();
    line.forget(job).await;
    job.hold.take();
    job.show(State::Done(Arrival { version, sha256, confirmed: theirs.is_some(), passage: None }));
    line.tell_of(job, "submitted, being checked.");
    // The page may have heard of the version before the answer came.
    line.follow();
    if let Some(reload) = line.reload.get() {
        reload.all();
    }
}

/// What the server holds is of no use: it is given up, and the person decides.
async fn damaged(line: &Line, job: &Rc<Job>) {
    line.forget(job).await;
    if let Some(location) = job.location() {
        line.end(location);
    }
    job.start_anew();
    job.digest.take();
    line.tell_stopped(job, State::Damaged);
}
