//! How an upload stands whose file the browser does not hold any more: the server is asked until it answers, or the
//! file is chosen, or the upload is given up.

use domain::upload::{AfterFailure, after_status};

use super::super::state::{ChooseAgain, Closed, Obstacle, State, WithMoreTime};
use super::engine::count_down;
use super::job::Job;
use super::line::Line;
use super::transport;

/// So long the answer is waited for, in milliseconds: nothing but a few headers is on its way.
const PATIENCE: u32 = 20_000;

/// The file is asked for in the end, unless the target takes nothing more.
pub async fn ask(line: &Line, job: &Job) {
    let Some(location) = job.location() else { return };
    let asked_for = State::ChooseAgain(ChooseAgain::Unfinished);
    let mut failures = 0;
    while job.lacks_file() {
        job.show(State::Asking);
        let Ok(call) = transport::ask_offset(&location) else { return job.show(asked_for) };
        call.give_up_after(PATIENCE);
        job.brake.replace(Some(call.brake()));
        let answer = call.answer().await;
        if !job.lacks_file() {
            // The brake is that of another request by now.
            return;
        }
        job.brake.take();
        if let Some(offset) = answer.offset() {
            job.show_kept(offset);
            let is_closed = answer.is_closed();
            let closed = || State::Closed(Closed::of("", WithMoreTime::AsksForFile));
            return job.show(if is_closed { closed() } else { asked_for });
        }
        let answer = answer.without_sense();
        if after_status(answer.status) != AfterFailure::Retry {
            return job.show(asked_for);
        }
        failures += 1;
        line.tell_broken(job, Obstacle::told_by(answer.status));
        count_down(job, failures, Some(&answer)).await;
    }
}
