//! The worker's side: does what the request asks for, and answers what became of it.

use std::fs::{self, File};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nix::sched::{CloneFlags, unshare};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use previews::Tools;
use serde::{Deserialize, Serialize};
use workshop::{Answer, Request};

/// What is tried, in place of a file's name or of a zone's.
#[derive(Debug, Serialize, Deserialize)]
pub enum Deed {
    /// Takes memory, in bytes, and says whether there is any.
    Reserve(usize),
    /// Takes memory, in bytes, as all code does that does not ask.
    Fill(usize),
    /// Opens files until no more are to be had, or this many are open.
    Open(usize),
    Read(PathBuf),
    /// Looks along its own `PATH` for what can be drawn with, and tells it.
    Look,
    Write(PathBuf),
    Connect(SocketAddr),
    /// Tells the names of its variables.
    LookAround,
    /// Counts on until it is ended; the time of the processor that it has is cut to a second.
    Spin,
    Die,
}

/// What became of it, in words that the tests compare.
pub const DONE: &str = "done";
pub const NOT_DONE: &str = "not done";
/// The network is there, and the kernel lets nobody leave it.
pub const NOT_TO_BE_LEFT: &str = "not to be left";

pub fn work() -> ExitCode {
    let request = workshop::worker::begin().expect("a request, and limits");
    let deed = match request {
        Request::Check { name, .. } => name,
        Request::AttendanceExport { how, .. } => how.zone,
        other => panic!("another request: {other:?}"),
    };
    let deed: Deed = serde_json::from_str(&deed).expect("a deed");
    // The one answer that is a text.
    println!("{}", serde_json::to_string(&Answer::Failed(attempt(deed))).expect("JSON"));
    ExitCode::SUCCESS
}

fn attempt(deed: Deed) -> String {
    let done = |is_done| if is_done { DONE.to_owned() } else { NOT_DONE.to_owned() };
    match deed {
        Deed::Reserve(bytes) => done(Vec::<u8>::new().try_reserve_exact(bytes).is_ok()),
        Deed::Fill(bytes) => done(std::hint::black_box(vec![1u8; bytes]).len() == bytes),
        Deed::Open(most) => {
            let files: Vec<File> = (0..most).map_while(|_| File::open("/dev/null").ok()).collect();
            done(files.len() == most)
        }
        Deed::Read(path) => done(fs::read(path).is_ok()),
        Deed::Look => {
            let path = std::env::var_os("PATH").unwrap_or_default();
            format!("{:?}", Tools::along(&path, Path::is_file))
        }
        Deed::Write(path) => done(fs::write(path, "x").is_ok()),
        Deed::Connect(address) if TcpStream::connect(address).is_err() => NOT_DONE.to_owned(),
        Deed::Connect(_) => {
            let own = CloneFlags::CLONE_NEWUSER | CloneFlags::CLONE_NEWNET;
            let leaves = unshare(CloneFlags::CLONE_NEWNET).or_else(|_| unshare(own)).is_ok();
            if leaves { DONE.to_owned() } else { NOT_TO_BE_LEFT.to_owned() }
        }
        Deed::LookAround => {
            let names = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
            names.collect::<Vec<_>>().join(" ")
        }
        Deed::Spin => {
            let (told, most) = getrlimit(Resource::RLIMIT_CPU).expect("a limit");
            if told >= most {
                // None, or one that ends it without saying why.
                return DONE.to_owned();
            }
            setrlimit(Resource::RLIMIT_CPU, 1, most).expect("less may be set");
            loop {
                std::hint::black_box(());
            }
        }
        Deed::Die => std::process::abort(),
    }
}
