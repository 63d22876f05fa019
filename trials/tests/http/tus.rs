//! A small tus client, for tests to break the rules with.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::id::VersionId;
use reqwest::{Client, Method, RequestBuilder, Response};
use sha2::{Digest, Sha256};
use trials::{House, Who};

pub struct Tus {
    client: Client,
    url: String,
}

pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub fn metadata(file_name: &str, assignment: &str) -> String {
    format!("filename {},assignment {}", base64(file_name.as_bytes()), base64(assignment.as_bytes()))
}

pub fn repr_digest(content: &[u8]) -> String {
    format!("sha-256=:{}:", base64(&Sha256::digest(content)))
}

pub fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).unwrap_or_else(|| panic!("no {name}")).to_str().expect("a text")
}

#[track_caller]
pub fn assert_status(response: &Response, status: u16) {
    assert_eq!(response.status(), status, "{:?}", response.headers());
}

pub async fn text(response: Response) -> String {
    response.text().await.expect("a text").trim_end().to_owned()
}

impl Tus {
    pub fn new(house: &House, who: Who) -> Self {
        Self { client: house.client(who), url: house.url.clone() }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url)).header("tus-resumable", "1.0.0")
    }

    pub fn creation(&self, size: usize, metadata: &str) -> RequestBuilder {
        self.request(Method::POST, "/api/uploads").header("upload-length", size).header("upload-metadata", metadata)
    }

    pub async fn create(&self, size: usize, metadata: &str) -> Response {
        self.creation(size, metadata).send().await.expect("an answer")
    }

    /// A new upload to the open assignment, as its location.
    pub async fn begin(&self, size: usize) -> String {
        let created = self.create(size, &metadata("slides.pptx", "sample/status")).await;
        assert_status(&created, 201);
        header(&created, "location").to_owned()
    }

    pub fn patching(&self, location: &str, offset: usize, bytes: &[u8]) -> RequestBuilder {
        self.request(Method::PATCH, location)
            .header("upload-offset", offset)
            .header("content-type", "application/offset+octet-stream")
            .body(bytes.to_vec())
    }

    pub async fn patch(&self, location: &str, offset: usize, bytes: &[u8]) -> Response {
        self.patching(location, offset, bytes).send().await.expect("an answer")
    }

    pub async fn head(&self, location: &str) -> Response {
        self.request(Method::HEAD, location).send().await.expect("an answer")
    }

    pub async fn delete(&self, location: &str) -> Response {
        self.request(Method::DELETE, location).send().await.expect("an answer")
    }

    /// Hands a file in and returns the path of its download.
    pub async fn submit(&self, file_name: &str, content: &[u8]) -> String {
        let created = self.create(content.len(), &metadata(file_name, "sample/status")).await;
        assert_status(&created, 201);
        let done = self.patch(header(&created, "location"), 0, content).await;
        assert_status(&done, 204);
        header(&done, "content-location").to_owned()
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.expect("an answer")
    }
}

/// The version at the end of a path.
pub fn version_in(path: &str) -> VersionId {
    path.rsplit('/').next().expect("a part").parse().expect("a version")
}
