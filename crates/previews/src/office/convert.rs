//! An office file to PDF, by LibreOffice.
//!
//! It runs with a profile that is made for this one file (two of them cannot share one), without macros, links and, where
//! the kernel allows it, without a network. It is ended with all that it starts when its time is over or this process dies.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use domain::preview::OfficeTrouble;
use rustix::process::{Pid, Signal, kill_process_group};

use super::Drawing;
use crate::limits::{Deadline, Limits};
use crate::source::Source;
use crate::tools::Tools;
use crate::unrenderable::Unrenderable;

const GUARD: &str = include_str!("guard.sh");
const SETTINGS: &str = include_str!("settings.xcu");

/// A folder that is gone when this value is, with all that LibreOffice left in it.
pub(super) struct Workshop(PathBuf);

impl Workshop {
    pub(super) fn within(folder: &Path) -> io::Result<Self> {
        let path = folder.canonicalize()?.join("office");
        fs::create_dir(&path)?;
        Ok(Self(path))
    }

    /// The PDF, which lies in this folder.
    pub(super) fn convert(
        &self,
        source: &Path,
        kind: Source,
        tools: &Tools,
        limits: &Limits,
    ) -> Result<PathBuf, Drawing> {
        let soffice = tools.soffice.as_deref().ok_or(OfficeTrouble::NotInstalled)?;
        self.furnish(source).map_err(Unrenderable::Unwritable)?;
        let mut running = Running(self.start(soffice, kind, tools, limits).map_err(|_| OfficeTrouble::Failed)?);
        running.wait(Deadline::after(limits.office_time))?;
        let pdf = self.0.join("out/source.pdf");
        let made = fs::metadata(&pdf).is_ok_and(|made| made.is_file() && made.len() > 0);
        if made {
            return Ok(pdf);
        }
        // It was there when it was looked for; the shell that starts it does not say that it is gone.
        let trouble = if soffice.is_file() { OfficeTrouble::Failed } else { OfficeTrouble::NotInstalled };
        Err(trouble.into())
    }

    /// Whether it may have wanted for room: what it has left here still takes some.
    pub(super) fn is_short_of_room(&self, limits: &Limits) -> bool {
        fs4::available_space(&self.0).is_ok_and(|free| free < limits.office_room)
    }

    fn furnish(&self, source: &Path) -> io::Result<()> {
        for folder in ["profile/user", "out", "home"] {
            fs::create_dir_all(self.0.join(folder))?;
        }
        fs::write(self.0.join("profile/user/registrymodifications.xcu"), SETTINGS)?;
        // Under a name of ours: it becomes part of the PDF's.
        symlink(source.canonicalize()?, self.0.join("source"))
    }

    fn start(&self, soffice: &Path, kind: Source, tools: &Tools, limits: &Limits) -> io::Result<Child> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", GUARD, "guard"]);
        command.arg((limits.office_memory / 1_024).to_string()).arg(limits.office_output.div_ceil(512).to_string());
        if let Some(unshare) = tools.unshare.as_deref().filter(|unshare| may_unshare(unshare)) {
            command.arg(unshare).args(UNSHARE);
        }
        command
            .arg(soffice)
            .arg(format!("-env:UserInstallation=file://{}/profile", self.0.display()))
            .args(["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--convert-to"])
            .arg(form(kind, limits.pages))
            .arg("--outdir")
            .args([self.0.join("out"), self.0.join("source")])
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .env("HOME", self.0.join("home"))
            .env("TMPDIR", self.0.join("home"))
            // Draws into memory, whatever screens there are.
            .env("SAL_USE_VCLPLUGIN", "svp")
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What remains is in a folder that whoever called throws away as a whole if this fails.
        let _ = fs::remove_dir_all(&self.0);
    }
}

const UNSHARE: [&str; 3] = ["--user", "--map-root-user", "--net"];

/// Containers often forbid it.
fn may_unshare(unshare: &Path) -> bool {
    let mut trial = Command::new(unshare);
    trial.args(UNSHARE).arg("true").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    trial.status().is_ok_and(|status| status.success())
}

/// What to convert to: one page more than is shown, so that it is known that there are more, and with pictures of no
/// more dots than are drawn.
fn form(kind: Source, pages: u32) -> String {
    let filter = match kind {
        Source::Presentation => "impress_pdf_Export",
        Source::Sheet => "calc_pdf_Export",
        _ => "writer_pdf_Export",
    };
    let range = format!("1-{}", pages.saturating_add(1));
    let options = serde_json::json!({
        "PageRange": { "type": "string", "value": range },
        "ReduceImageResolution": { "type": "boolean", "value": "true" },
        "MaxImageResolution": { "type": "long", "value": "150" },
    });
    format!("pdf:{filter}:{options}")
}

/// A group of processes that does not outlive this value.
struct Running(Child);

impl Running {
    /// Until it has ended by itself.
    fn wait(&mut self, deadline: Deadline) -> Result<(), OfficeTrouble> {
        const STEP: Duration = Duration::from_millis(25);
        loop {
            match self.0.try_wait() {
                Ok(Some(_)) => return Ok(()),
                Ok(None) if deadline.has_passed() => return Err(OfficeTrouble::TooSlow),
                Ok(None) => thread::sleep(STEP),
                Err(_) => return Err(OfficeTrouble::Failed),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The group bears the number of its first process, and holds at least the watcher of the guard's script: so
        // it is ours still, even if its first process has ended.
        if let Some(group) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.0.wait();
    }
}
