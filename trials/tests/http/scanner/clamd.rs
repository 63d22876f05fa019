//! The scanner of these tests.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use lectern::workroom::scanner::ClamdAddress;
use tempfile::TempDir;

/// What the only signature looks for.
pub const DANGEROUS: &str = "a sample that is called dangerous";
/// The longest stream that it takes.
pub const MOST_BYTES: usize = 1024 * 1024;

/// Ends with the test.
pub struct Clamd {
    process: Child,
    pub folder: TempDir,
}

impl Clamd {
    pub async fn start() -> Self {
        Self::start_with(&taking(MOST_BYTES)).await
    }

    pub async fn start_with(settings: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("signatures")).expect("a folder");
        let hex: String = DANGEROUS.bytes().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(path("signatures/sample.ndb"), format!("Sample.Dangerous:0:*:{hex}\n")).expect("written");
        configure(&folder, settings);
        let mut clamd = Self { process: run(&folder), folder };
        clamd.wait().await;
        clamd
    }

    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("clamd.ctl")
    }

    pub fn address(&self) -> ClamdAddress {
        ClamdAddress::Unix(self.socket())
    }

    /// Until it listens.
    async fn wait(&mut self) {
        let listening = async {
            while tokio::net::UnixStream::connect(self.socket()).await.is_err() {
                assert_eq!(self.process.try_wait().expect("a process"), None, "clamd has ended");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), listening).await.expect("clamd listens");
    }

    pub fn stop(&mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("ended");
        let _ = std::fs::remove_file(self.socket());
    }

    pub async fn start_again(&mut self) {
        self.process = run(&self.folder);
        self.wait().await;
    }
}

/// Streams of so many bytes.
pub fn taking(most_bytes: usize) -> String {
    format!("StreamMaxLength {most_bytes}\nAlertExceedsMax yes\n")
}

/// From its next start on.
pub fn configure(folder: &TempDir, settings: &str) {
    let path = |name: &str| folder.path().join(name);
    let settings = format!(
        "DatabaseDirectory {}\nLocalSocket {}\nForeground yes\n{settings}",
        path("signatures").display(),
        path("clamd.ctl").display()
    );
    std::fs::write(path("clamd.conf"), settings).expect("written");
}

fn run(folder: &TempDir) -> Child {
    let mut command = Command::new("/usr/sbin/clamd");
    command.arg("--config-file").arg(folder.path().join("clamd.conf"));
    command.stdout(Stdio::null()).spawn().expect("clamd, which `make test` installs")
}

impl Drop for Clamd {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
