//! Pixels: decoded, made smaller, and written as WebP.
//!
//! | module | what |
//! |---|---|
//! | [`grain`] | what is taken away of a picture that is too large with it |
//! | [`photo`] | an uploaded picture |
//! | [`webp`] | pixels to WebP of about a size |

mod grain;
mod photo;
mod webp;

use std::borrow::Cow;

use domain::preview::WIDTHS;
use image::RgbImage;
use image::imageops::{FilterType, resize};

pub(crate) use photo::render_picture;
pub(crate) use webp::encode;

/// Of three times its width; what is higher is drawn narrower.
pub(crate) const HIGHEST: u32 = 3;

/// A page in each of the widths; what is smaller already stays as it is.
pub(crate) fn images_of(drawn: &RgbImage) -> impl Iterator<Item = Cow<'_, RgbImage>> {
    WIDTHS.into_iter().filter(|_| drawn.width() > 0 && drawn.height() > 0).map(|step| {
        match fitting(drawn.width(), drawn.height(), step) {
            Some((width, height)) => Cow::Owned(resize(drawn, width, height, FilterType::CatmullRom)),
            None => Cow::Borrowed(drawn),
        }
    })
}

/// The pixels with which something fits into a width, if it does not as it is.
fn fitting(width: u32, height: u32, into: u32) -> Option<(u32, u32)> {
    let scale = (f64::from(into) / f64::from(width)).min(f64::from(HIGHEST * into) / f64::from(height));
    let pixels = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
    (scale < 1.0).then(|| (pixels(width), pixels(height)))
}
