//! Files as trainees upload them, rendered; and files that are made to do harm.

mod archives;
mod documents;
mod fake_office;
mod hostile;
mod libre_office;
mod packed;
mod pdf;
mod pdf_files;
mod pictures;
mod slides;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};

use domain::preview::{Contents, Page};
use previews::{Limits, MANIFEST, Source, Tools, Unrenderable, render};
use tempfile::TempDir;

/// A file, and the folder that its preview goes to.
struct Trial {
    folder: TempDir,
}

impl Trial {
    fn of(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("file"), bytes).expect("a file");
        fs::create_dir(folder.path().join("preview")).expect("a folder");
        Self { folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("file")
    }

    fn preview(&self) -> PathBuf {
        self.folder.path().join("preview")
    }

    /// Without any tools.
    fn render(&self, kind: Source) -> Result<Contents, Unrenderable> {
        self.render_with(kind, &Tools::default(), &Limits::default())
    }

    fn render_with(&self, kind: Source, tools: &Tools, limits: &Limits) -> Result<Contents, Unrenderable> {
        render(&self.file(), kind, &self.preview(), tools, limits)
    }

    /// Whether the manifest and each image lie there, and nothing else.
    fn assert_complete(&self, contents: &Contents) {
        let manifest = fs::read(self.preview().join(MANIFEST)).expect("a manifest");
        assert_eq!(serde_json::from_slice::<Contents>(&manifest).expect("contents"), *contents);
        let mut expected: Vec<String> = vec![MANIFEST.to_owned()];
        for image in contents.pages.iter().flat_map(|page| &page.images) {
            let bytes = fs::read(self.preview().join(&image.file)).expect("an image");
            assert_eq!(bytes.len() as u64, image.bytes);
            assert_eq!(decoded(&self.preview().join(&image.file)).width(), image.width);
            expected.push(image.file.clone());
        }
        let entries = fs::read_dir(self.preview()).expect("a folder");
        let mut found: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
    }
}

fn decoded(path: &Path) -> image::RgbImage {
    image::open(path).expect("an image").to_rgb8()
}

fn widths(page: &Page) -> Vec<u32> {
    page.images.iter().map(|image| image.width).collect()
}

fn texts(contents: &Contents) -> Vec<&str> {
    contents.pages.iter().map(|page| page.text.as_str()).collect()
}
