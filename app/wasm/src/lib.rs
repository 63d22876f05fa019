//! Where the browser starts. It exists so that LTO works: a cdylib of its own.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub fn hydrate() {
    wasm_bindgen_futures::spawn_local(app::hydrate());
}
