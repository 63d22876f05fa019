//! Work that takes a while, on a thread where it holds nobody up.

/// Runs it to its end; a panic in it goes on in the caller.
pub(crate) async fn compute<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
}
