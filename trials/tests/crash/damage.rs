//! Files of an office are damaged, as by a failing disk. `lectern check` names what is.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::checking::{hand_in, wait_until_drawn};
use crate::server::{Running, Server};

async fn office_with_a_preview() -> (Server, Running, String) {
    let (server, client) = (Server::prepare(), reqwest::Client::new());
    let running = server.start().await;
    let version = hand_in(&server, &client).await;
    wait_until_drawn(&server, &client, &version).await;
    // The second one takes in once more what came just before the first; from then on the index stays as it is.
    (0..2).for_each(|round| server.check(round));
    (server, running, version)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_of_a_preview_is_named() {
    let (server, running, version) = office_with_a_preview().await;
    let files = files_in(&server.data().join("files/files"));
    let is_picture = |file: &&PathBuf| fs::read(file).expect("a file").starts_with(b"RIFF");
    let picture = files.iter().find(is_picture).expect("a picture");
    let last = fs::metadata(picture).expect("its size").len() - 1;
    change(picture, last);
    // The running server says so, and the command alone.
    let told_by_server = server.found_wrong();
    running.kill();
    for told in [told_by_server, server.found_wrong()] {
        let line = told.lines().next().expect("a line");
        for part in ["sample", "Lao", "“a.pdf”", "damaged", &format!("preview of {version}, 0001-")] {
            assert!(line.contains(part), "{part}: {told}");
        }
        assert!(told.contains("1 versions and 3 files were looked at; wrong: 1"), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_is_not_what_is_on_record_is_named_and_made_anew_by_the_next_start() {
    let (server, running, _) = office_with_a_preview().await;
    let files = files_in(&server.data().join("index"));
    let columns: Vec<_> = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "fast")).collect();
    assert!(!columns.is_empty(), "{files:?}");
    for file in columns {
        // By its key a text is told from others.
        let key = end_of_key(&fs::read(file).expect("a file")).expect("a key");
        change(file, key);
    }
    let told = server.found_wrong();
    assert!(told.starts_with("search does not find "), "{told}");
    running.kill();
    server.check(2);
}

/// All files in this folder and those within it.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

/// Where the first record's ends: it is twenty letters and digits.
fn end_of_key(bytes: &[u8]) -> Option<u64> {
    let is_of_key = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let place = bytes.windows(20).position(|key| key.iter().all(is_of_key))?;
    Some(place as u64 + 19)
}

/// One byte, where the file lies: whoever has it open sees it, too.
fn change(file: &Path, place: u64) {
    let opened = OpenOptions::new().read(true).write(true).open(file).expect("a file");
    let mut byte = [0];
    opened.read_exact_at(&mut byte, place).expect("read");
    byte[0] ^= 1;
    opened.write_all_at(&byte, place).expect("written");
}
