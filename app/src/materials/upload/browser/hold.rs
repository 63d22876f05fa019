//! One tab for each upload: a Web Lock that goes with the tab, however it ends.
//!
//! web-sys has these behind an unstable flag, so they are reached by name. A browser without them
//! (or a page that is not a secure context) works without: the server still takes one append at a
//! time, and an offset that moved meanwhile is a 409.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The upload is this tab's until this is dropped.
pub struct Hold {
    release: Option<Function>,
}

impl Hold {
    /// Takes the upload if no other tab has it.
    pub async fn try_take(location: &str) -> Option<Self> {
        take(location, true).await
    }

    /// Waits until no other tab has it.
    pub async fn take(location: &str) -> Option<Self> {
        take(location, false).await
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            // Resolving a promise cannot throw.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

async fn take(location: &str, only_if_free: bool) -> Option<Hold> {
    let granted = Promise::new(&mut |resolve, _| {
        if ask(location, only_if_free, &resolve).is_none() {
            let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED);
        }
    });
    let granted = JsFuture::from(granted).await.unwrap_or_default();
    // `null`: another tab has it. `undefined`: this browser has no locks.
    if granted.is_null() { None } else { Some(Hold { release: granted.dyn_into().ok() }) }
}

/// Asks for the lock; `tell` gets what releases it, `null` if another has it, or `undefined` if
/// there are no locks. `None` if there is nobody to ask.
fn ask(location: &str, only_if_free: bool, tell: &Function) -> Option<()> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &only_if_free.into()).ok()?;
    let granted = Closure::once_into_js({
        let tell = tell.clone();
        move |lock: JsValue| -> JsValue {
            if lock.is_null() {
                let _ = tell.call1(&JsValue::UNDEFINED, &JsValue::NULL);
                return JsValue::UNDEFINED;
            }
            // The lock is held until this promise is resolved.
            Promise::new(&mut |release, _| {
                let _ = tell.call1(&JsValue::UNDEFINED, &release);
            })
            .into()
        }
    });
    let name = ["lectern ", location].concat();
    let asked = request.call3(&locks, &name.into(), &options, &granted).ok()?;
    // Where locks are forbidden, the request is rejected.
    let tell = tell.clone();
    let refused = Closure::once_into_js(move |_: JsValue| tell.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED).ok());
    let catch: Function = Reflect::get(&asked, &"catch".into()).ok()?.dyn_into().ok()?;
    catch.call1(&asked, &refused).ok().map(drop)
}
