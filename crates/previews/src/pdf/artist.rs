//! Draws pages on a thread of its own, which may be lost.
//!
//! A page may make whoever draws it panic, or go on for ever. Neither can be stopped from outside, but both can be left
//! behind: the thread ends by itself, or with the process.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use domain::preview::WIDTHS;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use image::RgbImage;

use super::text::text_of;
use crate::picture::HIGHEST;

/// The interpreter calls itself for what lies in one another, fifty deep.
const STACK_BYTES: usize = 16 << 20;

/// What is wanted of a page; the first is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Its text, and its picture after that.
    Page(usize),
    /// Its text only.
    Text(usize),
}

/// What comes back, in this order: `Opened` once, and for each page its text, then its picture if that was wanted.
pub(super) enum Work {
    Opened(Result<usize, LoadPdfError>),
    Text(String),
    Picture(RgbImage),
}

/// How waiting for it ends otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// It is still at it.
    Late,
    /// It gave up.
    Gone,
}

pub(super) struct Artist {
    orders: Sender<Order>,
    work: Receiver<Work>,
}

impl Artist {
    /// Opens the file at once. Fails if there is no thread to be had.
    pub(super) fn hire(bytes: Arc<Vec<u8>>) -> std::io::Result<Self> {
        let (orders, received) = channel();
        let (done, work) = channel();
        let builder = thread::Builder::new().name("artist".to_owned()).stack_size(STACK_BYTES);
        builder.spawn(move || draw_all(bytes, &received, &done))?;
        Ok(Self { orders, work })
    }

    pub(super) fn order(&self, order: Order) {
        // If nobody is there any more, waiting for the work tells.
        let _ = self.orders.send(order);
    }

    pub(super) fn wait(&self, time: Duration) -> Result<Work, Lost> {
        self.work.recv_timeout(time).map_err(|error| match error {
            RecvTimeoutError::Timeout => Lost::Late,
            RecvTimeoutError::Disconnected => Lost::Gone,
        })
    }
}

/// Ends when nobody orders anything any more, or nobody waits.
fn draw_all(bytes: Arc<Vec<u8>>, orders: &Receiver<Order>, done: &Sender<Work>) {
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(error) => {
            let _ = done.send(Work::Opened(Err(error)));
            return;
        }
    };
    let pages = pdf.pages();
    let _ = done.send(Work::Opened(Ok(pages.len())));
    let cache = RenderCache::new();
    let settings = InterpreterSettings::default();
    let text_cache = hayro::hayro_interpret::InterpreterCache::new();
    while let Ok(order) = orders.recv() {
        let (Order::Page(place) | Order::Text(place)) = order;
        let Some(page) = pages.get(place) else { return };
        if done.send(Work::Text(text_of(page, &text_cache, &settings))).is_err() {
            return;
        }
        let drawn = matches!(order, Order::Page(_)).then(|| draw(page, &cache, &settings));
        if drawn.is_some_and(|picture| done.send(Work::Picture(picture)).is_err()) {
            return;
        }
    }
}

fn draw<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, settings: &InterpreterSettings) -> RgbImage {
    let (width, height) = page.render_dimensions();
    let scale = (WIDTHS[0] as f32 / width).min((HIGHEST * WIDTHS[0]) as f32 / height);
    let pixels = |length: f32| ((length * scale).round() as u16).max(1);
    let (across, down) = (pixels(width), pixels(height));
    let form =
        RenderSettings { x_scale: scale, y_scale: scale, width: Some(across), height: Some(down), bg_color: WHITE };
    let drawn = render(page, cache, settings, &form);
    // On white nothing shines through, so the fourth byte of a pixel is full.
    let bytes = drawn
        .data_as_u8_slice()
        .as_chunks::<4>()
        .0
        .iter()
        .flat_map(|[red, green, blue, _]| [*red, *green, *blue])
        .collect();
    RgbImage::from_raw(u32::from(across), u32::from(down), bytes).unwrap_or_default()
}
