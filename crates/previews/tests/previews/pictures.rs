use std::io::Cursor;

use domain::preview::Missing;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use previews::{Limits, Source, Tools, Unrenderable};

use super::{Trial, decoded, widths};

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([250, 0, 0]) } else { Rgb([0, 0, 250]) })
}

/// With what a camera says: how it was held, and where.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\x00\x2A\x00\x00\x00\x08\x00\x02".to_vec();
    tiff.extend_from_slice(&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend_from_slice(&[0x01, 0x0E, 0, 2, 0, 0, 0, 14, 0, 0, 0, 38]);
    tiff.extend_from_slice(&[0, 0, 0, 0]);
    tiff.extend_from_slice(b"SECRET HARBOUR");
    let length = u16::try_from(tiff.len() + 8).expect("a short segment").to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, b"Exif\0\0", &tiff, &jpeg[2..]].concat()
}

#[test]
fn a_photo_is_turned_and_says_nothing_of_its_camera() {
    let jpeg = with_exif(&encoded(halves(1_200, 800), ImageFormat::Jpeg), 6);
    let trial = Trial::of(&jpeg);
    let contents = trial.render(Source::Picture).expect("contents");
    trial.assert_complete(&contents);
    let page = &contents.pages[0];
    // Held upright: what was left is above.
    assert_eq!((page.width, page.height, widths(page)), (800, 1_200, vec![800, 320]));
    let drawn = decoded(&trial.preview().join(&page.images[0].file));
    assert!(drawn.get_pixel(400, 100).0[0] > 200 && drawn.get_pixel(400, 1_100).0[2] > 200);
    let bytes = std::fs::read(trial.preview().join(&page.images[0].file)).expect("an image");
    assert!(!bytes.windows(6).any(|six| six == b"SECRET") && !bytes.windows(4).any(|four| four == b"EXIF"));
}

/// The gate takes a picture that lacks hardly more than its end mark.
#[test]
fn a_photo_without_its_end_is_drawn() {
    let jpeg = encoded(halves(1_200, 800), ImageFormat::Jpeg);
    for missing in [2, 3, jpeg.len() / 50] {
        let trial = Trial::of(&jpeg[..jpeg.len() - missing]);
        let contents = trial.render(Source::Picture).expect("contents");
        let page = &contents.pages[0];
        assert_eq!((page.width, page.height), (900, 600));
        let drawn = decoded(&trial.preview().join(&page.images[0].file));
        assert!(drawn.get_pixel(100, 500).0[0] > 200 && drawn.get_pixel(800, 500).0[2] > 200, "{missing}");
    }
}

#[test]
fn a_large_picture_gets_both_widths_in_every_format() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let trial = Trial::of(&encoded(halves(1_800, 900), format));
        let contents = trial.render(Source::Picture).expect("contents");
        assert_eq!(widths(&contents.pages[0]), [900, 320], "{format:?}");
        assert_eq!(contents.pages[0].height, 450);
        trial.assert_complete(&contents);
    }
}

#[test]
fn a_small_picture_is_not_enlarged_and_a_high_one_is_drawn_narrower() {
    let small = Trial::of(&encoded(halves(200, 100), ImageFormat::Png)).render(Source::Picture).expect("contents");
    assert_eq!(widths(&small.pages[0]), [200, 200]);
    let high = Trial::of(&encoded(halves(900, 9_000), ImageFormat::Png)).render(Source::Picture).expect("contents");
    assert_eq!((widths(&high.pages[0]), high.pages[0].height), (vec![270, 96], 2_700));
}

#[test]
fn what_can_be_seen_through_is_set_on_white() {
    let trial = Trial::of(&encoded(RgbaImage::from_pixel(400, 300, Rgba([0, 0, 0, 0])), ImageFormat::Png));
    let contents = trial.render(Source::Picture).expect("contents");
    let drawn = decoded(&trial.preview().join(&contents.pages[0].images[0].file));
    assert!(drawn.get_pixel(200, 150).0.iter().all(|value| *value > 250));
}

#[test]
fn a_picture_of_too_many_pixels_is_not_decoded() {
    let trial = Trial::of(&encoded(halves(1_000, 1_000), ImageFormat::Png));
    let limits = Limits { pixels: 900_000, ..Limits::default() };
    let contents = trial.render_with(Source::Picture, &Tools::default(), &limits).expect("contents");
    assert_eq!((contents.pages.len(), contents.missing), (0, vec![Missing::TooManyPixels]));
}

#[test]
fn a_picture_that_claims_to_be_huge_takes_no_memory() {
    let mut png = encoded(halves(10, 10), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
    let crc = crc(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&crc);
    let contents = Trial::of(&png).render(Source::Picture).expect("contents");
    assert_eq!(contents.missing, [Missing::TooManyPixels]);
}

#[test]
fn half_a_picture_is_damaged() {
    let png = encoded(halves(500, 500), ImageFormat::Png);
    let trial = Trial::of(&png[..png.len() / 2]);
    assert!(matches!(trial.render(Source::Picture), Err(Unrenderable::Damaged(_))));
    assert!(matches!(Trial::of(b"no picture").render(Source::Picture), Err(Unrenderable::Damaged(_))));
}

/// Of a chunk of PNG.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)))
    })
}
