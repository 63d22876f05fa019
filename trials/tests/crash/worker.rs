//! People at work until the server goes away: three upload, one comments.

use std::sync::Arc;

use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng};
use sha2::{Digest, Sha256};
use tokio::task::JoinSet;

use crate::ledger::Ledger;
use crate::server::Server;

const UPLOADERS: u64 = 3;

pub struct Workers(JoinSet<()>);

impl Workers {
    /// Waits until all have noticed that the server is gone.
    pub async fn join(mut self) {
        while let Some(ended) = self.0.join_next().await {
            ended.expect("no worker panicked");
        }
    }
}

pub fn start(server: &Server, ledger: Arc<Ledger>, seed: u64) -> Workers {
    let mut workers = JoinSet::new();
    let base = server.at("");
    for number in 0..UPLOADERS {
        let (ledger, base, token) = (ledger.clone(), base.clone(), server.trainee.clone());
        let random = StdRng::seed_from_u64(seed ^ number);
        workers.spawn(async move {
            let mut uploader = Uploader { client: reqwest::Client::new(), base, token, ledger, random };
            // An error is the server's end.
            while uploader.upload().await.is_ok() {}
        });
    }
    let (base, token) = (base, server.instructor.clone());
    workers.spawn(async move {
        let client = reqwest::Client::new();
        let mut number = 0;
        while comment(&client, &base, &token, &ledger, seed, number).await.is_ok() {
            number += 1;
        }
    });
    Workers(workers)
}

struct Uploader {
    client: reqwest::Client,
    base: String,
    token: String,
    ledger: Arc<Ledger>,
    random: StdRng,
}

impl Uploader {
    /// One file in pieces of random size; every answer goes into the ledger.
    async fn upload(&mut self) -> reqwest::Result<()> {
        use base64::Engine;
        // Some are larger than what the server gathers before it writes.
        let most = if self.random.random_bool(0.25) { 3_000_000 } else { 300_000 };
        let mut content = vec![0; self.random.random_range(1..most)];
        self.random.fill_bytes(&mut content);
        let encode = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
        let metadata = format!("filename {},assignment {}", encode("slides.pptx"), encode("sample/status"));
        let created = self
            .request(reqwest::Method::POST, "/api/uploads")
            .header("upload-length", content.len())
            .header("upload-metadata", metadata)
            .send()
            .await?;
        assert_eq!(created.status(), 201, "{}", created.text().await?);
        let upload = created.headers()["location"].to_str().expect("a location").to_owned();
        self.ledger.offset(&upload, 0);
        let mut offset = 0;
        while offset < content.len() {
            let end = (offset + self.random.random_range(1..most / 2)).min(content.len());
            let piece = content[offset..end].to_vec();
            let mut request = self
                .request(reqwest::Method::PATCH, &upload)
                .header("upload-offset", offset)
                .header("content-type", "application/offset+octet-stream");
            // With a checksum all of a piece is kept, or none of it.
            if self.random.random_bool(0.5) {
                let checksum = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&piece));
                request = request.header("upload-checksum", format!("sha256 {checksum}"));
            }
            let answer = request.body(piece).send().await?;
            assert_eq!(answer.status(), 204, "{}", answer.text().await?);
            offset = end;
            match answer.headers().get("content-location") {
                Some(file) => self.ledger.completed(&upload, file.to_str().expect("a location"), &content),
                None => self.ledger.offset(&upload, offset as u64),
            }
        }
        Ok(())
    }

    fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        request.bearer_auth(&self.token).header("tus-resumable", "1.0.0")
    }
}

/// Comments on version 1; before there is one, the server says so, and nothing is acknowledged.
pub async fn comment(
    client: &reqwest::Client,
    base: &str,
    token: &str,
    ledger: &Ledger,
    seed: u64,
    number: u32,
) -> reqwest::Result<()> {
    let body = format!("comment {number} of round {seed:x}");
    let form = [
        ("seminar", "sample"),
        ("material", "status.la"),
        ("version", "1"),
        ("audience", "delegation"),
        ("body", body.as_str()),
    ];
    let answer = client.post(format!("{base}/api/write_comment")).bearer_auth(token).form(&form).send().await?;
    match answer.status().as_u16() {
        200 => ledger.comment(&body),
        404 | 422 => {}
        other => panic!("{other}: {}", answer.text().await?),
    }
    Ok(())
}
