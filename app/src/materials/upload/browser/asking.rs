//! How an upload stands whose file the browser does not hold any more: the server is asked until it answers, or the
//! file is chosen, or a person wants no more of it.

use domain::upload::{AfterFailure, NOT_KEPT, after_status};

use super::super::state::{ChooseAgain, Closed, Obstacle, State, WithMoreTime};
use super::engine::count_down;
use super::job::Job;
use super::line::Line;
use super::transport;
use super::turn::Turn;

/// So long the answer is waited for, in milliseconds: nothing but a few headers is on its way.
const PATIENCE: u32 = 20_000;

/// The file is asked for in the end, unless the target takes nothing more. What the server says is said aloud; one row
/// asks after the other, or on a weak link none would get its answer in time.
pub async fn ask(line: &Line, job: &Job) {
    let Some(location) = job.location() else { return };
    let asked_for = State::ChooseAgain(ChooseAgain::Unfinished);
    let mut failures = 0;
    while is_asking(job) {
        job.show(State::Asking);
        let turn = Turn::take().await;
        if !is_asking(job) {
            return;
        }
        let Ok(call) = transport::ask_offset(&location) else { return line.tell_stopped(job, asked_for) };
        call.give_up_after(PATIENCE);
        job.brake.replace(Some(call.brake()));
        let answer = call.answer().await;
        drop(turn);
        if !job.lacks_file() {
            // The brake is that of another request by now.
            return;
        }
        job.brake.take();
        if !is_asking(job) {
            return;
        }
        if let Some(offset) = answer.offset() {
            job.show_kept(offset);
            let is_closed = answer.is_closed();
            let closed = || State::Closed(Closed::of("", WithMoreTime::AsksForFile));
            return line.tell_stopped(job, if is_closed { closed() } else { asked_for });
        }
        let answer = answer.without_sense();
        if answer.status == NOT_KEPT {
            return line.tell_stopped(job, State::refused(answer.status, &answer.body));
        }
        if after_status(answer.status) != AfterFailure::Retry {
            return line.tell_stopped(job, asked_for);
        }
        failures += 1;
        line.tell_broken(job, Obstacle::told_by(answer.status));
        count_down(job, failures, Some(&answer), |seconds, why| State::AskingLater { seconds, why }).await;
    }
}

/// Nothing has come between: no file, and no word of a person.
fn is_asking(job: &Job) -> bool {
    job.lacks_file() && job.state().is_asking()
}
