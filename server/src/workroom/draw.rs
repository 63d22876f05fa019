//! What can be seen of a file that has passed the gate.

use std::path::Path;

use domain::gate::FileKind;
use domain::material::Sha256Hex;
use domain::preview::{Contents, Missing, WIDTHS};
use store::Store;
use store::jobs::TakenJob;
use store::previews::PreviewFile;
use vault::Vault;
use workshop::{Answer, Request, Unfinished, read_left};

use super::{ANOTHER_QUESTION, Workroom, file_of};
use crate::files::sweep_deleted::discard_placed;

/// What came of drawing a file.
pub(super) enum Outcome {
    Drawn(Contents, Vec<PreviewFile>),
    /// Workers have died over it, twice, or took too long: its words, as far as they can be read, and what ended the last
    /// worker.
    Died(Contents, String),
}

impl Workroom {
    /// Draws the file of the job's version and keeps its images. An error is worth another try.
    pub(super) async fn draw(&self, store: &Store, vault: &Vault, job: &TakenJob) -> Result<Outcome, String> {
        let version = job.version();
        // Staff may let a file through that no check has understood.
        let kind = version.passage.kind().or_else(|| FileKind::of_name(&version.file_name));
        let Some(kind) = kind else { return Ok(Outcome::Drawn(Contents::lacking(Missing::Drawing), Vec::new())) };
        let file = file_of(vault, version).await?;
        let folder = self.scratch().map_err(|error| format!("no folder to draw into: {error}"))?;
        let into = folder.path().to_owned();
        let tools = self.workshop.tools().clone();
        let request = Request::Preview { file: file.clone(), kind, into: into.clone(), tools };
        match self.workshop.ask(&request).await {
            Ok(Answer::Drawn(contents)) => {
                let mut files = Vec::new();
                let kept = keep_images(vault, folder.path(), &contents, &mut files).await;
                if kept.is_err() {
                    let in_vain: Vec<Sha256Hex> = files.iter().map(|file| file.sha256.clone()).collect();
                    discard_placed(store, &in_vain).await;
                }
                kept.map(|()| Outcome::Drawn(contents, files))
            }
            Ok(Answer::Failed(problem)) => Err(problem),
            Ok(_) => Err(ANOTHER_QUESTION.to_owned()),
            Err(unfinished @ Unfinished::Machine(_)) => Err(unfinished.to_string()),
            // The first time it may have been the machine's fault.
            Err(unfinished) if job.attempt < 2 => Err(unfinished.to_string()),
            Err(unfinished) => {
                let words = self.read(Request::Words { file, kind, into }).await?;
                Ok(Outcome::Died(words, unfinished.to_string()))
            }
        }
    }

    /// The words of a file that cannot be drawn, as far as they can be read.
    async fn read(&self, request: Request) -> Result<Contents, String> {
        match self.workshop.ask(&request).await {
            Ok(Answer::Drawn(mut contents)) => {
                contents.pages.iter_mut().for_each(|page| page.images.clear());
                Ok(contents)
            }
            Ok(Answer::Failed(problem)) => Err(problem),
            Err(unfinished @ Unfinished::Machine(_)) => Err(unfinished.to_string()),
            _ => Ok(Contents::lacking(Missing::Drawing)),
        }
    }
}

/// More than a worker ever draws.
const MOST_PAGES: usize = 1_000;
/// Larger than an image ever is: they are made for weak links.
const MOST_IMAGE_BYTES: u64 = 4 * 1024 * 1024;

/// Into the vault, durably. A worker that was led astray may have written anything, so that only what the contents
/// name is kept, and only what is a picture of the kind that we make. `kept` holds what has come so far, also where
/// the next one is lost.
async fn keep_images(
    vault: &Vault,
    folder: &Path,
    contents: &Contents,
    kept: &mut Vec<PreviewFile>,
) -> Result<(), String> {
    if contents.pages.len() > MOST_PAGES || contents.pages.iter().any(|page| page.images.len() > WIDTHS.len()) {
        return Err("more was drawn than a worker draws".to_owned());
    }
    for image in contents.pages.iter().flat_map(|page| &page.images) {
        if !is_image_name(&image.file) {
            return Err("an image has another name than images have".to_owned());
        }
        let lost = |why: &dyn std::fmt::Display| format!("the image {}: {why}", image.file);
        if image.bytes > MOST_IMAGE_BYTES {
            return Err(lost(&"it is larger than images are"));
        }
        let bytes = read_left(folder, &image.file, image.bytes).await.map_err(|error| lost(&error))?;
        if !is_webp(&bytes) {
            return Err(lost(&"it is no image of ours"));
        }
        let file = vault.keep_bytes(bytes.into()).await.map_err(|error| lost(&error))?;
        kept.push(PreviewFile { name: image.file.clone(), sha256: file.sha256, size: file.size });
    }
    Ok(())
}

/// `0001-900.webp`
fn is_image_name(name: &str) -> bool {
    let stem = name.strip_suffix(".webp").filter(|stem| stem.len() < 20).and_then(|stem| stem.split_once('-'));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    stem.is_some_and(|(page, width)| digits(page) && digits(width))
}

fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

#[cfg(test)]
mod tests {
    use domain::preview::{Image, Page};

    use super::*;

    #[tokio::test]
    async fn where_one_is_lost_what_was_kept_before_is_told() {
        let (root, folder) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let vault = Vault::open(root.path()).await.expect("a vault");
        std::fs::write(folder.path().join("0001-900.webp"), b"RIFF....WEBPVP8 ").expect("written");
        std::fs::write(folder.path().join("0001-320.webp"), b"<html>").expect("written");
        let image = |width: u32, bytes: u64| Image { width, bytes, file: format!("0001-{width}.webp") };
        let page = Page { number: 1, images: vec![image(900, 16), image(320, 6)], ..Page::default() };
        let contents = Contents { pages: vec![page], missing: Vec::new() };
        let mut kept = Vec::new();
        assert!(keep_images(&vault, folder.path(), &contents, &mut kept).await.is_err());
        let names: Vec<&str> = kept.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["0001-900.webp"]);
    }

    #[test]
    fn only_images_are_kept() {
        assert!(is_image_name("0001-900.webp"));
        let endless = format!("1-{}.webp", "9".repeat(300));
        for name in ["../0001-900.webp", "0001-900.html", "-900.webp", "/etc/1-1.webp", "contents.json", &endless] {
            assert!(!is_image_name(name), "{name}");
        }
        assert!(is_webp(b"RIFF....WEBPVP8 ") && !is_webp(b"RIFF") && !is_webp(b"<html>......"));
    }
}
