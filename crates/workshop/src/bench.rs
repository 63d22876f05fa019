//! The server's side: a worker is started for each request, and ended if it does not end.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use previews::Tools;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};

use crate::confinement::{Confinement, FILE, FOLDER, PATH, wrapped};
use crate::request::{Answer, Request};

/// What is kept of a worker's last words.
const LAST_WORDS_BYTES: u64 = 4 * 1024;
/// What is kept of its word for what went wrong. Characters.
const PROBLEM_CHARS: usize = 500;

/// Who speaks last of a worker that did not get as far as to open the file.
const BEFORE_WORK: [&str; 2] = ["bwrap: ", "lectern: "];

/// Starts workers. Clones share it.
#[derive(Debug, Clone)]
pub struct Workshop {
    program: Arc<Path>,
    confinement: Arc<Confinement>,
    tools: Arc<Tools>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Unfinished {
    #[error("it took too long")]
    TooSlow,
    #[error("it needed too much memory")]
    OutOfMemory,
    /// The worker died over it, or said what nobody understands.
    #[error("the worker broke off: {0}")]
    Crashed(String),
    /// No fault of the file.
    #[error("no worker could be started: {0}")]
    Machine(#[from] io::Error),
}

impl Workshop {
    /// Workers are `program worker`. Looks for the programs that they can start.
    pub fn new(program: &Path, confinement: Confinement) -> Self {
        let tools = Arc::new(confinement.find_tools());
        Self { program: program.into(), confinement: Arc::new(confinement), tools }
    }

    pub fn confinement(&self) -> &Confinement {
        &self.confinement
    }

    /// What workers can draw with. They are told, and look for nothing themselves.
    pub fn tools(&self) -> &Tools {
        &self.tools
    }

    /// Has a request carried out. Whoever stops waiting ends the worker and all that it has started.
    pub async fn ask(&self, request: &Request) -> Result<Answer, Unfinished> {
        let (mut command, request_there) = self.command(request);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut worker = Group(command.spawn()?);
        let question = serde_json::to_vec(&request_there).map_err(io::Error::from)?;
        let (Some(mut input), Some(output), Some(words)) =
            (worker.0.stdin.take(), worker.0.stdout.take(), worker.0.stderr.take())
        else {
            return Err(io::Error::other("a pipe is missing").into());
        };
        let allowance = request.allowance();
        let conversation = async {
            // A worker that died before it read all of it is seen by its status.
            let told = async {
                let _ = input.write_all(&question).await;
                drop(input);
            };
            let (_, answer, words) = tokio::join!(told, read(output, allowance.answer), read(words, LAST_WORDS_BYTES));
            // It has ended, and is still known by its number: the moment to end what it left behind.
            worker.end();
            (answer, words, worker.0.wait().await)
        };
        let Ok((answer, words, status)) = tokio::time::timeout(allowance.time, conversation).await else {
            return Err(Unfinished::TooSlow);
        };
        let status = status?;
        let signal = self.ended_by(status);
        // Tens of megabytes keep a thread busy.
        let understood = tokio::task::spawn_blocking(move || understand(&answer, &words, status, signal));
        understood.await.map_err(io::Error::other)?
    }

    /// The signal that ended the worker. Bubblewrap outlives it, and says so by its own code.
    fn ended_by(&self, status: ExitStatus) -> Option<i32> {
        let told = || match &*self.confinement {
            Confinement::Bubblewrap(_) => status.code().filter(|code| *code > 128).map(|code| code - 128),
            Confinement::Limits => None,
        };
        status.signal().or_else(told)
    }

    /// The command, and the request in the words of whoever it starts.
    fn command(&self, request: &Request) -> (Command, Request) {
        let (mut command, request) = match &*self.confinement {
            Confinement::Limits => {
                let mut command = Command::new(&*self.program);
                command.arg("worker");
                // No secret of the server's, and nothing by which a library could be told to do otherwise.
                command.env_clear().env("PATH", PATH).env("LANG", "C.UTF-8");
                (command, request.clone())
            }
            Confinement::Bubblewrap(bwrap) => {
                let mut command = Command::new(bwrap);
                command.args(wrapped(&self.program, request.file(), request.folder()));
                command.env_clear();
                (command, request.moved(Path::new(FILE), Path::new(FOLDER)))
            }
        };
        command.process_group(0).kill_on_drop(true);
        (command, request)
    }
}

/// A worker with all that it has started.
struct Group(Child);

impl Group {
    /// Ends all of them that are still there. Once the worker was waited for its number may be another's.
    fn end(&self) {
        if let Some(id) = self.0.id().and_then(|id| i32::try_from(id).ok()) {
            let _ = killpg(Pid::from_raw(id), Signal::SIGKILL);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.end();
    }
}

/// Reads to the end, and keeps the beginning.
async fn read(mut from: impl AsyncRead + Unpin, most: u64) -> Vec<u8> {
    let mut kept = Vec::new();
    let _ = (&mut from).take(most).read_to_end(&mut kept).await;
    let _ = tokio::io::copy(&mut from, &mut tokio::io::sink()).await;
    kept
}

fn understand(answer: &[u8], words: &[u8], status: ExitStatus, signal: Option<i32>) -> Result<Answer, Unfinished> {
    let words = String::from_utf8_lossy(words);
    let last = words.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    match (status.success(), serde_json::from_slice(answer)) {
        (true, Ok(Answer::Failed(problem))) => Ok(Answer::Failed(cut(&problem))),
        (true, Ok(Answer::Unreadable(words))) => Ok(Answer::Unreadable(cut(&words))),
        (true, Ok(answer)) => Ok(answer),
        // The reader of JSON repeats what it does not know.
        (true, Err(problem)) => Err(Unfinished::Crashed(cut(&format!("its answer is not understood: {problem}")))),
        (false, _) if BEFORE_WORK.iter().any(|who| last.starts_with(who)) => {
            Err(Unfinished::Machine(io::Error::other(last.to_owned())))
        }
        (false, _) if words.contains("memory allocation of") => Err(Unfinished::OutOfMemory),
        (false, _) if signal == Some(Signal::SIGXCPU as i32) => Err(Unfinished::TooSlow),
        (false, _) => Err(Unfinished::Crashed(format!("{status}; {last}"))),
    }
}

fn cut(problem: &str) -> String {
    problem.chars().take(PROBLEM_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_worker_says_is_kept_in_part() {
        let (long, well) = ("x".repeat(10_000), ExitStatus::from_raw(0));
        let said = |answer: &str| understand(answer.as_bytes(), b"", well, None);
        for word in ["failed", "unreadable"] {
            match said(&format!(r#"{{"{word}":"{long}"}}"#)) {
                Ok(Answer::Failed(problem) | Answer::Unreadable(problem)) => assert_eq!(problem.len(), PROBLEM_CHARS),
                other => panic!("{other:?}"),
            }
        }
        match said(&format!(r#"{{"{long}":1}}"#)) {
            Err(Unfinished::Crashed(problem)) => assert_eq!(problem.len(), PROBLEM_CHARS),
            other => panic!("{other:?}"),
        }
    }
}
