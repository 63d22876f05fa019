//! What becomes of LibreOffice when it misbehaves: a script stands in for it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use domain::preview::{Contents, Missing, OfficeTrouble};
use previews::{Limits, Source, Tools, Unrenderable};

use super::packed::{Slide, deck, shape};
use super::pdf_files::{pdf_of, row};
use super::{Trial, texts};

/// A deck of two slides, and a program that is to draw it.
struct Fake {
    trial: Trial,
    soffice: PathBuf,
}

impl Fake {
    fn doing(script: &str) -> Self {
        let slides = ["one", "two"].map(|text| Slide { shapes: shape("title", &[text]), ..Slide::default() });
        let trial = Trial::of(&deck(&slides));
        let soffice = trial.folder.path().join("soffice");
        // The folder for the result comes after --outdir.
        let outdir = "while [ $# -gt 0 ]; do [ \"$1\" = --outdir ] && outdir=\"$2\"; shift; done";
        fs::write(&soffice, format!("#!/bin/sh\n{outdir}\n{script}\n")).expect("a script");
        fs::set_permissions(&soffice, fs::Permissions::from_mode(0o755)).expect("a program");
        Self { trial, soffice }
    }

    fn render(&self) -> Contents {
        let tools = Tools { soffice: Some(self.soffice.clone()), unshare: None };
        let limits = Limits { office_time: Duration::from_secs(1), ..Limits::default() };
        let contents = self.trial.render_with(Source::Presentation, &tools, &limits).expect("contents");
        self.trial.assert_complete(&contents);
        contents
    }

    fn assert_words_alone(&self, trouble: OfficeTrouble) {
        let contents = self.render();
        let headings: Vec<_> = contents.pages.iter().filter_map(|page| page.heading.as_deref()).collect();
        assert_eq!(headings, ["one", "two"]);
        assert!(contents.pages.iter().all(|page| page.images.is_empty()));
        assert_eq!(contents.missing, [Missing::Office(trouble)]);
    }
}

/// Names the fake's folder to a process that is to render with it and be killed.
const FOLDER: &str = "LECTERN_FOLDER_TO_RENDER_IN";

#[test]
fn whoever_renders_may_be_killed_and_nobody_is_left_behind() {
    if let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) {
        let tools = Tools { soffice: Some(folder.join("soffice")), unshare: None };
        let _ = previews::render(
            &folder.join("file"),
            Source::Presentation,
            &folder.join("preview"),
            &tools,
            &Limits::default(),
        );
        return;
    }
    let fake = Fake::doing("sleep 300 & echo $! > \"$(dirname \"$0\")/child\"; sleep 300");
    let folder = fake.trial.folder.path();
    let mut rendering = std::process::Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "fake_office::whoever_renders_may_be_killed_and_nobody_is_left_behind"])
        .env(FOLDER, folder)
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("a process");
    let child = (0..500).find_map(|_| {
        std::thread::sleep(Duration::from_millis(20));
        fs::read_to_string(folder.join("child")).ok().filter(|child| child.ends_with('\n'))
    });
    rendering.kill().expect("killed");
    rendering.wait().expect("gone");
    assert_ends(&child.expect("the fake has started"));
    assert!(!fake.trial.preview().join(previews::MANIFEST).exists());
}

fn assert_ends(pid: &str) {
    let gone = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        !is_alive(pid)
    });
    assert!(gone, "its child lives on");
}

/// Whether a process is there, and not only waiting to be buried.
fn is_alive(pid: &str) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
    status.rsplit_once(')').is_some_and(|(_, state)| !state.trim_start().starts_with('Z'))
}

#[test]
fn pictures_come_from_it_and_words_from_the_deck() {
    let fake = Fake::doing("cp \"$(dirname \"$0\")/drawn.pdf\" \"$outdir/source.pdf\"");
    let pdf = pdf_of(&[vec![row(20.0, 200.0, "drawn")], vec![row(20.0, 200.0, "drawn")]]);
    fs::write(fake.trial.folder.path().join("drawn.pdf"), pdf).expect("a file");
    let contents = fake.render();
    assert!(contents.missing.is_empty());
    assert_eq!(contents.pages[1].heading.as_deref(), Some("two"));
    assert_eq!(texts(&contents), ["", ""]);
    assert!(contents.pages.iter().all(|page| page.images.len() == 2));
}

#[test]
fn one_that_hangs_is_ended_with_all_that_it_started() {
    let fake = Fake::doing("sleep 300 & echo $! > \"$(dirname \"$0\")/child\"; sleep 300");
    let start = Instant::now();
    fake.assert_words_alone(OfficeTrouble::TooSlow);
    assert!(start.elapsed() < Duration::from_secs(30));
    let child = fs::read_to_string(fake.trial.folder.path().join("child")).expect("a number");
    assert_ends(&child);
}

#[test]
fn one_that_ends_leaves_nobody_behind_either() {
    let fake = Fake::doing("sleep 300 & echo $! > \"$(dirname \"$0\")/child\"; exit 0");
    fake.assert_words_alone(OfficeTrouble::Failed);
    let child = fs::read_to_string(fake.trial.folder.path().join("child")).expect("a number");
    assert_ends(&child);
}

#[test]
fn one_that_crashes_or_makes_nothing_leaves_the_words() {
    for script in
        ["kill -s SEGV $$", "exit 1", "exit 0", ": > \"$outdir/source.pdf\"", "echo no > \"$outdir/source.pdf\""]
    {
        Fake::doing(script).assert_words_alone(OfficeTrouble::Failed);
    }
}

#[test]
fn what_is_not_made_on_a_full_disk_is_not_put_down_to_the_file() {
    for script in ["exit 1", "echo cut > \"$outdir/source.pdf\"", "sleep 300"] {
        let fake = Fake::doing(script);
        let tools = Tools { soffice: Some(fake.soffice.clone()), unshare: None };
        // No disk has as much.
        let limits = Limits { office_time: Duration::from_secs(1), office_room: u64::MAX, ..Limits::default() };
        let rendered = fake.trial.render_with(Source::Presentation, &tools, &limits);
        assert!(matches!(rendered, Err(Unrenderable::Unwritable(_))), "{script}: {rendered:?}");
        assert!(!fake.trial.preview().join(previews::MANIFEST).exists(), "{script}");
    }
}

#[test]
fn one_that_writes_without_end_is_stopped() {
    let fake = Fake::doing("yes > \"$outdir/source.pdf\"");
    let tools = Tools { soffice: Some(fake.soffice.clone()), unshare: None };
    let limits = Limits { office_output: 1_000_000, ..Limits::default() };
    let contents = fake.trial.render_with(Source::Presentation, &tools, &limits).expect("contents");
    assert_eq!(contents.missing, [Missing::Office(OfficeTrouble::Failed)]);
}

#[test]
fn one_that_has_vanished_leaves_the_words() {
    let fake = Fake::doing("exit 0");
    fs::remove_file(&fake.soffice).expect("no program any more");
    fake.assert_words_alone(OfficeTrouble::NotInstalled);
}

#[test]
fn it_is_given_no_environment_and_no_file_that_is_no_office_file() {
    let fake = Fake::doing("env > \"$(dirname \"$0\")/environment\"");
    fake.assert_words_alone(OfficeTrouble::Failed);
    let environment = fs::read_to_string(fake.trial.folder.path().join("environment")).expect("what it saw");
    assert!(!environment.contains("CARGO"), "{environment}");
    let page = Trial::of(b"<html><img src=http://127.0.0.1/></html>");
    let tools = Tools { soffice: Some(fake.soffice.clone()), unshare: None };
    assert!(page.render_with(Source::Document, &tools, &Limits::default()).is_err());
}
