//! What a worker has left in its folder. One that was led astray may have put anything there.

use std::io;
use std::path::Path;

use nix::fcntl::OFlag;
use tokio::fs::OpenOptions;
use tokio::io::AsyncReadExt;

/// Reads a file of the folder that is to have `bytes` bytes. It is held in memory: how many that may be, the caller says.
///
/// # Errors
///
/// If it cannot be read, and if it is anything but a file of its own of just that length: a link may lead out of the
/// folder, and a pipe or a device has no end.
pub async fn read_left(folder: &Path, name: &str, bytes: u64) -> io::Result<Vec<u8>> {
    let flags = (OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK).bits();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(folder.join(name)).await?;
    let is = file.metadata().await?;
    let mut content = Vec::new();
    if is.is_file() && is.len() == bytes {
        file.take(bytes).read_to_end(&mut content).await?;
    }
    if content.len() as u64 == bytes { Ok(content) } else { Err(io::Error::other("it is not what the worker said")) }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use nix::sys::stat::Mode;

    use super::*;

    #[tokio::test]
    async fn only_files_of_the_length_that_was_told_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("file"), "words").expect("written");
        symlink(path("file"), path("link")).expect("a link");
        symlink("/dev/zero", path("endless")).expect("a link");
        nix::unistd::mkfifo(&path("pipe"), Mode::S_IRWXU).expect("a pipe");
        fs::create_dir(path("folder")).expect("a folder");
        let read = async |name, bytes| read_left(folder.path(), name, bytes).await;
        assert_eq!(read("file", 5).await.expect("read"), b"words");
        for (name, bytes) in
            [("file", 4), ("file", 6), ("link", 5), ("endless", 5), ("pipe", 5), ("folder", 5), ("no", 5)]
        {
            assert!(read(name, bytes).await.is_err(), "{name}, {bytes}");
        }
    }
}
