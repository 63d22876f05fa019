//! Prints many certificates on all cores.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use domain::certificate::Statement;

use super::design::Design;
use super::error::CertificateError;
use super::press::{Press, PrintedCertificate};
use super::signing::IssuerKey;

/// typst remembers what it set. What no certificate asked for in so many rounds is forgotten, so that
/// the thousandth takes no more room than the tenth.
const ROUNDS_REMEMBERED: usize = 8;

impl Press {
    /// Hands each certificate over as soon as it is done, with its place among the statements; they come
    /// in no certain order, and a failed one does not hold up the others. `done` runs on the caller's
    /// thread, counts, stores, and may break off. Finished files wait for it rather than pile up.
    pub fn print_all(
        &self,
        statements: &[Statement],
        design: &Design,
        key: &IssuerKey,
        mut done: impl FnMut(usize, Result<PrintedCertificate, CertificateError>) -> ControlFlow<()>,
    ) {
        let workers = thread::available_parallelism().map_or(1, usize::from).min(statements.len());
        let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (send, receive) = sync_channel(workers.max(1));
        thread::scope(|scope| {
            for _ in 0..workers {
                let send = send.clone();
                let (next, stopped) = (&next, &stopped);
                scope.spawn(move || {
                    while !stopped.load(Ordering::Relaxed) {
                        let place = next.fetch_add(1, Ordering::Relaxed);
                        let Some(statement) = statements.get(place) else { break };
                        let printed = self.print(statement, design, key);
                        typst::comemo::evict(ROUNDS_REMEMBERED);
                        if send.send((place, printed)).is_err() {
                            break;
                        }
                    }
                });
            }
            // Only the workers' ends are left, so that the last of them ends the loop.
            drop(send);
            for (place, printed) in receive {
                if done(place, printed).is_break() {
                    stopped.store(true, Ordering::Relaxed);
                    break;
                }
            }
        });
    }
}
