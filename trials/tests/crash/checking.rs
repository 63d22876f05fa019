//! The server is killed while files are checked and drawn. In the end each has passed the gate and has its pages.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rand::Rng;
use trials::PDF;

use crate::rounds;
use crate::server::Server;

const FILES_A_ROUND: usize = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_file_is_checked_and_drawn_in_the_end() {
    let (rounds, mut random) = rounds("checking", 5);
    let server = Server::prepare();
    let client = reqwest::Client::new();
    let mut versions = Vec::new();
    for round in 0..rounds {
        let running = server.start().await;
        for _ in 0..FILES_A_ROUND {
            versions.push(hand_in(&server, &client).await);
        }
        tokio::time::sleep(Duration::from_millis(random.random_range(0..300))).await;
        running.kill();
        server.check(round);
    }
    let _running = server.start().await;
    for version in &versions {
        wait_until_drawn(&server, &client, version).await;
    }
    println!("{} files were checked and drawn", versions.len());
}

/// Uploads a PDF as the trainee; answers the id of its version.
pub async fn hand_in(server: &Server, client: &reqwest::Client) -> String {
    let encode = |text: &str| STANDARD.encode(text);
    let request = client.post(server.at("/api/uploads")).bearer_auth(&server.trainee);
    let request = request
        .header("tus-resumable", "1.0.0")
        .header("upload-length", PDF.len())
        .header("upload-metadata", format!("filename {},assignment {}", encode("a.pdf"), encode("sample/status")))
        .header("content-type", "application/offset+octet-stream");
    let answer = request.body(PDF).send().await.expect("an answer");
    assert_eq!(answer.status(), 201, "{answer:?}");
    let place = answer.headers()["content-location"].to_str().expect("a text");
    place.rsplit('/').next().expect("an id").to_owned()
}

/// At most a minute.
pub async fn wait_until_drawn(server: &Server, client: &reqwest::Client, version: &str) {
    let drawn = async {
        while !is_drawn(server, client, version).await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), drawn).await.unwrap_or_else(|_| panic!("{version} is not drawn"));
}

async fn is_drawn(server: &Server, client: &reqwest::Client, version: &str) -> bool {
    let image = server.at(&format!("/previews/{version}/0001-320.webp"));
    client.get(image).bearer_auth(&server.instructor).send().await.expect("an answer").status() == 200
}
