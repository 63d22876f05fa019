//! One after the other, of all rows on the page.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static TAKEN: Cell<bool> = const { Cell::new(false) };
    /// What wakes those that wait, in their order.
    static WAITING: RefCell<VecDeque<Function>> = const { RefCell::new(VecDeque::new()) };
}

/// It is the next one's when this is dropped.
pub struct Turn(());

impl Turn {
    pub async fn take() -> Self {
        if TAKEN.replace(true) {
            let granted = Promise::new(&mut |resolve, _| {
                WAITING.with_borrow_mut(|waiting| waiting.push_back(resolve));
            });
            // The promise is never rejected.
            let _ = JsFuture::from(granted).await;
        }
        Self(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        match WAITING.with_borrow_mut(VecDeque::pop_front) {
            Some(wake) => {
                // Resolving a promise cannot throw.
                let _ = wake.call0(&JsValue::UNDEFINED);
            }
            None => TAKEN.set(false),
        }
    }
}
