//! Where a preview is written: images first, and at the very end what they are.

use std::fs;
use std::path::{Path, PathBuf};

use domain::preview::{Contents, Image, Page};
use image::RgbImage;

use crate::limits::Limits;
use crate::picture::{encode, images_of};
use crate::unrenderable::Unrenderable;

/// The name of the file that says what the others are. A folder without it is not finished.
pub const MANIFEST: &str = "contents.json";

pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn empty(path: &Path) -> Result<Self, Unrenderable> {
        let mut entries = fs::read_dir(path).map_err(Unrenderable::Unwritable)?;
        if entries.next().is_some() {
            return Err(Unrenderable::NotEmpty);
        }
        Ok(Self { path: path.to_owned() })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives a page its images.
    pub(crate) fn put(&self, page: &mut Page, drawn: &RgbImage, limits: &Limits) -> Result<(), Unrenderable> {
        for (image, step) in images_of(drawn).zip(domain::preview::WIDTHS) {
            let target = if step == domain::preview::WIDTHS[0] { limits.image_bytes } else { limits.image_bytes / 5 };
            let Some(bytes) = encode(&image, target) else { continue };
            // The step and not the width names the file: a picture may be narrower than either.
            let file = format!("{:04}-{step}.webp", page.number);
            fs::write(self.path.join(&file), &bytes).map_err(Unrenderable::Unwritable)?;
            page.images.push(Image { width: image.width(), bytes: bytes.len() as u64, file });
        }
        (page.width, page.height) = drawn.dimensions();
        Ok(())
    }

    /// Under another name first, so that it is there whole or not at all.
    pub(crate) fn finish(&self, contents: &Contents) -> Result<(), Unrenderable> {
        let draft = self.path.join("contents.draft");
        let bytes = serde_json::to_vec(contents).map_err(|error| Unrenderable::Unwritable(error.into()))?;
        fs::write(&draft, bytes).map_err(Unrenderable::Unwritable)?;
        fs::rename(draft, self.path.join(MANIFEST)).map_err(Unrenderable::Unwritable)
    }
}
