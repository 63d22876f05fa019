//! What is taken away from a worker.
//!
//! Limits of memory, time and files hold always: the worker takes them on itself before it reads a byte. Where
//! bubblewrap works, it also sees nothing of this machine but the programs, fonts and the one file, and has no network;
//! elsewhere it leaves the network as far as the kernel lets it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use nix::sched::{CloneFlags, unshare};
use nix::sys::prctl::set_pdeathsig;
use nix::sys::resource::{Resource, rlim_t, setrlimit};
use nix::sys::signal::Signal;
use previews::Tools;

use crate::request::Allowance;

/// Where a worker in a file system of its own finds what it works on.
pub(crate) const FILE: &str = "/work/file";
pub(crate) const FOLDER: &str = "/work/folder";
const PROGRAM: &str = "/work/worker";

/// Where workers, and the programs that they start, look for programs: the server's own `PATH` is none of theirs.
pub(crate) const PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// What bubblewrap lets workers see of this machine.
const SEEN: [&str; 9] = [
    "/usr",
    "/bin",
    "/lib",
    "/lib64",
    "/etc/fonts",
    "/etc/libreoffice",
    "/etc/alternatives",
    // Or fonts are looked through anew for each file.
    "/var/cache/fontconfig",
    "/etc/ld.so.cache",
];

/// Open files of a worker and of the programs that it starts.
const OPEN_FILES: rlim_t = 512;
/// Room for a program that converts documents to work in.
const SCRATCH_BYTES: &str = "536870912";

/// How workers are kept apart from the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confinement {
    /// By bubblewrap, which lies here: a file system, a network and processes of their own.
    Bubblewrap(PathBuf),
    /// By limits, and without the network where the kernel allows that.
    Limits,
}

impl Confinement {
    /// The best that works on this machine. Starts a process to find out.
    pub fn find() -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let programs = std::env::split_paths(&path).map(|folder| folder.join("bwrap"));
        programs
            .filter(|program| program.is_file())
            .find(|program| works(program))
            .map_or(Self::Limits, Self::Bubblewrap)
    }

    pub fn label(&self) -> &'static str {
        match self {
            Self::Bubblewrap(_) => "bubblewrap and limits",
            Self::Limits => "limits alone",
        }
    }

    /// The programs of others that workers can start.
    pub(crate) fn find_tools(&self) -> Tools {
        let is_program = |program: &Path| match self {
            Self::Bubblewrap(_) => program.is_file() && is_seen(program),
            Self::Limits => program.is_file(),
        };
        Tools::along(OsStr::new(PATH), is_program)
    }
}

/// Does it lie, wherever links lead, where bubblewrap lets a worker look?
fn is_seen(program: &Path) -> bool {
    program.canonicalize().is_ok_and(|program| SEEN.iter().any(|place| program.starts_with(place)))
}

fn works(bwrap: &Path) -> bool {
    // With all that a worker gets: a container may allow one part of it and not another.
    let harmless = Path::new("/bin/true");
    let mut probe = Command::new(bwrap);
    probe.args(wrapped(harmless, harmless, None)).env_clear();
    let probe = probe.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    probe.is_ok_and(|status| status.success())
}

/// The arguments that have bubblewrap start `program worker`.
pub(crate) fn wrapped(program: &Path, file: &Path, folder: Option<&Path>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = Vec::new();
    let mut add = |words: &[&dyn AsRef<std::ffi::OsStr>]| {
        arguments.extend(words.iter().map(|word| word.as_ref().to_owned()));
    };
    add(&[&"--unshare-all", &"--die-with-parent", &"--new-session", &"--clearenv", &"--cap-drop", &"ALL"]);
    add(&[&"--setenv", &"PATH", &PATH, &"--setenv", &"HOME", &"/tmp", &"--setenv", &"LANG", &"C.UTF-8"]);
    for place in SEEN {
        add(&[&"--ro-bind-try", &place, &place]);
    }
    add(&[&"--proc", &"/proc", &"--dev", &"/dev", &"--size", &SCRATCH_BYTES, &"--tmpfs", &"/tmp"]);
    add(&[&"--ro-bind", &program, &PROGRAM, &"--ro-bind", &file, &FILE]);
    if let Some(folder) = folder {
        add(&[&"--bind", &folder, &FOLDER]);
    }
    add(&[&"--chdir", &"/tmp", &"--", &PROGRAM, &"worker"]);
    arguments
}

/// What a worker gives up by itself, before it looks at anything. It fails rather than to work without limits.
pub(crate) fn give_up(allowance: Allowance) -> nix::Result<()> {
    // A server that is killed leaves nobody behind. (The kernel looks at the thread that started us: one of the
    // runtime's own, which lasts as long as the server.)
    set_pdeathsig(Signal::SIGKILL)?;
    let limit = |resource, most: rlim_t| setrlimit(resource, most, most);
    limit(Resource::RLIMIT_CORE, 0)?;
    limit(Resource::RLIMIT_AS, allowance.memory)?;
    // At the first it is ended by a signal that says why, at the second by one that does not.
    setrlimit(Resource::RLIMIT_CPU, seconds(allowance.processor), seconds(allowance.processor) + 1)?;
    limit(Resource::RLIMIT_FSIZE, allowance.file)?;
    limit(Resource::RLIMIT_NOFILE, OPEN_FILES)?;
    // Where neither is allowed, and within bubblewrap there is no network any more, the limits hold all the same.
    let _ =
        unshare(CloneFlags::CLONE_NEWNET).or_else(|_| unshare(CloneFlags::CLONE_NEWUSER | CloneFlags::CLONE_NEWNET));
    Ok(())
}

fn seconds(duration: Duration) -> rlim_t {
    duration.as_secs().max(1)
}
