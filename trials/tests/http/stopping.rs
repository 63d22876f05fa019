//! The server is told to stop while requests are under way.

use std::time::Duration;

use futures::{StreamExt, stream};
use reqwest::Body;
use trials::{House, Who};

const MIB: usize = 1024 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_over_a_dead_link_does_not_keep_the_server_from_stopping() {
    let mut house = House::start().await;
    let upload = house.announce(Who::Trainee, "status", 2 * MIB).await;
    // Half of the file, and then nothing more: the link has died without a word.
    let half = stream::iter([Ok::<_, std::io::Error>(vec![7_u8; MIB])]).chain(stream::pending());
    let request = house
        .client(Who::Trainee)
        .patch(house.at(&upload))
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", 0)
        .header("content-type", "application/offset+octet-stream")
        .body(Body::wrap_stream(half));
    let sending = tokio::spawn(request.send());
    let id = upload.rsplit('/').next().expect("an id").parse().expect("an id");
    let bytes = house.config.files.join(format!("uploads/{id}/bytes"));
    let arrived = async {
        while std::fs::metadata(&bytes).map_or(0, |file| file.len()) < MIB as u64 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), arrived).await.expect("the bytes arrive");

    house.state.shutdown.cancel();
    // Well before the time that a request under way may take.
    let stopped = tokio::time::timeout(Duration::from_secs(10), &mut house.serving).await;
    stopped.expect("the server stops").expect("its task ends").expect("it stops well");
    let _ = sending.await.expect("the client is told or cut off");
    let kept = house.state.vault.find_upload(id).await.expect("the upload");
    assert_eq!(kept.offset, MIB as u64, "what has come is kept");
}
