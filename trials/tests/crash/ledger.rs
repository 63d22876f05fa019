//! What the server has acknowledged, and whether it is still there.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;

use domain::material::Sha256Hex;
use sha2::{Digest, Sha256};

use crate::server::Server;

#[derive(Default)]
pub struct Ledger(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    /// The offset that was last acknowledged, by the address of an unfinished upload.
    offsets: BTreeMap<String, u64>,
    /// The hash of what was acknowledged as complete, by the address of the file.
    files: BTreeMap<String, Sha256Hex>,
    comments: Vec<String>,
    pieces: u64,
    /// What has been compared already: only what is new is looked at after each round.
    seen_comments: usize,
}

#[derive(Debug)]
pub struct Counts {
    pub pieces: u64,
    pub completions: usize,
    pub comments: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "acknowledged: {} pieces, {} completions, {} comments", self.pieces, self.completions, self.comments)
    }
}

impl Ledger {
    fn pages(&self) -> std::sync::MutexGuard<'_, Pages> {
        self.0.lock().expect("nobody panicked while writing")
    }

    pub fn offset(&self, upload: &str, offset: u64) {
        let mut pages = self.pages();
        pages.pieces += 1;
        pages.offsets.insert(upload.to_owned(), offset);
    }

    pub fn completed(&self, upload: &str, file: &str, content: &[u8]) {
        let mut pages = self.pages();
        pages.offsets.remove(upload);
        pages.files.insert(file.to_owned(), Sha256Hex::of_bytes(&Sha256::digest(content)));
    }

    pub fn comment(&self, body: &str) {
        self.pages().comments.push(body.to_owned());
    }

    pub fn counts(&self) -> Counts {
        let pages = self.pages();
        Counts { pieces: pages.pieces, completions: pages.files.len(), comments: pages.comments.len() }
    }

    /// Looks at the unfinished uploads and the comments that came since the last look. An upload
    /// that is looked at leaves the ledger: its worker died with the round.
    pub async fn compare_newest(&self, server: &Server) {
        let (offsets, comments) = {
            let mut pages = self.pages();
            let comments = pages.comments[pages.seen_comments..].to_vec();
            pages.seen_comments = pages.comments.len();
            (std::mem::take(&mut pages.offsets), comments)
        };
        let client = reqwest::Client::new();
        for (upload, acknowledged) in offsets {
            let request = client.head(server.at(&upload)).bearer_auth(&server.trainee).header("tus-resumable", "1.0.0");
            let answer = request.send().await.expect("an answer");
            assert_eq!(answer.status(), 200, "{upload} was created and is gone");
            let offset = answer.headers()["upload-offset"].to_str().expect("a text");
            let offset: u64 = offset.parse().expect("a number");
            assert!(offset >= acknowledged, "{upload}: {acknowledged} bytes were acknowledged, {offset} are there");
        }
        self.compare_comments(server, &comments).await;
        end_unfinished(server, &client).await;
    }

    pub async fn compare_all(&self, server: &Server) {
        self.compare_newest(server).await;
        let (files, comments) = {
            let pages = self.pages();
            (pages.files.clone(), pages.comments.clone())
        };
        let client = reqwest::Client::new();
        for (file, sha256) in files {
            let answer = client.get(server.at(&file)).bearer_auth(&server.trainee).send().await.expect("an answer");
            assert_eq!(answer.status(), 200, "{file} was acknowledged and is gone");
            let content = answer.bytes().await.expect("its content");
            assert_eq!(Sha256Hex::of_bytes(&Sha256::digest(&content)), sha256, "{file} is another file");
        }
        self.compare_comments(server, &comments).await;
    }

    async fn compare_comments(&self, server: &Server, comments: &[String]) {
        if comments.is_empty() {
            return;
        }
        let page = reqwest::Client::new()
            .get(server.at("/seminars/sample/materials/status.la"))
            .bearer_auth(&server.instructor)
            .send()
            .await
            .expect("an answer")
            .text()
            .await
            .expect("a text");
        for comment in comments {
            assert!(page.contains(comment), "the comment “{comment}” was acknowledged and is gone");
        }
    }
}

/// Ends what the dead workers left, so that the limit on unfinished uploads is not reached.
async fn end_unfinished(server: &Server, client: &reqwest::Client) {
    let list = client.get(server.at("/api/uploads")).bearer_auth(&server.trainee).send().await.expect("an answer");
    let list: Vec<serde_json::Value> = list.json().await.expect("a list");
    for upload in list {
        let upload = server.at(upload["location"].as_str().expect("a location"));
        let request = client.delete(upload).bearer_auth(&server.trainee).header("tus-resumable", "1.0.0");
        assert_eq!(request.send().await.expect("an answer").status(), 204);
    }
}
