//! The socket in the data folder through which a running server takes errands: one line of JSON
//! there, one back. Only the owner of the data folder may use it.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};

use super::errand::{Errand, Report};
use crate::state::AppState;

/// The largest errand that is read: a seminar file with room to spare.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Gives the errand to the running server; `None` when none runs.
pub async fn ask_server(socket: &Path, errand: &Errand) -> std::io::Result<Option<Result<Report, String>>> {
    let Ok(mut stream) = UnixStream::connect(socket).await else {
        return Ok(None);
    };
    let mut line = serde_json::to_vec(errand)?;
    line.push(b'\n');
    stream.write_all(&line).await?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).await?;
    Ok(Some(serde_json::from_str(&answer)?))
}

/// Takes errands until the server stops.
pub async fn take_errands(socket: &Path, state: AppState) -> std::io::Result<()> {
    // A server that was killed leaves its socket behind; the database's lock says that it is gone.
    match std::fs::remove_file(socket) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(socket)?;
    std::fs::set_permissions(socket, std::fs::Permissions::from_mode(0o600))?;
    let path = socket.to_owned();
    tokio::spawn(async move {
        loop {
            tokio::select! {
                () = state.shutdown.cancelled() => break,
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => drop(tokio::spawn(take_errand(stream, state.clone()))),
                    Err(error) => tracing::warn!(%error, "the socket for commands failed"),
                },
            }
        }
        // Nothing is lost if it stays: the next server removes it.
        let _ = std::fs::remove_file(path);
    });
    Ok(())
}

async fn take_errand(stream: UnixStream, state: AppState) {
    let (reading, mut writing) = stream.into_split();
    let mut line = String::new();
    if let Err(error) = BufReader::new(reading.take(MOST_BYTES)).read_line(&mut line).await {
        tracing::warn!(%error, "a command left before it had said what it wants");
        return;
    }
    let report = match serde_json::from_str::<Errand>(&line) {
        Ok(errand) => errand.carry_out(&state.data()).await,
        Err(_) => Err("the running server is of another version than this command".to_owned()),
    };
    let mut answer = serde_json::to_vec(&report).unwrap_or_default();
    answer.push(b'\n');
    if let Err(error) = writing.write_all(&answer).await {
        tracing::warn!(%error, "a command left before its answer");
    }
}
