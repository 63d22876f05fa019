//! Work that takes a while, on a thread where it holds nobody up.

/// Runs it to its end; a panic in it goes on in the caller.
pub(crate) async fn compute<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        // The process is about to end, and with it whoever waits.
        Err(_) => std::future::pending().await,
    }
}
