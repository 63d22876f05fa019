//! The SHA-256 of a file, slice by slice, while it is uploaded.

use domain::material::Sha256Hex;
use js_sys::Uint8Array;
use leptos::prelude::window;
use sha2::{Digest as _, Sha256};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Small enough to leave a slow machine's page responsive.
const SLICE: u64 = 512 * 1024;

/// The browser cannot read the file: it was moved or changed, or is a folder.
pub struct Unreadable;

/// The hash of a file's first bytes.
#[derive(Default)]
pub struct Digest {
    hasher: Sha256,
    hashed: u64,
}

impl Digest {
    /// Takes in the file's bytes up to `end`, unless that has been done, or until `go_on` says no.
    pub async fn advance(&mut self, file: &File, end: u64, go_on: impl Fn() -> bool) -> Result<(), Unreadable> {
        while self.hashed < end && go_on() {
            let next = end.min(self.hashed + SLICE);
            let slice = file.slice_with_f64_and_f64(self.hashed as f64, next as f64).map_err(|_| Unreadable)?;
            let buffer = JsFuture::from(slice.array_buffer()).await.map_err(|_| Unreadable)?;
            let bytes = Uint8Array::new(&buffer).to_vec();
            if bytes.len() as u64 != next - self.hashed {
                return Err(Unreadable);
            }
            self.hasher.update(&bytes);
            self.hashed = next;
        }
        Ok(())
    }

    /// As hexadecimal digits and as base64.
    pub fn finish(&self) -> (String, String) {
        let digest = self.hasher.clone().finalize();
        (Sha256Hex::of_bytes(&digest).0, base64(&digest))
    }
}

/// The browser's own base64 takes a text whose characters stand for bytes.
pub fn base64(bytes: &[u8]) -> String {
    let text: String = bytes.iter().copied().map(char::from).collect();
    // It refuses only characters that are no bytes.
    window().btoa(&text).unwrap_or_default()
}
