//! Passwords, and the limit on tries.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use app::error::AppError;
use app::request::{Gatekeeper, ServerTask};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::sync::Semaphore;

/// How many passwords are hashed at once: each takes 19 MiB and a core.
const AT_ONCE: usize = 2;

/// What counts of the name of an account.
const MOST_ACCOUNT_CHARS: usize = 254;

/// Guards sign-in: tries are counted by account and by peer.
pub struct PasswordGate {
    by_account: DefaultKeyedRateLimiter<String>,
    by_peer: DefaultKeyedRateLimiter<String>,
    /// Look-ups of certificates.
    look_ups: DefaultKeyedRateLimiter<String>,
    hashing: Arc<Semaphore>,
    /// A hash of no password, so that an unknown account takes as long as a wrong password.
    nobody: Arc<str>,
}

/// `burst` tries at once, then one more every `every`.
fn quota(burst: u32, every: Duration) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(every).unwrap_or(Quota::per_minute(burst)).allow_burst(burst)
}

impl PasswordGate {
    pub fn new() -> Result<Self, AppError> {
        Ok(Self {
            by_account: RateLimiter::keyed(quota(10, Duration::from_secs(20))),
            by_peer: RateLimiter::keyed(quota(60, Duration::from_secs(1))),
            look_ups: RateLimiter::keyed(quota(60, Duration::from_secs(2))),
            hashing: Arc::new(Semaphore::new(AT_ONCE)),
            nobody: hash("nobody has this password")?.into(),
        })
    }

    /// Forgets accounts and peers that have not tried for a while.
    pub fn sweep(&self) {
        self.by_account.retain_recent();
        self.by_peer.retain_recent();
        self.look_ups.retain_recent();
    }
}

impl Gatekeeper for PasswordGate {
    fn admit_try(&self, account: &str, peer: &str) -> Result<(), AppError> {
        // No address is longer, and what anyone may send shall not be remembered at any length.
        let account: String = account.trim().chars().take(MOST_ACCOUNT_CHARS).collect::<String>().to_lowercase();
        let checks = [(&self.by_peer, peer.to_owned()), (&self.by_account, account)];
        for (limiter, key) in checks {
            if let Err(refused) = admit(limiter, &key) {
                metrics::counter!("lectern_sign_in_tries_refused_total").increment(1);
                return Err(refused);
            }
        }
        Ok(())
    }

    fn admit_look_up(&self, peer: &str) -> Result<(), AppError> {
        admit(&self.look_ups, &network_of(peer)).inspect_err(|_| {
            metrics::counter!("lectern_certificate_look_ups_refused_total").increment(1);
        })
    }

    fn hash_password(&self, password: String) -> ServerTask<String> {
        let hashing = self.hashing.clone();
        Box::pin(async move { blocking(hashing, move || hash(&password)).await? })
    }

    fn verify_password(&self, password: String, known: Option<String>) -> ServerTask<bool> {
        let (hashing, nobody) = (self.hashing.clone(), self.nobody.clone());
        Box::pin(async move {
            blocking(hashing, move || {
                let hash = known.as_deref().unwrap_or(&nobody);
                let right = PasswordHash::new(hash)
                    .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
                right && known.is_some()
            })
            .await
        })
    }
}

fn admit(limiter: &DefaultKeyedRateLimiter<String>, key: &String) -> Result<(), AppError> {
    limiter.check_key(key).map_err(|refused| {
        let wait = refused.wait_time_from(DefaultClock::default().now());
        AppError::TooManyTries { seconds: wait.as_secs() + 1 }
    })
}

/// An IPv6 peer has more addresses than anyone can count: the network that it was given is what counts.
fn network_of(peer: &str) -> String {
    match peer.parse() {
        Ok(IpAddr::V6(address)) => {
            let network = u128::from(address) & !u128::from(u64::MAX);
            Ipv6Addr::from(network).to_string()
        }
        _ => peer.to_owned(),
    }
}

fn hash(password: &str) -> Result<String, AppError> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|error| {
        tracing::error!(%error, "could not hash a password");
        AppError::Failed
    })
}

async fn blocking<T: Send + 'static>(
    hashing: Arc<Semaphore>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let _turn = hashing.acquire_owned().await.map_err(|_| AppError::Failed)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let gate = PasswordGate::new().expect("a gate");
        let hash = gate.hash_password("a long password".to_owned()).await.expect("hashed");
        let verify = |password: &str, hash: Option<String>| gate.verify_password(password.to_owned(), hash);
        assert_eq!(verify("a long password", Some(hash.clone())).await, Ok(true));
        assert_eq!(verify("another password", Some(hash)).await, Ok(false));
        assert_eq!(verify("nobody has this password", None).await, Ok(false));
    }

    #[test]
    fn look_ups_are_counted_by_network() {
        let gate = PasswordGate::new().expect("a gate");
        let peers = (0..100).map(|number| format!("2001:db8::{number:x}"));
        assert!(peers.map(|peer| gate.admit_look_up(&peer)).filter(Result::is_err).count() >= 39);
        assert_eq!(gate.admit_look_up("2001:db8:0:1::1"), Ok(()));
        assert_eq!(gate.admit_look_up("192.0.2.1"), Ok(()));
    }

    #[test]
    fn tries_are_counted_by_account() {
        let gate = PasswordGate::new().expect("a gate");
        let tries = (0..11).map(|_| gate.admit_try("One@example.org", "127.0.0.1"));
        assert_eq!(tries.filter(Result::is_err).count(), 1);
        assert_eq!(gate.admit_try("two@example.org", "127.0.0.1"), Ok(()));
    }
}
