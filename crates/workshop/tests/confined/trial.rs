//! The server's side: has a deed tried under every confinement that works on this machine.

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;

use domain::attendance::export::HowToRead;
use domain::time::Instant;
use tempfile::TempDir;
use workshop::{Answer, Confinement, Request, Unfinished, Workshop};

use crate::deeds::{DONE, Deed, NOT_DONE, NOT_TO_BE_LEFT};

const MIB: usize = 1024 * 1024;

pub const ALL: [(&str, fn()); 9] = [
    ("memory_has_an_end", memory_has_an_end),
    ("open_files_have_an_end", open_files_have_an_end),
    ("only_the_file_is_there_to_read", only_the_file_is_there_to_read),
    ("the_tools_are_there_for_a_worker", the_tools_are_there_for_a_worker),
    ("nothing_is_written_where_nothing_is_drawn", nothing_is_written_where_nothing_is_drawn),
    ("nobody_is_reached_over_the_network", nobody_is_reached_over_the_network),
    ("the_environment_is_none_of_the_servers", the_environment_is_none_of_the_servers),
    ("who_does_not_end_is_ended_as_too_slow", who_does_not_end_is_ended_as_too_slow),
    ("who_dies_has_crashed", who_dies_has_crashed),
];

/// A folder as the server has one, and a way to keep workers away from it.
struct Trial {
    folder: TempDir,
    workshop: Workshop,
    request: Carrier,
}

/// A request about a file that carries a deed.
type Carrier = fn(PathBuf, String) -> Request;

/// Of each kind that is carried out without a folder to write into.
const CARRIERS: [Carrier; 2] = [check, attendance_export];

fn check(file: PathBuf, deed: String) -> Request {
    Request::Check { file, name: deed, accepted: Vec::new() }
}

fn attendance_export(file: PathBuf, deed: String) -> Request {
    let how = HowToRead { zone: deed, date_order: None, mapping: None, until: Instant::from_seconds(0) };
    Request::AttendanceExport { file, how }
}

impl Trial {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn is_wrapped(&self) -> bool {
        matches!(self.workshop.confinement(), Confinement::Bubblewrap(_))
    }

    fn ask(&self, deed: &Deed) -> Result<String, Unfinished> {
        let request = (self.request)(self.path("file"), serde_json::to_string(deed).expect("JSON"));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        match runtime.block_on(self.workshop.ask(&request))? {
            Answer::Failed(said) => Ok(said),
            other => panic!("another answer: {other:?}"),
        }
    }

    fn said(&self, deed: Deed) -> String {
        self.ask(&deed).unwrap_or_else(|unfinished| panic!("{deed:?}: {unfinished}"))
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("that was under {}", self.workshop.confinement().label());
        }
    }
}

/// `1` where bubblewrap cannot work, as in a container that allows no namespaces. Elsewhere nothing is left out: a server
/// whose workers do not get into bubblewrap any more looks the same as a machine that has none.
const WITHOUT_BUBBLEWRAP: &str = "LECTERN_TEST_WITHOUT_BUBBLEWRAP";

/// Under the limits that always hold, and within bubblewrap.
fn under_each(test: impl Fn(&Trial)) {
    let found = Confinement::find();
    if found == Confinement::Limits {
        let may_lack = std::env::var_os(WITHOUT_BUBBLEWRAP).is_some_and(|value| value == "1");
        assert!(may_lack, "bubblewrap does not work on this machine; {WITHOUT_BUBBLEWRAP}=1 leaves it out");
        println!("left out: bubblewrap, which does not work on this machine");
    }
    let mut confinements = vec![Confinement::Limits, found];
    confinements.dedup();
    for confinement in confinements {
        let program = std::env::current_exe().expect("this program");
        let workshop = Workshop::new(&program, confinement);
        for request in CARRIERS {
            let folder = tempfile::tempdir().expect("a folder");
            fs::write(folder.path().join("file"), "words").expect("written");
            fs::write(folder.path().join("secret"), "words").expect("written");
            test(&Trial { folder, workshop: workshop.clone(), request });
        }
    }
}

fn memory_has_an_end() {
    under_each(|trial| {
        assert_eq!(trial.said(Deed::Reserve(256 * MIB)), DONE);
        assert_eq!(trial.said(Deed::Reserve(1024 * MIB)), NOT_DONE);
        let filled = trial.ask(&Deed::Fill(1024 * MIB));
        assert!(matches!(filled, Err(Unfinished::OutOfMemory)), "{filled:?}");
    });
}

fn open_files_have_an_end() {
    under_each(|trial| {
        assert_eq!(trial.said(Deed::Open(300)), DONE);
        assert_eq!(trial.said(Deed::Open(600)), NOT_DONE);
    });
}

/// Limits alone do not hide anything.
fn only_the_file_is_there_to_read() {
    under_each(|trial| {
        if trial.is_wrapped() {
            assert_eq!(trial.said(Deed::Read("/work/file".into())), DONE);
            let process = format!("/proc/{}/status", std::process::id());
            for hidden in [trial.path("file"), trial.path("secret"), "/etc/passwd".into(), process.into()] {
                assert_eq!(trial.said(Deed::Read(hidden.clone())), NOT_DONE, "{}", hidden.display());
            }
        } else {
            assert_eq!(trial.said(Deed::Read(trial.path("file"))), DONE);
        }
    });
}

/// What the server says of them is what a worker finds.
fn the_tools_are_there_for_a_worker() {
    under_each(|trial| {
        let tools = trial.workshop.tools();
        assert!(tools.unshare.is_some(), "every machine has it");
        for tool in [&tools.soffice, &tools.unshare].into_iter().flatten() {
            assert_eq!(trial.said(Deed::Read(tool.clone())), DONE, "{}", tool.display());
        }
        assert_eq!(trial.said(Deed::Look), format!("{tools:?}"));
    });
}

fn nothing_is_written_where_nothing_is_drawn() {
    under_each(|trial| {
        let mut paths = vec![trial.path("new"), trial.path("file")];
        if trial.is_wrapped() {
            paths.extend(["/work/file", "/work/new", "/tmp/new", "/usr/new"].map(PathBuf::from));
        }
        for path in paths {
            // Who writes more than it may is ended.
            let written = trial.ask(&Deed::Write(path.clone()));
            assert!(
                matches!(written.as_deref(), Ok(NOT_DONE) | Err(Unfinished::Crashed(_))),
                "{}: {written:?}",
                path.display()
            );
        }
        assert!(fs::metadata(trial.path("new")).map_or(0, |file| file.len()) == 0);
        if trial.is_wrapped() {
            assert!(!trial.path("new").exists());
            assert_eq!(fs::read(trial.path("file")).expect("a file"), b"words");
        }
    });
}

fn nobody_is_reached_over_the_network() {
    under_each(|trial| {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let said = trial.said(Deed::Connect(listener.local_addr().expect("an address")));
        if said == NOT_TO_BE_LEFT && !trial.is_wrapped() {
            println!("left out: the network, which the kernel does not let a worker leave by itself");
            return;
        }
        assert_eq!(said, NOT_DONE);
    });
}

fn the_environment_is_none_of_the_servers() {
    under_each(|trial| {
        for name in trial.said(Deed::LookAround).split_whitespace() {
            assert!(["PATH", "LANG", "HOME", "PWD"].contains(&name), "{name}");
        }
    });
}

fn who_does_not_end_is_ended_as_too_slow() {
    under_each(|trial| {
        let ended = trial.ask(&Deed::Spin);
        assert!(matches!(ended, Err(Unfinished::TooSlow)), "{ended:?}");
    });
}

fn who_dies_has_crashed() {
    under_each(|trial| {
        let ended = trial.ask(&Deed::Die);
        assert!(matches!(ended, Err(Unfinished::Crashed(_))), "{ended:?}");
    });
}
