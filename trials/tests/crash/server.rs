//! The program under test, on a folder that outlives it.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use tempfile::TempDir;

/// The seminar of the trials, where a material may have as many versions as come.
const SEMINAR: &str = include_str!("../../src/sample.toml");

pub struct Server {
    program: PathBuf,
    folder: TempDir,
    port: AtomicU16,
    pub trainee: String,
    pub instructor: String,
}

/// A running server; dropped, it is killed.
pub struct Running(Child);

impl Running {
    pub fn kill(mut self) {
        self.end();
    }

    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Waits until it has ended by itself.
    pub async fn ended(&mut self) -> ExitStatus {
        loop {
            if let Some(status) = self.0.try_wait().expect("it is ours") {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn end(&mut self) {
        // SIGKILL: nothing is flushed, nothing is said. An error only says that it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

impl Server {
    /// A folder with the seminar, a trainee and an instructor.
    pub fn prepare() -> Self {
        let program = std::env::var_os("LECTERN_BIN").map(PathBuf::from);
        let program = program.expect("LECTERN_BIN names the program under test (`make test` and `make crash` set it)");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("sample.toml");
        let text = SEMINAR.replace("max_versions = 4", "max_versions = 1000000").replace("2021-11-1", "2099-11-1");
        // Open for the years to come, so that the dates need no moving.
        std::fs::write(&file, text).expect("a file");
        let mut server =
            Self { program, folder, port: AtomicU16::new(0), trainee: String::new(), instructor: String::new() };
        server.run(&["import-seminar", file.to_str().expect("a path")]);
        server.trainee = server.person("trainee", "trainee@example.org", &["--country", "LA"]);
        server.instructor = server.person("instructor", "teacher@example.org", &[]);
        server
    }

    /// The folder of the data, while no server runs.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Adds a person and answers their API token.
    pub fn person(&self, role: &str, email: &str, more: &[&str]) -> String {
        let name = format!("Sample {role}");
        let mut args = vec!["add-person", "--seminar", "sample", "--role", role, "--name", &name, "--email", email];
        args.extend(more);
        self.run(&args);
        self.run(&["token", "--email", email]).trim().to_owned()
    }

    /// Runs a command to its end and answers what it printed.
    pub fn run(&self, args: &[&str]) -> String {
        let output = self.command(args).output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "lectern {args:?}: {said}{}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stdout).expect("a text")
    }

    /// A file that may grow no more is an error to the program, as a full disk is, and not its end.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("sh");
        command
            .args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"])
            .arg(&self.program)
            .args(args)
            .arg("--data")
            .arg(self.data());
        command.env("LECTERN_LOG", "error");
        command
    }

    /// Starts it on a port that the system picks, and waits for the line that says which.
    pub async fn start(&self) -> Running {
        let mut command = self.command(&["serve", "--addr", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().expect("the program starts");
        let stdout = child.stdout.take().expect("its output");
        let reading = tokio::task::spawn_blocking(move || {
            let lines = BufReader::new(stdout).lines().map_while(Result::ok);
            lines.filter_map(|line| line.rsplit_once(':')?.1.parse().ok()).next()
        });
        let port: Option<u16> = reading.await.expect("its output is read");
        self.port.store(port.expect("a line with the port"), Ordering::SeqCst);
        Running(child)
    }

    pub fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port.load(Ordering::SeqCst))
    }

    /// Waits until another process may open the database: the engine gives its lock back in a task of
    /// its own, after the last handle is gone.
    pub async fn wait_until_free(&self) {
        let free = async {
            while !self.command(&["check"]).output().expect("the program runs").status.success() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), free).await.expect("it is free again");
    }

    /// `lectern check` on what the killed server left.
    pub fn check(&self, round: u64) {
        let output = self.command(&["check"]).output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "round {round}: {said}{}", String::from_utf8_lossy(&output.stderr));
    }

    /// What `lectern check` says where it finds something wrong.
    pub fn found_wrong(&self) -> String {
        let output = self.command(&["check"]).output().expect("the program runs");
        let said = String::from_utf8(output.stdout).expect("a text");
        assert_eq!(output.status.code(), Some(1), "{said}{}", String::from_utf8_lossy(&output.stderr));
        said
    }
}
