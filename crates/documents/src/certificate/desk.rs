//! What typst sees while it sets one certificate: the template, the values, the pictures, and nothing else.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};
use typst::{Library, World};

use super::design::{Picture, PictureKind, Signatory};
use super::error::CertificateError;
use super::press::Press;

/// Only what was laid on it can be read: no disk, no clock, no network.
pub struct Desk<'a> {
    press: &'a Press,
    files: Vec<(FileId, Bytes)>,
}

/// A file's name in the world of one certificate. There are few of them, for typst keeps each for ever.
pub fn file_id(name: &str) -> Result<FileId, CertificateError> {
    let path = VirtualPath::new(name).map_err(|error| CertificateError::Typesetting(error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl<'a> Desk<'a> {
    pub fn new(press: &'a Press) -> Self {
        Self { press, files: Vec::new() }
    }

    pub fn lay(&mut self, name: &str, bytes: Bytes) -> Result<(), CertificateError> {
        self.files.push((file_id(name)?, bytes));
        Ok(())
    }

    /// The file name of each signatory's picture.
    pub fn lay_out_pictures(&mut self, signatories: &[Signatory]) -> Result<Vec<Option<String>>, CertificateError> {
        let mut names = Vec::new();
        for (place, signatory) in signatories.iter().enumerate() {
            let Some(picture) = &signatory.signature else {
                names.push(None);
                continue;
            };
            if !picture.is_readable() {
                return Err(CertificateError::UnreadablePicture(signatory.name.clone()));
            }
            let name = format!("signature-{place}.{}", picture.kind.extension());
            self.lay(&name, Bytes::new(picture.bytes.clone()))?;
            names.push(Some(name));
        }
        Ok(names)
    }
}

impl Picture {
    /// Whether it can be printed, so that a bad one is refused when the seminar's file is read.
    pub fn is_readable(&self) -> bool {
        let bytes = Bytes::new(self.bytes.clone());
        match self.kind {
            PictureKind::Svg => SvgImage::new(bytes).is_ok(),
            PictureKind::Png => RasterImage::new(bytes, ExchangeFormat::Png, Smart::Auto).is_ok(),
            PictureKind::Jpg => RasterImage::new(bytes, ExchangeFormat::Jpg, Smart::Auto).is_ok(),
        }
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.press.fonts.book()
    }

    fn main(&self) -> FileId {
        self.press.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.press.template.id() { Ok(self.press.template.clone()) } else { Err(FileError::NotSource) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(laid, _)| *laid == id).map(|(_, bytes)| bytes.clone());
        found.ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
