//! An uploaded picture: turned as the camera says, made smaller, and without what the camera says beside it.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use domain::preview::{Contents, Missing, Page, WIDTHS};
use image::imageops::{FilterType, resize};
use image::{DynamicImage, ImageDecoder, ImageReader, RgbImage};

use super::fitting;
use crate::folder::Folder;
use crate::limits::Limits;
use crate::unrenderable::Unrenderable;

/// One page without text. The place where a photo was taken, and everything else beside its pixels, stays behind.
pub(crate) fn render_picture(source: &Path, folder: &Folder, limits: &Limits) -> Result<Contents, Unrenderable> {
    let Some(picture) = decoded(source, limits)? else {
        return Ok(Contents { pages: Vec::new(), missing: vec![Missing::TooManyPixels] });
    };
    let mut page = Page { number: 1, ..Page::default() };
    folder.put(&mut page, &picture, limits)?;
    Ok(Contents { pages: vec![page], missing: Vec::new() })
}

/// `None` if it has too many pixels. What can be seen through is set on white.
fn decoded(source: &Path, limits: &Limits) -> Result<Option<RgbImage>, Unrenderable> {
    let file = File::open(source).map_err(Unrenderable::Unreadable)?;
    let mut reader = ImageReader::new(BufReader::new(file)).with_guessed_format().map_err(Unrenderable::Unreadable)?;
    let mut most = image::Limits::default();
    most.max_alloc = Some(limits.pixels.saturating_mul(4));
    reader.limits(most);
    let mut decoder = match reader.into_decoder() {
        Ok(decoder) => decoder,
        Err(image::ImageError::Limits(_)) => return Ok(None),
        Err(_) => return Err(Unrenderable::Damaged("it is no picture that can be decoded")),
    };
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > limits.pixels {
        return Ok(None);
    }
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let picture = match DynamicImage::from_decoder(decoder) {
        Ok(picture) => picture,
        Err(image::ImageError::Limits(_)) => return Ok(None),
        Err(_) => return Err(Unrenderable::Damaged("the picture breaks off")),
    };
    let mut picture = smaller(picture);
    picture.apply_orientation(orientation);
    Ok(Some(fitted(on_white(&picture))))
}

/// To about twice the size that is wanted, roughly and quickly: what follows is thorough and takes memory.
fn smaller(picture: DynamicImage) -> DynamicImage {
    const ROUGHLY: u32 = 4 * WIDTHS[0];
    if picture.width().max(picture.height()) > ROUGHLY { picture.thumbnail(ROUGHLY, ROUGHLY) } else { picture }
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let seen = picture.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let on = |value: u8| {
            let (value, alpha) = (u32::from(value), u32::from(alpha));
            u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([on(red), on(green), on(blue)])
    })
}

/// As wide as a page is drawn.
fn fitted(picture: RgbImage) -> RgbImage {
    match fitting(picture.width(), picture.height(), WIDTHS[0]) {
        Some((width, height)) => resize(&picture, width, height, FilterType::Lanczos3),
        None => picture,
    }
}
