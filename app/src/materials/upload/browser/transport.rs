//! tus 1.0.0, one request at a time, over XMLHttpRequest: fetch does not tell how much of a body
//! has left.

use domain::sharing::SaidByBox;
use js_sys::{Function, JSON, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use super::digest::base64;
use super::memory::{number, text};
use super::now;

const UPLOADS: &str = "/api/uploads";
/// A request on which nothing moves for so long is given up, in milliseconds.
const PATIENCE: u32 = 120_000;
/// The answer to the last byte comes when the whole file is checked and safe on disk.
const LAST_PATIENCE: u32 = 240_000;

/// What the server said. Status 0: nothing.
pub struct Answer {
    pub status: u16,
    pub body: String,
    /// Milliseconds that the request took.
    pub took: f64,
    request: XmlHttpRequest,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<String> {
        self.request.get_response_header(name).ok().flatten()
    }

    /// Bytes that are durable, if this is a success that says so: a page that some hotel's network
    /// puts in our place does not.
    pub fn offset(&self) -> Option<u64> {
        self.header("Upload-Offset").filter(|_| self.is_success())?.trim().parse().ok()
    }

    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The target takes nothing more for now.
    pub fn is_closed(&self) -> bool {
        self.header("Upload-Closed").is_some()
    }

    /// Seconds that the server asks to wait.
    pub fn retry_after(&self) -> Option<u32> {
        self.header("Retry-After")?.trim().parse().ok()
    }

    /// A success that did not say what it must counts as no answer.
    pub fn without_sense(mut self) -> Self {
        if self.is_success() {
            self.status = 0;
        }
        self
    }
}

/// A request that has left.
pub struct Call {
    request: XmlHttpRequest,
    ended: Promise,
    started: f64,
    _on_progress: Option<Closure<dyn FnMut(ProgressEvent)>>,
}

/// What goes on while a body leaves.
struct Watch {
    /// Told how many bytes of the body have left.
    on_progress: Box<dyn FnMut(u64)>,
    /// How long to wait for the answer once all have left, in milliseconds.
    patience: u32,
}

impl Call {
    fn start(
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<&Blob>,
        watch: Option<Watch>,
    ) -> Result<Self, JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open(method, url)?;
        request.set_request_header("Tus-Resumable", "1.0.0")?;
        for (name, value) in headers {
            request.set_request_header(name, value)?;
        }
        let started = now();
        let nothing_to_send = body.is_none_or(|body| body.size() == 0.0);
        let for_answer = watch.as_ref().map_or(PATIENCE, |watch| watch.patience);
        request.set_timeout(if nothing_to_send { for_answer } else { PATIENCE });
        let on_progress = watch.map(|watch| watching(request.clone(), started, watch));
        if let Some(on_progress) = &on_progress {
            request.upload()?.set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
        }
        let ended = Promise::new(&mut |resolve: Function, _| request.set_onloadend(Some(&resolve)));
        request.send_with_opt_blob(body)?;
        Ok(Self { request, ended, started, _on_progress: on_progress })
    }

    /// What stops this request; its answer then has status 0.
    pub fn brake(&self) -> Brake {
        Brake(self.request.clone())
    }

    /// Gives the request up so many milliseconds after it has left.
    pub fn give_up_after(&self, millis: u32) {
        self.request.set_timeout(millis);
    }

    /// The answer; an abort, a timeout and a broken link all give status 0.
    pub async fn answer(self) -> Answer {
        let ended = JsFuture::from(self.ended).await.ok().and_then(|event| event.dyn_into::<web_sys::Event>().ok());
        Answer {
            status: self.request.status().unwrap_or(0),
            body: self.request.response_text().ok().flatten().unwrap_or_default(),
            // The event's own time: the answer may be looked at later, when hashing is done.
            took: ended.map_or_else(now, |event| event.time_stamp()) - self.started,
            request: self.request,
        }
    }
}

/// Stops a request that is under way.
pub struct Brake(XmlHttpRequest);

impl Brake {
    pub fn pull(&self) {
        // What has ended already stays ended.
        let _ = self.0.abort();
    }
}

/// Passes progress on, and moves the time-out, which counts from the request's start, with it.
fn watching(request: XmlHttpRequest, started: f64, mut watch: Watch) -> Closure<dyn FnMut(ProgressEvent)> {
    Closure::new(move |event: ProgressEvent| {
        (watch.on_progress)(event.loaded() as u64);
        let all_left = event.loaded() >= event.total();
        let patience = if all_left { watch.patience } else { PATIENCE };
        request.set_timeout((now() - started) as u32 + patience);
    })
}

/// What the server is told of a file before its first byte.
pub fn announce(
    target: &str,
    name: &str,
    media_type: &str,
    consent: Option<SaidByBox>,
    size: u64,
) -> Result<Call, JsValue> {
    let mut metadata = ["filename ", &base64(name.as_bytes()), ",assignment ", &base64(target.as_bytes())].concat();
    if !media_type.is_empty() {
        metadata.push_str(",filetype ");
        metadata.push_str(&base64(media_type.as_bytes()));
    }
    if let Some(SaidByBox { seen, ticked }) = consent {
        for (key, said) in [(",consent ", ticked), (",consent_seen ", seen)] {
            metadata.push_str(key);
            metadata.push_str(&base64((if said { "yes" } else { "no" }).as_bytes()));
        }
    }
    let headers = [("Upload-Length", size.to_string()), ("Upload-Metadata", metadata)];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    Call::start("POST", UPLOADS, &headers, None, None)
}

/// Where the server put the upload, as a path: the header may hold a whole address.
pub fn location_of(answer: &Answer) -> Option<String> {
    let location = answer.header("Location").filter(|_| answer.is_success())?;
    location.find("/api/uploads/").map(|start| location[start..].to_owned())
}

pub fn ask_offset(location: &str) -> Result<Call, JsValue> {
    Call::start("HEAD", location, &[], None, None)
}

/// One piece of a file. `digest` comes with the last: the base64 of the whole file's SHA-256.
pub fn send(
    location: &str,
    offset: u64,
    piece: &Blob,
    digest: Option<&str>,
    on_progress: impl FnMut(u64) + 'static,
) -> Result<Call, JsValue> {
    let patience = if digest.is_some() { LAST_PATIENCE } else { PATIENCE };
    let watch = Watch { on_progress: Box::new(on_progress), patience };
    let offset = offset.to_string();
    let repr_digest = digest.map(|digest| ["sha-256=:", digest, ":"].concat());
    let mut headers = vec![("Upload-Offset", offset.as_str()), ("Content-Type", "application/offset+octet-stream")];
    headers.extend(repr_digest.as_deref().map(|digest| ("Repr-Digest", digest)));
    Call::start("PATCH", location, &headers, Some(piece), Some(watch))
}

pub fn end(location: &str) -> Result<Call, JsValue> {
    Call::start("DELETE", location, &[], None, None)
}

/// An upload that the server knows to be unfinished.
#[derive(Clone)]
pub struct Listed {
    pub location: String,
    pub target: String,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub offset: u64,
}

pub fn list() -> Result<Call, JsValue> {
    Call::start("GET", UPLOADS, &[("Accept", "application/json")], None, None)
}

/// The list in an answer, unless it is none.
pub fn listed(answer: &Answer) -> Option<Vec<Listed>> {
    let rows = JSON::parse(&answer.body).ok().filter(|_| answer.is_success())?;
    let rows: js_sys::Array = rows.dyn_into().ok()?;
    let read = |row: JsValue| {
        Some(Listed {
            location: text(&row, "location")?,
            target: text(&row, "assignment")?,
            name: text(&row, "filename")?,
            size: number(&row, "size")? as u64,
            offset: number(&row, "offset")? as u64,
        })
    };
    Some(rows.iter().filter_map(read).collect())
}
