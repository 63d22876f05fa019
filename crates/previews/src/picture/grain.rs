//! Grain: what scanners and cameras put on everything. It takes most of the bytes, and tells nothing.

use image::RgbImage;

/// How far the shades of paper lie from its own, in 256, once it is blurred.
const PAPER_SPREAD: usize = 24;
/// Darker than this is no paper.
const DARKEST_PAPER: usize = 150;
/// What is so far below paper as the grain reaches is paper still, with a little room.
const ROOM_BELOW_PAPER: usize = 8;
/// Colours whose parts differ by less are those of grain.
const NEARLY_GREY: u8 = 40;
/// Pixels to a side of the squares in which is looked for what was lost: a line of letters is about as high.
const SQUARE: u32 = 24;
/// What is seen in spite of the grain has so many shades more than the grain has by itself,
const ABOVE_GRAIN: u8 = 16;
/// and is still seen if it has so many once the page is cleaned.
const STILL_SEEN: u8 = 100;
/// As many squares beside each other are a word.
const WORD: usize = 3;

/// Each pixel mixed with those around it, as 1 : 2 : 1 down and across. Three eighths of the grain are left; strokes of
/// letters become paler and a little wider.
pub(super) fn blurred(image: &RgbImage) -> RgbImage {
    let width = 3 * image.width() as usize;
    let rows: Vec<&[u8]> = image.as_raw().chunks_exact(width).collect();
    let last = rows.len().saturating_sub(1);
    let mut blurred = image.clone();
    for (place, row) in blurred.chunks_exact_mut(width).enumerate() {
        let (above, here, below) = (rows[place.saturating_sub(1)], rows[place], rows[(place + 1).min(last)]);
        let mixed_down = |at: usize| u16::from(above[at]) + 2 * u16::from(here[at]) + u16::from(below[at]);
        let down: Vec<u16> = (0..width).map(mixed_down).collect();
        for (at, value) in row.iter_mut().enumerate() {
            let left = if at < 3 { at } else { at - 3 };
            let right = if at + 3 < width { at + 3 } else { at };
            *value = u8::try_from((down[left] + 2 * down[at] + down[right]) / 16).unwrap_or(u8::MAX);
        }
    }
    blurred
}

/// A blurred page with its paper white and its letters black, if most of it is paper and no words are lost.
pub(super) fn cleaned(page: &RgbImage) -> Option<RgbImage> {
    let Levels { white, black } = Levels::of(page)?;
    let stretched = |value: u8| {
        let above = usize::from(value).saturating_sub(black);
        u8::try_from(above * 255 / (white - black)).unwrap_or(u8::MAX)
    };
    let mut cleaned = page.clone();
    for pixel in cleaned.pixels_mut() {
        let [red, green, blue] = pixel.0;
        let spread = red.max(green).max(blue) - red.min(green).min(blue);
        let colour = if spread < NEARLY_GREY { [luma(pixel.0); 3] } else { pixel.0 };
        pixel.0 = colour.map(stretched);
    }
    (!loses_words(page, &cleaned)).then_some(cleaned)
}

/// Is anything as long as a word not seen any more? It may have been paler than the letters that became black, or have
/// lain in a shadow or on a dark ground.
fn loses_words(before: &RgbImage, after: &RgbImage) -> bool {
    let (before, after) = (contrasts(before), contrasts(after));
    let mut sorted = before.concat();
    sorted.sort_unstable();
    // There is nothing but grain in one square of five.
    let Some(grain) = sorted.get(sorted.len() / 5) else { return false };
    let was_seen = |square: u8| square > grain.saturating_add(ABOVE_GRAIN);
    let is_kept = |row: usize, column: usize| {
        let rows = before.get(row).zip(after.get(row));
        rows.is_some_and(|(before, after)| was_seen(before[column]) && after[column] >= STILL_SEEN)
    };
    // The feet of letters, which are pale, may lie in another square than the letters.
    let is_lost = |row: usize, column: usize| {
        let is_edge = is_kept(row.wrapping_sub(1), column) || is_kept(row + 1, column);
        was_seen(before[row][column]) && after[row][column] < STILL_SEEN && !is_edge
    };
    before.iter().enumerate().any(|(row, squares)| {
        let lost: Vec<bool> = (0..squares.len()).map(|column| is_lost(row, column)).collect();
        lost.windows(WORD).any(|squares| squares.iter().all(|is_lost| *is_lost))
    })
}

/// How far the shades of each square lie apart, row by row. One pixel in fifty is left out at either end.
fn contrasts(page: &RgbImage) -> Vec<Vec<u8>> {
    let contrast = |left: u32, top: u32| {
        let places = (top..top + SQUARE).flat_map(|y| (left..left + SQUARE).map(move |x| (x, y)));
        let mut shades: Vec<u8> = places.map(|(x, y)| luma(page.get_pixel(x, y).0)).collect();
        shades.sort_unstable();
        let left_out = shades.len() / 50;
        shades[shades.len() - 1 - left_out] - shades[left_out]
    };
    let begins = |length: u32| (0..length / SQUARE).map(|place| place * SQUARE);
    begins(page.height()).map(|top| begins(page.width()).map(|left| contrast(left, top)).collect()).collect()
}

/// From which shade on a page is white, and down from which it is black.
struct Levels {
    white: usize,
    black: usize,
}

impl Levels {
    /// `None` where less than two thirds of it are paper.
    fn of(page: &RgbImage) -> Option<Self> {
        let mut counts = [0_usize; 256];
        page.pixels().for_each(|pixel| counts[usize::from(luma(pixel.0))] += 1);
        let all: usize = counts.iter().sum();
        let near = |shade: usize, far: usize| -> usize {
            counts[shade.saturating_sub(far)..=(shade + far).min(255)].iter().sum()
        };
        let paper = (DARKEST_PAPER..256).max_by_key(|shade| near(*shade, 8))?;
        if near(paper, PAPER_SPREAD) * 3 < all * 2 {
            return None;
        }
        // Nothing is brighter than paper but its grain, which reaches as far down. One pixel in fifty is left out.
        let brighter: usize = counts.iter().skip(paper + 1).sum();
        let mut passed = 0;
        let brightest = (paper + 1..256).rev().find(|shade| {
            passed += counts[*shade];
            passed * 50 > brighter
        });
        let grain = brightest.map_or(0, |brightest| brightest - paper).min(PAPER_SPREAD);
        let white = paper - grain - ROOM_BELOW_PAPER;
        let mut passed = 0;
        let ink = (0..256).find(|shade| {
            passed += counts[*shade];
            passed * 100 >= all
        })?;
        // Shadows of a picture do not make letters pale, nor is a page without letters all grain.
        Some(Self { white, black: ink.clamp(white * 2 / 5, white - 64) })
    }
}

/// How bright a colour is seen, after ITU-R BT.601.
fn luma([red, green, blue]: [u8; 3]) -> u8 {
    let sum = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
    u8::try_from(sum / 256).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;
    use crate::limits::Limits;
    use crate::picture::encode;

    /// A E N O R S T Y, in five dots across and seven down.
    const LETTERS: [[u8; 7]; 8] = [
        [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001],
        [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111],
        [0b10001, 0b11001, 0b10101, 0b10011, 0b10001, 0b10001, 0b10001],
        [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110],
        [0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001],
        [0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110],
        [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100],
        [0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100],
    ];
    /// Of a page, on a link that is weak. Without any of this it takes four times as much.
    const MOST_BYTES: usize = 75_000;
    const PAPER: u8 = 235;
    const INK: u8 = 40;

    /// A number without any order in it, the same for the same place.
    fn scattered(place: u32) -> u32 {
        let place = (place ^ (place >> 16)).wrapping_mul(0x85eb_ca6b);
        let place = (place ^ (place >> 13)).wrapping_mul(0xc2b2_ae35);
        place ^ (place >> 16)
    }

    /// Whether there is ink, in thirds of a pixel: lines of letters that are nine pixels high and have strokes of a pixel
    /// and a third, as of 8 points on a page that is 900 pixels wide.
    fn has_ink(x: u32, y: u32) -> bool {
        let (Some(x), Some(y)) = (x.checked_sub(270), y.checked_sub(180)) else { return false };
        let (row, dot) = (y % 60 / 4, x % 24 / 4);
        if x >= 2160 || y >= 3420 || row >= 7 || dot >= 5 {
            return false;
        }
        let letter = scattered(y / 60 * 1000 + x / 24);
        let dots = LETTERS[(letter >> 8) as usize % 8][row as usize];
        !letter.is_multiple_of(6) && dots >> (4 - dot) & 1 == 1
    }

    fn page_of_text() -> RgbImage {
        RgbImage::from_fn(900, 1273, |x, y| {
            let inked = (0..9).filter(|part| has_ink(3 * x + part % 3, 3 * y + part / 3)).count();
            let shade = usize::from(PAPER) - usize::from(PAPER - INK) * inked / 9;
            Rgb([u8::try_from(shade).expect("a shade"); 3])
        })
    }

    fn photo() -> RgbImage {
        RgbImage::from_fn(900, 675, |x, y| {
            let wave = |across: f32, down: f32| (x as f32 / across).sin() * (y as f32 / down).cos();
            let bright = 128.0 + 60.0 * wave(70.0, 50.0) + 25.0 * wave(23.0, 31.0) + 12.0 * wave(7.0, 9.0);
            Rgb([bright, bright * 0.9 + 10.0, bright * 0.7 + 30.0].map(|value| value as u8))
        })
    }

    /// The same with grain, grey and nearly normal, that strays so far.
    fn with_grain(image: &RgbImage, strays: i32) -> RgbImage {
        RgbImage::from_fn(image.width(), image.height(), |x, y| {
            // The sum of four even ones, which strays by 148.
            let sum: i32 = scattered(y * image.width() + x + 1).to_le_bytes().into_iter().map(i32::from).sum();
            let grain = (sum - 510) * strays / 148;
            let shown = |value: u8| u8::try_from((i32::from(value) + grain).clamp(0, 255)).expect("a shade");
            Rgb(image.get_pixel(x, y).0.map(shown))
        })
    }

    /// As it is read again at 900 pixels, and how many bytes it takes.
    fn seen(drawn: &RgbImage) -> (RgbImage, usize) {
        let bytes = encode(drawn, Limits::default().image_bytes).expect("an image");
        (image::load_from_memory(&bytes).expect("an image").to_rgb8(), bytes.len())
    }

    /// By how much two pictures differ on the average, in 256 shades.
    fn difference(one: &RgbImage, other: &RgbImage) -> f64 {
        let sum: u64 = one.iter().zip(other.iter()).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
        sum as f64 / one.len() as f64
    }

    #[test]
    fn a_scanned_page_with_heavy_grain_is_light_and_its_letters_are_sharp() {
        let page = page_of_text();
        for strays in [25, 40] {
            let (shown, bytes) = seen(&with_grain(&page, strays));
            assert!(bytes <= MOST_BYTES, "{strays}: {bytes}");
            let (mut strokes, mut paper) = (Vec::new(), Vec::new());
            for (was, is) in page.pixels().zip(shown.pixels()) {
                match was.0[0] {
                    PAPER => paper.push(luma(is.0)),
                    shade if shade < INK + 40 => strokes.push(luma(is.0)),
                    _ => {}
                }
            }
            let mean = |shades: &[u8]| shades.iter().map(|shade| f64::from(*shade)).sum::<f64>() / shades.len() as f64;
            let contrast = mean(&paper) - mean(&strokes);
            assert!(contrast > 0.8 * f64::from(PAPER - INK), "{strays}: letters stand out by {contrast}");
            let dark = |shades: &[u8]| {
                let dark = shades.iter().filter(|shade| **shade < 128).count();
                dark as f64 / shades.len() as f64
            };
            assert!(dark(&strokes) > 0.95, "{strays}: no stroke breaks off: {}", dark(&strokes));
            assert!(dark(&paper) < 0.06, "{strays}: nothing fills up: {}", dark(&paper));
        }
    }

    #[test]
    fn words_that_are_faint_or_in_a_shadow_are_not_cleaned_away() {
        let page = page_of_text();
        let changed = |from: u32, change: fn(u8) -> u8| {
            RgbImage::from_fn(page.width(), page.height(), |x, y| {
                let pixel = page.get_pixel(x, y);
                if (from..1200).contains(&y) { Rgb(pixel.0.map(change)) } else { *pixel }
            })
        };
        let faint = changed(1100, |shade| PAPER - (PAPER - shade) / 4);
        let shadow = changed(1120, |shade| shade / 5 * 2);
        for (name, page, is_cleaned) in [("plain", &page, true), ("faint", &faint, false), ("shadow", &shadow, false)] {
            let smooth = blurred(&with_grain(page, 14));
            assert!(Levels::of(&smooth).is_some(), "{name}: mostly paper");
            assert_eq!(cleaned(&smooth).is_some(), is_cleaned, "{name}");
        }
    }

    #[test]
    fn a_photo_with_heavy_grain_is_light_and_nearer_to_what_was_seen() {
        let scene = photo();
        let grainy = with_grain(&scene, 25);
        let (shown, bytes) = seen(&grainy);
        assert!(bytes <= MOST_BYTES, "{bytes}");
        let (before, after) = (difference(&scene, &grainy), difference(&scene, &shown));
        assert!(after * 2.0 < before, "{after} of {before}");
    }

    #[test]
    fn what_is_smaller_without_it_stays_as_it_is() {
        let scene = photo();
        let (shown, bytes) = seen(&scene);
        assert!(bytes < 30_000, "{bytes}");
        assert!(difference(&scene, &shown) < 3.0);
        assert!(Levels::of(&scene).is_none(), "a photo is no paper");
    }

    #[test]
    fn a_stamp_on_paper_keeps_its_colour() {
        let page = RgbImage::from_fn(300, 300, |x, _| if x < 60 { Rgb([190, 60, 60]) } else { Rgb([236, 234, 230]) });
        let cleaned = cleaned(&page).expect("paper");
        assert_eq!(cleaned.get_pixel(200, 9).0, [255; 3]);
        let [red, green, blue] = cleaned.get_pixel(20, 9).0;
        assert!(red > 150 && green < 80 && blue < 80, "{red} {green} {blue}");
    }
}
