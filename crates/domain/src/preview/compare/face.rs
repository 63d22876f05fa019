//! A page as it is compared.

use super::Drawn;
use crate::material::Sha256Hex;
use crate::preview::Page;
use crate::preview::change::Looks;

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Face<'d> {
    pub(super) words: Vec<&'d str>,
    picture: Picture<'d>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Picture<'d> {
    Drawn(&'d Sha256Hex),
    /// There is nothing to draw: the page is all text, or not shown.
    Nothing,
    Lost,
}

impl<'d> Face<'d> {
    pub(super) fn of(page: &'d Page, drawn: &'d Drawn) -> Self {
        let picture = match page.images.first() {
            None if page.fault.is_none() => Picture::Nothing,
            image => image.and_then(|image| drawn.hashes.get(&image.file)).map_or(Picture::Lost, Picture::Drawn),
        };
        Self { words: page.words().collect(), picture }
    }

    /// Can it be told from others?
    pub(super) fn is_known(&self) -> bool {
        !self.words.is_empty() || matches!(self.picture, Picture::Drawn(_))
    }

    pub(super) fn looks_beside(&self, old: &Self) -> Looks {
        match (old.picture, self.picture) {
            (Picture::Drawn(one), Picture::Drawn(other)) if one != other => Looks::Otherwise,
            (Picture::Drawn(_), Picture::Drawn(_)) | (Picture::Nothing, Picture::Nothing) => Looks::AsBefore,
            _ => Looks::Unknown,
        }
    }
}
