//! Pixels to WebP of about a size.

use std::borrow::Cow;

use image::RgbImage;
use webp::{Encoder, WebPConfig};

use super::grain::{blurred, cleaned};

/// From one at which letters have no fringes to one at which they can still be read.
const QUALITIES: [f32; 5] = [80.0, 68.0, 55.0, 42.0, 28.0];
/// Shades of each colour, from all of them to so few that letters are just smooth.
const SHADES: [u32; 5] = [256, 16, 8, 6, 4];
/// The same for what has been smoothed: it has no fringes, and its letters are black again.
const SMOOTHED_QUALITIES: [f32; 4] = [55.0, 42.0, 28.0, 18.0];
const CLEANED_SHADES: [u32; 4] = [16, 8, 4, 3];
/// For what is drawn on a plain ground, whose pictures would be patches of colour in fewer.
const DRAWN_SHADES: [u32; 2] = [16, 8];

/// The best image that takes no more bytes than wanted, or the smallest there is.
///
/// Paper with letters on it is written without loss and, if need be, in fewer shades: that takes less than half of what
/// it takes with loss, and is sharp. What is drawn on a plain ground is written without loss if it is small enough.
/// Everything else is written with loss. Where that is far from enough there is grain, which is taken away. Nothing
/// comes of pixels that WebP does not hold (more than 16,383 to a side).
pub(crate) fn encode(image: &RgbImage, target: usize) -> Option<Vec<u8>> {
    let looks = Looks::of(image);
    let usual = usual(image, looks, target)?;
    if looks == Looks::Paper || is_near(&usual, target) {
        return Some(usual);
    }
    [Some(usual), without_grain(image, looks, target)].into_iter().flatten().min_by_key(Vec::len)
}

/// What takes a quarter more than wanted is not worth blurring for.
fn is_near(bytes: &[u8], target: usize) -> bool {
    bytes.len() <= target.saturating_add(target / 4)
}

fn usual(image: &RgbImage, looks: Looks, target: usize) -> Option<Vec<u8>> {
    if looks == Looks::Paper {
        return best(&SHADES, target, |shades| without_loss(&in_shades(image, shades)));
    }
    if looks == Looks::Drawing
        && let Some(exact) = without_loss(image).filter(|exact| exact.len() <= target)
    {
        return Some(exact);
    }
    best(&QUALITIES, target, |quality| with_loss(image, quality))
}

/// Letters go first: what is mostly paper, scanned, or drawn with letters around a picture with grain, becomes few shades
/// without loss. Everything else is smoothed and written with loss.
fn without_grain(image: &RgbImage, looks: Looks, target: usize) -> Option<Vec<u8>> {
    let smooth = blurred(image);
    let sharp = match looks {
        Looks::Drawing => best(&DRAWN_SHADES, target, |shades| without_loss(&in_shades(image, shades))),
        Looks::Paper | Looks::Photo => cleaned(&smooth)
            .and_then(|page| best(&CLEANED_SHADES, target, |shades| without_loss(&in_shades(&page, shades)))),
    };
    if sharp.as_ref().is_some_and(|bytes| is_near(bytes, target)) {
        return sharp;
    }
    let soft = best(&SMOOTHED_QUALITIES, target, |quality| with_loss(&smooth, quality));
    [sharp, soft].into_iter().flatten().min_by_key(Vec::len)
}

/// Goes down step by step, and over those that would be of no use.
fn best<T: Copy>(steps: &[T], target: usize, encoded: impl Fn(T) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let (mut place, last) = (0, steps.len() - 1);
    loop {
        let bytes = encoded(steps[place])?;
        if bytes.len() <= target || place == last {
            return Some(bytes);
        }
        let further = match bytes.len() / target.max(1) {
            ..2 => 1,
            2..4 => 2,
            4.. => last,
        };
        place = (place + further).min(last);
    }
}

fn with_loss(image: &RgbImage, quality: f32) -> Option<Vec<u8>> {
    let mut config = WebPConfig::new().ok()?;
    config.quality = quality;
    encoded(image, &config)
}

fn without_loss(image: &RgbImage) -> Option<Vec<u8>> {
    let mut config = WebPConfig::new().ok()?;
    config.lossless = 1;
    // More work saves nothing on letters.
    config.method = 2;
    encoded(image, &config)
}

fn encoded(image: &RgbImage, config: &WebPConfig) -> Option<Vec<u8>> {
    let encoder = Encoder::from_rgb(image.as_raw(), image.width(), image.height());
    Some(encoder.encode_advanced(config).ok()?.to_vec())
}

fn in_shades(image: &RgbImage, shades: u32) -> Cow<'_, RgbImage> {
    if shades >= 256 {
        return Cow::Borrowed(image);
    }
    let steps = shades - 1;
    let nearest = |value: u8| {
        let step = (u32::from(value) * steps + 127) / 255;
        u8::try_from(step * 255 / steps).unwrap_or(u8::MAX)
    };
    let mut fewer = image.clone();
    fewer.iter_mut().for_each(|value| *value = nearest(*value));
    Cow::Owned(fewer)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    /// Mostly white, with letters of few colours.
    Paper,
    /// Most pixels are as the one beside them.
    Drawing,
    Photo,
}

impl Looks {
    fn of(image: &RgbImage) -> Self {
        let pixels = image.as_raw().as_chunks::<3>().0;
        let white = pixels.iter().filter(|pixel| pixel.iter().all(|value| *value >= 250)).count();
        if white * 4 > pixels.len() * 3 && colours(pixels) < 128 {
            return Self::Paper;
        }
        let same = pixels.windows(2).filter(|two| two[0] == two[1]).count();
        if same * 5 > pixels.len() * 3 { Self::Drawing } else { Self::Photo }
    }
}

/// How many colours there are if each is known by the upper half of its bytes: the edges of letters take 16 of them.
fn colours(pixels: &[[u8; 3]]) -> usize {
    let mut seen = vec![false; 1 << 12];
    for [red, green, blue] in pixels {
        let place = usize::from(red >> 4) << 8 | usize::from(green >> 4) << 4 | usize::from(blue >> 4);
        seen[place] = true;
    }
    seen.into_iter().filter(|seen| *seen).count()
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    fn noise(x: u32, y: u32) -> Rgb<u8> {
        let mixed = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503);
        let [red, green, blue, _] = mixed.wrapping_mul(2_246_822_519).to_le_bytes();
        Rgb([red, green, blue])
    }

    #[test]
    fn what_is_too_large_gets_coarser_and_what_is_not_does_not() {
        let noise = RgbImage::from_fn(300, 300, noise);
        let free = encode(&noise, usize::MAX).expect("an image").len();
        let tight = encode(&noise, free / 2).expect("an image").len();
        assert!(tight < free * 3 / 4, "{tight} of {free}");
        let plain = encode(&RgbImage::new(300, 300), 10_000).expect("an image");
        assert!(plain.len() < 500);
        assert_eq!(&plain[8..12], b"WEBP");
    }

    #[test]
    fn paper_stays_white_and_sharp_however_small_it_has_to_be() {
        let spot = |x: u32, y: u32| x.is_multiple_of(3) && y.is_multiple_of(4);
        let grey = |x: u32, y: u32| Rgb([noise(x, y).0[0]; 3]);
        let paper = RgbImage::from_fn(400, 400, |x, y| if spot(x, y) { grey(x, y) } else { Rgb([255; 3]) });
        assert_eq!(Looks::of(&paper), Looks::Paper);
        let free = encode(&paper, usize::MAX).expect("an image").len();
        let tight = encode(&paper, free / 2).expect("an image");
        assert!(tight.len() < free * 2 / 3);
        let seen = image::load_from_memory(&tight).expect("an image").to_rgb8();
        assert!(seen.enumerate_pixels().all(|(x, y, pixel)| spot(x, y) || pixel.0 == [255; 3]));
    }

    #[test]
    fn a_photo_on_paper_is_no_paper() {
        let page = RgbImage::from_fn(400, 400, |x, y| if x < 80 { noise(x, y) } else { Rgb([255; 3]) });
        assert_ne!(Looks::of(&page), Looks::Paper);
    }

    #[test]
    fn no_pixels_are_no_image() {
        assert_eq!(encode(&RgbImage::new(0, 0), 1), None);
        assert_eq!(encode(&RgbImage::new(20_000, 1), 1), None);
    }
}
