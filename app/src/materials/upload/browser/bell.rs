//! Waiting that can be cut short: by the browser being online again, or by a person.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Promise};
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

#[derive(Default)]
pub struct Bell {
    waiting: RefCell<Option<Function>>,
    rung: Cell<bool>,
}

impl Bell {
    /// Waits for `millis`, or until someone rings. True if someone did.
    pub async fn wait(&self, millis: i32) -> bool {
        self.rung.set(false);
        let promise = Promise::new(&mut |resolve, _| {
            // A window always has timers.
            let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
            self.waiting.replace(Some(resolve));
        });
        // The promise is never rejected.
        let _ = JsFuture::from(promise).await;
        self.waiting.take();
        self.rung.get()
    }

    pub fn ring(&self) {
        if let Some(resolve) = self.waiting.take() {
            self.rung.set(true);
            // Resolving a promise cannot throw.
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    }
}
